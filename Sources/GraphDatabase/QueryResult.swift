// The answer to a query: rows in full, what the query changed, and what it wants the reader to know.
public import GraphModel

/// What a query changed, counted by the store.
public struct QueryStatistics: Hashable, Sendable {
  /// Nodes that came.
  public var nodesCreated = 0
  /// Nodes that went.
  public var nodesDeleted = 0
  /// Relationships that came.
  public var relationshipsCreated = 0
  /// Relationships that went.
  public var relationshipsDeleted = 0
  /// Properties set or removed.
  public var propertiesSet = 0
  /// Labels put on nodes.
  public var labelsAdded = 0
  /// Labels taken off nodes.
  public var labelsRemoved = 0
  /// Indexes created.
  public var indexesAdded = 0
  /// Indexes dropped.
  public var indexesRemoved = 0
  /// Constraints created.
  public var constraintsAdded = 0
  /// Constraints dropped.
  public var constraintsRemoved = 0

  /// Nothing changed.
  public init() {}

  /// The counters that are not zero, by the names that the session protocol gives them, in its order.
  public var nonZero: [(name: String, count: Int)] {
    [
      (name: "nodesCreated", count: nodesCreated), (name: "nodesDeleted", count: nodesDeleted),
      (name: "relationshipsCreated", count: relationshipsCreated), (name: "relationshipsDeleted", count: relationshipsDeleted),
      (name: "propertiesSet", count: propertiesSet), (name: "labelsAdded", count: labelsAdded),
      (name: "labelsRemoved", count: labelsRemoved),
      (name: "indexesAdded", count: indexesAdded), (name: "indexesRemoved", count: indexesRemoved),
      (name: "constraintsAdded", count: constraintsAdded), (name: "constraintsRemoved", count: constraintsRemoved),
    ].filter { $0.count != 0 }
  }
}

/// A remark on a query that runs all the same: an unknown label, a pattern that multiplies.
public struct QueryNotification: Hashable, Sendable {
  /// How grave a remark is.
  public enum Severity: String, Hashable, Sendable {
    /// The answer may not be what was meant.
    case warning = "WARNING"
    /// The answer is right but may take long.
    case information = "INFORMATION"
  }

  /// The status code that drivers match.
  public let code: String
  /// How grave it is.
  public let severity: Severity
  /// Whether it is about a label, type or property that the graph does not have: strict queries fail with it.
  public let isUnknownName: Bool
  /// What was noticed.
  public let message: String
  /// Where in the text.
  public let span: SourceSpan?
  /// How to mend it.
  public let hint: String?

  /// A remark.
  public init(
    code: String, message: String, span: SourceSpan?, hint: String?, severity: Severity = .warning, isUnknownName: Bool = false
  ) {
    self.severity = severity
    self.isUnknownName = isUnknownName
    self.code = code
    self.message = message
    self.span = span
    self.hint = hint
  }
}

/// The answer to a query, all rows in memory. For answers of any size use `Database.stream`.
public struct QueryResult: Sendable {
  /// The columns' names, in order; empty for a query that returns nothing.
  public let columns: [String]
  /// The rows: each as long as `columns`.
  public let rows: [[Value]]
  /// What the query changed.
  public let statistics: QueryStatistics
  /// Remarks.
  public let notifications: [QueryNotification]
  /// The plan's text, for EXPLAIN and PROFILE.
  public let plan: String?

  /// An answer.
  public init(
    columns: [String], rows: [[Value]], statistics: QueryStatistics = QueryStatistics(), notifications: [QueryNotification] = [],
    plan: String? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.statistics = statistics
    self.notifications = notifications
    self.plan = plan
  }

  /// The rows as records.
  public var records: [Record] { rows.map { Record(columns: columns, values: $0) } }
}
