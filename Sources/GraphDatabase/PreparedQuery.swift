// A statement that was parsed and planned once. Its plan is made anew when indexes or constraints change or the graph changes its order of
// magnitude; on an unchanged graph a run looks at nothing but the snapshot's version.
public import GraphModel
internal import GraphStorage
internal import Synchronization

/// A prepared statement.
public final class PreparedQuery: Sendable {
  private struct Planned {
    var query: ExecutableQuery
    var graphVersion: UInt64
  }

  private let database: Database
  private let text: String
  private let options: QueryOptions
  private let planned: Mutex<Planned>

  /// The columns' names.
  public let columns: [String]
  /// Whether it writes.
  public let isWriting: Bool
  /// How long parsing and planning took, in microseconds.
  public let compileMicroseconds: Double

  /// Parses and plans a text.
  init(database: Database, text: String, options: QueryOptions) throws(QueryError) {
    let graph = database.store.snapshot()
    let query = try database.executable(text, parameters: nil, options: options, graph: graph)
    self.database = database
    self.text = text
    self.options = options
    columns = query.columns
    isWriting = query.isWriting
    compileMicroseconds = query.compileMicroseconds
    planned = Mutex(Planned(query: query, graphVersion: graph.version))
  }

  /// Runs it as a transaction of its own.
  /// - Throws: `QueryError`.
  @discardableResult
  public func run(parameters: [String: Value] = [:], options: QueryOptions? = nil) throws(QueryError) -> QueryResult {
    var rows: [[Value]] = []
    let result = try stream(parameters: parameters, options: options, keepsRows: true) {
      rows.append($0)
      return true
    }
    return result.with(rows: rows)
  }

  /// Runs it and hands out its rows as they come; false asks for no more.
  /// - Throws: `QueryError`.
  @discardableResult
  public func stream(
    parameters: [String: Value] = [:], options: QueryOptions? = nil, row: ([Value]) -> Bool
  ) throws(QueryError) -> QueryResult {
    try stream(parameters: parameters, options: options, keepsRows: false, row: row)
  }

  private func stream(
    parameters: [String: Value], options: QueryOptions?, keepsRows: Bool, row: ([Value]) -> Bool
  ) throws(QueryError) -> QueryResult {
    let graph = database.store.snapshot()
    let run = StatementRun(
      database: database, query: try query(for: graph), parameters: parameters, options: options ?? self.options, keepsRows: keepsRows)
    return try run.run(on: graph, columns: { _ in }, row: row)
  }

  private func query(for graph: GraphSnapshot) throws(QueryError) -> ExecutableQuery {
    let known = planned.withLock { $0 }
    if known.graphVersion == graph.version, known.query.basis.procedureVersion == database.procedures.current.number { return known.query }
    let query = try database.executable(text, parameters: nil, options: options, graph: graph)
    planned.withLock { $0 = Planned(query: query, graphVersion: graph.version) }
    return query
  }
}

extension QueryResult {
  /// The result with its rows.
  func with(rows: [[Value]]) -> QueryResult {
    QueryResult(columns: columns, rows: rows, statistics: statistics, notifications: notifications, plan: plan)
  }
}
