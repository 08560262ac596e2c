// The report for a terminal or a log: findings by severity, their sources numbered, a summary line at the end.
import GraphModel

/// Audits as plain text.
struct TextReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The report.
  var text: String {
    var lines: [String] = []
    for outcome in report.failures {
      lines.append("could not run: \(outcome.audit.header.id): \(outcome.failure?.message ?? "")")
    }
    for severity in Severity.allCases.reversed() {
      for outcome in report.outcomes where (outcome.audit.header.severity ?? .warning) == severity && !outcome.openFindings.isEmpty {
        lines += section(outcome)
      }
    }
    if !sources.sources.isEmpty, !report.openFindings.isEmpty {
      lines.append("Sources")
      for (place, source) in sources.sources.enumerated() { lines.append("  [\(place + 1)] \(sources.text(source))") }
      lines.append("")
    }
    for entry in report.staleBaselineEntries { lines.append("baseline entry no longer needed: \(entry)") }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ outcome: AuditOutcome) -> [String] {
    let header = outcome.audit.header
    var lines = ["\((header.severity ?? .warning).rawValue): \(header.title) (\(header.id))"]
    if !header.chineseTitle.isEmpty { lines.append("  \(header.chineseTitle)") }
    for finding in outcome.openFindings {
      let marks = sources.marks(for: finding)
      lines.append("  - \(finding.explanation)\(marks.isEmpty ? "" : " \(marks)")")
    }
    if !header.mend.isEmpty { lines.append("  mend: \(header.mend)") }
    lines.append("")
    return lines
  }

  /// `12 audits over 231 nodes and 512 relationships: 1 error, 2 warnings, 0 notes, 3 accepted`.
  var summary: String {
    let errors = report.count(.error)
    let warnings = report.count(.warning)
    let notes = report.count(.info)
    return
      "\(report.outcomes.count) audits over \(report.nodeCount) nodes and \(report.relationshipCount) relationships of \(report.subject): "
      + "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings"), "
      + "\(notes) \(notes == 1 ? "note" : "notes"), \(report.acceptedFindings.count) accepted"
      + (report.failures.isEmpty ? "" : ", \(report.failures.count) could not run")
  }
}
