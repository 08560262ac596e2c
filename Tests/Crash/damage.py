#!/usr/bin/env python3
"""Damages real files and asks: the right answer or an error, never another answer and never a crash.

    Tests/Crash/damage.py .build/release/innograph [--long]

Flips of one to eight bits, cuts, pages that are swapped, zeroed, repeated or taken from an older copy, logs that are missing, foreign or
alone, and files of the future. `--long` makes 10,000 flips and cuts the log at every byte of its last 64 KiB.
"""
import os
import shutil

from harness import STATE, Failure, Run, Workload, Session, files, no_trap, place, tool_run

ASK = (
    "MATCH (n) WITH count(n) AS nodes, sum(coalesce(n.n, 0)) AS total, max(n.text) AS text "
    "OPTIONAL MATCH (a)-[r]->(b) RETURN nodes, total, text, count(r) AS links, sum(coalesce(r.n, 0)) AS weights, sum(a.n * b.n) AS products"
)


def made(run, commits, closes):
    """A database, its files, and the answers after each commit."""
    path = run.path("origin")
    workload = Workload(run.tool, path)
    answers = []
    with Session(run.tool, path) as session:
        answers.append(session.ask(ASK))
        for _ in range(commits):
            workload.commit(session)
            answers.append(session.ask(ASK))
        session.end() if closes else session.kill()
    return files(path), answers


def look(run, path, what):
    """Opens and asks, and proves the file: (answer or None, what was said, whether `check` found something)."""
    asked = tool_run(run.tool, "query", "--database", path, "-e", ASK, "--format", "json")
    no_trap(asked.returncode, what, asked.stderr)
    if asked.returncode not in (0, 1, 2):
        raise Failure(f"{what}: ended with {asked.returncode}: {asked.stderr}")
    if asked.returncode != 0 and ("error" not in asked.stderr or "eco.graph" not in asked.stderr or "hint" not in asked.stderr):
        raise Failure(f"{what}: refused without file or mend: {asked.stderr}")
    return asked.stdout if asked.returncode == 0 else None, asked.stderr


def checked(run, path, what):
    proof = tool_run(run.tool, "check", path, "--json")
    no_trap(proof.returncode, f"{what}, check", proof.stderr)
    return proof.returncode != 0


def standard(run, content):
    path = run.path("sound")
    place(content, path)
    return look(run, path, "a sound file")[0]


