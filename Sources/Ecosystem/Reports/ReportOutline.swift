// What the reports for people have in common: their words in both languages, the audits in the order in which they are told, and which
// findings are drawn.
import GraphDatabase
import GraphModel

/// Words that several forms of the report share.
enum ReportWords {
  /// The heading over the findings of a severity.
  static func heading(_ severity: Severity) -> String {
    switch severity {
    case .error: "Errors 错误"
    case .warning: "Warnings 警告"
    case .info: "Notes 提示"
    }
  }

  /// What a severity means, for a reader who sees it the first time.
  static func meaning(_ severity: Severity) -> String {
    switch severity {
    case .error: "The data break a rule; no statement that rests on them can be trusted. 数据违反规则，须先更正。"
    case .warning: "A gap or contradiction that somebody has to look at. 存在缺口或矛盾，须逐条核查。"
    case .info: "A property of the plans worth knowing. 值得关注的规划特征。"
    }
  }
}

extension AuditReport {
  /// The audits of a severity that found something, accepted or not, in the order of the audits.
  func telling(_ severity: Severity) -> [AuditOutcome] {
    outcomes.filter { ($0.audit.header.severity ?? .warning) == severity && !$0.findings.isEmpty }
  }
}

extension AuditOutcome {
  /// The most findings of one audit that are drawn.
  static let picturesMax = 12

  /// Findings that the baseline accepts.
  var acceptedFindings: [Finding] { findings.filter { $0.acceptance != nil } }

  /// Findings in the order in which they are told, open ones first, each with its surroundings if it is drawn.
  func drawn(from database: Database) -> [(finding: Finding, picture: Neighbourhood?)] {
    var pictures = 0
    return (openFindings + acceptedFindings).map { finding in
      guard audit.header.view == "graph", pictures < AuditOutcome.picturesMax else { return (finding, nil) }
      let picture = Neighbourhood(of: finding, in: database)
      if picture != nil { pictures += 1 }
      return (finding, picture)
    }
  }
}
