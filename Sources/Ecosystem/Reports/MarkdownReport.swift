// The report as Markdown: a summary, findings by severity with pictures as Mermaid, accepted findings with their reasons among them,
// numbered sources by document.
import GraphDatabase
import GraphModel

/// Audits as Markdown.
struct MarkdownReport {
  let report: AuditReport
  let sources: SourceRegister
  let database: Database

  /// The report.
  var text: String {
    var lines = ["# Audit of \(escape(report.subject)) 图谱审计报告", "", TextReport(report: report, sources: sources).summary + ".", ""]
    lines += ["| audit | severity | findings | accepted |", "| --- | --- | ---: | ---: |"]
    for outcome in report.outcomes {
      let count = outcome.failure == nil ? "\(outcome.openFindings.count)" : "could not run"
      let header = outcome.audit.header
      let title = "\(escape(header.title)) \(escape(header.chineseTitle)) (`\(header.id)`)"
      lines.append("| \(title) | \((header.severity ?? .warning).rawValue) | \(count) | \(outcome.acceptedFindings.count) |")
    }
    lines.append("")
    for severity in Severity.allCases.reversed() { lines += findings(severity) }
    lines += failures + stale + register
    return lines.joined(separator: "\n") + "\n"
  }

  private func findings(_ severity: Severity) -> [String] {
    let outcomes = report.telling(severity)
    guard !outcomes.isEmpty else { return [] }
    var lines = ["## \(ReportWords.heading(severity))", "", ReportWords.meaning(severity), ""]
    for outcome in outcomes {
      let header = outcome.audit.header
      lines += ["### \(escape(header.title))", ""]
      if !header.chineseTitle.isEmpty { lines += ["**\(escape(header.chineseTitle))**", ""] }
      if !header.why.isEmpty { lines += ["Why: \(escape(header.why))", ""] }
      if !header.mend.isEmpty { lines += ["Mend: \(escape(header.mend))", ""] }
      for (finding, picture) in outcome.drawn(from: database) { lines += item(finding, picture) }
      lines.append("")
    }
    return lines
  }

  private func item(_ finding: Finding, _ picture: Neighbourhood?) -> [String] {
    var lines = ["- \(escape(finding.explanation)) \(escape(sources.marks(for: finding)))"]
    if let reason = finding.acceptance { lines.append("  — *accepted:* \(escape(reason))") }
    if let diagram = picture?.mermaid, !diagram.isEmpty {
      lines += ["", "  ```mermaid"] + diagram.split(separator: "\n").map { "  \($0)" } + ["  ```", ""]
    }
    return lines
  }

  private var failures: [String] {
    guard !report.failures.isEmpty else { return [] }
    return ["## Could not run 未能运行", ""]
      + report.failures.map { "- `\($0.audit.header.id)`: \(escape($0.failure?.message ?? ""))" } + [""]
  }

  private var stale: [String] {
    guard !report.staleBaselineEntries.isEmpty else { return [] }
    return ["## Baseline entries no longer needed 已失效的基线条目", ""] + report.staleBaselineEntries.map { "- \(escape($0))" } + [""]
  }

  private var register: [String] {
    guard !sources.sources.isEmpty else { return [] }
    var lines = ["## Sources 出处", ""]
    for group in sources.byDocument {
      if !group.document.isEmpty { lines += ["### \(escape(group.document))", ""] }
      lines += group.sources.map { "- \\[\($0.number)\\] § \(escape($0.section))" } + [""]
    }
    return lines
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
