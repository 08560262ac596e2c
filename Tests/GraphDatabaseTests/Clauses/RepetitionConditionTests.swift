// Conditions on the repetitions of a path that ask something of the graph, and types of repeated relationships that are computed.
import GraphDatabase
import GraphModel
import Testing

@Suite struct RepetitionConditionTests {
  private func graph() throws -> Database {
    let database = Database()
    try database.query(
      """
      CREATE (a:S {n: 'a'})-[:L {d: 1}]->(b:S {n: 'b'})-[:L {d: 2}]->(c:S {n: 'c'})-[:L {d: 3}]->(d:S {n: 'd'}), (a)-[:L {d: 10}]->(d),
        (d)-[:L {d: 5}]->(a), (b)-[:M]->(e:T {n: 'e'})
      """)
    return database
  }

  @Test(
    arguments: [
      ("MATCH (a:S {n: 'a'})((x)-[r:L]->(y) WHERE EXISTS { (y)-[:M]->() })+(b)", ["b"]),
      ("MATCH (a:S {n: 'a'})((x)-[r:L]->(y) WHERE (y)-[:M]->())+(b)", ["b"]),
      ("MATCH WALK (a:S {n: 'a'})((x)-[r:L]->(y) WHERE COUNT { (y)-->() } > 1){1,2}(b)", ["b"]),
      ("MATCH ACYCLIC (a:S {n: 'a'})((x)-[r:L]->(y) WHERE NOT EXISTS { (y)-[:M]->() })+(b)", ["d"]),
      ("MATCH (a:S {n: 'a'})-[r:L WHERE EXISTS { MATCH (t:T) WHERE t.n = 'e' AND r.d < 3 }]->{1,3}(b)", ["b", "c"]),
      ("MATCH (a:S {n: 'a'})-[r:L* {d: COUNT { (:T) }}]->(b)", ["b"]),
      ("MATCH (t:T) MATCH (a:S {n: 'a'})((x)-[:L]->(y) WHERE EXISTS { (y)-->(t) })+(b)", ["b"]),
      ("MATCH (a:S {n: 'a'})((x)-[:L]->(y) WHERE EXISTS { (y)-->(:T) }){0,2}(b)", ["a", "b"]),
      ("MATCH (a:S {n: 'a'})((x)-[:L]->(y) WHERE y.n > 'a' AND (EXISTS { (y)-[:M]->() } OR y.n = 'c'))+(b)", ["b", "c"]),
      ("MATCH (a:S {n: 'a'})(({n: COLLECT { MATCH (s:S) RETURN s.n ORDER BY s.n }[0]})-[:L]->())+(b)", ["b", "d"]),
      (
        "MATCH (a:S {n: 'a'})((x)-[r:L]->(y)-[q]->(z) WHERE [(x)-->(m:S) WHERE m = y | r.d] <> [] AND EXISTS { (z)-->() })+(b)",
        ["a", "a", "c", "c"]
      ),
      ("OPTIONAL MATCH (a:S {n: 'c'})((x)-[:L]->(y) WHERE EXISTS { (y)-[:M]->() })+(b)", [nil]),
      ("MATCH (a:S {n: 'a'}) WHERE EXISTS { (a)((x)-[:L]->(y) WHERE EXISTS { (y)-[:M]->(:T) })+(b) } WITH a AS b", ["a"]),
      ("MATCH (a:S {n: 'a'})((x)-[:$('L')]->(y)){2}(b)", ["a", "c"]),
      ("MATCH (a:S {n: 'a'})((x)-[:L]->(y)-[:$any(['M', 'N'])]->(z))+(b)", ["e"]),
      ("MATCH p = ANY SHORTEST (a:S {n: 'a'})((x)-[:$($type)]->(y))+(b:S {n: 'c'})", ["c"]),
      ("MATCH p = ALL SHORTEST (a:S {n: 'a'})-[:$($type)]->(m)-[:$('M')]->(b)", ["e"]),
    ] as [(String, [String?])])
  func repetitionsAreAsked(text: String, expected: [String?]) throws {
    let found = try rows(text + " RETURN b.n AS n ORDER BY n", on: try graph(), parameters: ["type": "L"])
    #expect(found == expected.map { [$0.map(Value.string) ?? .null] }, "\(text)")
  }

  @Test(
    arguments: [
      ("MATCH p = ANY SHORTEST (a)((x)-->(y) WHERE EXISTS { (y)-->() })+(b) RETURN p", "NotSupported"),
      ("MATCH p = shortestPath((a:S)-[:L* {d: COUNT { (:T) }}]->(b:T)) RETURN p", "NotSupported"),
      ("MATCH (z:T), (a)((x)-->(y) WHERE EXISTS { (y)-->(z) })+(b) RETURN b", "UndefinedVariable"),
      ("MATCH (a)((x)-->(y) WHERE EXISTS { (y)-->(b) })+(b) RETURN b", "UndefinedVariable"),
    ])
  func whatCannotBeAskedIsRefused(text: String, detail: String) throws {
    #expect(failure(text, on: try graph())?.detail == detail, "\(text)")
  }
}
