#!/usr/bin/env python3
"""Queries that mean harm, put to a session: how each of them ends, how long it takes, and how much memory the process had by then.

Usage: Scripts/hostile-queries.py [PROGRAM]     (default .build/release/innograph)

Every session has a budget of 256 MiB and a deadline of 3 seconds. After each query the session is asked for 1 + 1: a query may fail, the
process may not. The last lines measure how far beyond a deadline of one second a query runs, and a stream of 10^7 rows."""
import json
import re
import subprocess
import sys
import time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/innograph"
CLIQUE = "UNWIND range(1, 60) AS i CREATE (:N {i: i})", "MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)"
LABELS = ("UNWIND range(1, 2000) AS i CREATE (:A {i: i}), (:B {i: i}), (:C {i: i}), (:D {i: i}), (:E {i: i})",)


def tree(nodes):
    edges = ", ".join(f"(n{(i - 1) // 3})-[:R]->(n{i})" for i in range(1, nodes))
    return f"EXPLAIN MATCH {edges} RETURN count(*)"


def joins(count):
    nodes = ", ".join(f"(v{i}:A)" for i in range(count))
    equalities = " AND ".join(f"v{i}.i = v{i + 1}.i" for i in range(count - 1))
    return f"EXPLAIN MATCH {nodes} WHERE {equalities} RETURN count(*)"


QUERIES = [
    ("a list of 10^10", (), "UNWIND range(1, 10000000000) AS x RETURN collect(x)"),
    ("a list of lists", (), "RETURN [x IN range(1, 100000) | [y IN range(1, 100000) | 1]] AS l"),
    ("a string doubled 40 times", (), "RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS s"),
    ("five labels multiplied", LABELS, "MATCH (a:A), (b:B), (c:C), (d:D), (e:E) RETURN collect(a.i + b.i + c.i + d.i + e.i)"),
    ("every path of a clique of 60", CLIQUE, "MATCH p = (a)-[*]-(b) RETURN count(p)"),
    ("walks of any length, chosen", CLIQUE, "MATCH p = SHORTEST 1000000 WALK (a:N {i: 1})-[:R]-+(b:N {i: 60}) RETURN count(p)"),
    ("10^8 rows sorted", (), "UNWIND range(1, 100000000) AS x WITH x ORDER BY -x RETURN collect(x)[0]"),
    ("10^8 rows made distinct", (), "UNWIND range(1, 100000000) AS x WITH DISTINCT x RETURN count(x)"),
    ("10^6 brackets", (), "RETURN " + "(" * 1000000 + "1" + ")" * 1000000),
    ("10^6 list brackets", (), "RETURN " + "[" * 1000000 + "1" + "]" * 1000000),
    ("10^6 NOT", (), "RETURN " + "NOT " * 1000000 + "true"),
    ("10^5 AND", (), "RETURN " + " AND ".join(["true"] * 100000) + " AS x"),
    ("10^5 +", (), "RETURN " + " + ".join(["1"] * 100000) + " AS x"),
    ("10^5 UNION ALL", (), " UNION ALL ".join(["RETURN 1 AS x"] * 100000)),
    ("10^5 CASE branches", (), "RETURN CASE 1 " + " ".join(f"WHEN {i + 2} THEN {i}" for i in range(100000)) + " END AS x"),
    ("a text of 12 MB", (), "RETURN '" + "x" * 12000000 + "' AS s"),
    ("(a+)+$ on 50 letters", (), "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' =~ '(a+)+$' AS m"),
    ("((a*)*)*$ on 10^5 letters", (), "WITH reduce(s = 'a', i IN range(1, 17) | s + s) AS t RETURN (t + 'b') =~ '((a*)*)*$' AS m"),
    ("-2^63 / -1", (), "RETURN -9223372036854775808 / -1"),
    ("a range of steps that overflow", (), "RETURN size(range(-9223372036854775808, 9223372036854775807, 9223372036854775807))"),
    ("a clause that feeds itself", CLIQUE, "MATCH (n) CREATE (m:Copy) RETURN count(*) AS n"),
    ("a tree of 34 nodes, planned", CLIQUE, tree(34)),
    ("25 joins, planned", LABELS, joins(25)),
]


class Session:
    def __init__(self, timeout=3):
        command = [PROGRAM, "session", "--fresh", "--memory", "256", "--timeout", str(timeout)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, query):
        self.process.stdin.write(json.dumps({"query": query}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def peak(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024


def outcome(answer):
    if "error" in answer:
        return f"{answer['error']['kind']}: {answer['error']['detail']}"
    return f"{len(answer['rows'])} rows"


def main():
    print("| query | ends with | seconds | peak MiB |\n|---|---|---:|---:|")
    for name, setup, query in QUERIES:
        session = Session()
        for text in setup:
            assert "error" not in session.ask(text)
        start = time.monotonic()
        answer = session.ask(query)
        seconds = time.monotonic() - start
        assert session.ask("RETURN 1 + 1 AS x")["rows"], name
        print(f"| {name} | {outcome(answer)} | {seconds:.2f} | {session.peak()} |", flush=True)
        session.process.stdin.close()
        session.process.wait()
    for name, setup, query in [
        ("a clique", CLIQUE, "MATCH p = (a)-[*]-(b) RETURN count(p)"),
        ("a product", LABELS, "MATCH (a:A), (b:B), (c:C), (d:D) WHERE a.i + b.i + c.i + d.i < 0 RETURN count(*)"),
        ("a loop", (), "UNWIND range(1, 1000000) AS n RETURN sum(reduce(s = 0, x IN range(1, 100000) | s + x + n)) AS s"),
    ]:
        session = Session(timeout=1)
        for text in setup:
            assert "error" not in session.ask(text)
        late = []
        for _ in range(5):
            start = time.monotonic()
            answer = session.ask(query)
            late.append((time.monotonic() - start - 1) * 1000)
        print(f"beyond a deadline of 1 s, {name}: {max(late):.0f} ms at most of 5 ({outcome(answer)})", flush=True)
        session.process.stdin.close()
        session.process.wait()
    stream = [PROGRAM, "query", "--format", "csv", "-e", "UNWIND range(1, 10000000) AS x RETURN x, x * 2 AS y"]
    start = time.monotonic()
    child = subprocess.Popen(["/usr/bin/time", "-v", *stream], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = sum(1 for _ in child.stdout)
    peak = int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", child.stderr.read()).group(1)) // 1024
    print(f"10^7 rows as CSV: {lines} lines in {time.monotonic() - start:.1f} s, {peak} MiB at most")


main()
