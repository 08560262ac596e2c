// A statement does not meet its own writes: what it reads is what was there before the clause wrote.
import GraphDatabase
import GraphModel
import Testing

@Suite struct OwnWritesTests {
  private func chain(_ count: Int) throws -> Database {
    let database = Database()
    try database.query("CREATE INDEX by_i FOR (n:A) ON (n.i)")
    try database.query("UNWIND range(1, \(count)) AS i CREATE (:A {i: i})")
    try database.query("MATCH (a:A) MATCH (b:A {i: a.i + 1}) CREATE (a)-[:T]->(b)")
    try database.query("DROP INDEX by_i")
    return database
  }

  @Test(arguments: [
    ("MATCH (n) CREATE (m)", "MATCH (n) RETURN count(*)", 6_000),
    ("MATCH (n:A) CREATE (:A {i: n.i})", "MATCH (n:A) RETURN count(*)", 6_000),
    ("MATCH (n) SET n.i = n.i + 1", "MATCH (n) RETURN sum(n.i)", 4_504_500),
    ("MATCH (n:A) SET n.i = n.i + 1 WITH n MATCH (m:A) WHERE m.i = n.i SET m.seen = 1", "MATCH (n) RETURN sum(n.i)", 4_504_500),
    ("MATCH (a)-[:T]->(b) CREATE (b)-[:T]->(a)", "MATCH ()-[r:T]->() RETURN count(*)", 5_998),
    ("MATCH (a)-[r:T]->(b) CREATE (a)-[:T]->(b)", "MATCH ()-[r:T]->() RETURN count(*)", 5_998),
    ("MATCH (n:A) REMOVE n:A SET n:B", "MATCH (n:B) RETURN count(*)", 3_000),
    ("MATCH (n:A) WHERE n.i > 0 SET n.i = -n.i", "MATCH (n:A) WHERE n.i < 0 RETURN count(*)", 3_000),
    ("MATCH (n:A) DETACH DELETE n", "MATCH (n) RETURN count(*)", 0),
    ("MATCH (n:A) MERGE (m:A {i: n.i + 1})", "MATCH (n) RETURN count(*)", 3_001),
    ("MATCH (n:A) MERGE (m:C {i: n.i % 10})", "MATCH (n:C) RETURN count(*)", 10),
    ("MATCH (n:A) FOREACH (x IN [1, 2] | CREATE (:A {i: n.i}))", "MATCH (n) RETURN count(*)", 9_000),
    ("MATCH (n:A) CALL (n) { CREATE (:A {i: n.i}) }", "MATCH (n) RETURN count(*)", 6_000),
    ("MATCH (n:A) WHERE NOT EXISTS { (n)-[:T]->(:A) } CREATE (n)-[:T]->(:A {i: 0})", "MATCH ()-[r:T]->() RETURN count(*)", 3_000),
    ("MATCH (n:A) WHERE COUNT { (:A) } = 3000 CREATE (:A)", "MATCH (n) RETURN count(*)", 6_000),
  ])
  func everyRowIsTouchedOnce(text: String, question: String, expected: Int64) throws {
    // Without an index MERGE looks at every node for every row, which is slow and not the point here.
    for withIndex in text.contains("MERGE") ? [true] : [false, true] {
      let database = try chain(3_000)
      if withIndex { try database.query("CREATE INDEX FOR (n:A) ON (n.i)") }
      try database.query(text)
      #expect(try rows(question, on: database) == [[.integer(expected)]], "\(text), index \(withIndex)")
      try database.checkInvariants()
    }
  }
}
