// What is measured: kernels (queries that spend their time in one operator) and queries as users ask them, over a graph that is
// made from a formula: firms with skewed degrees, hubs among them, and a few universities.

import GraphDatabase
import GraphModel

/// One benchmark.
struct Workload: Sendable {
  /// Its name: what kind, what it stresses.
  let name: String
  /// The query.
  let query: String
  /// The names of its parameters, which take numbers of firms.
  var parameters: [String] = []

  /// All benchmarks.
  static let all = kernels + queries + algorithms

  private static let kernels = [
    Workload(name: "kernel.scan", query: "MATCH (f:Firm) RETURN count(f.size) AS n"),
    Workload(name: "kernel.filter", query: "MATCH (f:Firm) WHERE f.size >= 50 AND f.size < 60 RETURN count(*) AS n"),
    Workload(name: "kernel.group.integer", query: "MATCH (f:Firm) RETURN f.sector AS sector, sum(f.size) AS total"),
    Workload(name: "kernel.group.string", query: "MATCH (f:Firm) RETURN f.status AS status, max(f.size) AS most"),
    Workload(name: "kernel.sort", query: "MATCH (f:Firm) WITH f.size AS size, f.id AS id ORDER BY size DESC, id RETURN count(id) AS n"),
    Workload(name: "kernel.top", query: "MATCH (f:Firm) RETURN f.id AS id, f.size AS size ORDER BY size DESC, id LIMIT 10"),
    Workload(name: "kernel.expand", query: "MATCH (f:Firm)-[r:SUPPLIES]->(g:Firm) RETURN sum(r.amount) AS total"),
    Workload(
      name: "kernel.degree", query: "MATCH (f:Firm)-[r:KNOWS]-(:Firm) RETURN f.id AS id, count(r) AS d ORDER BY d DESC, id LIMIT 10"),
    Workload(
      name: "kernel.intersect",
      query: "MATCH (a:Firm)-[:KNOWS]->(b:Firm)-[:KNOWS]->(c:Firm), (a)-[:KNOWS]->(c) RETURN count(*) AS n"),
    Workload(name: "kernel.prefix", query: "MATCH (f:Firm) WHERE f.name STARTS WITH '企业12' RETURN count(*) AS n"),
    Workload(name: "kernel.contains", query: "MATCH (f:Firm) WHERE f.name CONTAINS '77' RETURN count(*) AS n"),
  ]

  private static let queries = [
    Workload(name: "query.lookup", query: "MATCH (f:Firm {id: $a}) RETURN f.name, f.size, f.status", parameters: ["a"]),
    Workload(
      name: "query.hop1", query: "MATCH (f:Firm {id: $a})-[r:SUPPLIES]->(g:Firm) RETURN g.id, g.name, r.amount ORDER BY g.id",
      parameters: ["a"]),
    Workload(
      name: "query.hop2",
      query: "MATCH (f:Firm {id: $a})-[:KNOWS]-(:Firm)-[:KNOWS]-(h:Firm) WHERE h.id <> $a RETURN count(DISTINCT h) AS n",
      parameters: ["a"]),
    Workload(
      name: "query.reach", query: "MATCH (f:Firm {id: $a})-[:KNOWS|SUPPLIES*1..3]-(x) WHERE x.id <> $a RETURN count(DISTINCT x) AS n",
      parameters: ["a"]),
    Workload(
      name: "query.reach.condition",
      query:
        "MATCH (f:Firm {id: $a})-[rs:SUPPLIES*1..3]-(x) WHERE all(r IN rs WHERE r.amount > 40) AND x.id <> $a RETURN count(DISTINCT x) AS n",
      parameters: ["a"]),
    Workload(
      name: "query.trails",
      query: "MATCH (f:Firm {id: $a})-[r:SUPPLIES*1..3]->(g:Firm) WHERE g.sector = 3 RETURN size(r) AS len, count(*) AS n ORDER BY len",
      parameters: ["a"]),
    Workload(
      name: "query.shortest",
      query: "MATCH p = shortestPath((a:Firm {id: $a})-[:KNOWS|SUPPLIES*1..30]-(b:Firm {id: $b})) RETURN length(p) AS len",
      parameters: ["a", "b"]),
    Workload(
      name: "query.shortest.all",
      query: "MATCH p = allShortestPaths((a:Firm {id: $a})-[:KNOWS*1..30]-(b:Firm {id: $b})) RETURN length(p) AS len, count(*) AS n",
      parameters: ["a", "b"]),
    Workload(
      name: "query.ego",
      query: """
        MATCH (a:Firm {id: $a})-[:KNOWS*1..2]-(x:Firm) WHERE x.id <> $a WITH collect(DISTINCT x) AS ns
        UNWIND ns AS x MATCH (x)-[r:KNOWS]->(y:Firm) WHERE y IN ns RETURN count(r) AS n
        """,
      parameters: ["a"]),
    Workload(
      name: "query.sectors",
      query:
        "MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN f.sector AS a, g.sector AS b, count(*) AS n, sum(s.amount) AS t ORDER BY t DESC LIMIT 5"
    ),
    Workload(
      name: "query.pairs",
      query: """
        MATCH (a:University)-[:WORKS_WITH]->(f:Firm)<-[:WORKS_WITH]-(b:University) WHERE a.id < b.id
        RETURN a.id AS x, b.id AS y, count(f) AS n ORDER BY n DESC, x, y LIMIT 10
        """),
    Workload(
      name: "query.missing", query: "MATCH (f:Firm) WHERE NOT EXISTS { (:University)-[:WORKS_WITH]->(f) } RETURN count(*) AS n"),
  ]

