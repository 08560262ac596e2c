#!/usr/bin/env python3
"""Compares the algorithms of the database with networkx and igraph on the same data.

    python3 -m venv venv && venv/bin/pip install networkx igraph numpy scipy
    venv/bin/python Scripts/compare-algorithms.py --data FOLDER [--tool innograph] [--labels Firm --types SUPPLIES ...]

FOLDER holds neo4j-admin style CSV files, one per label and one TYPE__Start__End.csv per kind of relationship,
with unique integer ids. Prints a Markdown table: what was compared, over how much, and the greatest difference.
"""
import argparse
import csv
import itertools
import json
import pathlib
import subprocess

import igraph
import networkx


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--tool", default="innograph")
    parser.add_argument("--labels", nargs="+", default=["Firm", "University", "Institute"])
    parser.add_argument("--types", nargs="+", default=["COLLABORATES_WITH", "SUPPLIES"])
    parser.add_argument("--small-labels", nargs="+", default=["Institute", "University", "Platform", "Park", "District", "Incubator"])
    parser.add_argument("--small-types", nargs="+", default=["HOSTS", "LOCATED_IN", "PART_OF", "COLLABORATES_WITH"])
    return parser.parse_args()


class Graph:
    """The same part of the data as directed multigraph, and as simple graphs."""

    def __init__(self, folder, labels, types):
        self.labels, self.types = labels, types
        self.nodes = []
        for label in labels:
            with open(folder / f"{label}.csv", encoding="utf-8") as file:
                rows = csv.reader(file)
                next(rows)
                self.nodes += [int(row[0]) for row in rows]
        known, self.edges = set(self.nodes), []
        for path in sorted(folder.glob("*__*__*.csv")):
            kind, start, end = path.stem.split("__")
            if kind in types and start in labels and end in labels:
                with open(path, encoding="utf-8") as file:
                    rows = csv.reader(file)
                    next(rows)
                    self.edges += [(int(row[0]), int(row[1])) for row in rows]
        assert all(left in known and right in known for left, right in self.edges)
        self.multi = networkx.MultiDiGraph()
        self.multi.add_nodes_from(self.nodes)
        self.multi.add_edges_from(self.edges)
        self.directed = networkx.DiGraph(self.multi)
        self.simple = networkx.Graph(self.multi)
        self.simple.remove_edges_from(list(networkx.selfloop_edges(self.simple)))
        self.multigraph = networkx.MultiGraph(self.edges)  # made from `multi`, opposite relationships would become one
        self.multigraph.add_nodes_from(self.nodes)
        place = {node: index for index, node in enumerate(self.nodes)}
        self.igraph = igraph.Graph(
            len(self.nodes), [(place[left], place[right]) for left, right in self.edges], directed=True)

    def options(self, more=""):
        return f"{{labels: {json.dumps(self.labels)}, types: {json.dumps(self.types)}{more}}}"


def plain(value):
    kind, inner = value["$type"], value.get("_value")
    if kind == "List":
        return [plain(one) for one in inner]
    if kind in ("Integer", "Float"):
        return int(inner) if kind == "Integer" else float(inner)
    return inner


