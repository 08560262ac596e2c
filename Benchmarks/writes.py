#!/usr/bin/env python3
"""Measures durable commits, batched inserts and readers beside a writer, interleaved with SQLite (WAL, synchronous=FULL) and DuckDB on the
same disk.

    Benchmarks/writes.py .build/release/innograph --data data/S --work work [--rounds 3] [--seconds 3]

DATA is a folder of the benchmark's generator, with firms as neo4j-admin CSV. DuckDB is left out where its module is missing. Prints a table
of the median over the rounds; figures of one row were taken in turns and can be compared, those of different runs cannot.
"""
import argparse
import csv
import glob
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import threading
import time

SET = "MATCH (f:Firm {id: $id}) SET f.revenue = $revenue"
INSERT = "CREATE (:Firm {id: $id, name: $name, revenue: $revenue})"
NODES = "UNWIND $rows AS r CREATE (:Firm {id: r.id, name: r.name, name_en: r.name, sector: r.sector, founded: r.founded, employees: r.employees, revenue: r.revenue, status: r.status})"
EDGES = "UNWIND $rows AS r MATCH (a:Firm {id: r.a}), (b:Firm {id: r.b}) CREATE (a)-[:COLLABORATES_WITH {since: r.since, strength: r.strength}]->(b)"
HOPS = "MATCH (f:Firm {id: $id})-[:SUPPLIES|COLLABORATES_WITH]->(g)-[:SUPPLIES|COLLABORATES_WITH]->(h) RETURN count(DISTINCT h)"


def firms(data):
    """The identifiers of firms in a generated folder."""
    for path in sorted(glob.glob(os.path.join(data, "**", "*.csv"), recursive=True)):
        if os.path.basename(path).lower().startswith("firm"):
            with open(path, newline="", encoding="utf-8") as file:
                reader = csv.reader(file)
                head = next(reader)
                place = next(n for n, name in enumerate(head) if ":ID" in name or name == "id")
                return [int(row[place]) for row in reader]
    raise SystemExit("no firms in " + data)


