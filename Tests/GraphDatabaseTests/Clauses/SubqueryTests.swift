// Queries inside queries, wherever they may stand, with what they see of the outside.
import GraphDatabase
import GraphModel
import Testing

@Suite struct SubqueryTests {
  private func graph() throws -> Database {
    let database = Database()
    try database.query(
      """
      CREATE (a:Firm {name: 'a', size: 3}), (b:Firm {name: 'b', size: 5}), (c:Firm {name: 'c', size: 8}), (p:Park {name: 'p'}),
        (a)-[:IN]->(p), (b)-[:IN]->(p), (a)-[:SUPPLIES {share: 1}]->(b), (b)-[:SUPPLIES {share: 2}]->(c), (a)-[:SUPPLIES {share: 3}]->(c)
      """)
    return database
  }

  @Test(
    arguments: [
      ("CALL (f) { RETURN f.size * 2 AS d }", [["a", 6], ["b", 10], ["c", 16]]),
      ("CALL { WITH f RETURN f.size * 2 AS d }", [["a", 6], ["b", 10], ["c", 16]]),
      ("CALL (*) { RETURN f.size + 1 AS d }", [["a", 4], ["b", 6], ["c", 9]]),
      ("CALL () { RETURN 1 AS d }", [["a", 1], ["b", 1], ["c", 1]]),
      ("CALL { RETURN 1 AS d }", [["a", 1], ["b", 1], ["c", 1]]),
      ("CALL (f) { MATCH (f)-[:SUPPLIES]->(t) RETURN sum(t.size) AS d }", [["a", 13], ["b", 8], ["c", 0]]),
      ("CALL (f) { MATCH (f)-[:SUPPLIES]->(t) RETURN t.size AS d ORDER BY d DESC LIMIT 1 }", [["a", 8], ["b", 8]]),
      ("OPTIONAL CALL (f) { MATCH (f)-[:SUPPLIES]->(t) RETURN t.size AS d ORDER BY d DESC LIMIT 1 }", [["a", 8], ["b", 8], ["c", nil]]),
      (
        "CALL (f) { RETURN 1 AS d UNION RETURN f.size AS d UNION RETURN 1 AS d }",
        [["a", 1], ["a", 3], ["b", 1], ["b", 5], ["c", 1], ["c", 8]]
      ),
      (
        "CALL (f) { WITH f WHERE f.size > 4 RETURN f.size AS d UNION ALL WITH f WHERE f.size > 7 RETURN -1 AS d }",
        [["b", 5], ["c", -1], ["c", 8]]
      ),
      ("CALL (f) { CALL (f) { RETURN f.size AS s } RETURN s + 1 AS d }", [["a", 4], ["b", 6], ["c", 9]]),
      ("WITH f, COUNT { (f)-[:SUPPLIES]->() } AS d", [["a", 2], ["b", 1], ["c", 0]]),
      ("WITH f, COUNT { MATCH (f)-[r:SUPPLIES]->() WHERE r.share > 1 RETURN r } AS d", [["a", 1], ["b", 1], ["c", 0]]),
      ("WITH f, COUNT { MATCH (f)--(x) RETURN DISTINCT labels(x) } AS d", [["a", 2], ["b", 2], ["c", 1]]),
      (
        "WITH f, COLLECT { MATCH (f)-[:SUPPLIES]->(t) RETURN t.name ORDER BY t.name DESC } AS d",
        [["a", ["c", "b"]], ["b", ["c"]], ["c", []]]
      ),
      ("WITH f, EXISTS { MATCH (f)-[:IN]->(:Park) } AS d", [["a", true], ["b", true], ["c", false]]),
      (
        "WITH f, EXISTS { MATCH (f)<-[:SUPPLIES]-(x) WITH count(x) AS n WHERE n > 1 RETURN n } AS d",
        [["a", false], ["b", false], ["c", true]]
      ),
      ("WITH f, EXISTS { WITH f RETURN 1 AS x UNION MATCH (n:Nowhere) RETURN 1 AS x } AS d", [["a", true], ["b", true], ["c", true]]),
      ("WITH f, EXISTS { (f)-[:SUPPLIES]->(t) WHERE EXISTS { (t)-[:IN]->(:Park) } } AS d", [["a", true], ["b", false], ["c", false]]),
      ("WITH f, [(f)-[r:SUPPLIES]->(t) WHERE t.size > 5 | t.name + r.share] AS d", [["a", ["c3"]], ["b", ["c2"]], ["c", []]]),
      (
        "WITH f, f {.name, twice: f.size * 2, targets: [(f)-[:SUPPLIES]->(t) | t {.size}]}.twice AS d", [["a", 6], ["b", 10], ["c", 16]]
      ),
      ("WITH f, CASE WHEN EXISTS { (f)-[:IN]->() } THEN COUNT { (f)--() } ELSE -1 END AS d", [["a", 3], ["b", 3], ["c", -1]]),
    ] as [(String, [[Value]])])
  func everyFormSeesItsRow(text: String, expected: [[Value]]) throws {
    let found = try rows("MATCH (f:Firm) WITH f ORDER BY f.name \(text) RETURN f.name AS n, d ORDER BY n, d", on: try graph())
    #expect(found == expected, "\(text)")
  }

