// A graph database in this process.

public import GraphModel

/// A graph database.
///
///     let database = Database()
///     try database.query("CREATE (:Firm {name: $name})", parameters: ["name": "联影医疗"])
///     let answer = try database.query("MATCH (f:Firm) RETURN f.name AS name")
///     for record in answer.records { print(record["name"] ?? .null) }
public final class Database: Sendable {
  /// An empty database in memory.
  public init() { fatalError("not yet") }

  /// Runs one statement as a transaction of its own: committed when this returns, without a trace when it throws.
  @discardableResult
  public func query(_ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryResult {
    fatalError("not yet")
  }

  /// Runs one statement and hands out its rows as they come, so that an answer of any size takes constant memory. `columns` is called
  /// once before the first row. A row handler returns whether it wants more.
  @discardableResult
  public func stream(
    _ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions(),
    columns: ([String]) -> Void = { _ in }, row: ([Value]) -> Bool
  ) throws(QueryError) -> QueryResult {
    fatalError("not yet")
  }

  /// Parses and plans a statement once, to be run many times.
  public func prepare(_ text: String, options: QueryOptions = QueryOptions()) throws(QueryError) -> PreparedQuery { fatalError("not yet") }

  /// Begins a transaction of several statements. Waits for another writer.
  public func beginTransaction() throws(QueryError) -> Transaction { fatalError("not yet") }

  /// Runs the statements of a script, separated by `;`, each as a transaction of its own; stops at the first that fails.
  public func run(script: String) throws(QueryError) { fatalError("not yet") }

  /// The names, rules and counts of the graph now.
  public func schema() -> GraphSchema { fatalError("not yet") }

  /// Only the names, for completion: labels, relationship types, property keys. Cheap.
  public func names() -> (labels: [String], relationshipTypes: [String], propertyKeys: [String]) { fatalError("not yet") }

  /// Drops all data, indexes and constraints.
  public func reset() throws(QueryError) { fatalError("not yet") }

  /// Every node and then every relationship of the graph, with content, as one snapshot.
  public func forEachElement(node: (Node) -> Void, relationship: (Relationship) -> Void) { fatalError("not yet") }

  /// Bulk loads files into this (empty) database: see `DataImport`.
  @discardableResult
  public func load(_ paths: [String], options: ImportOptions = ImportOptions()) throws(FormatError) -> ImportSummary { fatalError("not yet") }
}

/// A statement that was parsed and planned.
public final class PreparedQuery: Sendable {
  init() {}
  /// The columns' names.
  public var columns: [String] { [] }
  /// The names of the parameters it uses, in byte order.
  public var parameterNames: [String] { [] }
  /// Whether it writes.
  public var isWriting: Bool { false }
  /// Microseconds that parsing and planning took.
  public var compileMicroseconds: Double { 0 }
  /// Runs it as a transaction of its own.
  public func run(parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryResult { fatalError("not yet") }
  /// Runs it and hands out its rows as they come.
  @discardableResult
  public func stream(parameters: [String: Value] = [:], options: QueryOptions = QueryOptions(), row: ([Value]) -> Bool) throws(QueryError) -> QueryResult {
    fatalError("not yet")
  }
}

/// A transaction of several statements. Not committed when it is let go: rolled back.
public final class Transaction {
  init() {}
  /// Runs a statement inside the transaction. A statement that fails dooms it.
  @discardableResult
  public func query(_ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryResult {
    fatalError("not yet")
  }
  /// Makes everything visible at once.
  public func commit() throws(QueryError) {}
  /// Forgets everything.
  public func rollback() {}
}

/// How files are loaded.
public struct ImportOptions: Sendable {
  /// What to do with a row that cannot be taken.
  public enum ErrorPolicy: String, Sendable, CaseIterable { case fail, skip, report }
  public var onError: ErrorPolicy = .fail
  /// Called for each rejected row.
  public var rejected: (@Sendable (FormatError) -> Void)?
  /// Called now and then with the number of nodes and relationships so far.
  public var progress: (@Sendable (Int, Int) -> Void)?
  /// The defaults.
  public init() {}
}

/// What a load brought.
public struct ImportSummary: Hashable, Sendable {
  public var nodes = 0
  public var relationships = 0
  public var rejectedRows = 0
  /// Nothing yet.
  public init() {}
}
