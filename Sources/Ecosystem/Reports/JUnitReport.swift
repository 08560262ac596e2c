// The report as JUnit XML, which every CI shows: an audit is a test case, open findings make it fail, an audit that could not run is an
// error. Times are left out: they would make two equal runs differ.
import GraphModel

/// Audits as JUnit XML.
struct JUnitReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The report.
  var text: String {
    let failing = report.outcomes.count { !$0.openFindings.isEmpty }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites>",
      "  <testsuite name=\"\(Markup.escape("audits of " + report.subject))\" tests=\"\(report.outcomes.count)\" "
        + "failures=\"\(failing)\" errors=\"\(report.failures.count)\">",
    ]
    for outcome in report.outcomes { lines += testCase(outcome) }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func testCase(_ outcome: AuditOutcome) -> [String] {
    let header = outcome.audit.header
    let opening = "    <testcase classname=\"audits\" name=\"\(Markup.escape(header.id))\" file=\"\(Markup.escape(outcome.audit.file))\""
    if let failure = outcome.failure {
      return [
        opening + ">", "      <error type=\"\(Markup.escape(failure.code))\" message=\"\(Markup.escape(failure.message))\"/>",
        "    </testcase>",
      ]
    }
    guard !outcome.openFindings.isEmpty else { return [opening + "/>"] }
    let severity = (header.severity ?? .warning).rawValue
    let content = outcome.openFindings.map { finding in
      let cited = finding.sources.isEmpty ? "" : " (\(finding.sources.joined(separator: ", ")))"
      return Markup.escape(finding.explanation + cited)
    }
    return [
      opening + ">",
      "      <failure type=\"\(severity)\" message=\"\(Markup.escape("\(header.title): \(outcome.openFindings.count)"))\">"
        + content.joined(separator: "\n") + "</failure>",
      "    </testcase>",
    ]
  }
}