class Database:
    """One session of the tool over the data."""

    def __init__(self, tool, folder):
        self.session = subprocess.Popen([tool, "session", "--data", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def rows(self, query):
        print(json.dumps({"query": query}), file=self.session.stdin, flush=True)
        answer = json.loads(self.session.stdout.readline())
        if "error" in answer:
            raise SystemExit(f"{query}\n{answer['error']}")
        return [dict(zip(answer["columns"], map(plain, row))) for row in answer["rows"]]

    def scores(self, call, field):
        return {row["id"]: row["value"] for row in self.rows(f"CALL {call} YIELD node, {field} RETURN node.id AS id, {field} AS value")}


def difference(ours, theirs):
    """The greatest difference, relative to the greatest value."""
    assert ours.keys() == theirs.keys(), "different nodes"
    scale = max([abs(value) for value in theirs.values()] + [1e-300])
    return max((abs(ours[node] - theirs[node]) for node in theirs), default=0) / scale


def groups(numbers):
    found = {}
    for node, number in numbers.items():
        found.setdefault(number, set()).add(node)
    return {frozenset(members) for members in found.values()}


def compare(database, graph, exact_paths):
    """Yields procedure, peer, what was compared, result."""
    nodes = graph.nodes
    name = f"{len(nodes):,} nodes, {len(graph.edges):,} relationships"

    for procedure, peer in (("algo.wcc", networkx.weakly_connected_components), ("algo.scc", networkx.strongly_connected_components)):
        ours = groups(database.scores(f"{procedure}({graph.options()})", "component"))
        theirs = {frozenset(part) for part in peer(graph.multi)}
        yield procedure, "networkx", name, f"{len(ours):,} component{'s' if len(ours) != 1 else ''}, " + ("equal" if ours == theirs else "DIFFERENT")

    ours = database.scores(f"algo.pagerank({graph.options(', iterations: 1000, tolerance: 1e-12')})", "score")
    yield "algo.pagerank", "networkx", name, difference(ours, networkx.pagerank(graph.multi, tol=1e-12 / len(nodes), max_iter=1000))
    yield "algo.pagerank", "igraph", name, difference(ours, dict(zip(nodes, graph.igraph.pagerank())))

    ours = database.scores(f"algo.degree({graph.options()})", "degree")
    yield "algo.degree", "networkx", name, difference(ours, dict(graph.multi.degree()))

    ours = database.scores(f"algo.triangleCount({graph.options()})", "triangles")
    yield "algo.triangleCount", "networkx", name, difference(ours, networkx.triangles(graph.simple))
    ours = database.scores(f"algo.triangleCount({graph.options()})", "coefficient")
    yield "algo.triangleCount (coefficient)", "networkx", name, difference(ours, networkx.clustering(graph.simple))

    rows = database.rows(f"CALL algo.articulationPoints({graph.options()}) YIELD node RETURN node.id AS id")
    ours, theirs = {row["id"] for row in rows}, set(networkx.articulation_points(graph.simple))
    yield "algo.articulationPoints", "networkx", name, f"{len(ours):,} nodes, " + ("equal" if ours == theirs else "DIFFERENT")

    rows = database.rows(
        f"CALL algo.bridges({graph.options()}) YIELD source, target RETURN source.id AS source, target.id AS target")
    ours = {frozenset((row["source"], row["target"])) for row in rows}
    theirs = {frozenset(pair[:2]) for pair in networkx.bridges(graph.multigraph)}
    yield "algo.bridges", "networkx", name, f"{len(ours):,} relationships, " + ("equal" if ours == theirs else "DIFFERENT")

    rows = database.rows(f"CALL algo.louvain({graph.options()}) YIELD node, community, modularity RETURN node.id AS id, community, modularity")
    parts = groups({row["id"]: row["community"] for row in rows})
    weighted = networkx.Graph()
    weighted.add_nodes_from(nodes)
    for left, right in graph.edges:
        weight = weighted.get_edge_data(left, right, {"weight": 0})["weight"]
        weighted.add_edge(left, right, weight=weight + 1)
    own = networkx.community.modularity(weighted, parts)
    best = max(networkx.community.modularity(weighted, networkx.community.louvain_communities(weighted, seed=seed)) for seed in range(3))
    yield "algo.louvain (modularity as stated)", "networkx", name, abs(own - rows[0]["modularity"])
    yield "algo.louvain (modularity reached)", "networkx", name, f"{own:.4f}; networkx, best of 3 seeds, {best:.4f}"

    parts = groups(database.scores(f"algo.labelPropagation({graph.options()})", "community"))
    own = networkx.community.modularity(weighted, parts)
    peer = networkx.community.modularity(weighted, list(networkx.community.asyn_lpa_communities(weighted, weight="weight", seed=0)))
    yield "algo.labelPropagation (modularity reached)", "networkx", name, f"{own:.4f}; networkx {peer:.4f}"

    if not exact_paths:
        return
    ours = database.scores(f"algo.betweenness({graph.options()})", "score")
    yield "algo.betweenness", "networkx", name, difference(ours, networkx.betweenness_centrality(graph.simple, normalized=False))
    directed = networkx.DiGraph(graph.directed)
    directed.remove_edges_from(list(networkx.selfloop_edges(directed)))
    option = ", direction: 'outgoing'"
    ours = database.scores(f"algo.betweenness({graph.options(option)})", "score")
    yield "algo.betweenness (outgoing)", "networkx", name, difference(ours, networkx.betweenness_centrality(directed, normalized=False))

    wrong = total = 0
    for source, target in itertools.islice(itertools.product(nodes[::97], nodes[1::89]), 40):
        if source == target:
            continue
        rows = database.rows(
            f"MATCH (a {{id: {source}}}), (b {{id: {target}}}) CALL algo.kShortestPaths({graph.options(', source: a, target: b, k: 60')}) "
            "YIELD path RETURN [n IN nodes(path) | n.id] AS path")
        ours = list(dict.fromkeys(tuple(row["path"]) for row in rows))
        try:
            theirs = [len(path) for path in itertools.islice(networkx.shortest_simple_paths(graph.simple, source, target), len(ours))]
        except networkx.NetworkXNoPath:
            theirs = []
        total += len(theirs)
        wrong += sum(1 for left, right in zip(map(len, ours), theirs) if left != right) + abs(len(ours) - len(theirs))
    yield "algo.kShortestPaths (lengths)", "networkx", name, f"{total:,} paths, {wrong} different"


def main():
    given = arguments()
    database = Database(given.tool, given.data)
    print(f"networkx {networkx.__version__}, igraph {igraph.__version__}\n")
    print("| procedure | against | over | greatest relative difference |\n|---|---|---|---|")
    small = Graph(given.data, given.small_labels, given.small_types)
    large = Graph(given.data, given.labels, given.types)
    for graph, exact_paths in ((large, False), (small, True)):
        for procedure, peer, name, result in compare(database, graph, exact_paths):
            text = result if isinstance(result, str) else f"{result:.1e}" if result else "0"
            print(f"| `{procedure.split(' ')[0]}`{procedure[len(procedure.split(' ')[0]):]} | {peer} | {name} | {text} |", flush=True)


if __name__ == "__main__":
    main()
