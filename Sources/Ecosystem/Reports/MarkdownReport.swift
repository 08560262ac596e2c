// The report as Markdown: a summary table, findings by severity, accepted findings with their reasons, numbered sources.
import GraphModel

/// Audits as Markdown.
struct MarkdownReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The report.
  var text: String {
    var lines = ["# Audit of \(escape(report.subject))", "", TextReport(report: report, sources: sources).summary + ".", ""]
    lines += ["| audit | severity | findings | accepted |", "| --- | --- | ---: | ---: |"]
    for outcome in report.outcomes {
      let accepted = outcome.findings.count { $0.acceptance != nil }
      let count = outcome.failure == nil ? "\(outcome.openFindings.count)" : "could not run"
      let header = outcome.audit.header
      lines.append("| \(escape(header.title)) (`\(header.id)`) | \((header.severity ?? .warning).rawValue) | \(count) | \(accepted) |")
    }
    lines.append("")
    for severity in Severity.allCases.reversed() { lines += findings(severity) }
    lines += failures + accepted + register
    return lines.joined(separator: "\n") + "\n"
  }

  private func findings(_ severity: Severity) -> [String] {
    let outcomes = report.outcomes.filter { ($0.audit.header.severity ?? .warning) == severity && !$0.openFindings.isEmpty }
    guard !outcomes.isEmpty else { return [] }
    var lines = ["## \(ReportWords.heading(severity))", ""]
    for outcome in outcomes {
      let header = outcome.audit.header
      lines += ["### \(escape(header.title))", ""]
      if !header.chineseTitle.isEmpty { lines += [escape(header.chineseTitle), ""] }
      if !header.why.isEmpty { lines += ["Why: \(escape(header.why))", ""] }
      for finding in outcome.openFindings { lines.append("- \(escape(finding.explanation)) \(escape(sources.marks(for: finding)))") }
      if !header.mend.isEmpty { lines += ["", "Mend: \(escape(header.mend))"] }
      lines.append("")
    }
    return lines
  }

  private var failures: [String] {
    guard !report.failures.isEmpty else { return [] }
    return ["## Could not run", ""]
      + report.failures.map { "- `\($0.audit.header.id)`: \(escape($0.failure?.message ?? ""))" } + [""]
  }

  private var accepted: [String] {
    guard !report.acceptedFindings.isEmpty else { return [] }
    return ["## Accepted", ""]
      + report.acceptedFindings.map {
        "- \(escape($0.explanation)) (`\($0.audit)`) \(escape(sources.marks(for: $0))): \(escape($0.acceptance ?? ""))"
      } + [""]
  }

  private var register: [String] {
    guard !sources.sources.isEmpty else { return [] }
    return ["## Sources", ""] + sources.sources.enumerated().map { "\($0 + 1). \(escape(sources.text($1)))" } + [""]
  }

  /// Text that Markdown shows as it is, in a table too.
  private func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\n", "\r\n", "\r": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}

/// Words that several forms of the report share.
enum ReportWords {
  /// The heading over the findings of a severity.
  static func heading(_ severity: Severity) -> String {
    switch severity {
    case .error: "Errors"
    case .warning: "Warnings"
    case .info: "Notes"
    }
  }
}
