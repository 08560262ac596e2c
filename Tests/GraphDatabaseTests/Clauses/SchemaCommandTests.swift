// Commands on indexes and constraints: names, IF [NOT] EXISTS, listings with their filters, and what is refused.
import GraphDatabase
import GraphModel
import Testing

@Suite struct SchemaCommandTests {
  @Test func ifNotExistsAndIfExistsPassOverWhatIsSoAlready() throws {
    let database = Database()
    #expect(try database.query("CREATE INDEX i FOR (n:A) ON (n.x)").statistics.indexesAdded == 1)
    #expect(try database.query("CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)").statistics.indexesAdded == 0)
    #expect(failure("CREATE INDEX i FOR (n:A) ON (n.x)", on: database)?.detail == "SchemaElementExists")
    #expect(try database.query("DROP INDEX i").statistics.indexesRemoved == 1)
    #expect(try database.query("DROP INDEX i IF EXISTS").statistics.indexesRemoved == 0)
    let missing = failure("DROP INDEX i", on: database)
    #expect(missing?.detail == "SchemaElementNotFound" && missing?.hint != nil)
    #expect(try database.query("CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS UNIQUE").statistics.constraintsAdded == 1)
    #expect(try database.query("CREATE CONSTRAINT c IF NOT EXISTS FOR (n:A) REQUIRE n.x IS UNIQUE").statistics.constraintsAdded == 0)
    #expect(try database.query("DROP CONSTRAINT c").statistics.constraintsRemoved == 1)
    #expect(try database.query("DROP CONSTRAINT c IF EXISTS").statistics.constraintsRemoved == 0)
  }

