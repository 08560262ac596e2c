// Runs audits over a database: the rows of an audit's query are its findings. An audit that cannot run is a failure of the run, never a
// clean result.
public import GraphDatabase
public import GraphModel

/// The outcome of one audit.
public struct AuditOutcome: Sendable {
  /// The audit.
  public let audit: SavedQuery
  /// What it found, accepted findings included.
  public let findings: [Finding]
  /// Why it could not run.
  public let failure: QueryError?

  /// Findings that count: not accepted, and beyond what the audit expects.
  public var openFindings: [Finding] {
    let open = findings.filter { $0.acceptance == nil }
    return open.count > audit.header.rowsMax ? open : []
  }
}

/// The outcome of a run of audits.
public struct AuditReport: Sendable {
  /// In the order of the audits.
  public let outcomes: [AuditOutcome]
  /// Entries of the baseline that no finding needs any more, as `file:line`.
  public let staleBaselineEntries: [String]
  /// The name of the graph that was audited.
  public let subject: String
  /// The counts of nodes and relationships that were audited.
  public let nodeCount: Int
  /// The number of relationships.
  public let relationshipCount: Int

  /// Runs audits over a database.
  public init(
    audits: [SavedQuery], database: Database, baseline: AuditBaseline = AuditBaseline(), parameters: [String: Value] = [:], subject: String,
    options: QueryOptions = QueryOptions(), progress: (SavedQuery) -> Void = { _ in }
  ) {
    var outcomes: [AuditOutcome] = []
    for audit in audits {
      progress(audit)
      outcomes.append(AuditReport.run(audit, database, baseline, parameters, options))
    }
    let schema = database.schema()
    self.outcomes = outcomes
    self.subject = subject
    nodeCount = schema.nodeCount
    relationshipCount = schema.relationshipCount
    staleBaselineEntries = baseline.stale(after: outcomes.flatMap(\.findings))
  }

  private static func run(
    _ audit: SavedQuery, _ database: Database, _ baseline: AuditBaseline, _ given: [String: Value], _ options: QueryOptions
  ) -> AuditOutcome {
    do throws(QueryError) {
      let declared = Set(audit.header.parameters.map(\.name))
      let parameters = try audit.parameters(given: given.filter { declared.contains($0.key) })
      var options = options
      options.isReadOnly = true
      let result = try database.query(audit.text, parameters: parameters, options: options)
      let findings = result.rows.map { row in
        var finding = Finding(audit: audit, columns: result.columns, row: row)
        finding.acceptance = baseline.reason(for: finding)
        return finding
      }
      return AuditOutcome(audit: audit, findings: findings, failure: nil)
    } catch {
      return AuditOutcome(audit: audit, findings: [], failure: error)
    }
  }

  /// Findings that count, gravest first, else in the order of the audits.
  public var openFindings: [Finding] {
    Severity.allCases.reversed().flatMap { severity in
      outcomes.flatMap(\.openFindings).filter { $0.severity == severity }
    }
  }

  /// Findings that the baseline accepts.
  public var acceptedFindings: [Finding] { outcomes.flatMap(\.findings).filter { $0.acceptance != nil } }

  /// Audits that could not run.
  public var failures: [AuditOutcome] { outcomes.filter { $0.failure != nil } }

  /// The number of findings that count, of a severity.
  public func count(_ severity: Severity) -> Int { openFindings.filter { $0.severity == severity }.count }

  /// The exit code of a run: 2 if an audit could not run, 1 if a finding is as grave as asked or graver, else 0.
  public func exitCode(failOn severity: Severity) -> Int32 {
    if !failures.isEmpty { return 2 }
    return openFindings.contains { $0.severity >= severity } ? 1 : 0
  }
}
