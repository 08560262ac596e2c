#!/usr/bin/env python3
"""Disks that are full, small, read-only or without permission, and files that go away while they are open.

    Tests/Crash/disks.py .build/release/innograph [--long]

A full disk is a real one (a tmpfs of a few MiB); where mounting is not allowed the trial says so and is left out.
"""
import hashlib
import os
import resource
import shutil
import stat
import subprocess

from harness import COMMIT, STATE, Failure, Refused, Run, Session, Skipped, Workload, check, files, no_trap, place, tool_run

GROW = "UNWIND range(1, 400) AS i CREATE (:Bulk {n: $n, text: 'a text that takes some room, number ' + toString(i * $n)})"


class Mount:
    """A small file system in memory."""

    def __init__(self, run, name, size):
        self.folder = os.path.join(run.folder, name)
        os.makedirs(self.folder, exist_ok=True)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", self.folder], capture_output=True).returncode != 0:
            raise Skipped("mounting is not allowed here")

    def remount(self, options):
        if subprocess.run(["mount", "-o", f"remount,{options}", self.folder], capture_output=True).returncode != 0:
            raise Skipped("remounting is not allowed here")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], capture_output=True)


def fill(folder, leave):
    """Takes all room but some bytes."""
    status = os.statvfs(folder)
    room = status.f_bavail * status.f_frsize - leave
    with open(os.path.join(folder, "filler"), "wb") as filler:
        filler.write(b"x" * max(0, room))


def a_full_disk(run):
    """Commits are refused, reading goes on, and when there is room writing does, in the same process."""
    for leave in range(0, 400_000, 8_192 if run.long else 40_960):
        with Mount(run, "full", "8m") as mount:
            path = os.path.join(mount.folder, "eco.graph")
            workload = Workload(run.tool, path)
            with Session(run.tool, path, "--checkpoint-log-bytes", "100000") as session:
                workload.commit(session)
                fill(mount.folder, leave)
                refusal = None
                for n in range(200):
                    try:
                        session.ask(GROW, n=n)
                    except Refused as error:
                        refusal = error
                        break
                run.count()
                if refusal is None or refusal.detail != "diskFull" or not refusal.error.get("hint"):
                    raise Failure(f"{leave} bytes left: a full disk said {refusal and refusal.error}")
                bulk = session.ask("MATCH (b:Bulk) RETURN count(b)")[0][0]
                if bulk != 400 * n:
                    raise Failure(f"{leave} bytes left: {bulk} nodes of {n} commits")
                os.remove(os.path.join(mount.folder, "filler"))
                for _ in range(3):
                    workload.commit(session)
                if session.end() != 0:
                    raise Failure(f"{leave} bytes left: closing failed: {session.complaint()}")
            workload.verify(f"{leave} bytes left", path)


def a_disk_full_until_the_end(run):
    """The process closes, or is killed, while there is still no room."""
    for leave in range(0, 120_000, 4_096 if run.long else 16_384):
        for ends in ("closes", "is killed"):
            with Mount(run, "full", "8m") as mount:
                path = os.path.join(mount.folder, "eco.graph")
                workload = Workload(run.tool, path)
                with Session(run.tool, path, "--checkpoint-log-bytes", "20000") as session:
                    workload.commit(session)
                    fill(mount.folder, leave)
                    try:
                        for _ in range(500):
                            workload.commit(session)
                    except Refused as error:
                        if error.detail not in ("diskFull", "outcomeUnknown"):
                            raise
                    if ends == "closes":
                        no_trap(session.end(), "closing on a full disk", session.complaint())
                    else:
                        session.kill()
                run.count()
                with Session(run.tool, path, "--read-only") as reader:
                    if reader.ask(STATE)[0][1] < workload.acknowledged:
                        raise Failure(f"{leave} bytes left, {ends}: a reader misses commits")
                    reader.end()
                os.remove(os.path.join(mount.folder, "filler"))
                workload.verify(f"{leave} bytes left, {ends}", path)


