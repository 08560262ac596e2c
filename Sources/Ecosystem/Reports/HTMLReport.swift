// The report as one HTML page that needs nothing beside itself: no script, no font, no picture from elsewhere; findings about structure
// carry a drawing of what stands around them. Everything from the data is escaped. Sources are numbered and linked within the page.
import GraphDatabase
import GraphModel

/// Audits as a web page.
struct HTMLReport {
  let report: AuditReport
  let sources: SourceRegister
  let database: Database

  /// The page.
  var text: String {
    let title = escape("Audit of \(report.subject)")
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"zh-Hans\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(title)</title>", "<style>\(HTMLReport.style)</style>", "</head>", "<body>", "<main>",
      "<header><p class=\"kicker\">innograph · 图谱审计报告</p>", "<h1>\(title)</h1>",
      "<p>\(escape(TextReport(report: report, sources: sources).summary)).</p></header>",
    ]
    lines += tiles + summaryTable
    for severity in Severity.allCases.reversed() { lines += findings(severity) }
    lines += failures + stale + register + ["</main>", "</body>", "</html>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func escape(_ text: String) -> String { Markup.escape(text) }

  // MARK: Summary

  private var tiles: [String] {
    var tiles = Severity.allCases.reversed().map { severity in
      "<div class=\"tile \(severity.rawValue)\"><b>\(report.count(severity))</b><span>\(ReportWords.heading(severity))</span></div>"
    }
    tiles.append("<div class=\"tile\"><b>\(report.acceptedFindings.count)</b><span>Accepted 已确认</span></div>")
    tiles.append("<div class=\"tile\"><b>\(report.nodeCount)</b><span>Nodes 节点</span></div>")
    tiles.append("<div class=\"tile\"><b>\(report.relationshipCount)</b><span>Relationships 关系</span></div>")
    return ["<section class=\"tiles\">"] + tiles + ["</section>"]
  }

  private var summaryTable: [String] {
    var rows: [String] = []
    for severity in Severity.allCases.reversed() {
      for outcome in report.outcomes where (outcome.audit.header.severity ?? .warning) == severity { rows.append(row(outcome, severity)) }
    }
    return [
      "<h2>Summary 概要</h2>", "<table>",
      "<thead><tr><th>audit 审计项</th><th>severity</th><th class=\"n\">findings</th><th class=\"n\">accepted</th></tr></thead>", "<tbody>",
    ] + rows + ["</tbody>", "</table>"]
  }

  private func row(_ outcome: AuditOutcome, _ severity: Severity) -> String {
    let header = outcome.audit.header
    let count = outcome.failure == nil ? "\(outcome.openFindings.count)" : "could not run"
    let title = "\(escape(header.title)) <span class=\"zh\">\(escape(header.chineseTitle))</span>"
    let linked = outcome.findings.isEmpty ? title : "<a href=\"#audit-\(escape(header.id))\">\(title)</a>"
    return "<tr\(outcome.findings.isEmpty && outcome.failure == nil ? " class=\"clean\"" : "")><td>\(linked)</td>"
      + "<td><span class=\"tag \(severity.rawValue)\">\(severity.rawValue)</span></td><td class=\"n\">\(count)</td>"
      + "<td class=\"n\">\(outcome.acceptedFindings.count)</td></tr>"
  }

  // MARK: Findings

  private func findings(_ severity: Severity) -> [String] {
    let outcomes = report.telling(severity)
    guard !outcomes.isEmpty else { return [] }
    var lines = ["<h2>\(ReportWords.heading(severity))</h2>", "<p class=\"quiet\">\(escape(ReportWords.meaning(severity)))</p>"]
    for outcome in outcomes { lines += section(outcome, severity) }
    return lines
  }

  private func section(_ outcome: AuditOutcome, _ severity: Severity) -> [String] {
    let header = outcome.audit.header
    var lines = [
      "<section class=\"audit \(severity.rawValue)-edge\" id=\"audit-\(escape(header.id))\">",
      "<h3>\(escape(header.title)) <span class=\"zh\">\(escape(header.chineseTitle))</span></h3>",
    ]
    if !header.why.isEmpty { lines.append("<p class=\"quiet\"><b>Why 缘由</b> \(escape(header.why))</p>") }
    if !header.mend.isEmpty { lines.append("<p class=\"quiet\"><b>Mend 处理</b> \(escape(header.mend))</p>") }
    let drawn = outcome.drawn(from: database)
    let open = drawn.filter { $0.finding.acceptance == nil }
    let accepted = drawn.filter { $0.finding.acceptance != nil }
    if !open.isEmpty { lines += ["<ol>"] + open.map(item) + ["</ol>"] }
    if !accepted.isEmpty {
      lines += ["<details\(open.isEmpty ? " open" : "")><summary>Accepted 已确认: \(accepted.count)</summary>", "<ol>"] + accepted.map(item)
      lines += ["</ol>", "</details>"]
    }
    return lines + ["<p class=\"id\"><code>\(escape(header.id))</code></p>", "</section>"]
  }

