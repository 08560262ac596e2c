// The report as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere. Everything from the data
// is escaped. Sources are numbered and linked within the page.
import GraphModel

/// Audits as a web page.
struct HTMLReport {
  let report: AuditReport
  let sources: SourceRegister

  /// The page.
  var text: String {
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"zh-Hans\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(Markup.escape("Audit of \(report.subject)"))</title>", "<style>\(HTMLReport.style)</style>", "</head>", "<body>", "<main>",
      "<h1>\(Markup.escape("Audit of \(report.subject)"))</h1>",
      "<p>\(Markup.escape(TextReport(report: report, sources: sources).summary)).</p>",
    ]
    lines += summaryTable
    for severity in Severity.allCases.reversed() { lines += findings(severity) }
    lines += failures + accepted + register + ["</main>", "</body>", "</html>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let style = """
    :root{color-scheme:light dark}body{margin:0;font:16px/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
    main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}h1{font-size:1.7rem}h2{margin-top:2.5rem;font-size:1.3rem}
    h3{margin:1.6rem 0 .2rem;font-size:1.05rem}table{border-collapse:collapse;width:100%}
    th,td{padding:.35rem .6rem;border-bottom:1px solid #8884;text-align:left;vertical-align:top}td.n,th.n{text-align:right}
    .zh,.why{margin:.1rem 0;opacity:.8}.tag{display:inline-block;padding:0 .5rem;border-radius:.6rem;font-size:.8rem;color:#fff}
    .error{background:#b3261e}.warning{background:#9a6700}.info{background:#0a5fb4}li{margin:.25rem 0}sup a{text-decoration:none}
    ol.sources li:target{background:#ffd54a55}
    """

  private var summaryTable: [String] {
    let rows = report.outcomes.map { outcome in
      let header = outcome.audit.header
      let severity = (header.severity ?? .warning).rawValue
      let count = outcome.failure == nil ? "\(outcome.openFindings.count)" : "could not run"
      return "<tr><td>\(Markup.escape(header.title))<div class=\"zh\">\(Markup.escape(header.chineseTitle))</div></td>"
        + "<td><span class=\"tag \(severity)\">\(severity)</span></td><td class=\"n\">\(count)</td>"
        + "<td class=\"n\">\(outcome.findings.count { $0.acceptance != nil })</td></tr>"
    }
    return [
      "<table>", "<thead><tr><th>audit</th><th>severity</th><th class=\"n\">findings</th><th class=\"n\">accepted</th></tr></thead>",
      "<tbody>",
    ]
      + rows + ["</tbody>", "</table>"]
  }

  private func findings(_ severity: Severity) -> [String] {
    let outcomes = report.outcomes.filter { ($0.audit.header.severity ?? .warning) == severity && !$0.openFindings.isEmpty }
    guard !outcomes.isEmpty else { return [] }
    var lines = ["<h2>\(ReportWords.heading(severity))</h2>"]
    for outcome in outcomes {
      let header = outcome.audit.header
      lines.append("<h3>\(Markup.escape(header.title)) <code>\(Markup.escape(header.id))</code></h3>")
      if !header.chineseTitle.isEmpty { lines.append("<p class=\"zh\">\(Markup.escape(header.chineseTitle))</p>") }
      if !header.why.isEmpty { lines.append("<p class=\"why\">\(Markup.escape(header.why))</p>") }
      lines.append("<ul>")
      for finding in outcome.openFindings { lines.append("<li>\(Markup.escape(finding.explanation))\(marks(finding))</li>") }
      lines.append("</ul>")
      if !header.mend.isEmpty { lines.append("<p class=\"why\">→ \(Markup.escape(header.mend))</p>") }
    }
    return lines
  }

  private func marks(_ finding: Finding) -> String {
    let links = sources.numbers(for: finding).map { "<a href=\"#source-\($0)\">[\($0)]</a>" }
    return links.isEmpty ? "" : "<sup>\(links.joined())</sup>"
  }

  private var failures: [String] {
    guard !report.failures.isEmpty else { return [] }
    return ["<h2>Could not run</h2>", "<ul>"]
      + report.failures.map { "<li><code>\(Markup.escape($0.audit.header.id))</code>: \(Markup.escape($0.failure?.message ?? ""))</li>" }
      + ["</ul>"]
  }

  private var accepted: [String] {
    guard !report.acceptedFindings.isEmpty else { return [] }
    return ["<h2>Accepted</h2>", "<ul>"]
      + report.acceptedFindings.map {
        "<li>\(Markup.escape($0.explanation)) <code>\(Markup.escape($0.audit))</code>\(marks($0)): \(Markup.escape($0.acceptance ?? ""))</li>"
      } + ["</ul>"]
  }

  private var register: [String] {
    guard !sources.sources.isEmpty else { return [] }
    return ["<h2>Sources</h2>", "<ol class=\"sources\">"]
      + sources.sources.enumerated().map { "<li id=\"source-\($0 + 1)\">\(Markup.escape(sources.text($1)))</li>" } + ["</ol>"]
  }
}