def flipped_bits(run):
    trials = 10_000 if run.long else 300
    for closes in (True, False):
        content, _ = made(run, 60, closes)
        right = standard(run, content)
        found = 0
        for trial in range(trials // 2):
            path = run.path("flipped")
            name = run.chance.choice([suffix for suffix in content if content[suffix]])
            bytes_ = bytearray(content[name])
            page = run.chance.randrange((len(bytes_) + 4095) // 4096) * 4096
            for _ in range(run.chance.randint(1, 8)):
                bytes_[min(len(bytes_) - 1, page + run.chance.randrange(4096))] ^= 1 << run.chance.randrange(8)
            place({**content, name: bytes(bytes_)}, path)
            what = f"flip {trial} in page {page // 4096} of eco.graph{name}"
            is_found = checked(run, path, what)
            answer, said = look(run, path, what)
            run.count()
            if answer is not None and answer != right and "cut short" not in said and "never finished" not in said:
                raise Failure(f"{what}: another answer: {answer}")
            if answer is None and not is_found:
                raise Failure(f"{what}: `check` found nothing, and the answer was: {said}")
            found += is_found
    return "the right answer, or an error with file and mend"


def cut_logs(run):
    """A log that was cut gives a state that was, with a notice, or is refused; never fewer commits in silence."""
    content, answers = made(run, 250 if run.long else 30, False)
    states = {str(answer) for answer in answers}
    log = content["-log"]
    whole = len(log.rstrip(b"\0"))
    places = list(range(max(0, whole - 65_536), whole, 1 if run.long else 211)) + list(range(0, max(0, whole - 65_536), 512))
    for size in places:
        path = run.path("cut")
        place({**content, "-log": log[:size]}, path)
        with Session(run.tool, path) as session:
            try:
                answer = session.ask(ASK)
            except EOFError:
                answer = None
            code = session.end()
            said = session.complaint()
        run.count()
        no_trap(code, f"log cut at {size}", said)
        if answer is None and "hint" not in said:
            raise Failure(f"log cut at {size}: refused without a mend: {said}")
        if answer is not None and str(answer) not in states:
            raise Failure(f"log cut at {size}: a state that never was: {answer}")
        if answer is not None and answer != answers[-1] and "warning" not in said:
            raise Failure(f"log cut at {size}: fewer commits and no notice")


def cut_files(run):
    for closes in (True, False):
        content, _ = made(run, 60, closes)
        right = standard(run, content)
        size = len(content[""])
        for end in sorted({*range(0, size, 512 if run.long else 2_048 + 7), *range(max(0, size - (4_096 if run.long else 40)), size)}):
            path = run.path("cut")
            place({**content, "": content[""][:end]}, path)
            answer, _ = look(run, path, f"file cut at {end}")
            run.count()
            if answer is not None and answer != right:
                raise Failure(f"file cut at {end}: another answer")
            if answer is not None and any(content[""][end:]):
                raise Failure(f"file cut at {end}: it was not noticed")


def misplaced_pages(run):
    """Pages swapped, zeroed, repeated, or from an older copy of the same database."""
    older, _ = made(run, 40, True)
    path = run.path("older")
    place(older, path)
    workload = Workload(run.tool, path)
    workload.sent = workload.acknowledged = 40
    with Session(run.tool, path) as session:
        for _ in range(20):
            workload.commit(session)
        session.end()
    content = files(path)
    right = standard(run, content)
    pages = len(content[""]) // 4096
    for trial in range(2_000 if run.long else 120):
        one, two = run.chance.randrange(pages), run.chance.randrange(pages)
        bytes_ = bytearray(content[""])
        manner = ("swapped", "zeroed", "repeated", "older")[trial % 4]
        part = lambda source, page: source[page * 4096:(page + 1) * 4096]
        if manner == "swapped":
            bytes_[one * 4096:(one + 1) * 4096], bytes_[two * 4096:(two + 1) * 4096] = part(content[""], two), part(content[""], one)
        elif manner == "zeroed":
            bytes_[one * 4096:(one + 1) * 4096] = bytes(4096)
        elif manner == "repeated":
            bytes_[one * 4096:(one + 1) * 4096] = part(content[""], two)
        elif (one + 1) * 4096 <= len(older[""]):
            bytes_[one * 4096:(one + 1) * 4096] = part(older[""], one)
        target = run.path("pages")
        place({"": bytes(bytes_)}, target)
        what = f"page {one} {manner} ({two})"
        answer, said = look(run, target, what)
        run.count()
        if answer is not None and answer != right:
            raise Failure(f"{what}: another answer {answer}")
        if answer is None and not checked(run, target, what):
            raise Failure(f"{what}: `check` found nothing: {said}")


def foreign_and_stray_logs(run):
    """Files that do not belong together are refused, each with its code, and stay as they are."""
    one, _ = made(run, 10, False)
    two, _ = made(run, 10, False)
    closed, _ = made(run, 10, True)
    later = run.path("later")
    place(closed, later)
    workload = Workload(run.tool, later)
    workload.sent = workload.acknowledged = 10
    with Session(run.tool, later) as session:
        workload.commit(session)
        session.kill()
    going_on = files(later)
    cases = {
        "a log alone": ({"-log": one["-log"]}, "logForeign"),
        "the log of another database": ({"": one[""], "-log": two["-log"]}, "logForeign"),
        "no log where one must be": ({"": one[""]}, "logMissing"),
        "a closed copy with a later log": ({"": closed[""], "-log": going_on["-log"]}, "logForeign"),
        "a later file with no log": ({"": going_on[""]}, "logMissing"),
        "a log of zeros": ({"": one[""], "-log": bytes(len(one["-log"]))}, "damaged"),
        "an empty log": ({"": one[""], "-log": b""}, "damaged"),
        "a text": ({"": b"nodes and edges\n" * 2000}, "notADatabase"),
        "an empty file": ({"": b""}, "notADatabase"),
        "a log in the place of the file": ({"": one["-log"]}, "notADatabase"),
    }
    for name, (content, code) in cases.items():
        path = run.path("stray")
        place(content, path)
        answer, said = look(run, path, name)
        run.count()
        if answer is not None or code not in said:
            raise Failure(f"{name}: {answer} {said}")
        if files(path) != content:
            raise Failure(f"{name}: something was written")


def files_of_the_future(run):
    """Other versions, unknown flags, every reserved bit: refused with both numbers, or found by the checksum."""
    content, _ = made(run, 5, True)
    right = standard(run, content)
    newest = max((0, 4096), key=lambda start: int.from_bytes(content[""][start + 32:start + 40], "little"))
    for offset in range(96):
        for bit in range(8) if run.long else (0, 7):
            bytes_ = bytearray(content[""])
            bytes_[newest + offset] ^= 1 << bit
            path = run.path("future")
            place({"": bytes(bytes_)}, path)
            answer, _ = look(run, path, f"byte {offset} bit {bit} of the header")
            run.count()
            if answer is not None and answer != right:
                raise Failure(f"byte {offset} bit {bit} of the header: another answer")


def salvage(run):
    """What is whole is saved, what is not is told, and the damaged file stays as it is."""
    content, _ = made(run, 60, True)
    for trial in range(200 if run.long else 20):
        bytes_ = bytearray(content[""])
        place_ = run.chance.randrange(3 * 4096, len(bytes_))
        bytes_[place_] ^= 1 << run.chance.randrange(8)
        path = run.path("damaged")
        damaged = {"": bytes(bytes_)}
        place(damaged, path)
        target = os.path.join(os.path.dirname(path), "saved.graph")
        done = tool_run(run.tool, "salvage", path, target)
        run.count()
        no_trap(done.returncode, f"salvage {trial}", done.stderr)
        if files(path) != damaged:
            raise Failure(f"salvage {trial}: the damaged file was written to")
        if done.returncode == 1 and "left out" not in done.stderr or done.returncode == 2 and os.path.exists(target):
            raise Failure(f"salvage {trial}: {done.returncode} {done.stderr}")
        if done.returncode != 2:
            proof = tool_run(run.tool, "check", target)
            if proof.returncode != 0:
                raise Failure(f"salvage {trial}: {proof.stdout}")


def golden_files(run):
    """The files of every format that there was, opened, asked, written and proved; the originals stay as they are."""
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "GraphStorageTests", "Database", "Golden")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".graph"):
            continue
        path = run.path("golden")
        shutil.copy(os.path.join(folder, name), path)
        if os.path.exists(os.path.join(folder, name + "-log")):
            shutil.copy(os.path.join(folder, name + "-log"), path + "-log")
        with Session(run.tool, path) as session:
            nodes = session.ask("MATCH (n) RETURN count(n)")[0][0]
            session.ask("CREATE (:Golden)")
            if nodes == 0 or session.ask("MATCH (n) RETURN count(n)")[0][0] != nodes + 1:
                raise Failure(f"{name}: {nodes} nodes")
            if session.end() != 0:
                raise Failure(f"{name}: {session.complaint()}")
        if checked(run, path, name):
            raise Failure(f"{name}: `check` found damage after writing")
        run.count()


if __name__ == "__main__":
    Run(__doc__).all(
        [flipped_bits, cut_logs, cut_files, misplaced_pages, foreign_and_stray_logs, files_of_the_future, salvage, golden_files])
