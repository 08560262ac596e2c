#!/usr/bin/env python3
"""Stops, or refuses, every system call of a real process in turn, by the injection of strace.

    Tests/Crash/system-calls.py .build/release/innograph [--long] [--only kill]

Kill: a process makes a database, commits, checkpoints and closes, and is killed with SIGKILL as it enters its n-th call, for every n and every call
that changes files or answers; then the same with the recovery from each of those, and with the recovery from the recovery. Refuse: the n-th
call fails with EIO, ENOSPC, EDQUOT, EINTR, EAGAIN or EMFILE, once or for ever. Whatever was acknowledged must be there
afterwards, each other commit wholly or not at all, and `check` must prove the file.
"""
import os
import shutil
import subprocess

from harness import COMMIT, STATE, Failure, Refused, Run, Session, Skipped, Workload, check, files, no_trap, place, tool_run

CHANGING = ["pwrite64", "fdatasync", "fsync", "ftruncate", "fallocate", "rename", "renameat2", "link", "unlink", "openat", "write"]
COMMITS = 4


def strace(call, injection, path=None):
    """The command in front of another that lets something happen at a call; of calls that every program makes while it starts, only those
    count that are about the database."""
    if not shutil.which("strace"):
        raise Skipped("strace is not installed")
    about = []
    if call in ("openat", "pread64", "fcntl") and path:
        for name in (path, path + "-log", path + "-new", path + "-log-new", os.path.dirname(path)):
            about += ["-P", name]
    return ["strace", "-f", "-qq", "-o", "/dev/null", *about, "-e", f"trace={call}", "-e", f"inject={call}:{injection}"]


def exercise(run, path, before=(), flags=("--checkpoint-log-bytes", "1500"), commits=COMMITS, workload=None):
    """Commits and closes; the workload with what was acknowledged, the exit code, and what was said."""
    workload = workload or Workload(run.tool, path)
    with Session(run.tool, path, *flags, before=before) as session:
        try:
            if workload.sent > workload.acknowledged:
                workload.learn(session)
            for _ in range(commits):
                workload.commit(session)
        except EOFError:
            pass
        except Refused as refusal:
            return workload, session.end(), refusal
        return workload, session.end(), session.complaint()


def ends(run, prepare, call, injection, most=400):
    """Runs with the n-th call injected until a run ends without it; gives out (n, workload, exit code, what was said)."""
    n = 1
    while n <= most:
        path = run.path("calls")
        workload = prepare(path)
        outcome = exercise(run, path, strace(call, f"{injection}:when={n}", path), workload=workload)
        run.count()
        yield n, path, outcome
        n += 1


def fresh(run):
    return lambda path: Workload(run.tool, path)


def standing(run):
    """A database that a crash left with a log."""
    origin = run.path("origin")
    workload = Workload(run.tool, origin)
    with Session(run.tool, origin) as session:
        for _ in range(6):
            workload.commit(session)
        session.kill()
    content = files(origin)

    def prepare(path):
        place(content, path)
        twin = workload.copy()
        twin.path = path
        return twin

    return prepare


def kill(run, prepare, what):
    for call in CHANGING:
        for n, path, (workload, code, _) in ends(run, prepare, call, "signal=KILL"):
            no_trap(code, f"{what}, {call} number {n}")
            workload.verify(f"{what}, killed at {call} number {n}", path)
            if code == 0:
                break


def killed_while_committing_checkpointing_and_closing(run):
    kill(run, fresh(run), "a new database")


def killed_while_recovering(run):
    kill(run, standing(run), "a database with a log")


def killed_three_deep(run):
    """Kill, kill the recovery, kill the recovery of that."""
    calls = CHANGING if run.long else ["pwrite64", "fdatasync", "ftruncate", "unlink"]
    steps = 1 if run.long else 3
    for call in calls:
        for n, path, (workload, code, _) in ends(run, fresh(run), call, "signal=KILL"):
            if code == 0:
                break
            if n % steps:
                continue
            first = files(path)
            for again in calls:
                for m in range(1, 40, steps):
                    place(first, path)
                    second, code, _ = exercise(run, path, strace(again, f"signal=KILL:when={m}", path), commits=1, workload=workload.copy())
                    if code == 0:
                        break
                    left = files(path)
                    for k in range(1, 12, 2 if run.long else 5):
                        place(left, path)
                        third, code, _ = exercise(run, path, strace(again, f"signal=KILL:when={k}", path), commits=1, workload=second.copy())
                        run.count()
                        third.verify(f"killed at {call} {n}, then {again} {m}, then {again} {k}", path, proves=run.chance.random() < 0.2)
                        if code == 0:
                            break


