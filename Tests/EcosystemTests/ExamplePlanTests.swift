// The worked example of Documentation/EXTENDING.md: a sixth plan in a folder of its own, loaded beside the shipped graph, checked by the
// schema and the audits as the page says.
import Ecosystem
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct ExamplePlanTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Documentation/example-plan").path

  /// The rows of the example's files whose paths begin so.
  private static func rowCount(_ start: String) throws -> Int {
    let paths = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasPrefix(start) && $0.hasSuffix(".csv") }
    return try paths.reduce(0) { count, path in
      let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      return count + text.split(separator: "\n").count - 1
    }
  }

  private static func extended() throws -> Database {
    let database = Database()
    try database.load([try EcosystemGraph.dataFolder(), folder])
    return database
  }

  @Test func everyRowArrivesAndJoinsWhatIsThere() throws {
    let before = try EcosystemGraph.database().schema()
    let database = try ExamplePlanTests.extended()
    let after = database.schema()
    let nodeRows = try ExamplePlanTests.rowCount("nodes/") + ExamplePlanTests.rowCount("documents")
    #expect(nodeRows >= 3)
    #expect(after.nodeCount == before.nodeCount + nodeRows)
    #expect(after.relationshipCount == before.relationshipCount + (try ExamplePlanTests.rowCount("relationships/")))
    let joined =
      "MATCH (:Platform {id: 'example-robot-pilot-platform'})-[:SERVES]->(field:Industry)<-[:SERVES|FOCUSES_ON]-(other) RETURN count(other)"
    #expect(try database.query(joined).rows.first?.first?.integerValue ?? 0 > 1)
  }

  @Test func theAuditsFindWhatThePageSaysAndNothingWorse() throws {
    let audits = try QueryCatalogue(folder: EcosystemGraph.auditsFolder()).queries
    let before = AuditReport(audits: audits, database: try EcosystemGraph.database(), subject: "Graph")
    let known = Set(before.openFindings.map { "\($0.audit) \($0.subject)" })
    let report = AuditReport(audits: audits, database: try ExamplePlanTests.extended(), subject: "extended")
    #expect(report.count(.error) == 0)
    let new = report.openFindings.filter { !known.contains("\($0.audit) \($0.subject)") && $0.severity > .info }
    #expect(new.map(\.audit) == ["target-without-baseline"])
    #expect(new.first?.sources == ["example-2026#1.2"])
  }

  @Test func aMistakeInTheNewPlanIsRefusedWithItsPlace() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: ExamplePlanTests.folder, toPath: folder)
    let file = folder + "/relationships/SERVES.csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(of: "artificial-intelligence", with: "artificial-inteligence").write(
      toFile: file, atomically: true, encoding: .utf8)
    do throws(FormatError) {
      try Database().load([try EcosystemGraph.dataFolder(), folder])
      Issue.record("a misspelt identifier was accepted")
    } catch {
      #expect(error.file.hasSuffix("relationships/SERVES.csv") && error.line == 2, "\(error)")
    }
  }
}
