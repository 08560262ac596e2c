#!/usr/bin/env python3
"""Backups under load, extreme contents, the replay of effects, and the growth of the file.

    Tests/Crash/contents.py .build/release/innograph [--long]
"""
import json
import os
import signal
import subprocess
import threading
import time

from harness import COMMIT, STATE, Failure, Refused, Run, Session, Workload, check, files, no_trap, place, request, rows, tool_run, typed


def backups_under_load(run):
    """Each backup is one committed state, no older than what was acknowledged when it began."""
    path = run.path("backups")
    workload = Workload(run.tool, path)
    stop = threading.Event()
    fault = []

    def write(session):
        try:
            while not stop.is_set():
                workload.commit(session)
        except Exception as error:
            fault.append(error)

    with Session(run.tool, path, "--checkpoint-log-bytes", "20000") as session:
        workload.commit(session)
        writer = threading.Thread(target=write, args=(session,))
        writer.start()
        try:
            for n in range(200 if run.long else 15):
                target = os.path.join(os.path.dirname(path), f"backup-{n}.graph")
                known = workload.acknowledged
                done = tool_run(run.tool, "backup", path, target)
                if done.returncode != 0:
                    raise Failure(f"backup {n}: {done.stderr}")
                copy = Workload(run.tool, target)
                copy.acknowledged, copy.sent = known, workload.sent
                copy.verify(f"backup {n}", target)
                restored = os.path.join(os.path.dirname(path), "restored.graph")
                if tool_run(run.tool, "restore", target, restored).returncode != 0:
                    raise Failure(f"backup {n} cannot be restored")
                copy.verify(f"backup {n}, restored", restored)
                before = files(restored)
                again = tool_run(run.tool, "restore", target, restored)
                if again.returncode != 2 or "hint" not in again.stderr or files(restored) != before:
                    raise Failure(f"restore over what is there: {again.returncode} {again.stderr}")
                os.remove(restored)
                os.remove(target)
                run.count()
        finally:
            stop.set()
            writer.join()
        if fault:
            raise Failure(f"the writer beside backups: {fault[0]}")
        session.end()
    workload.verify("after the backups")
    return f"{workload.acknowledged} commits beside them"


def backups_killed_midway(run):
    """A backup that was killed is not there, and the next takes its place."""
    path = run.path("killed")
    with Session(run.tool, path) as session:
        session.ask("UNWIND range(1, 60000) AS i CREATE (:Firm {id: i, text: 'text ' + toString(i * 7919)})")
        session.end()
    begun = time.time()
    whole = os.path.join(os.path.dirname(path), "whole.graph")
    tool_run(run.tool, "backup", path, whole)
    took = time.time() - begun
    target = os.path.join(os.path.dirname(path), "target.graph")
    midway = 0
    for _ in range(200 if run.long else 25):
        process = subprocess.Popen([run.tool, "backup", path, target], stderr=subprocess.DEVNULL)
        time.sleep(run.chance.uniform(0, took))
        process.send_signal(signal.SIGKILL)
        process.wait()
        run.count()
        if os.path.exists(target):
            check(run.tool, target, "a backup that was killed late")
            os.remove(target)
        else:
            midway += os.path.exists(target + "-new")
            if tool_run(run.tool, "restore", target, whole + "2").returncode == 0:
                raise Failure("a backup that is not there was restored")
    if tool_run(run.tool, "backup", path, target).returncode != 0:
        raise Failure("no backup can be made any more")
    check(run.tool, target, "the backup after those")
    return f"{midway} of them in the middle of writing"


EXTREMES = {
    "a string of 16 MiB": ("CREATE (:Big {text: $text})", {"text": "企业" * (16 << 20 >> 3) + "x"}, "MATCH (b:Big) RETURN size(b.text), right(b.text, 3)"),
    "names of 64 KiB": ("CREATE (:`%s` {`%s`: 1})-[:`%s`]->()" % (("L" * 65_535), ("k" * 65_535), ("T" * 65_535)), {}, "MATCH (n)-[r]->() RETURN size(labels(n)[0]), size(keys(n)[0]), size(type(r))"),
    "an empty string, a zero, every plane": ("CREATE (:Odd {a: '', b: $b, c: $c})", {"b": "\u0000\u0001\uffff\U0010ffff", "c": "e\u0301é"}, "MATCH (o:Odd) RETURN o.a, o.b, o.c, size(o.c)"),
}