  @Test func aSubqueryThatOnlyWritesKeepsTheRows() throws {
    let database = try graph()
    #expect(try rows("MATCH (f:Firm) CALL (f) { CREATE (:Copy {of: f.name}) } RETURN count(*)", on: database) == [[3]])
    #expect(try rows("MATCH (c:Copy) RETURN c.of ORDER BY c.of", on: database) == [["a"], ["b"], ["c"]])
    #expect(try rows("MATCH (f:Firm) CALL (f) { SET f.seen = true FINISH } RETURN count(f.seen)", on: database) == [[3]])
    try database.query("MATCH (f:Firm) FOREACH (x IN [1, 2] | CREATE (:Step {n: x}) FOREACH (y IN [x] | MERGE (:Step {n: y})))")
    #expect(try rows("MATCH (s:Step) RETURN count(*)", on: database) == [[6]])
  }

  @Test func starsAndFinishMeanWhatTheySay() throws {
    #expect(try Database().query("UNWIND [1, 2] AS x WITH *, x + 1 AS y RETURN *").columns == ["x", "y"])
    #expect(try Database().query("UNWIND [1, 2] AS x FINISH").columns == [])
    #expect(failure("RETURN *")?.detail == "NoVariablesInScope")
  }

  @Test(arguments: [
    ("CALL (x) { RETURN 1 AS y } RETURN y", "UndefinedVariable"), ("WITH 1 AS x CALL { RETURN x AS y } RETURN y", "UndefinedVariable"),
    ("WITH 1 AS x CALL (x) { RETURN 2 AS x } RETURN x", "VariableAlreadyBound"),
    ("RETURN COUNT { CREATE (n) RETURN n } AS c", "InvalidClauseComposition"),
    ("RETURN COLLECT { MATCH (n) RETURN n, 1 AS one } AS c", "InvalidClauseComposition"),
    ("CALL { MATCH (n) } RETURN 1", "InvalidClauseComposition"),
    ("CALL { RETURN 1 AS x UNION RETURN 1 AS y } RETURN x", "DifferentColumnsInUnion"),
    ("FOREACH (x IN [1] | MATCH (n))", "InvalidClauseComposition"),
  ])
  func whatDoesNotFitIsRefused(text: String, detail: String) {
    let error = failure(text)
    #expect(error?.detail == detail || error?.detail == "UnexpectedSyntax", "\(text): \(error?.detail ?? "") \(error?.message ?? "")")
    #expect(error?.phase == .compileTime && error?.span != nil && error?.hint != nil, "\(text)")
  }
}
