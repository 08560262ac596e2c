// The meaning of queries, written down as nested loops over lists of rows: an oracle for the engine. It follows the text of openCypher
// clause by clause, plans nothing, shares no relation of values and no function with the engine, and is meant to be read, not to be fast.
// Where the language leaves something open (the order of rows and of matches, whether `false AND 1 / 0` fails), `Freedom` says which way
// this evaluator goes: a result that changes with it is no result of the language.
import CypherSyntax
import GraphModel

/// Why there is no answer.
enum NaiveError: Error {
  /// The oracle does not claim this construct, or would take too long.
  case beyond(String)
  /// The query itself fails when it runs.
  case failed(String)
}

/// The choices that the language leaves open.
struct Freedom: Equatable {
  /// Whether matches come in the opposite order.
  var turnsGraph = false
  /// Whether the rows of a projection come in the opposite order.
  var turnsRows = false
  /// Whether AND and OR leave out operands that cannot matter any more.
  var isLazy = false
  /// Whether what CREATE reads for its properties is the graph before the clause, for all rows.
  var readsBeforeCreating = false
  /// From which seed matches, and rows of a projection, come in any order at all.
  var shuffle: UInt64?

  /// The choices that a comparison tries, the usual one first.
  static let all =
    [
      Freedom(), Freedom(turnsGraph: true), Freedom(turnsRows: true), Freedom(turnsGraph: true, turnsRows: true, isLazy: true),
      Freedom(isLazy: true), Freedom(readsBeforeCreating: true),
    ] + (1...24).map { Freedom(shuffle: $0) }
}

/// Rows under names. The names are known even where there is no row.
struct NaiveTable {
  var names: [String]
  var rows: [NaiveEvaluator.Row]

  /// Adds a name, if it is new.
  mutating func name(_ name: String) { if !names.contains(name) { names.append(name) } }
}

/// Evaluates queries over a graph, which writing clauses change.
final class NaiveEvaluator {
  /// Names and their values; entities are identities alone.
  typealias Row = [String: Value]

  var graph: NaiveGraph
  let parameters: [String: Value]
  let freedom: Freedom
  /// What is left of the work that one query may cost.
  private var stepsLeft: Int
  private var order: SeededNumbers
  /// The graph before the CREATE that runs, where its reads shall see that.
  var graphBeforeCreating: NaiveGraph?

  /// An evaluator of one query.
  init(graph: NaiveGraph, parameters: [String: Value] = [:], freedom: Freedom = Freedom(), steps: Int = 2_000_000) {
    self.graph = freedom.turnsGraph ? graph.reversed : graph
    self.parameters = parameters
    self.freedom = freedom
    stepsLeft = steps
    order = SeededNumbers(seed: freedom.shuffle ?? 0)
  }

  /// Rows in an order that the language allows: any.
  func arranged<Row>(_ rows: [Row]) -> [Row] {
    if freedom.turnsRows { return rows.reversed() }
    return freedom.shuffle == nil ? rows : rows.shuffled(using: &order)
  }

  /// Takes part of the allowance.
  func spend(_ steps: Int = 1) throws(NaiveError) {
    stepsLeft -= steps
    if stepsLeft < 0 { throw .beyond("too much work") }
  }

  /// Runs a statement: the columns and rows of its RETURN, none without one.
  func run(_ statement: Statement) throws(NaiveError) -> (columns: [String], rows: [[Value]]) {
    guard statement.mode == nil, case .query(let query) = statement.kind else { throw .beyond("no query") }
    let result = try evaluate(query, outer: NaiveTable(names: [], rows: [[:]]), imports: .none)
    if graph.hasDanglingRelationship { throw .failed("a deleted node still has relationships") }
    return result
  }

  /// How a subquery sees the row around it.
  enum Imports {
    /// Not at all.
    case none
    /// Only where a leading WITH names them.
    case byLeadingWith
    /// Everywhere, whatever a WITH projects.
    case everywhere
  }

  /// The columns and rows of a query that starts from one row.
  func evaluate(_ query: Query, outer: NaiveTable, imports: Imports) throws(NaiveError) -> (columns: [String], rows: [[Value]]) {
    var columns: [String] = []
    var rows: [[Value]] = []
    for (place, branch) in query.branches.enumerated() {
      let result = try evaluate(branch, outer: outer, imports: imports)
      if place == 0 { columns = result.columns }
      let order = try columns.map { (name) throws(NaiveError) in
        guard let index = result.columns.firstIndex(of: name) else { throw .failed("branches of UNION differ in columns") }
        return index
      }
      rows += result.rows.map { row in order.map { row[$0] } }
    }
    if query.union == .distinct { rows = distinct(rows) }
    return (columns, rows)
  }

  private func evaluate(
    _ query: SingleQuery, outer: NaiveTable, imports: Imports
  ) throws(NaiveError) -> (columns: [String], rows: [[Value]]) {
    var table = outer
    var kept = NaiveTable(names: [], rows: [[:]])
    if case .everywhere = imports { kept = outer }
    if case .byLeadingWith = imports, case .with? = query.clauses.first {} else if case .byLeadingWith = imports { table = kept }
    for clause in query.clauses { table = try apply(clause, table, keeping: kept) }
    guard case .return? = query.clauses.last else { return ([], table.rows.map { _ in [] }) }
    let columns = table.names.filter { !kept.names.contains($0) }
    return (columns, table.rows.map { row in columns.map { row[$0] ?? .null } })
  }

