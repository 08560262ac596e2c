// `graph.cheapestPaths` against the least sum over all paths without repeated nodes, and what it refuses.
import GraphDatabase
import GraphModel
import Testing

@Suite struct CheapestPathTests {
  @Test(arguments: UInt64(1)...20) func cheapestIsTheLeastSumOfAllPaths(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let database = Database()
    try database.query(SmallPathGraph.statement(&numbers))
    try database.query("MATCH ()-[r]->() SET r.w = CASE WHEN id(r) % 3 = 0 THEN id(r) * 0.5 ELSE id(r) % 4 END")
    for (direction, step) in [("outgoing", "-[:R]->"), ("incoming", "<-[:R]-"), ("both", "-[:R]-")] {
      let all = try database.query(
        """
        MATCH p = ACYCLIC (a)\(step)+(b) WITH id(a) AS a, id(b) AS b, min(reduce(c = 0.0, r IN relationships(p) | c + r.w)) AS least
        RETURN a, b, least ORDER BY a, b
        """
      ).rows
      let found = try database.query(
        """
        MATCH (a) CALL graph.cheapestPaths(a, {weight: 'w', types: ['R'], direction: '\(direction)'}) YIELD target, path, cost
        WITH a, target, path, cost WHERE cost = reduce(c = 0.0, r IN relationships(path) | c + r.w) AND nodes(path)[0] = a
        RETURN id(a) AS a, id(target) AS b, cost ORDER BY a, b
        """
      ).rows
      #expect(found == all, "seed \(seed) \(direction)")
    }
  }

  private func roads() throws -> Database {
    let database = Database()
    try database.query(
      """
      CREATE (a:P {n: 'a'}), (b:P {n: 'b'}), (c:P {n: 'c'}), (a)-[:ROAD {km: 7}]->(c), (a)-[:ROAD {km: 2}]->(b), (b)-[:ROAD {km: 2.5}]->(c),
        (a)-[:PATH]->(c), (c)-[:ROAD {km: 0}]->(c), (c)-[:BAD {km: -1}]->(a), (c)-[:TEXT {km: 'far'}]->(a)
      """)
    return database
  }

  @Test func rowsComeNearestFirstAndTargetsEndTheSearch() throws {
    let database = try roads()
    func rows(_ options: String) throws -> [[Value]] {
      try database.query(
        "MATCH (a {n: 'a'}), (c {n: 'c'}) CALL graph.cheapestPaths(a, \(options)) YIELD target, path, cost RETURN target.n, length(path), cost"
      ).rows
    }
    #expect(try rows("{weight: 'km', types: 'ROAD'}") == [["b", 1, 2.0], ["c", 2, 4.5]])
    #expect(try rows("{weight: 'km', types: ['ROAD'], targets: c}") == [["c", 2, 4.5]])
    #expect(try rows("{weight: 'km', types: ['ROAD', 'PATH'], missing: 1, targets: [a, c]}") == [["a", 0, 0.0], ["c", 1, 1.0]])
    #expect(try rows("{weight: 'hours', types: 'ROAD', missing: 1}").count == 2)
  }

  @Test(arguments: [
    ("{weight: 'km', types: ['ROAD', 'BAD']}", "NegativeWeight"), ("{weight: 'km', types: ['PATH']}", "MissingWeight"),
    ("{weight: 'km', types: ['ROAD', 'TEXT']}", "InvalidArgumentType"), ("{types: 'ROAD'}", "InvalidArgumentValue"),
    ("{weight: 'km', cost: 1}", "InvalidArgumentValue"), ("{weight: 'km', direction: 'up'}", "InvalidArgumentValue"),
    ("{weight: 'km', missing: -1}", "InvalidArgumentValue"),
  ]) func whatHasNoCostIsRefused(options: String, detail: String) throws {
    let database = try roads()
    let error = #expect(throws: QueryError.self) {
      try database.query("MATCH (a {n: 'a'}) CALL graph.cheapestPaths(a, \(options)) YIELD cost RETURN cost")
    }
    #expect(error?.detail == detail)
  }
}
