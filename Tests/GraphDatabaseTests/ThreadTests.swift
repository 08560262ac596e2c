// A query divided among threads gives what one thread gives: the same rows, in the same order where there is one. The graph has hubs,
// loops, parallel relationships, nodes without the grouped property, and groups that lie in several lanes.
import GraphDatabase
import GraphModel
import Testing

@Suite struct ThreadTests {
  /// Queries that are divided, and some whose groupings or functions must not be.
  static let queries = [
    "MATCH (f:Firm) RETURN count(*) AS n, sum(f.size) AS total, min(f.name) AS first, max(f.size) AS most",
    "MATCH (f:Firm) WHERE f.size >= 40 RETURN f.sector AS sector, count(*) AS n, sum(f.size) AS total, max(f.name) AS last ORDER BY sector",
    "MATCH (f:Firm)-[r:KNOWS]-(:Firm) RETURN f.id AS id, count(r) AS d ORDER BY d DESC, id LIMIT 7",
    "MATCH (f:Firm)-[r:KNOWS]->(g) RETURN f.id AS id, sum(r.weight) AS d ORDER BY d DESC, id LIMIT 7",
    "MATCH (f:Firm)-[:KNOWS]->(g:Firm) RETURN f.sector AS a, g.sector AS b, count(*) AS n",
    "MATCH (a:Firm)-[:KNOWS]->(b:Firm)-[:KNOWS]->(c:Firm), (a)-[:KNOWS]->(c) RETURN count(*) AS n",
    "MATCH (a:Firm)-[:KNOWS]-(b)-[:KNOWS]-(c), (a)-[:KNOWS]-(c) RETURN count(*) AS n",
    "MATCH (f:Firm) RETURN f.name AS name, f.size AS size ORDER BY size DESC, name LIMIT 9",
    "MATCH (f:Firm) RETURN f.size AS size ORDER BY size LIMIT 400",
    "MATCH (f) WHERE EXISTS { (f)-[:KNOWS]->(:Person) } RETURN labels(f) AS labels, count(*) AS n",
    "MATCH (f:Firm) RETURN sum(f.share) AS total, count(f.share) AS n",
    "MATCH (f:Firm) RETURN f.sector AS sector, avg(f.size) AS mean, collect(DISTINCT f.size) AS sizes ORDER BY sector",
    "MATCH (f:Firm) WITH f.sector + '/' + toString(f.size % 3) AS kind, count(*) AS n WHERE n > 1 RETURN kind, n ORDER BY n, kind LIMIT 5",
    "MATCH (f:Firm)-[:KNOWS]->(g) WHERE f.size > 900 RETURN f.id AS id, count(*) AS n",
    "MATCH (f:Nothing) RETURN count(*) AS n, min(f.size) AS least",
  ]

  private static func graph() throws -> Database {
    let database = Database()
    try database.query(
      """
      UNWIND range(0, 799) AS n
      CREATE (f:Firm {id: n, size: n * 7919 % 101, name: toString(n * 31 % 257)})
      SET f.sector = CASE WHEN n % 11 = 0 THEN null ELSE ['光', '电', '药'][n % 3] END, f.share = n / 7.0
      """)
    try database.query("UNWIND range(0, 99) AS n CREATE (:Person {id: n})")
    try database.query(
      """
      UNWIND range(0, 3999) AS n
      MATCH (a:Firm {id: n * 7907 % 800}), (b:Firm {id: CASE WHEN n % 5 = 0 THEN 3 ELSE n * 104729 % 797 END})
      CREATE (a)-[:KNOWS {weight: n % 13}]->(b)
      """)
    try database.query("MATCH (a:Firm), (b:Person) WHERE a.id % 10 = b.id CREATE (a)-[:KNOWS {weight: 1}]->(b)")
    return database
  }

  @Test func divisionChangesNothing() throws {
    let database = try Self.graph()
    for isIndexed in [false, true] {
      if isIndexed { try database.query("CREATE INDEX FOR (f:Firm) ON (f.id)") }
      for query in Self.queries {
        var alone = QueryOptions()
        alone.threads = 1
        let expected = try database.query(query, options: alone).rows
        for (threads, laneRows) in [(2, 64), (4, 100), (2, 1_000)] {
          var options = QueryOptions()
          options.threads = threads
          options.division = (workMin: 0, laneRows: laneRows)
          let prepared = try database.prepare(query, options: options)
          for _ in 0..<2 {
            let rows = try prepared.run().rows
            #expect(rows == expected, "\(threads) threads, \(laneRows) rows a lane, \(isIndexed ? "" : "not ")indexed: \(query)")
          }
        }
      }
    }
  }

  /// A sum that leaves 64 bits in one lane and comes back in another has no answer, divided or not.
  @Test func errorsAreThoseOfOneThread() throws {
    let database = Database()
    try database.query("UNWIND range(0, 299) AS n CREATE (:N {id: n, v: CASE WHEN n < 2 THEN 9223372036854775807 ELSE -1 END})")
    var options = QueryOptions()
    options.division = (workMin: 0, laneRows: 64)
    for threads in [1, 2] {
      options.threads = threads
      #expect(throws: QueryError.self) { try database.query("MATCH (n:N) RETURN sum(n.v) AS total", options: options) }
    }
    options.memoryBytesMax = 200_000
    for threads in [1, 2] {
      options.threads = threads
      #expect(try database.query("MATCH (n:N) RETURN count(*) AS n", options: options).rows == [[300]])
    }
  }
}