def extreme_contents(run):
    """Works, or is refused before anything is written; and what works is there after a kill."""
    many = "UNWIND range(1, $n) AS i "
    cases = dict(EXTREMES)
    hub = 1_000_000 if run.long else 50_000
    cases["a hub"] = ("CREATE (h:Hub) WITH h UNWIND range(1, $n) AS i CREATE (h)-[:SPOKE {i: i}]->(:Rim {i: i})", {"n": hub}, "MATCH (h:Hub)-[s:SPOKE]->(r) RETURN count(r), sum(s.i), max(r.i)")
    for name, (write, parameters, ask) in cases.items():
        path = run.path("extremes")
        with Session(run.tool, path) as session:
            session.ask(write, **parameters)
            before = session.ask(ask)
            session.kill()
        with Session(run.tool, path) as session:
            if session.ask(ask) != before:
                raise Failure(f"{name}: another answer after a kill")
            session.end()
        check(run.tool, path, name)
        with Session(run.tool, path) as session:
            if session.ask(ask) != before:
                raise Failure(f"{name}: another answer after closing")
            session.end()
        run.count()
    path = run.path("extremes")
    with Session(run.tool, path) as session:
        for name in ("CREATE (:`%s`)", "CREATE ({`%s`: 1})", "CREATE ()-[:`%s`]->()"):
            try:
                session.ask(name % ("x" * 65_536))
                raise Failure("a name beyond the limit was taken")
            except Refused as refusal:
                if "65535" not in str(refusal):
                    raise
        if session.ask("MATCH (n) RETURN count(n)") != [[0]]:
            raise Failure("a refused name left nodes behind")
        session.end()
    run.count()
    path = run.path("extremes")
    properties, portion = 60_000 if run.long else 20_000, 10_000
    ask = "MATCH (n:Wide) RETURN size(keys(n)), n.p0, n.p19999"
    with Session(run.tool, path) as session:
        session.ask("CREATE (:Wide)")
        for start in range(0, properties, portion):
            entries = {f"p{i}": typed(i) for i in range(start, start + portion)}
            line = json.dumps({"query": "MATCH (n:Wide) SET n += $map", "parameters": {"map": {"$type": "Map", "_value": entries}}})
            session.process.stdin.write(line.encode() + b"\n")
            session.process.stdin.flush()
            rows(session.process.stdout.readline())
        before = session.ask(ask)
        if before != [[properties, 0, 19_999]]:
            raise Failure(f"{properties} properties: {before}")
        session.kill()
    with Session(run.tool, path) as session:
        if session.ask(ask) != before:
            raise Failure(f"{properties} properties: another answer after a kill")
        session.end()
    check(run.tool, path, "many properties")
    run.count()
    path = run.path("extremes")
    labels = 0
    with Session(run.tool, path) as session:
        try:
            for start in range(0, 10_000, 500):
                session.ask("CREATE (" + "".join(f":L{n}" for n in range(start, start + 500)) + ")")
                labels = start + 500
        except Refused as refusal:
            if not refusal.error.get("message"):
                raise
        session.kill()
    with Session(run.tool, path) as session:
        found = session.ask("MATCH (n) UNWIND labels(n) AS l RETURN count(DISTINCT l)")[0][0]
        if found != labels:
            raise Failure(f"{labels} labels were acknowledged, {found} are there")
        session.end()
    check(run.tool, path, "many labels")
    run.count()
    return f"{properties} properties, {labels} labels, a hub of {hub}"


