// Every shipped audit is silent on a clean graph and finds a planted violation; none is without its plant.
import Ecosystem
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct AuditTests {
  private static func audits() throws -> [SavedQuery] { try QueryCatalogue(folder: EcosystemGraph.auditsFolder()).queries }

  private static func cleanDatabase() throws -> Database {
    let database = Database()
    try database.query(AuditPlants.cleanGraph)
    return database
  }

  @Test func everyAuditIsSilentOnACleanGraph() throws {
    let report = AuditReport(audits: try AuditTests.audits(), database: try AuditTests.cleanDatabase(), subject: "clean")
    for outcome in report.outcomes {
      #expect(outcome.failure == nil, "\(outcome.audit.header.id)")
      #expect(outcome.findings.isEmpty, "\(outcome.audit.header.id): \(outcome.findings.map(\.explanation))")
    }
    #expect(report.exitCode(failOn: .info) == 0)
  }

  @Test func everyAuditFindsItsPlantedViolation() throws {
    for audit in try AuditTests.audits() {
      guard let violation = AuditPlants.violations[audit.header.id] else {
        Issue.record("no violation to plant for \(audit.header.id)")
        continue
      }
      let database = try AuditTests.cleanDatabase()
      try database.query(violation)
      let report = AuditReport(audits: [audit], database: database, subject: "planted")
      #expect(report.failures.isEmpty, "\(audit.header.id)")
      #expect(!report.openFindings.isEmpty, "\(audit.header.id) misses its violation")
      #expect(report.exitCode(failOn: .info) == 1)
    }
  }

  @Test func everyAuditSaysWhyItMattersAndWhatToDo() throws {
    for audit in try AuditTests.audits() {
      #expect(audit.header.severity != nil, "\(audit.file)")
      #expect(!audit.header.title.isEmpty && !audit.header.chineseTitle.isEmpty, "\(audit.file)")
      #expect(!audit.header.why.isEmpty && !audit.header.mend.isEmpty, "\(audit.file)")
    }
  }

  @Test func aBaselineAcceptsAFindingAndKnowsWhenItIsStale() throws {
    let audit = try #require(try AuditTests.audits().first { $0.header.id == "self-collaboration" })
    let database = try AuditTests.cleanDatabase()
    try database.query(AuditPlants.violations["self-collaboration"] ?? "")
    let open = AuditReport(audits: [audit], database: database, subject: "planted")
    let accepted = AuditBaseline.text(accepting: open.openFindings)
    let baseline = try AuditBaseline(text: accepted, file: "baseline")
    let report = AuditReport(audits: [audit], database: database, baseline: baseline, subject: "planted")
    #expect(report.openFindings.isEmpty)
    #expect(report.acceptedFindings.count == 1)
    #expect(report.exitCode(failOn: .info) == 0)
    let clean = AuditReport(audits: [audit], database: try AuditTests.cleanDatabase(), baseline: baseline, subject: "clean")
    #expect(clean.staleBaselineEntries == ["baseline:2"])
  }

  @Test func aBaselineEntryWithoutAReasonIsRefused() {
    #expect(throws: FormatError.self) { try AuditBaseline(text: "orphan-node | fund |  \n", file: "baseline") }
  }

  @Test func aBaselineIsFoundBesideTheDataItIsAbout() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("baseline-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try AuditBaseline.beside(folder).map { _ in true } == nil)
    try "orphan-node | fund | stands alone in the plan\n".write(
      toFile: folder + "/" + AuditBaseline.fileName, atomically: true, encoding: .utf8)
    let audit = try #require(try AuditTests.audits().first { $0.header.id == "orphan-node" })
    let database = try AuditTests.cleanDatabase()
    try database.query(AuditPlants.violations["orphan-node"] ?? "")
    for path in [folder, folder + "/data.json"] {
      let baseline = try #require(try AuditBaseline.beside(path))
      let report = AuditReport(audits: [audit], database: database, baseline: baseline, subject: "planted")
      #expect(report.openFindings.isEmpty && report.acceptedFindings.count == 1)
    }
  }

  @Test func anAuditThatCannotRunIsNoCleanResult() throws {
    let broken = try SavedQuery(file: "broken.cypher", text: "// id: broken\n// severity: info\nMATCH (n) RETURN m\n")
    let report = AuditReport(audits: [broken], database: try AuditTests.cleanDatabase(), subject: "clean")
    #expect(report.failures.count == 1)
    #expect(report.exitCode(failOn: .error) == 2)
  }

  @Test func anAuditMayNotWrite() throws {
    let writing = try SavedQuery(file: "writing.cypher", text: "// id: writing\n// severity: info\nCREATE (n) RETURN n\n")
    let database = try AuditTests.cleanDatabase()
    let before = database.schema().nodeCount
    let report = AuditReport(audits: [writing], database: database, subject: "clean")
    #expect(report.failures.count == 1)
    #expect(database.schema().nodeCount == before)
  }
}