def imports_and_copies_on_a_full_disk(run):
    """There wholly or not at all, and no draft stays."""
    with Mount(run, "full", "4m") as mount:
        rows = os.path.join(run.folder, "rows.csv")
        with open(rows, "w") as table:
            table.write("id:ID,:LABEL,text\n" + "".join(f"{n},Firm,{hashlib.sha256(str(n).encode()).hexdigest()}\n" for n in range(200_000)))
        source = run.path("source")
        if tool_run(run.tool, "import", rows, "--database", source).returncode != 0:
            raise Failure("the import failed where there is room")
        for command in (["import", rows, "--database"], ["backup", source], ["restore", source]):
            target = os.path.join(mount.folder, "new.graph")
            done = tool_run(run.tool, *command, target)
            run.count()
            no_trap(done.returncode, command[0], done.stderr)
            if done.returncode != 2 or "hint" not in done.stderr or os.listdir(mount.folder):
                raise Failure(f"{command[0]}: {done.returncode}, {done.stderr}, left {os.listdir(mount.folder)}")


def a_limit_on_the_size_of_files(run):
    """RLIMIT_FSIZE: a write is cut short, then refused; SIGXFSZ does not end the process."""
    for limit in range(20_000, 140_000, 3_000 if run.long else 17_000):
        path = run.path("limited")
        workload = Workload(run.tool, path)
        with Session(
            run.tool, path, "--checkpoint-log-bytes", "30000", prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) as session:
            refusal = None
            try:
                workload.commit(session)
                for n in range(2000):
                    session.ask(GROW.replace("400", "10"), n=n)
            except Refused as error:
                refusal = error.detail
            if refusal != "diskFull":
                raise Failure(f"limit {limit}: refused with {refusal}")
            if session.ask("MATCH (c:Commit) RETURN count(c)")[0][0] != 1:
                raise Failure(f"limit {limit}: reading does not go on")
            no_trap(session.end(), f"limit {limit}", session.complaint())
        run.count()
        workload.verify(f"limit {limit}", path)


def database_with_log(run, path):
    workload = Workload(run.tool, path)
    with Session(run.tool, path) as session:
        for _ in range(5):
            workload.commit(session)
        session.kill()
    return workload


def read_only_media(run):
    """A file on a medium that cannot be written opens for reading, with its log applied in memory, and nothing is written."""
    for pending in (True, False):
        with Mount(run, "medium", "8m") as mount:
            path = os.path.join(mount.folder, "eco.graph")
            workload = database_with_log(run, path)
            if not pending:
                workload.verify("before", path)
            before = files(path)
            mount.remount("ro")
            with Session(run.tool, path, "--read-only") as session:
                if session.ask(STATE)[0][1] != workload.acknowledged:
                    raise Failure("a reader on a read-only medium misses commits")
                try:
                    session.ask(COMMIT, n=99)
                    raise Failure("a write on a read-only medium was acknowledged")
                except Refused as refusal:
                    if refusal.detail != "readOnly":
                        raise Failure(f"refused with {refusal.detail}")
                session.end()
            done = tool_run(run.tool, "query", "--database", path, "-e", "CREATE (:Commit)")
            if done.returncode == 0 or "hint" not in done.stderr:
                raise Failure(f"writing on a read-only medium: {done.returncode} {done.stderr}")
            check(run.tool, path, "on a read-only medium")
            if files(path) != before:
                raise Failure("something was written")
            run.count()
            mount.remount("rw")
            workload.verify("on the medium made writable again", path)


def without_permission(run):
    """Files or a folder that the user may not write."""
    if os.geteuid() != 0:
        raise Skipped("needs to be started as root, to become somebody else")

    def nobody():
        os.setgid(65534)
        os.setuid(65534)

    for pending in (True, False):
        for mode, folder_mode in ((0o444, 0o777), (0o644, 0o555), (0o444, 0o555), (0o000, 0o755)):
            path = run.path("denied")
            os.chmod(run.folder, 0o755)
            workload = database_with_log(run, path)
            if not pending:
                workload.verify("before", path)
            before = files(path)
            for name in os.listdir(os.path.dirname(path)):
                os.chmod(os.path.join(os.path.dirname(path), name), mode)
            os.chmod(os.path.dirname(path), folder_mode)
            done = tool_run(run.tool, "query", "--database", path, "-e", "CREATE (:Commit {n: 99})", preexec_fn=nobody)
            if done.returncode == 0 or "hint" not in done.stderr:
                raise Failure(f"{oct(mode)} in {oct(folder_mode)}: {done.returncode} {done.stderr}")
            done = tool_run(
                run.tool, "query", "--database", path, "--read-only", "-e", "MATCH (c:Commit) RETURN count(c) AS n", "--format", "csv",
                preexec_fn=nobody)
            if mode and str(workload.acknowledged) not in done.stdout:
                raise Failure(f"{oct(mode)} in {oct(folder_mode)}, reading: {done.returncode} {done.stdout} {done.stderr}")
            if not mode and (done.returncode != 2 or "hint" not in done.stderr):
                raise Failure(f"{oct(mode)}, reading: {done.returncode} {done.stderr}")
            if files(path) != before:
                raise Failure(f"{oct(mode)} in {oct(folder_mode)}: something was written")
            run.count()
            os.chmod(os.path.dirname(path), 0o755)
            for name in os.listdir(os.path.dirname(path)):
                os.chmod(os.path.join(os.path.dirname(path), name), 0o644)
            workload.verify("with permission again", path)


