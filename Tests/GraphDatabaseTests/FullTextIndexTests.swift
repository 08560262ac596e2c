// Full-text indexes by command: made, listed, dropped, rolled back, and the same answers as a scan gives.
import GraphDatabase
import GraphModel
import Testing

@Suite struct FullTextIndexTests {
  private func database() throws -> Database {
    let database = Database()
    try database.run(
      script: """
        CREATE (:Park {name: '张江高科技园区', aliases: ['張江', 'Zhangjiang Park']}), (:Park {name: '漕河泾开发区'}),
          (:Firm {name: '上海微电子'})-[:LOCATED_IN {note: '入驻张江'}]->(:Zone {name: '自贸区'});
        CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Park|Firm) ON EACH [n.name, n.aliases];
        CREATE FULLTEXT INDEX notes FOR ()-[r:LOCATED_IN]-() ON EACH [r.note];
        """)
    return database
  }

  private func found(_ text: String, _ database: Database) throws -> [Value] {
    try database.query(
      "CALL db.index.fulltext.queryNodes('names', $text) YIELD node RETURN node.name AS name", parameters: ["text": .string(text)]
    ).rows.map { $0[0] }
  }

  @Test func commandsMakeListAndDrop() throws {
    let database = try database()
    #expect(try found("zjgkj", database) == ["张江高科技园区"])
    #expect(try found("自贸", database) == [], "a Zone is not in the index")
    let listed = try database.query("SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties, type")
    #expect(
      listed.rows == [["names", ["Park", "Firm"], ["name", "aliases"], "FULLTEXT"], ["notes", ["LOCATED_IN"], ["note"], "FULLTEXT"]])
    #expect(
      database.schema().fullTextIndexes.first
        == FullTextIndexDefinition(name: "names", target: .nodes(labels: ["Park", "Firm"]), properties: ["name", "aliases"]))
    let relationships = try database.query(
      "CALL db.index.fulltext.queryRelationships('notes', '張江') YIELD relationship, score RETURN type(relationship), score > 0.3")
    #expect(relationships.rows == [["LOCATED_IN", true]])
    try database.query("CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Zone) ON EACH [n.name]")
    #expect(throws: QueryError.self) { try database.query("CREATE FULLTEXT INDEX names FOR (n:Zone) ON EACH [n.name]") }
    try database.query("DROP INDEX names")
    try database.query("DROP INDEX names IF EXISTS")
    #expect(throws: QueryError.self) { try database.query("DROP INDEX names") }
    #expect(throws: QueryError.self) { try found("张江", database) }
    try database.checkInvariants()
  }

  @Test func aTransactionSeesItsOwnWritesAndARollbackTakesThemBack() throws {
    let database = try database()
    let transaction = try database.beginTransaction()
    try transaction.query("MATCH (z:Zone) SET z:Park, z.name = '临港新片区'")
    try transaction.query("MATCH (p:Park {name: '漕河泾开发区'}) DETACH DELETE p")
    let inside = try transaction.query("CALL db.index.fulltext.queryNodes('names', 'lingang OR 漕河泾') YIELD node RETURN node.name")
    #expect(inside.rows == [["临港新片区"]])
    transaction.rollback()
    #expect(try found("lingang OR 漕河泾", database) == ["漕河泾开发区"])
    try database.checkInvariants()
  }

  @Test func theIndexAnswersAsAScanDoes() throws {
    let database = Database()
    try database.query(
      """
      UNWIND range(0, 400) AS i
      CREATE (:Firm {name: ['张江', '临港', 'alpha ', 'beta'][i % 4] + toString(i % 37) + ['集团', ' labs', '研究院'][i % 3]})
      """)
    try database.query("CREATE FULLTEXT INDEX firms FOR (n:Firm) ON EACH [n.name]")
    for text in ["张江", "江1", "1", "labs", "集团", "a", "ha 3", "研究院", "7研"] {
      let scanned = try database.query(
        "MATCH (f:Firm) WHERE f.name CONTAINS $text RETURN id(f) AS id ORDER BY id", parameters: ["text": .string(text)])
      let searched = try database.query(
        "CALL db.index.fulltext.queryNodes('firms', $text) YIELD node RETURN id(node) AS id ORDER BY id",
        parameters: ["text": .string("\"\(text)\"")])
      #expect(searched.rows == scanned.rows, "\(text)")
    }
    let pages = try (0..<5).flatMap { page in
      try database.query(
        "CALL db.index.fulltext.queryNodes('firms', '张江', {skip: $skip, limit: 25}) YIELD node RETURN id(node)",
        parameters: ["skip": .integer(Int64(page * 25))]
      ).rows
    }
    let whole = try database.query("CALL db.index.fulltext.queryNodes('firms', '张江') YIELD node RETURN id(node)").rows
    #expect(pages == whole && whole.count == 101)
  }
}