def effects_are_replayed(run):
    """Files, chance and the clock have no part in the replay."""
    for trial in range(20 if run.long else 3):
        path = run.path("replay")
        folder = os.path.dirname(path)
        with open(os.path.join(folder, "rows.csv"), "w") as table:
            table.write("id,name\n" + "".join(f"{n},联影 {n}\n" for n in range(500)))
        ask = "MATCH (f:Firm) RETURN f.id, f.name, f.chance, toString(f.at), f.key ORDER BY toInteger(f.id)"
        with Session(run.tool, path, "--import-dir", folder) as session:
            session.ask("LOAD CSV WITH HEADERS FROM 'file:///rows.csv' AS row CREATE (:Firm {id: row.id, name: row.name})")
            session.ask("MATCH (f:Firm) SET f.chance = rand(), f.at = datetime(), f.key = randomUUID()")
            session.ask("MATCH (f:Firm) WHERE f.chance < 0.3 DETACH DELETE f")
            before = session.ask(ask)
            session.kill()
        os.remove(os.path.join(folder, "rows.csv"))
        for _ in range(2):
            with Session(run.tool, path) as session:
                if session.ask(ask) != before:
                    raise Failure("the replay gave another graph")
                session.kill()
        run.count()
    return f"{len(before)} rows each"


def indexes_killed_while_made(run):
    """An index or a constraint is there wholly or not at all, and agrees with the data."""
    path = run.path("indexes")
    with Session(run.tool, path) as session:
        session.ask("UNWIND range(1, 30000) AS i CREATE (:Firm {id: i, name: 'firm ' + toString(i)})")
        session.end()
    content = files(path)
    for trial in range(100 if run.long else 12):
        place(content, path)
        with Session(run.tool, path) as session:
            session.ask("RETURN 1")
            session.send("CREATE CONSTRAINT firm_id FOR (f:Firm) REQUIRE f.id IS UNIQUE")
            session.send("CREATE INDEX firm_name FOR (f:Firm) ON (f.name)")
            time.sleep(run.chance.uniform(0, 0.15))
            session.kill()
        with Session(run.tool, path) as session:
            names = {row[0] for row in session.ask("SHOW INDEXES YIELD name RETURN name")}
            for n in (1, 29_999):
                if session.ask("MATCH (f:Firm {id: $n}) RETURN f.name", n=n) != [[f"firm {n}"]]:
                    raise Failure("a look-up went wrong after a kill")
            try:
                session.ask("CREATE (:Firm {id: 7})")
                if "firm_id" in names:
                    raise Failure("a duplicate was taken by a constraint")
            except Refused:
                if "firm_id" not in names:
                    raise
            session.end()
        check(run.tool, path, f"index {trial}")
        run.count()


def growth(run):
    """Updates, and deletions with creations, a million of them in the long run: the file and the log stay bounded."""
    cycles = 1_000_000 if run.long else 50_000
    batch = 5_000
    path = run.path("growth")
    most = {"": 0, "-log": 0}
    limit = 2_000_000
    with Session(run.tool, path, "--durability", "off", "--checkpoint-log-bytes", str(limit)) as session:
        session.ask("UNWIND range(1, $n) AS i CREATE (:Firm {id: i, text: 'text ' + toString(i)})-[:AT]->(:Place {id: i})", n=batch)
        session.ask("CREATE INDEX firm_id FOR (f:Firm) ON (f.id)")
        for turn in range(cycles // batch // 2):
            session.ask("MATCH (f:Firm) SET f.text = 'text ' + toString(f.id * $turn), f.turn = $turn", turn=turn)
            session.ask("MATCH (f:Firm)-[:AT]->(p:Place) DETACH DELETE f, p WITH count(*) AS gone UNWIND range(1, $n) AS i CREATE (:Firm {id: i, text: 'text ' + toString(i)})-[:AT]->(:Place {id: i})", n=batch)
            for suffix in most:
                most[suffix] = max(most[suffix], os.path.getsize(path + suffix))
            run.count(2 * batch)
        if session.end() != 0:
            raise Failure(session.complaint())
    check(run.tool, path, "growth")
    alone = os.path.getsize(path)
    tool_run(run.tool, "compact", path)
    compacted = os.path.getsize(path)
    remark = f"{cycles} cycles over {2 * batch} nodes: file at most {most['']} bytes, log at most {most['-log']}, {alone} when closed, {compacted} compacted"
    if most[""] > 12 * compacted + (1 << 20) or most["-log"] > 4 * limit + (4 << 20):
        raise Failure(f"it grows: {remark}")
    return remark


if __name__ == "__main__":
    Run(__doc__).all(
        [
            backups_under_load, backups_killed_midway, extreme_contents, effects_are_replayed, indexes_killed_while_made, growth,
        ])
