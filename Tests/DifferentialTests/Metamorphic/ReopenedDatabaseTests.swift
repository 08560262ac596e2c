// M11 for files: a question has the same answer before and after a checkpoint, closing and opening, compacting, and in a backup. M3: what
// no row of an answer needs may be deleted, and the answer stays.
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct ReopenedDatabaseTests {
  @Test func theFileAnswersAsTheMemory() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reopened-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Relations.check("M11 checkpoint, reopening, compaction, backup", graphs: 12) { run, generator in
      let path = folder.appendingPathComponent("\(run.seed)-\(generator.numbers.next()).graph").path
      let query = generator.readingQuery().text
      let expected = run.bag(query)
      let opened = try Self.open(path)
      try opened.run(script: Self.indexes)
      if !run.script.isEmpty { try opened.query(run.script) }
      // Something later stands in the log alone, on top of the file.
      try opened.checkpoint()
      try opened.query("MATCH (n) WHERE n.p = 1 SET n.p = 2 SET n.p = 1 WITH count(n) AS c CREATE (t:Temporary) DELETE t")
      if case .broken(let reason) = Self.same(expected, opened, query, "in the file that is open") { return .broken(reason) }
      try opened.backup(to: path + "-backup")
      opened.close()
      try Database.compact(path: path)
      for (name, file) in [("compacted", path), ("backup", path + "-backup")] {
        let database = try Self.open(file)
        defer { database.close() }
        if case .broken(let reason) = Self.same(expected, database, query, name) { return .broken(reason) }
        try database.checkInvariants()
        try database.requireSound()
      }
      return expected.map { .holds(rows: $0.count) } ?? .unfit
    }
  }

  private static var indexes: String {
    SmallGraph.keys.map { "CREATE INDEX index_\($0) FOR (n:A) ON (n.\($0));" }.joined(separator: "\n")
  }

  private static func open(_ path: String) throws -> Database {
    var options = DatabaseOptions()
    options.durability = .off
    return try Database(path: path, options: options)
  }

  private static func same(_ expected: Bag?, _ database: Database, _ query: String, _ place: String) -> RelationFinding {
    let rows = (try? database.query(query)).map { CanonicalRows(listsAsBags: false).texts($0.rows).sorted() }
    return rows == expected
      ? .holds(rows: 0)
      : .broken(
        "\(place):\n\(query)\n\(expected.map { "\($0.prefix(6))" } ?? "failure") against \(rows.map { "\($0.prefix(6))" } ?? "failure")")
  }

  @Test func whatNoRowNeedsMayGo() throws {
    try Relations.check("M3 deletion", graphs: 25) { run, generator in
      guard let match = PlainMatch(generator.match().text), match.predicate == nil, let first = run.bag(match.query) else { return .unfit }
      let rows = try run.database.query(match.query).rows
      var (nodes, relationships): (Set<NodeID>, Set<RelationshipID>) = ([], [])
      func keep(_ value: Value) {
        switch value {
        case .node(let node): nodes.insert(node.id)
        case .relationship(let relationship): relationships.insert(relationship.id)
        case .list(let elements): for element in elements { keep(element) }
        default: break
        }
      }
      for row in rows { for value in row { keep(value) } }
      for id in relationships {
        guard let content = run.naive.relationships[id] else { continue }
        nodes.formUnion([content.start, content.end])
      }
      let smaller = Database()
      if !run.script.isEmpty { try smaller.query(run.script) }
      let parameters: [String: Value] = [
        "nodes": .list(nodes.map { .integer(Int64($0.rawValue)) }), "links": .list(relationships.map { .integer(Int64($0.rawValue)) }),
      ]
      try smaller.query("MATCH ()-[r]->() WHERE NOT id(r) IN $links DELETE r", parameters: parameters)
      try smaller.query("MATCH (n) WHERE NOT id(n) IN $nodes DETACH DELETE n", parameters: parameters)
      let second = CanonicalRows(listsAsBags: false).texts(try smaller.query(match.query).rows).sorted()
      return .equal(first, second, match.query, "after everything else was deleted")
    }
  }
}
