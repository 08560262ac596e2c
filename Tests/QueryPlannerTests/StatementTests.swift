// What compiling gives besides a plan: columns, whether something is written, schema changes, SHOW; and where fences stand.

import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

struct StatementTests {
  private func compiled(_ text: String) throws -> CompiledQuery {
    try QueryCompiler.compile(
      try Parser.statement(in: text), schema: TestGraph.schema, statistics: TestGraph.statistics, procedures: TestGraph.procedures)
  }

  @Test(arguments: [
    ("MATCH (n) RETURN n.name, n AS x, count( * )", ["n.name", "x", "count( * )"]),
    ("MATCH (b), (a) RETURN *, 1 AS z", ["a", "b", "z"]),
    ("RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a", ["a", "b"]),
    ("CALL algo.wcc()", ["node", "component"]),
    ("CALL algo.wcc() YIELD component AS c", ["c"]),
    ("CALL db.ping()", []),
    ("MATCH (n) SET n.x = 1", []),
    ("SHOW INDEXES", ["name", "label", "property"]),
    ("SHOW INDEXES YIELD name, label WHERE label = 'Firm' RETURN name", ["name"]),
    ("MATCH (n) FINISH", []),
  ])
  func columnsAreNamedAsTheTextSpellsThem(text: String, columns: [String]) throws { #expect(try compiled(text).columns == columns) }

  @Test(arguments: [
    ("MATCH (n) RETURN n", false), ("CREATE (n)", true), ("MATCH (n) CALL (n) { SET n.x = 1 } RETURN n", true), ("CALL db.ping()", false),
    ("CREATE INDEX FOR (n:A) ON (n.x)", true), ("MATCH (n) FOREACH (x IN [1] | DELETE n)", true),
  ])
  func writingIsKnown(text: String, isWriting: Bool) throws { #expect(try compiled(text).isWriting == isWriting) }

  @Test func schemaCommandsBecomeChanges() throws {
    func change(_ text: String) throws -> SchemaChange? {
      if case .schema(let change) = try compiled(text).kind { return change }
      return nil
    }
    #expect(
      try change("CREATE INDEX FOR (n:Firm) ON (n.founded)")
        == .createIndex(
          IndexDefinition(name: "index_Firm_founded", label: "Firm", property: "founded", isUnique: false), ifNotExists: false))
    #expect(
      try change("CREATE INDEX every IF NOT EXISTS FOR (n) ON (n.code)")
        == .createIndex(IndexDefinition(name: "every", label: nil, property: "code", isUnique: false), ifNotExists: true))
    #expect(
      try change("CREATE CONSTRAINT u FOR (n:Firm) REQUIRE n.id IS UNIQUE")
        == .createConstraint(Constraint(name: "u", target: .nodes(label: "Firm"), rule: .unique(property: "id")), ifNotExists: false))
    #expect(
      try change("CREATE CONSTRAINT FOR (n:Firm) REQUIRE n.tags IS :: LIST<STRING NOT NULL>")
        == .createConstraint(
          Constraint(name: "constraint_type_Firm_tags", target: .nodes(label: "Firm"), rule: .type(property: "tags", .list(.string))),
          ifNotExists: false))
    #expect(
      try change("CREATE CONSTRAINT e FOR (a)<-[r:SUPPLIES]-(b) REQUIRE (a:Firm) AND (b:Firm|Park)")
        == .createConstraint(
          Constraint(name: "e", target: .relationships(type: "SUPPLIES"), rule: .ends(from: ["Firm", "Park"], to: ["Firm"])),
          ifNotExists: false))
    #expect(try change("DROP INDEX x IF EXISTS") == .dropIndex(name: "x", ifExists: true))
    #expect(try change("DROP CONSTRAINT x") == .dropConstraint(name: "x", ifExists: false))
  }

  @Test func fencesStandWhereReadsAndWritesMeet() throws {
    let plans = try Goldens.statements("fences").map { text in "\(text)\n\(try Goldens.plan(text))" }
    try Goldens.expect(plans.joined(separator: "\n\n"), in: "fences")
  }

  @Test func clausesBecomeOperators() throws {
    let plans = try Goldens.statements("clauses").map { text in "\(text)\n\(try Goldens.plan(text, without: ["all"]))" }
    try Goldens.expect(plans.joined(separator: "\n\n"), in: "clauses")
  }

  @Test func tooMuchIsRefusedNotCrashed() throws {
    let sum = (0..<2_000).map { _ in "x" }.joined(separator: " + ")
    #expect(try compiled("WITH 1 AS x RETURN \(sum) AS s").columns == ["s"])
    let link = Array(repeating: "x", count: 60).joined(separator: " + ")
    let nested = String(repeating: "\(link) + (", count: 6) + "x" + String(repeating: ")", count: 6)
    #expect(throws: QueryError.self) { try compiled("WITH 1 AS x RETURN \(nested) AS s") }
    let clauses = (0..<2_500).map { "MATCH (n\($0))" }.joined(separator: " ")
    #expect(throws: QueryError.self) { try compiled("\(clauses) RETURN 1 AS one") }
    let nodes = (0..<900).map { "(n\($0))" }.joined(separator: ", ")
    #expect(throws: QueryError.self) { try compiled("MATCH \(nodes) RETURN 1 AS one") }
    let made = (0..<900).map { "(n\($0):A {x: \($0)})" }.joined(separator: ", ")
    #expect(try compiled("CREATE \(made)").isWriting)
    let all = (0..<400).map { "x = \($0)" }.joined(separator: " OR ")
    #expect(try compiled("WITH 1 AS x WHERE \(all) RETURN x").columns == ["x"])
  }
}
