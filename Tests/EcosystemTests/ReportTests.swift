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
}
