// Patterns of many nodes are planned within bounds, and the same text gives the same plan and the same rows every time.
import GraphDatabase
import GraphModel
import Testing

@Suite struct PlanExplosionTests {
  private func plan(_ text: String, on database: Database = Database()) throws -> String {
    var options = QueryOptions()
    options.explainsOnly = true
    return try #require(try database.query(text, options: options).plan)
  }

  /// A small graph in which everything is joined to everything.
  private func graph() throws -> Database {
    let database = Database()
    try database.query("UNWIND range(1, 6) AS i CREATE (:N {i: i})")
    try database.query("MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)")
    return database
  }

  @Test func aTreeOfThirtyFourNodesIsPlanned() throws {
    let edges = (1..<34).map { "(n\(($0 - 1) / 2):N)-[:R]->(n\($0):N)" }.joined(separator: ", ")
    #expect(try plan("MATCH \(edges) RETURN count(*)", on: try graph()).contains("Expand"))
    #expect(try rows("MATCH \(edges) RETURN count(*)", on: try graph()) == [[0]])
  }

  @Test func aJoinOfTwentyFivePartsIsPlanned() throws {
    let nodes = (0..<25).map { "(n\($0):N)" }.joined(separator: ", ")
    let joins = (1..<25).map { "n\($0).i = n\($0 - 1).i" }.joined(separator: " AND ")
    #expect(try rows("MATCH \(nodes) WHERE \(joins) RETURN count(*)", on: try graph()) == [[6]])
    let star = (1..<25).map { "(c)-[:R]->(n\($0):N {i: \($0)})" }.joined(separator: ", ")
    #expect(try rows("MATCH \(star) RETURN count(*)", on: try graph()) == [[0]])
  }

  @Test func aCliqueOfTenNodesIsPlanned() throws {
    let edges = (0..<10).flatMap { a in ((a + 1)..<10).map { "(n\(a))-[:R]->(n\($0))" } }.joined(separator: ", ")
    #expect(try rows("MATCH \(edges) RETURN count(*)", on: try graph()) == [[0]])
    let few = (0..<5).flatMap { a in ((a + 1)..<5).map { "(n\(a))-[:R]->(n\($0))" } }.joined(separator: ", ")
    #expect(try rows("MATCH \(few) RETURN count(*)", on: try graph()) == [[6]])
  }

  @Test func aPatternBeyondEveryBoundIsRefused() {
    let path = Array(repeating: "(:N)", count: 10_000).joined(separator: "-->")
    let error = failure("MATCH \(path) RETURN 1")
    #expect(error?.detail == "PatternTooLarge" && error?.hint != nil)
  }

  @Test(arguments: [
    "MATCH (a:N)-[:R]->(b:N)-[:R]->(c:N) RETURN a.i, collect(b.i), count(c)", "MATCH (a)-[r*1..3]->(b) RETURN DISTINCT a.i, b.i",
    "MATCH (n) RETURN n.i % 3 AS k, collect(n.i) AS l", "MATCH (n) RETURN keys(n), labels(n), properties(n)",
    "MATCH p = shortestPath((a:N {i: 1})-[*]-(b:N {i: 6})) RETURN length(p), [n IN nodes(p) | n.i]",
    "UNWIND [3, 'a', null, 2.5, true, [1], {b: 1, a: 2}] AS x RETURN x ORDER BY x", "RETURN {z: 1, a: 2, m: {y: 1, b: 2}} AS m",
    "MATCH (n:N) WITH collect(DISTINCT n.i) AS l UNWIND l AS x RETURN x UNION MATCH (n:N) RETURN -n.i AS x",
    "SHOW FUNCTIONS YIELD name", "CALL db.schema()",
  ])
  func aHundredRunsGiveTheSameRowsInTheSameOrder(text: String) throws {
    let database = try graph()
    let first = try rows(text, on: database)
    let plan = try? plan(text, on: database)
    for _ in 0..<100 {
      #expect(try rows(text, on: database) == first)
    }
    for _ in 0..<5 {
      let fresh = try graph()
      #expect(try rows(text, on: fresh) == first)
      #expect((try? self.plan(text, on: fresh)) == plan)
    }
  }
}
