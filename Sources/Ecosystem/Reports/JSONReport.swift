// The report as one JSON object, for scripts.
import GraphFormats
import GraphModel

/// Audits as JSON.
struct JSONReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The report.
  var text: String {
    ReportJSON.object([
      ("subject", .string(report.subject)),
      ("nodes", .number(report.nodeCount)),
      ("relationships", .number(report.relationshipCount)),
      (
        "summary",
        .object(
          Severity.allCases.reversed().map { ($0.rawValue, .number(report.count($0))) } + [
            ("accepted", .number(report.acceptedFindings.count))
          ])
      ),
      ("audits", .array(report.outcomes.map(audit))),
      ("sources", .array(sources.sources.map { .object([("source", .string($0)), ("text", .string(sources.text($0)))]) })),
      ("staleBaselineEntries", .array(report.staleBaselineEntries.map { .string($0) })),
    ]).rendered() + "\n"
  }

  private func audit(_ outcome: AuditOutcome) -> ReportJSON {
    let header = outcome.audit.header
    return .object([
      ("id", .string(header.id)),
      ("title", .string(header.title)),
      ("title_zh", .string(header.chineseTitle)),
      ("severity", .string((header.severity ?? .warning).rawValue)),
      ("file", .string(outcome.audit.file)),
      ("error", outcome.failure.map { .object([("code", .string($0.code)), ("message", .string($0.message))]) } ?? .null),
      ("findings", .array(outcome.findings.map(finding))),
    ])
  }

  private func finding(_ finding: Finding) -> ReportJSON {
    .object([
      ("subject", .string(finding.subject)),
      ("columns", .object(finding.columns.map { ($0.name, .string(EntityText.brief($0.value))) })),
      ("sources", .array(finding.sources.map { .string($0) })),
      ("accepted", finding.acceptance.map { .string($0) } ?? .null),
    ])
  }
}

/// JSON as a small tree that prints itself; reports are small, so a tree does.
indirect enum ReportJSON {
  case null
  case boolean(Bool)
  case number(Int)
  case string(String)
  case array([ReportJSON])
  case object([(String, ReportJSON)])

  /// The text, indented by two blanks a level.
  func rendered(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .null: return "null"
    case .boolean(let truth): return truth ? "true" : "false"
    case .number(let number): return "\(number)"
    case .string(let text): return ReportJSON.quoted(text)
    case .array(let elements):
      if elements.isEmpty { return "[]" }
      return "[\n" + elements.map { inner + $0.rendered(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      return "{\n" + members.map { "\(inner)\(ReportJSON.quoted($0.0)): \($0.1.rendered(indent: inner))" }.joined(separator: ",\n")
        + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String { PlainJSON.string(of: .string(text)) }
}
