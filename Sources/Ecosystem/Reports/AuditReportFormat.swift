// The forms in which the outcome of audits is written. One file per form, one case here.
public import GraphDatabase

/// A form of an audit report.
public enum AuditReportFormat: String, Sendable, CaseIterable {
  case text, json, junit, sarif, markdown, html

  /// Writes a report; the database is asked for the names of the documents cited and for what stands around findings that are drawn.
  public func render(_ report: AuditReport, database: Database) -> String {
    let sources = SourceRegister(of: report, documents: database.documentNames())
    return switch self {
    case .text: TextReport(report: report, sources: sources).text
    case .json: JSONReport(report: report, sources: sources).text
    case .junit: JUnitReport(report: report, sources: sources).text
    case .sarif: SarifReport(report: report, sources: sources).text
    case .markdown: MarkdownReport(report: report, sources: sources, database: database).text
    case .html: HTMLReport(report: report, sources: sources, database: database).text
    }
  }
}