def refused_calls(run):
    """A call fails once: an answer or an error, and then all that was acknowledged."""
    errors = {
        "pwrite64": ["EIO", "ENOSPC", "EDQUOT", "EINTR"], "fdatasync": ["EIO", "ENOSPC"], "fsync": ["EIO"], "ftruncate": ["EIO", "EINTR"],
        "fallocate": ["ENOSPC", "EOPNOTSUPP", "EINTR"], "openat": ["EMFILE", "EACCES", "EINTR"], "pread64": ["EIO", "EINTR"], "fcntl": ["EAGAIN", "ENOLCK"],
        "unlink": ["EIO"], "link": ["EPERM", "EMLINK"], "renameat2": ["EINVAL"], "rename": ["EIO"], "write": ["EINTR", "EAGAIN"],
    }
    for prepare, what in ((fresh(run), "a new database"), (standing(run), "a database with a log")):
        for call, numbers in errors.items():
            for number in numbers:
                clean = 0
                for n, path, (workload, code, said) in ends(run, prepare, call, f"error={number}", most=60 if run.long else 25):
                    no_trap(code, f"{what}, {number} at {call} number {n}", said)
                    workload.verify(f"{what}, {number} at {call} number {n}", path)
                    clean = clean + 1 if code == 0 and workload.acknowledged >= COMMITS else 0
                    # A call that may fail without harm is told from the end of the calls by several in a row.
                    if clean >= 8:
                        break


def refused_for_ever(run):
    """A call fails from the n-th on."""
    for call, number in (("pwrite64", "ENOSPC"), ("pwrite64", "EDQUOT"), ("fdatasync", "EIO"), ("ftruncate", "ENOSPC"), ("openat", "EMFILE"), ("pread64", "EIO")):
        for n in range(1, 40 if run.long else 20):
            for prepare in (fresh(run), standing(run)):
                path = run.path("calls")
                workload, code, said = exercise(run, path, strace(call, f"error={number}:when={n}+", path), workload=prepare(path))
                run.count()
                no_trap(code, f"{number} at {call} from {n} on", said)
                workload.verify(f"{number} at {call} from {n} on", path)


def lying_writes(run):
    """The n-th write does nothing and says that it wrote: what is not there must be found by its checksum, never answered from."""
    for n in range(1, 60 if run.long else 25):
        path = run.path("calls")
        workload, code, said = exercise(run, path, strace("pwrite64", f"retval=4096:when={n}"))
        run.count()
        no_trap(code, f"a lying write at {n}", said)
        with Session(run.tool, path) as session:
            try:
                found = session.ask(STATE)[0]
                commits, last, parts, links, scratches, scratch = found
                if not (commits == last == parts and links == max(0, last - 1) and scratches == min(1, last) and scratch == last):
                    raise Failure(f"a lying write at {n}: {found}")
            except (EOFError, Refused):
                pass
            no_trap(session.end(), f"opening after a lying write at {n}", session.complaint())


def failed_sync(run):
    """After a sync that failed: outcome unknown, then read-only, then opening decides; it is never tried again and called well."""
    for n in range(1, 16):
        path = run.path("calls")
        workload = Workload(run.tool, path)
        with Session(run.tool, path, before=strace("fdatasync", f"error=EIO:when={n}")) as session:
            refusals = []
            for _ in range(8):
                try:
                    if refusals:
                        session.ask(COMMIT, n=workload.sent + 1)
                        raise Failure(f"sync {n}: a commit after a failed sync was acknowledged")
                    workload.commit(session)
                except Refused as refusal:
                    refusals.append(refusal.detail)
                    if session.ask("MATCH (c:Commit) RETURN count(c)")[0][0] != workload.acknowledged:
                        raise Failure(f"sync {n}: what may not last was seen")
                except EOFError:
                    break
            code = session.end()
        run.count()
        no_trap(code, f"sync {n}")
        if refusals and (refusals[0] not in ("outcomeUnknown", "inputOutput", "readOnly") or any(detail != "readOnly" for detail in refusals[1:])):
            raise Failure(f"sync {n}: refused with {refusals}")
        workload.verify(f"failed sync {n}", path)


def killed_while_copying(run):
    """backup, restore, compact, load and import are there wholly or not at all, whatever call they are killed at."""
    source = run.path("source")
    workload, _, _ = exercise(run, source, flags=(), commits=5)
    dump = os.path.join(run.folder, "dump")
    if not os.path.isdir(dump) and tool_run(run.tool, "dump", source, dump).returncode != 0:
        raise Failure("dump failed")
    for name in ("backup", "restore", "compact", "load"):
        for call in CHANGING:
            n = 0
            while True:
                n += 1
                target = run.path("copies")
                arguments = {"backup": [source, target], "restore": [source, target], "load": [dump, target], "compact": [target]}[name]
                if name == "compact":
                    place(files(source), target)
                done = subprocess.run([*strace(call, f"signal=KILL:when={n}", target), run.tool, name, *arguments], capture_output=True, text=True)
                run.count()
                no_trap(done.returncode, f"{name} killed at {call} {n}", done.stderr)
                twin = workload.copy()
                if os.path.exists(target):
                    twin.verify(f"{name} killed at {call} {n}", target)
                elif name == "compact" or done.returncode == 0:
                    raise Failure(f"{name} killed at {call} {n}: the database is gone")
                else:
                    if tool_run(run.tool, name, *arguments).returncode != 0:
                        raise Failure(f"{name} killed at {call} {n}: it cannot be done again")
                    twin.verify(f"{name} again after {call} {n}", target)
                if done.returncode == 0:
                    break


if __name__ == "__main__":
    Run(__doc__).all(
        [
            killed_while_committing_checkpointing_and_closing, killed_while_recovering, killed_three_deep, killed_while_copying, refused_calls,
            refused_for_ever, lying_writes, failed_sync,
        ])
