#!/usr/bin/env python3
"""What processes do to each other: locks, readers, signals, limits, pipes, clocks.

    Tests/Crash/processes.py .build/release/innograph [--long]

The clock and short writes come from a shim that this script compiles with cc.
"""
import os
import resource
import shutil
import signal
import subprocess
import time

from harness import COMMIT, STATE, Failure, Refused, Run, Session, Skipped, Workload, check, files, no_trap, request, tool_run


def shim(run):
    compiler = shutil.which("cc")
    if not compiler:
        raise Skipped("there is no C compiler")
    library = os.path.join(run.folder, "shim.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def second_writers(run):
    """A second writer is told the process that holds the file, by whatever name it comes."""
    path = run.path("locks")
    folder = os.path.dirname(path)
    workload = Workload(run.tool, path)
    with Session(run.tool, path) as session:
        workload.commit(session)
        os.symlink(path, os.path.join(folder, "soft.graph"))
        os.link(path, os.path.join(folder, "hard.graph"))
        names = [path, os.path.join(folder, "soft.graph"), os.path.join(folder, "hard.graph"), "eco.graph", "./../locks/eco.graph"]
        for name in names:
            begun = time.time()
            done = tool_run(run.tool, "query", "--database", name, "-e", "CREATE (:Commit)", cwd=folder)
            took = time.time() - begun
            run.count()
            if done.returncode != 2 or str(session.process.pid) not in done.stderr or took > 3:
                raise Failure(f"{name}: {done.returncode} after {took:.1f} s: {done.stderr}")
        done = tool_run(run.tool, "compact", path)
        if done.returncode != 2 or str(session.process.pid) not in done.stderr:
            raise Failure(f"compact beside a writer: {done.stderr}")
        if shutil.which("unshare"):
            done = subprocess.run(
                ["unshare", "--pid", "--fork", run.tool, "query", "--database", path, "-e", "CREATE (:Commit)"], capture_output=True, text=True)
            if "unshare" not in done.stderr and done.returncode != 2:
                raise Failure(f"a writer in another space of processes: {done.returncode} {done.stderr}")
            run.count()
        workload.commit(session)
        session.kill()
    # Killed under one name, opened under another: the log is found.
    begun = time.time()
    workload.verify("a lock whose holder was killed")
    if time.time() - begun > 10:
        raise Failure("a lock outlived its holder")
    with Session(run.tool, os.path.join(folder, "soft.graph")) as session:
        workload.commit(session)
        session.kill()
    workload.verify("written by a symbolic link, opened by the file's own name")
    if os.path.exists(os.path.join(folder, "soft.graph-log")):
        raise Failure("the log lies beside the symbolic link")


def readers_beside_a_writer(run):
    """Every opening for reading shows one committed state, at least what was acknowledged before it began."""
    path = run.path("readers")
    workload = Workload(run.tool, path)
    until = time.time() + (600 if run.long else 15)
    with Session(run.tool, path, "--checkpoint-log-bytes", "20000") as writer:
        for _ in range(5):
            workload.commit(writer)
        steady = Session(run.tool, path, "--read-only")
        first = steady.ask(STATE)
        while time.time() < until:
            known = workload.acknowledged
            with Session(run.tool, path, "--read-only") as reader:
                reader.send(STATE)
                for _ in range(run.chance.randrange(20)):
                    workload.commit(writer)
                line = reader.process.stdout.readline()
                if not line:
                    raise Failure(f"a reader ended: {reader.complaint()}")
                from harness import rows

                commits, last, parts, links, scratches, scratch = rows(line)[0]
                if not (commits == last == parts and links == last - 1 and scratches == 1 and scratch == last and known <= last <= workload.sent):
                    raise Failure(f"a reader saw {(commits, last, parts, links, scratches, scratch)}, known {known}, sent {workload.sent}")
                if reader.end() != 0:
                    raise Failure(f"a reader did not end well: {reader.complaint()}")
            run.count()
        if steady.ask(STATE) != first:
            raise Failure("the snapshot of a reader changed")
        steady.end()
        if writer.end() != 0:
            raise Failure(writer.complaint())
    workload.verify("after the readers")
    return f"{workload.acknowledged} commits beside them"


def signals(run):
    """An end that was asked for comes within five seconds and leaves what was acknowledged; so does a second request."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for twice in (False, True):
            for _ in range(40 if run.long else 6):
                path = run.path("signals")
                workload = Workload(run.tool, path)
                with Session(run.tool, path, "--checkpoint-log-bytes", "4000") as session:
                    session.ask("RETURN 1")
                    until = time.time() + run.chance.uniform(0, 0.2)
                    try:
                        while time.time() < until:
                            workload.commit(session)
                        workload.sent += 1
                        session.send(COMMIT, n=workload.sent)
                        time.sleep(run.chance.uniform(0, 0.004))
                        session.process.send_signal(number)
                        if twice:
                            # Two of a kind at once are one for the system.
                            time.sleep(0.05)
                            session.process.send_signal(number)
                    except (EOFError, OSError):
                        pass
                    try:
                        session.process.wait(timeout=5)
                    except subprocess.TimeoutExpired:
                        if number != signal.SIGINT or twice:
                            raise Failure(f"{number.name}{' twice' if twice else ''}: still there after five seconds")
                        session.kill()
                run.count()
                workload.verify(f"{number.name}{' twice' if twice else ''}")


def stopped_and_continued(run):
    """SIGSTOP in the middle of writing, and SIGCONT later."""
    path = run.path("stops")
    workload = Workload(run.tool, path)
    with Session(run.tool, path, "--checkpoint-log-bytes", "4000") as session:
        for _ in range(20 if run.long else 5):
            workload.commit(session)
            workload.sent += 1
            session.send(COMMIT, n=workload.sent)
            session.process.send_signal(signal.SIGSTOP)
            with Session(run.tool, path, "--read-only") as reader:
                if reader.ask(STATE)[0][1] < workload.acknowledged:
                    raise Failure("a reader beside a stopped writer misses commits")
                reader.end()
            time.sleep(3 if run.long else 0.3)
            session.process.send_signal(signal.SIGCONT)
            if not session.process.stdout.readline().endswith(b"\n"):
                raise Failure("the writer did not go on")
            workload.acknowledged = workload.sent
            run.count()
        if session.end() != 0:
            raise Failure(session.complaint())
    workload.verify("stopped and continued")


def pipes(run):
    """Whoever reads the answers goes away: the process ends without a signal, and the state is whole."""
    for n in range(30 if run.long else 8):
        path = run.path("pipes")
        workload = Workload(run.tool, path)
        with Session(run.tool, path) as session:
            for _ in range(3):
                workload.commit(session)
            session.process.stdout.close()
            try:
                for _ in range(n + 1):
                    workload.sent += 1
                    session.send(COMMIT, n=workload.sent)
                session.process.stdin.close()
            except OSError:
                pass
            code = session.process.wait(timeout=20)
            if code < 0:
                raise Failure(f"ended by signal {-code}")
        run.count()
        workload.verify("after a broken pipe")
    done = subprocess.run(
        f"'{run.tool}' query --database '{path}' -e 'UNWIND range(1, 1000000) AS x RETURN x' --format csv | head -1", shell=True,
        capture_output=True, text=True)
    if done.returncode != 0 or done.stderr:
        raise Failure(f"into head: {done.returncode} {done.stderr}")


def limits(run):
    """Few descriptors, little stack, one processor, little memory: an answer or an error."""
    settings = {
        "16 descriptors": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)),
        "8 descriptors": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)),
        "a stack of 1 MiB": lambda: resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, 1 << 20)),
        "a stack of 256 KiB": lambda: resource.setrlimit(resource.RLIMIT_STACK, (1 << 18, 1 << 18)),
        "one processor": lambda: os.sched_setaffinity(0, {0}),
    }
    deep = "RETURN " + "(" * 2000 + "1" + ")" * 2000
    for name, setting in settings.items():
        path = run.path("limits")
        workload = Workload(run.tool, path)
        with Session(run.tool, path, "--checkpoint-log-bytes", "4000", prepare=setting) as session:
            for _ in range(20):
                workload.commit(session)
            try:
                session.ask(deep)
            except Refused:
                pass
            session.ask("MATCH p = (:Commit)-[:NEXT*1..8]->() RETURN count(p)")
            no_trap(session.end(), name, session.complaint())
        run.count()
        workload.verify(name)
    for memory in (96, 160, 256, 512):
        path = run.path("limits")
        workload = Workload(run.tool, path)
        size = memory << 20
        with Session(run.tool, path, prepare=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))) as session:
            try:
                for _ in range(5):
                    workload.commit(session)
                session.ask("UNWIND range(1, 100000000) AS x RETURN collect(x)")
            except (EOFError, Refused):
                pass
            session.kill()
        run.count()
        workload.verify(f"{memory} MiB of memory")


def clocks(run):
    """The clock of the day jumps while commits come: their order and their waiting do not depend on it."""
    library = shim(run)
    day = 86_400
    jumps = [
        "0,-3600,3600", f"-{int(time.time())}", f"{2_147_483_647 - int(time.time())},{2_147_483_700 - int(time.time())}", f"{253_402_300_799 - int(time.time())}",
        f"{day * 365 * 100},-{day * 365 * 50},0,1,-1", f"{4_294_967_296}",
    ]
    for jump in jumps:
        for durability in ("full", "normal", "off"):
            path = run.path("clocks")
            workload = Workload(run.tool, path)
            with Session(
                run.tool, path, "--durability", durability, "--checkpoint-log-bytes", "4000",
                environment={"LD_PRELOAD": library, "SHIM_CLOCK": jump}) as session:
                for _ in range(60):
                    workload.commit(session)
                    session.ask("MATCH (c:Commit {n: $n}) SET c.at = datetime()", n=workload.sent)
                times = [row[0] for row in session.ask("MATCH (c:Commit) RETURN toString(c.at) ORDER BY c.n")]
                if len(times) != 60 or not all(times):
                    raise Failure(f"clock {jump}: {times}")
                session.kill()
            run.count()
            workload.verify(f"clock {jump}, durability {durability}")


def short_writes(run):
    """Every write takes only a part of what it was given; the rest must follow."""
    library = shim(run)
    for size in ("1", "7", "100", "4095", "4097"):
        path = run.path("short")
        workload = Workload(run.tool, path)
        with Session(run.tool, path, "--checkpoint-log-bytes", "4000", environment={"LD_PRELOAD": library, "SHIM_WRITE_BYTES": size}) as session:
            for _ in range(20):
                workload.commit(session)
            session.kill()
        run.count()
        workload.verify(f"writes of {size} bytes")


if __name__ == "__main__":
    Run(__doc__).all([second_writers, readers_beside_a_writer, signals, stopped_and_continued, pipes, limits, clocks, short_writes])
