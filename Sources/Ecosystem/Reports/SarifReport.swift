// The report as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts show beside a change: an audit is a
// rule, a finding a result, the query's file its place, the sources cited its message's tail.
import GraphModel

/// Audits as SARIF.
struct SarifReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The report.
  var text: String {
    ReportJSON.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", .object([("name", .string("innograph")), ("rules", .array(report.outcomes.map(rule)))]))])),
            (
              "invocations",
              .array([
                .object([
                  ("executionSuccessful", .boolean(report.failures.isEmpty)),
                  ("toolExecutionNotifications", .array(report.failures.map(notification))),
                ])
              ])
            ),
            ("results", .array(report.outcomes.flatMap { outcome in outcome.findings.map { result($0, outcome) } })),
          ])
        ])
      ),
    ]).rendered() + "\n"
  }

  private func rule(_ outcome: AuditOutcome) -> ReportJSON {
    let header = outcome.audit.header
    return .object([
      ("id", .string(header.id)),
      ("shortDescription", .object([("text", .string(header.title))])),
      ("fullDescription", .object([("text", .string(header.why.isEmpty ? header.title : header.why))])),
      ("help", .object([("text", .string(header.mend.isEmpty ? header.title : header.mend))])),
      ("defaultConfiguration", .object([("level", .string(level(header.severity)))])),
    ])
  }

  private func notification(_ outcome: AuditOutcome) -> ReportJSON {
    .object([
      ("level", .string("error")),
      ("message", .object([("text", .string("\(outcome.audit.header.id): \(outcome.failure?.message ?? "")"))])),
    ])
  }

  private func result(_ finding: Finding, _ outcome: AuditOutcome) -> ReportJSON {
    let cited = finding.sources.isEmpty ? "" : " (\(finding.sources.joined(separator: ", ")))"
    var members: [(String, ReportJSON)] = [
      ("ruleId", .string(finding.audit)),
      ("level", .string(level(finding.severity))),
      ("message", .object([("text", .string(finding.explanation + cited))])),
      (
        "locations",
        .array([
          .object([
            ("physicalLocation", .object([("artifactLocation", .object([("uri", .string(outcome.audit.file))]))])),
            ("logicalLocations", .array([.object([("fullyQualifiedName", .string(finding.subject))])])),
          ])
        ])
      ),
      ("partialFingerprints", .object([("subject/v1", .string("\(finding.audit)|\(finding.subject)"))])),
    ]
    if let reason = finding.acceptance {
      members.append(("suppressions", .array([.object([("kind", .string("external")), ("justification", .string(reason))])])))
    }
    return .object(members)
  }

  private func level(_ severity: Severity?) -> String {
    switch severity ?? .warning {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }
}
