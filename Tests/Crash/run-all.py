#!/usr/bin/env python3
"""Runs every crash script against a tool built for release, one after the other.

    swift build -c release --product innograph
    Tests/Crash/run-all.py .build/release/innograph [--long] [--seed 1]

Without --long it takes about ten minutes; with it, hours. Prints a line per trial and a line at the end; exit status 1 where anything
failed. Each script also runs alone and has --help.
"""
import argparse
import os
import subprocess
import sys
import time

SCRIPTS = ["system-calls.py", "disks.py", "processes.py", "damage.py", "contents.py"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", help="the tool, built for release")
    parser.add_argument("--long", action="store_true", help="every place instead of a sample of them, and 10,000 kill rounds")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins")
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    begun, failed = time.time(), []
    for script in SCRIPTS:
        command = [sys.executable, os.path.join(here, script), options.tool, "--seed", str(options.seed)]
        if subprocess.run(command + (["--long"] if options.long else [])).returncode != 0:
            failed.append(script)
    rounds = "10000" if options.long else "200"
    command = [sys.executable, os.path.join(here, "kill-rounds.py"), options.tool, "--rounds", rounds, "--seed", str(options.seed)]
    if subprocess.run(command).returncode != 0:
        failed.append("kill-rounds.py")
    print(f"{'failed: ' + ', '.join(failed) if failed else 'all passed'}, {time.time() - begun:.0f} s, seed {options.seed}")
    sys.exit(1 if failed else 0)


main()