  private static let algorithms = [
    Workload(
      name: "algorithm.wcc",
      query: "CALL algo.wcc({labels: ['Firm'], types: ['KNOWS']}) YIELD component RETURN count(DISTINCT component) AS n"),
    Workload(
      name: "algorithm.pagerank",
      query:
        "CALL algo.pagerank({labels: ['Firm'], types: ['KNOWS', 'SUPPLIES'], iterations: 20, damping: 0.85}) YIELD score RETURN count(score) AS n"
    ),
  ]
}

/// The graph that everything is measured on.
enum WorkloadGraph {
  /// How many firms there are.
  static let firms = 20_000

  /// Makes it.
  static func make() throws -> Database {
    let database = Database()
    try database.query(
      """
      UNWIND range(0, \(firms - 1)) AS n
      CREATE (:Firm {id: n, name: '企业' + toString(n * 7919 % 100003), size: n * 104729 % 1000, sector: n * 31 % 24,
                     status: ['active', 'closed', 'listed'][n % 3]})
      """)
    try database.query("UNWIND range(0, 199) AS n CREATE (:University {id: n})")
    for (label, key) in [("Firm", "id"), ("University", "id")] { try database.query("CREATE INDEX FOR (n:\(label)) ON (n.\(key))") }
    // One end is uniform; the other falls on firm k about as often as one over the root of k says, so that the first firms are hubs.
    let skewed = "(n * 48271 % \(firms)) * (n * 48271 % \(firms)) / \(firms)"
    try steps(100_000, "MATCH (a:Firm {id: (n * 7907 + n / \(firms) * 1237) % \(firms)}), (b:Firm {id: \(skewed)})", "KNOWS", database)
    try steps(120_000, "MATCH (a:Firm {id: n * 15013 % \(firms)}), (b:Firm {id: n * 6151 % 19997})", "SUPPLIES {amount: n % 100}", database)
    try steps(12_000, "MATCH (a:University {id: n * 13 % 200}), (b:Firm {id: n * 271 % 4999})", "WORKS_WITH", database)
    return database
  }

  private static func steps(_ count: Int, _ ends: String, _ type: String, _ database: Database) throws {
    try database.query("UNWIND range(1, \(count)) AS n \(ends) WHERE a <> b CREATE (a)-[:\(type)]->(b)")
  }

  /// Parameter sets: firms all over, and a hub in every fourth.
  static func parameters(_ names: [String]) -> [[String: Value]] {
    if names.isEmpty { return [[:]] }
    return (0..<16).map { set in
      var values: [String: Value] = [:]
      for (place, name) in names.enumerated() {
        values[name] = .integer(Int64(set % 4 == 3 ? set + place : (set * 2_741 + place * 977) % firms))
      }
      return values
    }
  }
}
