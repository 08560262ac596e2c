// What an embedder may rely on of a database in a file: it lasts, it is one file when closed, it says why it refuses, it copies whole.
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite final class FileDatabaseTests {
  private let folder = NSTemporaryDirectory() + "innograph-file-\(UUID().uuidString)"
  private var path: String { folder + "/eco.graph" }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func whatIsCommittedLasts() throws {
    let database = try Database(path: path)
    try database.query("CREATE (:Firm {name: '联影医疗', founded: date('2011-03-21')})-[:LOCATED_IN {since: 2011}]->(:Park {name: '嘉定'})")
    try database.query("CREATE INDEX firm_name FOR (n:Firm) ON (n.name)")
    let transaction = try database.beginTransaction()
    try transaction.query("CREATE (:Firm {name: 'never'})")
    transaction.rollback()
    #expect(FileManager.default.fileExists(atPath: path + "-log"))
    database.close()
    #expect(!FileManager.default.fileExists(atPath: path + "-log"), "a closed database is one file")
    let again = try Database(path: path)
    let answer = try again.query("MATCH (f:Firm {name: '联影医疗'})-[r]->(p) RETURN toString(f.founded), r.since, p.name")
    #expect(answer.rows == [["2011-03-21", 2011, "嘉定"]])
    #expect(try again.query("MATCH (f:Firm) RETURN count(f)").rows == [[1]])
    try again.checkInvariants()
    try again.requireSound()
  }

  @Test func aClosedDatabaseAnswersNothing() throws {
    let database = try Database(path: path)
    database.close()
    let error = #expect(throws: QueryError.self) { try database.query("RETURN 1") }
    #expect(error?.kind == .databaseError && error?.detail == "closed")
  }

  @Test func oneWriterManyReaders() throws {
    let writer = try Database(path: path)
    try writer.query("CREATE (:Firm)")
    #expect(code { _ = try Database(path: path) } == .locked)
    try FileManager.default.createSymbolicLink(atPath: folder + "/link.graph", withDestinationPath: path)
    #expect(code { _ = try Database(path: folder + "/link.graph") } == .locked)
    var options = DatabaseOptions()
    options.isReadOnly = true
    let reader = try Database(path: path, options: options)
    try writer.query("CREATE (:Firm)")
    #expect(try reader.query("MATCH (f:Firm) RETURN count(f)").rows == [[1]])
    let error = #expect(throws: QueryError.self) { try reader.query("CREATE (:Firm)") }
    #expect(error?.detail == "readOnly" && error?.hint != nil)
  }

  @Test func copiesAreWholeAndNeverReplace() throws {
    let database = try Database(path: path)
    try database.query("UNWIND range(1, 5000) AS i CREATE (:Firm {id: i, name: 'firm ' + toString(i)})")
    try database.backup(to: folder + "/backup.graph")
    try database.query("MATCH (f:Firm) WHERE f.id > 100 DELETE f")
    #expect(code { try database.backup(to: folder + "/backup.graph") } == .alreadyExists)
    database.close()
    #expect(code { try Database.restore(path: folder + "/backup.graph", to: path) } == .alreadyExists)
    try Database.restore(path: folder + "/backup.graph", to: folder + "/restored.graph")
    #expect(try Database(path: folder + "/restored.graph").query("MATCH (f:Firm) RETURN count(f), max(f.id)").rows == [[5000, 5000]])
    try Database.compact(path: path)
    let report = try Database.inspect(path: path, isDeep: true)
    #expect(report.findings.isEmpty && report.isClosed)
    #expect(
      report.figures.contains { $0.name == "nodes" && $0.value == 100 }
        && report.figures.contains { $0.name == "free_bytes" && $0.value == 0 })
  }

  @Test func largeTransactionsAndChecksOfDamage() throws {
    let database = try Database(path: path)
    try database.query("UNWIND range(1, 20000) AS i CREATE (:Firm {id: i, text: 'a text that takes some room, number ' + toString(i)})")
    database.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = bytes.count / 2
    bytes[place] ^= 0x10
    try bytes.write(to: URL(fileURLWithPath: path))
    let report = try Database.inspect(path: path, isDeep: true)
    #expect(report.findings.count == 1 && report.findings.allSatisfy { $0.code == .damaged && $0.offset != nil && $0.hint != nil })
    let damaged = try Database(path: path)
    let error = #expect(throws: QueryError.self) { try damaged.query("MATCH (f:Firm) RETURN count(f.text), sum(f.id)") }
    #expect(error?.detail == "damaged")
    #expect(throws: QueryError.self) { try damaged.query("CREATE (:Firm)") }
    damaged.close()
    let losses = try Database.salvage(path: path, to: folder + "/saved.graph")
    #expect(!losses.isEmpty)
    #expect(try Database(path: folder + "/saved.graph").query("MATCH (f:Firm) RETURN count(f)").rows == [[20000]])
  }

  private func code(_ body: () throws -> Void) -> FileFault.Code? {
    do {
      try body()
      return nil
    } catch let error as StorageError {
      if case .file(let fault) = error { return fault.code }
      return nil
    } catch { return nil }
  }
}
