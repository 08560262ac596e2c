// Reports in every form: what is found is in them, what comes from the data is escaped, sources are numbered.
import Ecosystem
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct ReportTests {
  /// A report over one finding whose name tries to break every form.
  private static func report() throws -> (AuditReport, Database) {
    let database = Database()
    try database.query(
      "CREATE (:Document {id: 'd', name: '规划'}), (:Firm {id: 'f', name: $name, sources: ['d#1.2']})",
      parameters: ["name": .string("<img src=x onerror=1> & \"甲\" ]]> | `x`\n*y*")])
    let audit = try SavedQuery(
      file: "firms.cypher",
      text:
        "// id: firms\n// title: Firms & <b>names</b>\n// severity: error\n// why: because\n// mend: do\nMATCH (f:Firm) RETURN f AS firm, f.name AS name\n"
    )
    return (AuditReport(audits: [audit], database: database, subject: "test"), database)
  }

  @Test func textNumbersTheSources() throws {
    let (report, database) = try ReportTests.report()
    let text = AuditReportFormat.text.render(report, database: database)
    #expect(text.contains("[1] 规划 (d), § 1.2"))
    #expect(text.contains("1 audits over 2 nodes"))
    #expect(text.contains("1 error"))
  }

  @Test func markupIsEscaped() throws {
    let (report, database) = try ReportTests.report()
    for format in [AuditReportFormat.html, .junit] {
      let text = format.render(report, database: database)
      #expect(!text.contains("<img"), "\(format)")
      #expect(text.contains("&lt;img src=x onerror=1&gt; &amp; &quot;甲&quot;"), "\(format)")
    }
    #expect(!AuditReportFormat.markdown.render(report, database: database).contains("<img"))
  }

  @Test func junitIsWellFormed() throws {
    let (report, database) = try ReportTests.report()
    let text = AuditReportFormat.junit.render(report, database: database)
    #expect(text.contains("tests=\"1\" failures=\"1\" errors=\"0\""))
  }

  @Test func jsonAndSarifAreJSON() throws {
    let (report, database) = try ReportTests.report()
    for format in [AuditReportFormat.json, .sarif] {
      let text = format.render(report, database: database)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
      #expect(text.contains("d#1.2"), "\(format)")
    }
  }

  /// Two audits of one graph: one whose findings are drawn, one whose are not; the second finding of the first is accepted.
  private static func drawnReport() throws -> (AuditReport, Database) {
    let database = Database()
    try database.query(
      """
      CREATE (:Document {id: 'd', name: '规划', sources: ['d#0']}), (p:Platform {id: 'p', name: '平台', sources: ['d#3.10']}),
        (:Platform {id: 'q', name: '另一平台', sources: ['d#3.2']})-[:SERVES {sources: ['d#4']}]->(c:IndustryCluster {id: 'c', name: '集群'}),
        (p)-[:SERVES {sources: ['d#4']}]->(c)
      """)
    let rule = "// title: Platforms\n// title_zh: 平台\n// severity: warning\n// why: because\n// mend: do\n"
    let query = "MATCH (p:Platform) RETURN p AS platform, p.name AS name, p.id AS owner_name ORDER BY p.id\n"
    let audits = try [("drawn", "graph"), ("plain", "table")].map { id, view in
      try SavedQuery(file: "\(id).cypher", text: "// id: \(id)\n\(rule)// view: \(view)\n\(query)")
    }
    let baseline = try AuditBaseline(text: "drawn | q | both stand in the plan\ndrawn | gone | was there once\n", file: "known.txt")
    return (AuditReport(audits: audits, database: database, baseline: baseline, subject: "test"), database)
  }

  @Test func findingsAboutStructureAreDrawnAndOthersAreNot() throws {
    let (report, database) = try ReportTests.drawnReport()
    let page = AuditReportFormat.html.render(report, database: database)
    // One picture for each of the two findings of the audit that asks for it.
    #expect(page.components(separatedBy: "<svg").count == 3)
    #expect(page.contains("另一平台"))
    let text = AuditReportFormat.markdown.render(report, database: database)
    #expect(text.components(separatedBy: "```mermaid").count == 3)
    #expect(text.components(separatedBy: "flowchart LR").count == 3)
  }

  @Test func acceptedFindingsStandWithTheirReasonAndStaleEntriesAreTold() throws {
    let (report, database) = try ReportTests.drawnReport()
    #expect(report.acceptedFindings.count == 1)
    for format in [AuditReportFormat.html, .markdown] {
      let text = format.render(report, database: database)
      #expect(text.contains("both stand in the plan"), "\(format)")
      #expect(text.contains("known.txt:2"), "\(format)")
      #expect(!text.contains("known.txt:1"), "\(format)")
      #expect(text.contains("平台: owner: p") || text.contains("平台; owner: p"), "\(format)")
    }
  }

  @Test func sourcesAreListedByDocumentInTheOrderOfTheSections() throws {
    let (report, database) = try ReportTests.drawnReport()
    let text = AuditReportFormat.markdown.render(report, database: database)
    let first = try #require(text.range(of: "§ 3.2"))
    let second = try #require(text.range(of: "§ 3.10"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(text.contains("### 规划 (d)"))
  }
}