  private func item(_ finding: Finding, _ picture: Neighbourhood?) -> String {
    let reason = finding.acceptance.map { "<div class=\"reason\">\(escape($0))</div>" } ?? ""
    let svg = picture?.svg ?? ""
    return "<li>\(escape(finding.explanation))\(marks(finding))\(reason)\(svg.isEmpty ? "" : "<figure>\(svg)</figure>")</li>"
  }

  private func marks(_ finding: Finding) -> String {
    let links = sources.numbers(for: finding).map { "<a href=\"#source-\($0)\">[\($0)]</a>" }
    return links.isEmpty ? "" : " <sup>\(links.joined())</sup>"
  }

  // MARK: The end

  private var failures: [String] {
    guard !report.failures.isEmpty else { return [] }
    return ["<h2>Could not run 未能运行</h2>", "<ul>"]
      + report.failures.map { "<li><code>\(escape($0.audit.header.id))</code>: \(escape($0.failure?.message ?? ""))</li>" } + ["</ul>"]
  }

  private var stale: [String] {
    guard !report.staleBaselineEntries.isEmpty else { return [] }
    return ["<h2>Baseline entries no longer needed 已失效的基线条目</h2>", "<ul>"]
      + report.staleBaselineEntries.map { "<li><code>\(escape($0))</code></li>" } + ["</ul>"]
  }

  private var register: [String] {
    guard !sources.sources.isEmpty else { return [] }
    var lines = ["<h2>Sources 出处</h2>"]
    for group in sources.byDocument {
      if !group.document.isEmpty { lines.append("<h3>\(escape(group.document))</h3>") }
      lines.append("<ul class=\"sources\">")
      lines += group.sources.map { "<li id=\"source-\($0.number)\"><b>[\($0.number)]</b> § \(escape($0.section))</li>" }
      lines.append("</ul>")
    }
    return lines
  }

  private static let style = """
    :root{--ink:#1f2933;--quiet:#5c6a78;--line:#d9dee3;--paper:#fff;--wash:#f6f8fa;--error:#b3261e;--warning:#9a6700;--info:#0a5fb4}
    *{box-sizing:border-box}body{margin:0;background:var(--wash);color:var(--ink);
    font:16px/1.6 "Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
    main{max-width:68rem;margin:0 auto;padding:2.5rem 1.5rem 5rem}h1{margin:.1rem 0 .4rem;font-size:1.9rem;line-height:1.25}
    h2{margin:2.8rem 0 .4rem;font-size:1.35rem}h3{margin:0 0 .4rem;font-size:1.08rem;line-height:1.4}a{color:#0a5fb4;text-decoration:none}
    a:hover{text-decoration:underline}.kicker{margin:0;color:var(--quiet);font-size:.85rem;letter-spacing:.06em}
    .quiet{margin:.2rem 0;color:var(--quiet);font-size:.92rem}.quiet b{color:var(--ink);font-weight:600;margin-right:.3rem}
    .zh{color:var(--quiet);font-weight:400}.id{margin:.6rem 0 0;font-size:.8rem;color:var(--quiet)}
    .tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.6rem 0}.tile{flex:1 1 8rem;background:var(--paper);border:1px solid var(--line);
    border-top:4px solid #98a4b0;border-radius:.5rem;padding:.7rem 1rem}.tile b{display:block;font-size:1.8rem;line-height:1.2}
    .tile span{font-size:.85rem;color:var(--quiet)}.tile.error{border-top-color:var(--error)}.tile.warning{border-top-color:var(--warning)}
    .tile.info{border-top-color:var(--info)}table{border-collapse:collapse;width:100%;background:var(--paper);border:1px solid var(--line)}
    th,td{padding:.35rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-size:.92rem}
    th{background:var(--wash)}td.n,th.n{text-align:right;white-space:nowrap}tr.clean td{color:#98a4b0}tr.clean .zh{color:#98a4b0}
    tr.clean .tag{opacity:.35}.tag{display:inline-block;padding:0 .5rem;border-radius:.6rem;font-size:.78rem;color:#fff}
    .tag.error{background:var(--error)}.tag.warning{background:var(--warning)}.tag.info{background:var(--info)}
    .audit{background:var(--paper);border:1px solid var(--line);border-left:4px solid #98a4b0;border-radius:.4rem;margin:1rem 0;
    padding:1rem 1.3rem}.error-edge{border-left-color:var(--error)}.warning-edge{border-left-color:var(--warning)}
    .info-edge{border-left-color:var(--info)}.audit ol{margin:.7rem 0 0;padding-left:1.9rem}.audit li{margin:.3rem 0}
    sup{line-height:0;font-size:.72rem}.reason{color:#2f6b3a;font-size:.9rem}.reason::before{content:"✓ "}
    details{margin-top:.6rem}summary{cursor:pointer;color:var(--quiet);font-size:.92rem}
    figure{margin:.5rem 0 1rem;padding:.5rem;overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;background:#fff;width:fit-content;
    max-width:100%}svg{display:block;max-width:100%;height:auto}
    ul.sources{columns:10rem;list-style:none;margin:.2rem 0 1.4rem;padding:0;font-size:.9rem}ul.sources li:target{background:#ffe9a8}
    @media print{body{background:#fff;font-size:11pt}main{max-width:none;padding:0}.audit,figure,tr{break-inside:avoid}.audit{border-width:0 0 0 3px}}
    """
}
