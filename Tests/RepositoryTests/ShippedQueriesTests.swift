// Every shipped query and audit parses, plans and runs over the shipped graph with its defaults.
import Ecosystem
import GraphDatabase
import GraphModel
import Testing

@Suite struct ShippedQueriesTests {
  @Test func everySavedQueryRunsWithItsDefaultsAndFindsSomething() throws {
    let database = try EcosystemGraph.database()
    let queries = try QueryCatalogue(folder: EcosystemGraph.savedQueriesFolder()).queries
    #expect(queries.count >= 24)
    for query in queries {
      #expect(!query.header.title.isEmpty && !query.header.chineseTitle.isEmpty, "\(query.file)")
      let result = try database.query(query.text, parameters: query.parameters(given: [:]))
      #expect(!result.rows.isEmpty, "\(query.file) finds nothing with its defaults")
      let warnings = result.notifications.filter { $0.severity == .warning }
      #expect(warnings.isEmpty, "\(query.file): \(warnings.map(\.message))")
    }
  }

  @Test func everyAuditRuns() throws {
    let audits = try QueryCatalogue(folder: EcosystemGraph.auditsFolder()).queries
    #expect(audits.count >= 24)
    let report = AuditReport(audits: audits, database: try EcosystemGraph.database(), subject: "Graph")
    for outcome in report.failures { Issue.record("\(outcome.audit.file): \(outcome.failure?.message ?? "")") }
  }
}