def permission_lost_meanwhile(run):
    """The folder becomes read-only while the database is open."""
    if os.geteuid() != 0:
        raise Skipped("needs to be started as root, to become somebody else")
    for first in (True, False):
        path = run.path("lost")
        os.chmod(run.folder, 0o755)
        os.chmod(os.path.dirname(path), 0o777)

        def nobody():
            os.setgid(65534)
            os.setuid(65534)

        workload = Workload(run.tool, path)
        with Session(run.tool, path, prepare=nobody) as session:
            if not first:
                workload.commit(session)
            else:
                session.ask("RETURN 1")
            os.chmod(os.path.dirname(path), 0o555)
            for _ in range(5):
                try:
                    workload.commit(session)
                except Refused as refusal:
                    if refusal.detail != "readOnly":
                        raise Failure(f"refused with {refusal.error}")
            no_trap(session.end(), "closing", session.complaint())
        run.count()
        os.chmod(os.path.dirname(path), 0o777)
        workload.verify("permission came back", path)


def moved_and_deleted_while_open(run):
    """The database, its log or both are moved or deleted under a writer: commits are refused from then on, what was acknowledged before
    stays with the files, and nothing of a database that has the name now is touched."""
    for moved in (["", "-log"], [""], ["-log"]):
        for replaced in (False, True):
            path = run.path("moved")
            workload = Workload(run.tool, path)
            with Session(run.tool, path) as session:
                for _ in range(5):
                    workload.commit(session)
                away = os.path.join(os.path.dirname(path), "away.graph")
                for suffix in moved:
                    os.rename(path + suffix, away + suffix)
                other = None
                if replaced and moved == ["", "-log"]:
                    other = Workload(run.tool, path)
                    stranger = Session(run.tool, path)
                    for _ in range(3):
                        other.commit(stranger)
                try:
                    session.ask(COMMIT, n=6)
                    workload.sent = 6
                    raise Failure(f"moved {moved}: a commit was acknowledged")
                except Refused as refusal:
                    workload.sent = 6
                    if refusal.detail not in ("outcomeUnknown", "readOnly") or not refusal.error.get("hint"):
                        raise Failure(f"moved {moved}: refused with {refusal.error}")
                if session.ask("MATCH (c:Commit) RETURN count(c)")[0][0] != 5:
                    raise Failure("reading does not go on")
                no_trap(session.end(), "closing what was moved", session.complaint())
            if other:
                other.commit(stranger)
                stranger.kill()
                other.verify(f"moved {moved}: the database that has the name now", path)
            run.count()
            for suffix in ("", "-log"):
                if suffix not in moved:
                    os.rename(path + suffix, away + suffix)
            workload.verify(f"moved {moved}", away)
    for deleted in (["", "-log"], [""], ["-log"]):
        path = run.path("deleted")
        workload = Workload(run.tool, path)
        with Session(run.tool, path) as session:
            for _ in range(5):
                workload.commit(session)
            for suffix in deleted:
                os.remove(path + suffix)
            try:
                session.ask(COMMIT, n=6)
                raise Failure(f"deleted {deleted}: a commit was acknowledged")
            except Refused as refusal:
                if refusal.detail not in ("outcomeUnknown", "readOnly"):
                    raise Failure(f"deleted {deleted}: refused with {refusal.error}")
            if session.ask("MATCH (c:Commit) RETURN count(c)")[0][0] != 5:
                raise Failure("reading does not go on")
            no_trap(session.end(), "closing what was deleted", session.complaint())
        run.count()
        for name in os.listdir(os.path.dirname(path)):
            if not name.endswith((".graph", ".graph-log")):
                raise Failure(f"deleted {deleted}: {name} was left")


if __name__ == "__main__":
    Run(__doc__).all(
        [
            a_full_disk, a_disk_full_until_the_end, imports_and_copies_on_a_full_disk, a_limit_on_the_size_of_files, read_only_media, without_permission,
            permission_lost_meanwhile, moved_and_deleted_while_open,
        ])