  /// The rows after a clause. Names in `kept` stay visible behind every WITH.
  func apply(
    _ clause: Clause, _ table: NaiveTable, keeping kept: NaiveTable = NaiveTable(names: [], rows: [[:]])
  ) throws(NaiveError)
    -> NaiveTable
  {
    try spend(table.rows.count)
    switch clause {
    case .match(let match): return try self.match(match, table)
    case .unwind(let unwind): return try self.unwind(unwind, table)
    case .with(let projection):
      var result = try project(projection, table)
      let outer = kept.rows.first ?? [:]
      for name in kept.names { result.name(name) }
      result.rows = result.rows.map { $0.merging(outer) { own, _ in own } }
      return result
    case .return(let projection): return try project(projection, table)
    case .finish: return NaiveTable(names: [], rows: [])
    case .create(let create): return try self.create(create.patterns, table)
    case .merge(let merge): return try self.merge(merge, table)
    case .set(let set): return try eachRow(table) { (row) throws(NaiveError) in try self.set(set.items, row) }
    case .remove(let remove): return try eachRow(table) { (row) throws(NaiveError) in try self.remove(remove.items, row) }
    case .delete(let delete): return try eachRow(table) { (row) throws(NaiveError) in try self.delete(delete, row) }
    case .foreach(let foreach): return try eachRow(table) { (row) throws(NaiveError) in try self.foreach(foreach, row, table.names) }
    case .callSubquery(let call): return try self.call(call, table)
    case .use, .callProcedure, .loadCSV: throw .beyond("clause")
    }
  }

  private func eachRow(_ table: NaiveTable, _ body: (Row) throws(NaiveError) -> Void) throws(NaiveError) -> NaiveTable {
    for row in table.rows { try body(row) }
    return table
  }

  private func match(_ clause: MatchClause, _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    guard clause.asOf == nil else { throw .beyond("moments") }
    var result = table
    for name in names(in: clause.patterns) { result.name(name) }
    result.rows = []
    for row in table.rows {
      var found = try matches(of: clause.patterns, row, mayRepeat: clause.mode == .repeatableElements).map(\.row)
      if let predicate = clause.predicate { found = try filter(found, predicate) }
      if clause.isOptional, found.isEmpty {
        var empty = row
        for name in result.names where row[name] == nil { empty[name] = .null }
        found = [empty]
      }
      result.rows += found
    }
    if freedom.shuffle != nil { result.rows = arranged(result.rows) }
    return result
  }

  private func unwind(_ clause: UnwindClause, _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    var result = table
    result.name(clause.variable.text)
    result.rows = []
    for row in table.rows {
      let list = try value(of: clause.list, row)
      let elements = list.isNull ? [] : list.listValue ?? [list]
      try spend(elements.count)
      for element in elements { result.rows.append(row.merging([clause.variable.text: element]) { $1 }) }
    }
    return result
  }

  private func call(_ clause: SubqueryCall, _ table: NaiveTable) throws(NaiveError) -> NaiveTable {
    guard clause.transactions == nil else { throw .beyond("transactions") }
    var result = table
    result.rows = []
    let outer =
      switch clause.imports {
      case nil, .all?: table.names
      case .variables(let variables)?: variables.map(\.text)
      }
    let returns = clause.body.branches.contains { if case .return? = $0.clauses.last { true } else { false } }
    for row in table.rows {
      let start = NaiveTable(names: outer, rows: [row.filter { outer.contains($0.key) }])
      let (columns, rows) = try evaluate(clause.body, outer: start, imports: clause.imports == nil ? .byLeadingWith : .everywhere)
      for name in columns { result.name(name) }
      if returns {
        result.rows += rows.map { row.merging(zip(columns, $0)) { $1 } }
        if rows.isEmpty, clause.isOptional { result.rows.append(row.merging(columns.map { ($0, .null) }) { $1 }) }
      } else {
        result.rows.append(row)
      }
    }
    if table.rows.isEmpty { try nameColumns(of: clause.body, &result) }
    return result
  }

  /// Names the columns of a subquery that never ran.
  private func nameColumns(of query: Query, _ table: inout NaiveTable) throws(NaiveError) {
    guard case .return(let projection)? = query.branches.first?.clauses.last else { return }
    if projection.includesAll { throw .beyond("names of * in a subquery that never runs") }
    for item in projection.items { table.name(item.columnName) }
  }

  // MARK: What clauses share

  /// The rows of which a condition is true: neither false nor null.
  func filter(_ rows: [Row], _ predicate: Expression) throws(NaiveError) -> [Row] {
    var kept: [Row] = []
    for row in rows where try isTrue(predicate, row) { kept.append(row) }
    return kept
  }

  /// Whether a condition is true: neither false nor null.
  func isTrue(_ condition: Expression, _ row: Row) throws(NaiveError) -> Bool { try truth(try value(of: condition, row)) == true }

  /// The truth value of a value that must be one.
  func truth(_ value: Value) throws(NaiveError) -> Bool? {
    switch value {
    case .null: return nil
    case .boolean(let truth): return truth
    default: throw .failed("a truth value was wanted, not a \(value.typeName)")
    }
  }

  /// Each row once, by equivalence, in the order of first appearance.
  func distinct(_ rows: [[Value]]) -> [[Value]] {
    var kept: [[Value]] = []
    for row in rows where !kept.contains(where: { NaiveRelations.equivalent($0, row) }) { kept.append(row) }
    return kept
  }
}
