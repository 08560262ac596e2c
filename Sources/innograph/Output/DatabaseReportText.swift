// What a look at a database file found, for people and as JSON.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Renders reports on database files.
enum DatabaseReportText {
  /// The report in lines.
  static func text(_ report: DatabaseReport, tellsSound: Bool = true) -> String {
    var lines = ["\(report.path): \(report.isClosed ? "closed" : "open, or left open by a crash")"]
    for figure in report.figures { lines.append("  \(spaced(figure.name)): \(ProgressLine.grouped(figure.value))") }
    for notice in report.notices { lines.append("notice: \(notice)") }
    for finding in report.findings {
      lines.append("\(finding.code.rawValue): \(finding.text)")
      if let hint = finding.hint { lines.append("  \(hint)") }
    }
    if tellsSound, report.findings.isEmpty { lines.append("sound") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func spaced(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

  /// The report as one JSON object.
  static func json(_ report: DatabaseReport) -> String {
    let findings = report.findings.map { finding -> Value in
      .map([
        "code": .string(finding.code.rawValue), "file": .string(finding.path),
        "offset": finding.offset.map { .integer(Int64($0)) } ?? .null,
        "page": finding.offset.map { .integer(Int64($0 / 4_096)) } ?? .null, "message": .string(finding.message),
        "hint": finding.hint.map { .string($0) } ?? .null,
      ])
    }
    let figures = ValueMap(report.figures.map { (key: $0.name, value: .integer(Int64($0.value))) })
    let tree: ValueMap = [
      "file": .string(report.path), "sound": .boolean(report.findings.isEmpty), "closed": .boolean(report.isClosed),
      "figures": .map(figures), "notices": .list(report.notices.map { .string($0) }), "findings": .list(findings),
    ]
    return PlainJSON.string(of: .map(tree)) + "\n"
  }
}
