// A graph leaves the database as text and comes back the same, up to identifiers: by dump and load with everything that a property may be,
// and by the formats of other tools with what these can hold.

#if CommandLine
  import Foundation
  import GraphDatabase
  import GraphModel
  import Testing

  @Suite struct RoundTripTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/eco.graph" }

    init() throws { folder = try TemporaryFolder() }

    /// The content of a graph without identifiers: nodes are told by their property `key`.
    private func content(_ file: String) throws -> [String] {
      let database = try Database(path: file)
      defer { database.close() }
      var lines: [String] = []
      var keys: [NodeID: String] = [:]
      func properties(_ map: ValueMap) -> String { map.entries.map { "\($0.key) = \($0.value)" }.sorted().joined(separator: ", ") }
      func end(_ node: NodeID?) -> String { node.flatMap { keys[$0] } ?? "?" }
      database.forEachElement { node in
        keys[node.id] = properties(node.properties)
        lines.append("(\(node.labels.sorted().joined(separator: ":"))) \(properties(node.properties))")
      } relationship: { relationship in
        let middle = "-[\(relationship.type) \(properties(relationship.properties))]->"
        lines.append("(\(end(relationship.start)))\(middle)(\(end(relationship.end)))")
      }
      try database.requireSound()
      let schema = database.schema()
      return lines.sorted() + schema.constraints.map { "\($0)" }.sorted()
    }

    private func make(_ statements: [String]) throws {
      let database = try Database(path: path)
      for statement in statements { try database.query(statement) }
      database.close()
    }

    /// What every format holds.
    private static let plain = """
      CREATE (a:Firm:Listed {key: 'a', name: '联影 "医疗"', text: 'line\\nbreak, tab\\t, emoji 🧬, quote \\'', whole: 9223372036854775807, \
      less: -9223372036854775808, part: 0.1, huge: 1.7e308, yes: true, no: false, empty: '', list: ['a', 'b;c', ''], numbers: [1, 2, 3]}), \
      (b:Park {key: 'b', name: 'x<y & z'}), (a)-[:IN {since: 2011, note: ''}]->(b), (a)-[:IN {since: 2012}]->(b), (b)-[:SELF]->(b)
      """

    @Test func `dump and load give the same graph`() throws {
      try make([
        Self.plain,
        """
        MATCH (a {key: 'a'}) SET a.date = date('2026-02-28'), a.time = time('12:31:14.645+01:00'), a.local = localtime('23:59'), \
        a.moment = datetime('1984-10-11T12:31:14.5[Asia/Shanghai]'), a.offset = datetime('1984-10-11T12:31:14+08:00'), \
        a.far = localdatetime('1984-10-11T12:31:14'), a.span = duration('P1Y2M3DT4.5S'), a.place = point({longitude: 121.5, latitude: 31.2}), \
        a.flat = point({x: 1.5, y: -2.5, z: 3.0}), a.mixed = ['a', 1, true, 0.5], a.dates = [date('2026-01-01'), date('2026-01-02')], \
        a.none = [], a.infinite = 1.0 / 0.0, a.zero = -0.0
        """,
        "CREATE ({key: 'c'})", "CREATE CONSTRAINT keys FOR (f:Firm) REQUIRE f.key IS UNIQUE",
        "CREATE INDEX park_name FOR (p:Park) ON (p.name)",
        "CREATE FULLTEXT INDEX names FOR (n:Firm|Park) ON EACH [n.name]",
      ])
      #expect(try ToolProcess.run("dump", "--database", path, folder.path + "/dump").status == 0)
      let loaded = try ToolProcess.run("load", folder.path + "/dump", folder.path + "/loaded.graph")
      #expect(loaded.status == 0 && loaded.errors.contains("3 nodes"))
      let before = try content(path)
      #expect(before.count == 7)
      #expect(try content(folder.path + "/loaded.graph") == before)
      // Text again, byte by byte.
      #expect(try ToolProcess.run("dump", folder.path + "/loaded.graph", folder.path + "/again").status == 0)
      #expect(folder.read("again/schema.cypher") == folder.read("dump/schema.cypher"))
      #expect(folder.read("again/graph.jsonl") == folder.read("dump/graph.jsonl"))
    }

    @Test(arguments: ["csv", "jsonl", "json", "graphml", "cypher"]) func `what a format exports it imports`(format: String) throws {
      try make([Self.plain])
      let target = folder.path + "/export" + (format == "csv" ? "" : "." + format)
      let exported = try ToolProcess.run("export", "--database", path, "--format", format, "--output", target)
      #expect(exported.status == 0, "\(exported.errors)")
      let imported = try ToolProcess.run("import", target, "--database", folder.path + "/imported.graph")
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(try content(folder.path + "/imported.graph") == content(path))
    }
  }
#endif
