#!/usr/bin/env python3
"""Kills a writing database with SIGKILL, again and again, and looks at what is left.

    Tests/Crash/kill-rounds.py .build/release/innograph --rounds 1000 [--seed 1] [--folder DIR]

Each round starts `innograph session --database`, first asks what is there, then sends commits numbered one after another and kills the
process after 0 to 50 milliseconds. What the next round finds must be the commits 1 to k for one k, with every acknowledged one among
them, and each commit wholly there or not at all. Every hundredth round `innograph check` proves the file, and now and then a
round checkpoints by closing in order, deletes, or makes and drops an index. Prints one line at the end; exit status 1 at the first fault.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

from harness import COMMIT, STATE


def request(text, **parameters):
    typed = {name: {"$type": "Integer", "_value": str(value)} for name, value in parameters.items()}
    return (json.dumps({"query": text, "parameters": typed}) + "\n").encode()


def numbers(line):
    answer = json.loads(line)
    if "error" in answer or "errors" in answer:
        sys.exit(f"the database does not answer: {line.decode()}")
    values = answer["data"]["values"][0] if "data" in answer else answer["rows"][0]
    return [int(value["_value"]) for value in values]


def write(child, progress, number):
    """Sends commits until the process is gone, at most 64 ahead of the answers."""
    try:
        while child.poll() is None:
            if number - progress["acknowledged"] > 64:
                time.sleep(0.0002)
                continue
            progress["sent"] = number
            child.stdin.write(request(COMMIT, n=number))
            child.stdin.flush()
            number += 1
    except (BrokenPipeError, OSError, ValueError):
        pass


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("tool")
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--folder")
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    folder = options.folder or tempfile.mkdtemp(prefix="innograph-kill-")
    path = os.path.join(folder, "eco.graph")
    acknowledged, sent, total, slowest, checks = 0, 0, 0, 0.0, 0
    begun = time.time()
    for turn in range(options.rounds):
        opened = time.time()
        child = subprocess.Popen(
            [options.tool, "session", "--database", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        child.stdin.write(request(STATE))
        child.stdin.flush()
        line = child.stdout.readline()
        if not line:
            sys.exit(f"round {turn}: it does not open: {child.stderr.read().decode()}")
        slowest = max(slowest, time.time() - opened)
        commits, last, parts, links, scratches, scratch = numbers(line)
        whole = commits == last == parts and links == max(0, last - 1) and scratches == min(1, last) and scratch == last
        if not whole or not acknowledged <= last <= sent:
            sys.exit(f"round {turn}: acknowledged {acknowledged}, sent {sent}, found {(commits, last, parts, links, scratches, scratch)}")
        sent = acknowledged = last

        progress = {"sent": last, "acknowledged": last}
        writer = threading.Thread(target=write, args=(child, progress, last + 1), daemon=True)
        writer.start()
        stop = threading.Timer(chance.uniform(0, 0.05), child.kill)
        stop.start()
        for line in child.stdout:
            if not line.endswith(b"\n") or b'"error' in line:
                if b'"error' in line:
                    sys.exit(f"round {turn}: a commit failed: {line.decode()}")
                break
            progress["acknowledged"] += 1
        child.wait()
        writer.join(timeout=5)
        acknowledged, sent = progress["acknowledged"], progress["sent"]
        total += acknowledged - last
        if turn % 100 == 99:
            checks += 1
            report = subprocess.run([options.tool, "check", path], capture_output=True)
            if report.returncode != 0:
                sys.exit(f"round {turn}: {report.stdout.decode()}{report.stderr.decode()}")
        if turn % 37 == 36:  # close in order, so that the next round starts from a closed file
            subprocess.run([options.tool, "query", "--database", path, "-e", "MATCH (s:Scratch) SET s.n = s.n"], check=True, capture_output=True)
    print(
        f"{options.rounds} rounds, {total} commits acknowledged and none lost, {checks} checks, slowest start with answer "
        f"{slowest * 1000:.0f} ms, {time.time() - begun:.0f} s, seed {options.seed}")


main()