class Innograph:
    def __init__(self, options, origin):
        self.options, self.origin = options, origin

    def bench(self, requests, clients=1, beside=None):
        folder = self.options.work
        path = os.path.join(folder, "run.graph")
        shutil.copy(self.origin, path)
        names = [os.path.join(folder, name) for name in ("requests.jsonl", "responses.jsonl", "beside.jsonl")]
        with open(names[0], "w") as file:
            file.writelines(json.dumps(request) + "\n" for request in requests)
        command = [self.options.tool, "bench", "--database", path, "--requests", names[0], "--responses", names[1], "--clients", str(clients)]
        if beside:
            with open(names[2], "w") as file:
                file.writelines(json.dumps(request) + "\n" for request in beside)
            command += ["--beside", names[2]]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        with open(names[1]) as file:
            lines = [json.loads(line) for line in file]
        for line in lines:
            if "error" in line:
                raise SystemExit(f"innograph: {line}")
        for suffix in ("", "-log"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        return lines


def sqlite(options, ids, clients, seconds, inserts):
    """Commits a second of threads with a connection each."""
    path = os.path.join(options.work, "run.sqlite")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("CREATE TABLE firm (id INTEGER PRIMARY KEY, name TEXT, revenue REAL)")
    base.executemany("INSERT INTO firm VALUES (?, ?, 1.0)", [(n, f"firm {n}") for n in ids])
    base.commit()
    done = [0] * clients

    def work(number):
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        n = number
        while time.perf_counter() < until:
            if inserts:
                connection.execute("INSERT INTO firm VALUES (?, ?, ?)", (10_000_000 + n, f"firm {n}", n * 0.5))
            else:
                connection.execute("UPDATE firm SET revenue = ? WHERE id = ?", (n * 0.5, ids[n * 7919 % len(ids)]))
            done[number] += 1
            n += clients
        connection.close()

    begun = time.perf_counter()
    until = begun + seconds
    threads = [threading.Thread(target=work, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = sum(done) / (time.perf_counter() - begun)
    base.close()
    return rate


def batches(ids):
    """Ten batches of 1,000 nodes and ten of 1,000 edges."""
    sectors = ["集成电路", "生物医药", "人工智能"]
    nodes = [
        [
            {"id": 20_000_000 + b * 1000 + n, "name": f"企业 {b * 1000 + n}", "sector": sectors[n % 3], "founded": 1990 + n % 30, "employees": n * 7, "revenue": n * 0.5, "status": "active"}
            for n in range(1000)
        ]
        for b in range(10)
    ]
    edges = [
        [{"a": ids[(b * 1000 + n) * 7919 % len(ids)], "b": ids[(b * 1000 + n) * 104_729 % len(ids)], "since": 2000 + n % 25, "strength": n % 100 / 100} for n in range(1000)]
        for b in range(10)
    ]
    return nodes, edges


def duckdb_batches(options, nodes, edges, ids):
    try:
        import duckdb
    except ImportError:
        return None
    try:
        import pyarrow
    except ImportError:
        return None
    path = os.path.join(options.work, "run.duckdb")
    for suffix in ("", ".wal"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    connection = duckdb.connect(path)
    connection.execute("CREATE TABLE firm (id BIGINT PRIMARY KEY, name VARCHAR, name_en VARCHAR, sector VARCHAR, founded INT, employees INT, revenue DOUBLE, status VARCHAR)")
    connection.execute("CREATE TABLE collaborates (a BIGINT, b BIGINT, since INT, strength DOUBLE)")
    connection.execute("CREATE INDEX ca ON collaborates(a)")
    connection.execute("CREATE INDEX cb ON collaborates(b)")
    rates = []
    for table, all_rows, columns in (("firm", nodes, ["id", "name", "name", "sector", "founded", "employees", "revenue", "status"]), ("collaborates", edges, ["a", "b", "since", "strength"])):
        begun = time.perf_counter()
        for rows in all_rows:
            batch = pyarrow.table({f"c{n}": [row[column] for row in rows] for n, column in enumerate(columns)})
            connection.execute("BEGIN")
            connection.execute(f"INSERT INTO {table} SELECT * FROM batch")
            connection.execute("COMMIT")
        rates.append(10_000 / (time.perf_counter() - begun))
    connection.close()
    return rates


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    origin = os.path.join(options.work, "origin.graph")
    if os.path.exists(origin):
        os.remove(origin)
    subprocess.run([options.tool, "import", options.data, "--database", origin], check=True, stderr=subprocess.DEVNULL)
    engine = Innograph(options, origin)
    ids = firms(options.data)
    nodes, edges = batches(ids)
    sets = [{"id": ids[n * 7919 % len(ids)], "revenue": n * 0.5} for n in range(100_000)]
    inserts = [{"id": 10_000_000 + n, "name": f"firm {n}", "revenue": n * 0.5} for n in range(100_000)]
    figures = {}

    def note(name, value):
        figures.setdefault(name, []).append(value)
        print(f"  {name}: {value:.1f}", flush=True)

    def rate(text, parameters, clients):
        return engine.bench([{"id": "x", "query": text, "params": parameters, "budget_s": options.seconds}], clients)[0]["per_s"]

    for _ in range(options.rounds):
        for clients in (1, 4):
            note(f"set, {clients} writers, innograph", rate(SET, sets, clients))
            note(f"set, {clients} writers, SQLite", sqlite(options, ids, clients, options.seconds, False))
            note(f"insert, {clients} writers, innograph", rate(INSERT, inserts, clients))
            note(f"insert, {clients} writers, SQLite", sqlite(options, ids, clients, options.seconds, True))
        lines = engine.bench([
            {"id": "nodes", "query": NODES, "params": [{"rows": rows} for rows in nodes]}, {"id": "edges", "query": EDGES, "params": [{"rows": rows} for rows in edges]}])
        note("batched nodes a second, innograph", lines[0]["per_s"] * 1000)
        note("batched edges a second, innograph", lines[1]["per_s"] * 1000)
        peers = duckdb_batches(options, nodes, edges, ids)
        if peers:
            note("batched nodes a second, DuckDB", peers[0])
            note("batched edges a second, DuckDB", peers[1])
        readers = [{"id": "hops", "query": HOPS, "params": [{"id": n} for n in ids[:2000]], "passes": 100_000, "budget_s": options.seconds}]
        alone = engine.bench(readers)[0]
        writer = [{"id": "set", "query": SET, "params": sets[:5000]}]
        beside = engine.bench(readers, beside=writer)[0]
        for name, line in (("alone", alone), ("beside a writer", beside)):
            note(f"two hops, median µs, {name}", line["median_us"])
            note(f"two hops, p99 µs, {name}", line["p99_us"])
    print("\n| what | median | rounds |\n|---|---|---|")
    for name, values in figures.items():
        print(f"| {name} | {statistics.median(values):.1f} | {', '.join(f'{value:.0f}' for value in values)} |")


main()
