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
    #expect(try rows("SHOW INDEXES YIELD name RETURN name", on: database) == [["by_x"], ["only_y"]])
    #expect(try rows("SHOW RANGE INDEXES YIELD name, unique WHERE NOT unique RETURN name AS n", on: database) == [["by_x"]])
    try database.query("CREATE FULLTEXT INDEX texts FOR (n:A) ON EACH [n.t]")
    #expect(try rows("SHOW FULLTEXT INDEXES YIELD name", on: database) == [["texts"]])
    #expect(try rows("SHOW ALL INDEXES YIELD name", on: database).count == 3)
    #expect(try rows("SHOW CONSTRAINTS YIELD name ORDER BY name DESC LIMIT 1", on: database) == [["typed_w"]])
    #expect(try rows("SHOW UNIQUE CONSTRAINTS YIELD name", on: database) == [["only_y"]])
    #expect(try rows("SHOW REL PROPERTY EXISTENCE CONSTRAINTS YIELD name", on: database) == [["has_z"]])
    #expect(try rows("SHOW PROPERTY TYPE CONSTRAINTS YIELD name", on: database) == [["typed_w"]])
    #expect(try rows("SHOW ALL CONSTRAINTS", on: database).count == 3)
    let refused = failure("SHOW VECTOR INDEXES", on: database)
    #expect(refused?.detail == "NotSupported" && refused?.span != nil && refused?.hint != nil)
  }

  @Test(arguments: [
    "USE other MATCH (n) RETURN n", "USE other", "CREATE VECTOR INDEX v FOR (n:A) ON (n.x)", "CREATE POINT INDEX v FOR (n:A) ON (n.x)",
    "CREATE LOOKUP INDEX l FOR (n) ON EACH labels(n)", "CREATE INDEX i FOR (n:A) ON (n.x) OPTIONS {a: 1}",
  ])
  func whatDoesNotRunIsRefusedWithItsPlaceAndAMend(text: String) {
    let error = failure(text)
    #expect(error?.detail == "NotSupported" && error?.phase == .compileTime, "\(text): \(error?.detail ?? "")")
    #expect(error?.span != nil && error?.hint != nil, "\(text)")
  }
}
