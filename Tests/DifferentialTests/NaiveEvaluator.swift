// The meaning of reading queries, written down as nested loops over lists of rows: an oracle for the engine. It follows the text of
// openCypher clause by clause, plans nothing, and is meant to be read, not to be fast.
import CypherSyntax
import GraphModel

/// What the oracle cannot evaluate, or a type error that the query itself has.
struct NaiveError: Error {
  let reason: String
}

/// Evaluates reading queries.
struct NaiveEvaluator {
  /// Names and their values.
  typealias Row = [String: Value]

  let graph: NaiveGraph
  var parameters: [String: Value] = [:]

  /// The columns and rows of a query that ends in RETURN.
  func evaluate(_ query: Query, outer: Row = [:]) throws -> (columns: [String], rows: [[Value]]) {
    var columns: [String] = []
    var rows: [[Value]] = []
    for branch in query.branches {
      let result = try evaluate(branch, outer: outer)
      columns = result.columns
      rows += result.rows
    }
    if query.union == .distinct { rows = distinct(rows) }
    return (columns, rows)
  }

  private func evaluate(_ query: SingleQuery, outer: Row) throws -> (columns: [String], rows: [[Value]]) {
    var rows: [Row] = [outer]
    var columns: [String] = []
    for clause in query.clauses {
      switch clause {
      case .match(let match): rows = try self.match(match, rows)
      case .unwind(let unwind): rows = try self.unwind(unwind, rows)
      case .with(let projection): (columns, rows) = try project(projection, rows, keeping: outer)
      case .return(let projection): (columns, rows) = try project(projection, rows, keeping: [:])
      default: throw NaiveError(reason: "clause \(clause) is beyond the oracle")
      }
    }
    return (columns, rows.map { row in columns.map { row[$0] ?? .null } })
  }

  private func match(_ clause: MatchClause, _ rows: [Row]) throws -> [Row] {
    try rows.flatMap { row -> [Row] in
      var found = try matches(of: clause.patterns, row, mayRepeat: clause.mode == .repeatableElements).map(\.row)
      if let predicate = clause.predicate { found = try found.filter { try isTrue(predicate, $0) } }
      guard clause.isOptional, found.isEmpty else { return found }
      var empty = row
      for name in names(in: clause.patterns) where row[name] == nil { empty[name] = .null }
      return [empty]
    }
  }

  private func unwind(_ clause: UnwindClause, _ rows: [Row]) throws -> [Row] {
    try rows.flatMap { row -> [Row] in
      let elements: [Value] =
        switch try value(of: clause.list, row) {
        case .null: []
        case .list(let elements): elements
        case let single: [single]
        }
      return elements.map { row.merging([clause.variable.text: $0]) { $1 } }
    }
  }

  /// Whether a condition is true: neither false nor null.
  func isTrue(_ condition: Expression, _ row: Row) throws -> Bool { try value(of: condition, row).booleanValue == true }

  /// Each row once, by equivalence, in the order of first appearance.
  func distinct(_ rows: [[Value]]) -> [[Value]] {
    var seen: Set<[GroupingKey]> = []
    return rows.filter { seen.insert($0.map { GroupingKey($0) }).inserted }
  }
}