  @Test func listingsTakeFiltersYieldAndWhere() throws {
    let database = Database()
    try database.run(
      script: """
        CREATE INDEX by_x FOR (n:A) ON (n.x);
        CREATE CONSTRAINT only_y FOR (n:A) REQUIRE n.y IS UNIQUE;
        CREATE CONSTRAINT has_z FOR ()-[r:R]-() REQUIRE r.z IS NOT NULL;
        CREATE CONSTRAINT typed_w FOR (n:A) REQUIRE n.w IS :: INTEGER;
        """)
    #expect(try rows("SHOW INDEXES YIELD name RETURN name", on: database) == [["by_x"], ["lookup_labels"], ["lookup_types"], ["only_y"]])
    #expect(try rows("SHOW RANGE INDEXES YIELD name, owningConstraint AS o WHERE o IS NULL RETURN name AS n", on: database) == [["by_x"]])
    try database.query("CREATE FULLTEXT INDEX texts FOR (n:A) ON EACH [n.t]")
    #expect(try rows("SHOW FULLTEXT INDEXES YIELD name", on: database) == [["texts"]])
    #expect(try rows("SHOW ALL INDEXES YIELD name", on: database).count == 5)
    #expect(try rows("SHOW LOOKUP INDEXES YIELD entityType", on: database) == [["NODE"], ["RELATIONSHIP"]])
    #expect(try rows("SHOW CONSTRAINTS YIELD name ORDER BY name DESC LIMIT 1", on: database) == [["typed_w"]])
    #expect(try rows("SHOW UNIQUE CONSTRAINTS YIELD name", on: database) == [["only_y"]])
    #expect(try rows("SHOW REL PROPERTY EXISTENCE CONSTRAINTS YIELD name", on: database) == [["has_z"]])
    #expect(try rows("SHOW PROPERTY TYPE CONSTRAINTS YIELD name", on: database) == [["typed_w"]])
    #expect(try rows("SHOW ALL CONSTRAINTS", on: database).count == 3)
    #expect(try rows("SHOW VECTOR INDEXES", on: database).isEmpty)
    #expect(
      try database.query("SHOW CONSTRAINTS").columns
        == ["name", "type", "entityType", "labelsOrTypes", "properties", "ownedIndex", "propertyType", "ends"])
    let refused = failure("SHOW USER DEFINED INDEXES", on: database)
    #expect(refused?.detail == "NotSupported" && refused?.span != nil && refused?.hint != nil)
  }

  @Test(arguments: [
    "USE other MATCH (n) RETURN n", "USE other", "CREATE VECTOR INDEX v FOR (n:A) ON (n.x)", "CREATE POINT INDEX v FOR (n:A) ON (n.x)",
    "CREATE TEXT INDEX l FOR (n:A) ON (n.x)", "CREATE INDEX i FOR (n:A) ON (n.x) OPTIONS {a: 1}",
  ])
  func whatDoesNotRunIsRefusedWithItsPlaceAndAMend(text: String) {
    let error = failure(text)
    #expect(error?.detail == "NotSupported" && error?.phase == .compileTime, "\(text): \(error?.detail ?? "")")
    #expect(error?.span != nil && error?.hint != nil, "\(text)")
  }

  @Test func keysAreThereAndDistinct() throws {
    let database = Database()
    try database.query("CREATE CONSTRAINT k FOR (n:K) REQUIRE (n.a, n.b) IS NODE KEY")
    try database.query("CREATE (:K {a: 1, b: 1}), (:K {a: 1, b: 2}), (:K {a: 2, b: 1})")
    let broken = [
      "CREATE (:K {a: 1.0, b: 1})", "CREATE (:K {a: 3})", "MATCH (n:K {b: 2}) SET n.b = 1", "MATCH (n:K {b: 2}) REMOVE n.a", "CREATE (:K)",
      "CREATE (x {a: 1, b: 2}) SET x:K", "DROP INDEX k",
    ]
    for text in broken { #expect(failure(text, on: database) != nil, "\(text)") }
    let shared = failure(broken[0], on: database)
    #expect(
      shared?.detail == "CreateBlockedByConstraint" && shared?.message.contains("`a` = 1.0 and `b` = 1") == true, "\(shared?.message ?? "")"
    )
    try database.query("MATCH (n:K {b: 2}) SET n.b = 3 CREATE (:K {a: 1, b: 2})")
    #expect(try rows("MATCH (n:K {a: 1}) RETURN n.b AS b ORDER BY b", on: database) == [[1], [2], [3]])
    try database.query("CREATE INDEX by_a FOR (n:K) ON (n.a)")
    try database.query("DROP CONSTRAINT k")
    #expect(try rows("SHOW RANGE INDEXES YIELD name", on: database) == [["by_a"]])
    try database.query("CREATE (:K {a: 1, b: 2})")
    #expect(failure("CREATE CONSTRAINT FOR (n:K) REQUIRE (n.a, n.b) IS UNIQUE", on: database)?.kind == .constraintValidationFailed)
  }

  @Test func severalPropertiesAreDistinctTogether() throws {
    let database = Database()
    try database.run(
      script: """
        CREATE CONSTRAINT u FOR (n:U) REQUIRE (n.a, n.b) IS UNIQUE;
        CREATE CONSTRAINT r FOR ()-[r:R]-() REQUIRE r.id IS RELATIONSHIP KEY;
        CREATE CONSTRAINT s FOR ()-[r:S]-() REQUIRE (r.a, r.b) IS UNIQUE;
        CREATE CONSTRAINT t FOR (n:U) REQUIRE n.t IS :: STRING | INTEGER;
        CREATE (:U {a: 1}), (:U {a: 1}), (:U {a: 1, b: 0.0 / 0.0}), (:U {a: 1, b: 0.0 / 0.0}), (:U {a: 1, b: [1], t: 'x'}), (:U {t: 1});
        CREATE ()-[:R {id: 1}]->()-[:S {a: 1, b: 1}]->()-[:S {a: 1, b: 2}]->()-[:S {a: 1}]->();
        """)
    let broken = [
      "CREATE (:U {a: 1, b: [1]})", "CREATE ()-[:R {id: 1}]->()", "CREATE ()-[:R]->()", "CREATE ()-[:S {a: 1, b: 2}]->()",
      "MATCH ()-[r:R]->() SET r.id = null", "MATCH ()-[s:S]->() WHERE s.b IS NULL SET s.b = 1", "CREATE (:U {t: 1.5})",
    ]
    for text in broken { #expect(failure(text, on: database)?.kind == .constraintValidationFailed, "\(text)") }
    try database.query("CREATE CONSTRAINT other IF NOT EXISTS FOR (n:U) REQUIRE (n.a, n.b) IS UNIQUE")
    #expect(failure("CREATE CONSTRAINT other FOR (n:U) REQUIRE (n.a, n.b) IS UNIQUE", on: database)?.detail == "SchemaElementExists")
    #expect(
      try rows("SHOW CONSTRAINTS YIELD name, type, properties, ownedIndex, propertyType", on: database)
        == [
          ["r", "RELATIONSHIP_KEY", ["id"], "r", .null], ["s", "RELATIONSHIP_UNIQUENESS", ["a", "b"], "s", .null],
          ["t", "NODE_PROPERTY_TYPE", ["t"], .null, "STRING | INTEGER"], ["u", "UNIQUENESS", ["a", "b"], "u", .null],
        ])
  }

  @Test func labelsAndTypesAreLookedUpAlready() throws {
    let database = Database()
    try database.query("CREATE LOOKUP INDEX l IF NOT EXISTS FOR (n) ON EACH labels(n)")
    #expect(failure("CREATE LOOKUP INDEX FOR ()-[r]-() ON EACH type(r)", on: database)?.detail == "SchemaElementExists")
    try database.query("CREATE INDEX one FOR (n:A) ON (n.x)")
    try database.query("CREATE INDEX two IF NOT EXISTS FOR (n:A) ON (n.x)")
    #expect(try rows("SHOW RANGE INDEXES YIELD name, labelsOrTypes, properties", on: database) == [["one", ["A"], ["x"]]])
  }
}
