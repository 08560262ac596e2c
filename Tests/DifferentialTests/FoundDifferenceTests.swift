// Queries on which engine and oracle once differed, made small: each names the fault that it showed, and runs under every configuration.
import GraphDatabase
import GraphModel
import QueryPlanner
import Testing

@Suite struct FoundDifferenceTests {
  private func check(_ script: String, _ text: String, isWriting: Bool = false, at place: SourceLocation = #_sourceLocation) throws {
    let compared = try ComparedGraph(script)
    for turn in Optimizer.ruleNames.indices {
      let verdict = try OracleComparison.verdict(GeneratedQuery(text: text, isWriting: isWriting), on: compared, turn: turn)
      switch verdict {
      case .agrees: continue
      case .skipped(let reason): Issue.record("not compared: \(reason)", sourceLocation: place)
      case .differs(let found):
        Issue.record("\(found.configuration)\noracle: \(found.expected)\nengine: \(found.actual)", sourceLocation: place)
      }
    }
  }

  /// The empty list counted as a list of strings, and strings pass a null through.
  @Test func nullIsNotInTheEmptyList() throws {
    try check("CREATE (:A {p: 1}), (:A)", "MATCH (n:A) RETURN n.p IN range(0, -1) AS found")
    try check("CREATE (:A {p: 'x'}), (:A)", "MATCH (n:A) WHERE NOT n.p IN [] RETURN n.p AS p")
  }

  /// A pattern of one bound node took the row as it was, also where the node was null.
  @Test func aNullMatchesNoNodePattern() throws {
    try check("CREATE (:A)", "OPTIONAL MATCH (n:B) MATCH (n) RETURN n")
    try check("CREATE (:A)", "OPTIONAL MATCH (n:B) CALL (n) { MATCH (n) RETURN n AS y } RETURN y")
    try check("CREATE (:A)", "OPTIONAL MATCH (n:B) RETURN EXISTS { (n) } AS e, COUNT { MATCH (n) RETURN n } AS c")
    try check("CREATE (:A)", "OPTIONAL MATCH (n:B) OPTIONAL MATCH p = (n) RETURN p")
    try check("CREATE (:A)", "MATCH (n:A) OPTIONAL MATCH (m:B) MATCH (n), (m) RETURN n, m")
  }

  /// A relationship bound before is followed, not walked: patterns were ordered so that what must differ from it came first, and the plan
  /// read a variable that was not there yet.
  @Test func whatDiffersFromAFollowedRelationshipComesAfterIt() throws {
    try check(
      "CREATE (a:C {q: 1}), (b:B), (c), (a)-[:R]->(b), (a)-[:T]->(c), (a)-[:T]->(b)",
      "MATCH (n:C {q: 1})-[r]->() MATCH (n)-[r]->(m:B), (n)-[s:T]->(o) RETURN n, r, m, s, o")
    try check(
      "CREATE (a:C {q: 1}), (b:B), (a)-[:R]->(b), (a)-[:T]->(b)",
      "MATCH (n)-[r1:T|R]->() MATCH (n2:C&!A {q: 1})-[r1]->(n3:B), (:B) MATCH (n2)-[r4:T]->(n3) RETURN n2, r4")
  }

  /// The lists of all rows were evaluated before the updates of the first.
  @Test func aListOfForeachSeesTheRowsBefore() throws {
    try check(
      "CREATE (n0:B), (n1 {p: -1}), (n0)-[:T]->(n1), (n1)-[:R]->(n1)", "MATCH (n1:!B)--(n2)\nFOREACH (e5 IN [n2.p] | SET n1.p = e5)",
      isWriting: true)
  }

  /// A row that was answered while its long run of neighbours was cut in two passed its place in the run on to the next row.
  @Test func aRowAnsweredInMidRunLeavesTheNextWhole() throws {
    let database = Database()
    try database.query(
      """
      CREATE (a:H), (b:H), (z:Z) WITH a, b, z UNWIND range(1, 3000) AS i CREATE (x:X)-[:S]->(z)
      FOREACH (one IN CASE WHEN i <= 2990 THEN [1] ELSE [] END | CREATE (a)-[:R]->(x))
      FOREACH (one IN CASE WHEN i > 2990 THEN [1] ELSE [] END | CREATE (b)-[:R]->(x))
      """)
    for step in ["-[:R]->()-[:S]->", "-[:R]-()-[:S]-"] {
      let rows = try database.query("MATCH (h:H) WHERE EXISTS { (h)\(step)(:Z) } RETURN count(h) AS c").rows
      #expect(rows == [[2]])
    }
  }
}
