// Labels, types and property keys that an expression gives, so that no query is put together from texts.
import GraphDatabase
import GraphModel
import Testing

@Suite struct ComputedNameTests {
  private func graph() throws -> Database {
    let database = Database()
    try database.query("CREATE (:A {k: 1})-[:R]->(:B {k: 2})-[:S]->(:A:B {k: 3}), (:C {k: 4})")
    return database
  }

  @Test(
    arguments: [
      ("MATCH (n:$('A')) RETURN n.k AS k", [1, 3]), ("MATCH (n:$(['A', 'B'])) RETURN n.k AS k", [3]),
      ("MATCH (n:$all(['A'])) RETURN n.k AS k", [1, 3]),
      ("MATCH (n:$any(['A', 'C'])) RETURN n.k AS k", [1, 3, 4]), ("MATCH (n:$any([])) RETURN n.k AS k", []),
      ("MATCH (n:$all([])) RETURN n.k AS k", [1, 2, 3, 4]),
      ("MATCH (n:A&!$('B')) RETURN n.k AS k", [1]), ("MATCH (n:C|$($label)) RETURN n.k AS k", [2, 3, 4]),
      ("MATCH (n:$(null)) RETURN n.k AS k", []),
      ("MATCH (n:$('Nowhere')) RETURN n.k AS k", []), ("UNWIND ['A', 'B'] AS l MATCH (n:$(l)) RETURN DISTINCT n.k AS k", [1, 2, 3]),
      ("MATCH (n) WHERE n:$($label) RETURN n.k AS k", [2, 3]), ("MATCH (n) WHERE NOT n:$any(['A', $label]) RETURN n.k AS k", [4]),
      ("MATCH (n)-[:$('R')]->() RETURN n.k AS k", [1]), ("MATCH (n)-[r:$any(['R', 'S'])]->() RETURN n.k AS k", [1, 2]),
      ("MATCH (n)-[r:$('R')|S]->() RETURN n.k AS k", [1, 2]), ("MATCH (:A)-[:$any(['R', 'S'])*2]->(n) RETURN n.k AS k", [3]),
      ("MATCH (n)-[r]->() WHERE r:$('S') RETURN n.k AS k", [2]), ("MATCH (n) WHERE EXISTS { (n)<-[:$($type)]-() } RETURN n.k AS k", [3]),
      ("MATCH (n) RETURN n[$key] AS k", [1, 2, 3, 4]),
    ] as [(String, [Int64])])
  func namesThatAreComputedFind(text: String, expected: [Int64]) throws {
    let found = try rows(text + " ORDER BY k", on: try graph(), parameters: ["label": "B", "type": "S", "key": "k"])
    #expect(found == expected.map { [.integer($0)] }, "\(text)")
  }

  @Test func namesThatAreComputedAreWritten() throws {
    let database = Database()
    let parameters: [String: Value] = ["labels": ["A b", "C"], "type": "T`t", "key": "k k"]
    try database.query("CREATE (n:$($labels))-[:$($type)]->(:D:$('E')) SET n[$key] = 1", parameters: parameters)
    #expect(try rows("MATCH (n:`A b`:C)-[r:`T``t`]->(:D:E) RETURN n.`k k`", on: database) == [[1]])
    try database.query("MATCH (n:C) SET n:$('F'), n[$key + '2'] = 2 REMOVE n:$(['C']), n[$key]", parameters: parameters)
    #expect(try rows("MATCH (n:F) RETURN labels(n), keys(n), n.`k k2`", on: database) == [[["A b", "F"], ["k k2"], 2]])
  }

  @Test func mergeFindsOrMakesWhatIsComputed() throws {
    let database = Database()
    for _ in 0..<2 {
      try database.query("UNWIND ['X', 'Y', 'X'] AS l MERGE (n:$(l) {k: 1}) MERGE (n)-[:$('T' + l)]->(:$('Z'))")
    }
    #expect(
      try rows("MATCH (n)-[r]->(z) RETURN labels(n)[0] AS l, type(r), labels(z), count(*) ORDER BY l", on: database)
        == [["X", "TX", ["Z"], 1], ["Y", "TY", ["Z"], 1]])
  }

  @Test(arguments: [
    "MATCH (n:$(1)) RETURN n", "MATCH (n:$([1])) RETURN n", "CREATE (:$(1))", "CREATE ()-[:$(['a', 'b'])]->()", "CREATE ()-[:$(null)]->()",
    "CREATE (n) SET n[1] = 2", "MERGE (:$([null]))",
  ])
  func aNameThatIsNoStringIsRefused(text: String) throws {
    let database = try graph()
    let error = failure(text, on: database)
    #expect(error?.kind == .typeError && error?.hint != nil, "\(text): \(error?.detail ?? "") \(error?.message ?? "")")
    #expect(try rows("MATCH (n) RETURN count(*)", on: database) == [[4]])
  }

  @Test func aggregatesHaveNoPlaceInAName() {
    #expect(failure("MATCH (n:$(count(*))) RETURN n")?.detail == "InvalidAggregation")
    #expect(failure("CREATE (n:$any(['A']))")?.detail == "UnexpectedSyntax")
  }
}
