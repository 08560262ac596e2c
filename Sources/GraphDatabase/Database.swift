// A graph database in this process: the store, the plans of statements seen before, and the ways to ask.
public import GraphModel
internal import GraphStorage
internal import QueryExecution

/// A graph database.
///
///     let database = Database()
///     try database.query("CREATE (:Firm {name: $name})", parameters: ["name": "联影医疗"])
///     let answer = try database.query("MATCH (f:Firm) RETURN f.name AS name")
///     for record in answer.records { print(record["name"] ?? .null) }
///
/// Any number of threads may ask at once; writers take turns. A reading query sees the graph as it was when it began.
public final class Database: Sendable {
  let store: GraphStore
  let plans = PlanCache()
  let procedures = ProcedureRegistrations(.standard.adding([.csvRows]))

  /// An empty database in memory.
  public convenience init() { self.init(store: GraphStore()) }

  /// A database over a store.
  init(store: GraphStore) { self.store = store }

  /// Runs one statement as a transaction of its own: committed when this returns, without a trace when it throws.
  /// - Throws: `QueryError` with the place in the text where there is one.
  @discardableResult
  public func query(
    _ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()
  ) throws(QueryError) -> QueryResult {
    var rows: [[Value]] = []
    let graph = store.snapshot()
    let query = try executable(text, parameters: Set(parameters.keys), options: options, graph: graph)
    let run = StatementRun(database: self, query: query, parameters: parameters, options: options, keepsRows: true)
    let result = try run.run(on: graph, columns: { _ in }) {
      rows.append($0)
      return true
    }
    return result.with(rows: rows)
  }

  /// Runs one statement and hands out its rows as they come, so that an answer of any size takes constant memory.
  /// - Parameters:
  ///   - columns: called once before the first row, also where there is none.
  ///   - row: takes a row; false asks for no more, and the statement then ends as usual (a write commits).
  /// - Returns: the result without its rows.
  /// - Throws: `QueryError`.
  @discardableResult
  public func stream(
    _ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions(), columns: ([String]) -> Void = { _ in },
    row: ([Value]) -> Bool
  ) throws(QueryError) -> QueryResult {
    let graph = store.snapshot()
    let query = try executable(text, parameters: Set(parameters.keys), options: options, graph: graph)
    return try StatementRun(database: self, query: query, parameters: parameters, options: options).run(
      on: graph, columns: columns, row: row)
  }

  /// Parses and plans a statement once, to be run many times.
  /// - Throws: `QueryError` of phase "compile time".
  public func prepare(_ text: String, options: QueryOptions = QueryOptions()) throws(QueryError) -> PreparedQuery {
    try PreparedQuery(database: self, text: text, options: options)
  }

  /// Begins a transaction of several statements. Waits for another writer.
  /// - Throws: `QueryError` where the other writer does not end in time.
  public func beginTransaction(waitMilliseconds: Int = 10_000) throws(QueryError) -> Transaction {
    try Transaction(database: self, waitMilliseconds: waitMilliseconds)
  }

  /// Runs the statements of a script, separated by `;`, each as a transaction of its own; stops at the first that fails.
  /// - Throws: `QueryError` with the place in the script.
  public func run(script: String) throws(QueryError) {
    let (statements, rest) = try CypherText.split(script)
    for statement in statements + [rest].compactMap({ $0 }) {
      do throws(QueryError) { try query(statement.text) } catch { throw CypherText.located(error, in: statement) }
    }
  }

  /// The names, rules and counts of the graph now. Cost: linear in the graph.
  public func schema() -> GraphSchema { SchemaListing(of: store.snapshot()).schema }

  /// Only the names, for completion: labels, relationship types and property keys that the graph has known. Cheap.
  public func names() -> (labels: [String], relationshipTypes: [String], propertyKeys: [String]) {
    let catalog = store.snapshot().catalog
    return (catalog.labels.names, catalog.relationshipTypes.names, catalog.propertyKeys.names)
  }

  /// Drops all data, indexes and constraints.
  /// - Throws: `QueryError` where another writer does not end.
  public func reset() throws(QueryError) {
    do throws(StorageError) { try store.reset() } catch { throw QueryError(error) }
    plans.clear()
    procedures.reset()
  }

  /// Every node and then every relationship of the graph, with content, as one snapshot.
  public func forEachElement<E>(node: (Node) throws(E) -> Void, relationship: (Relationship) throws(E) -> Void) throws(E) {
    let graph = store.snapshot()
    try graph.nodeBitmap.forEach { (offset) throws(E) in try node(graph.nodeValue(NodeID(rawValue: offset))) }
    try graph.relationshipBitmap.forEach { (offset) throws(E) in
      try relationship(graph.relationshipValue(RelationshipID(rawValue: offset)))
    }
  }

  /// Proves that both directions of adjacency, indexes, counts and constraints agree. Cost: linear in the graph, and large.
  /// - Throws: `StorageError.invariantBroken` with the place.
  public func checkInvariants() throws(StorageError) { try store.snapshot().checkInvariants() }

  /// Loads files and directories into this database, which must be empty: graph files in any readable format, directories of CSV files
  /// with a `schema.cypher`, and scripts, which run after the rest. All or nothing.
  /// - Throws: `FormatError` with file, line and reason; the database is then empty.
  @discardableResult
  public func load(_ paths: [String], options: ImportOptions = ImportOptions()) throws(FormatError) -> ImportSummary {
    try load(paths, options: options, keysAreUnique: false)
  }

  /// Loads files.
  /// - Parameter keysAreUnique: whether keys of files become unique constraints and not only indexes.
  func load(_ paths: [String], options: ImportOptions, keysAreUnique: Bool) throws(FormatError) -> ImportSummary {
    let set = try GraphFileSet(paths)
    var summary = ImportSummary()
    if !set.files.isEmpty {
      var load: DataImport
      do throws(StorageError) { load = try DataImport(store: store, options: options) } catch {
        throw FormatError(file: paths.first ?? "", line: 0, code: "load", message: QueryError(error).message)
      }
      summary = try load.load(set.files, indexesKeys: set.scripts.isEmpty, keysAreUnique: keysAreUnique)
    }
    for script in set.scripts { try run(scriptFile: script) }
    if !set.scripts.isEmpty {
      // What scripts make is counted in the graph, which was empty before.
      let graph = store.snapshot()
      (summary.nodes, summary.relationships) = (graph.nodeCount, graph.relationshipCount)
    }
    return summary
  }

  private func run(scriptFile path: String) throws(FormatError) {
    let text = try TextFile.read(path)
    do throws(QueryError) { try run(script: text) } catch {
      try? reset()
      throw FormatError(
        file: path, line: error.span?.line ?? 0, column: error.span?.column ?? 0, code: "script", message: error.message, hint: error.hint)
    }
  }

  /// The plan of a text for a snapshot, made anew where there is none that fits.
  func executable(
    _ text: String, parameters: Set<String>?, options: QueryOptions, graph: GraphSnapshot
  ) throws(QueryError) -> ExecutableQuery {
    let offered = procedures.current
    let basis = PlanBasis(graph, procedureVersion: offered.number)
    let pipeline = QueryPipeline(
      graph: graph, procedures: offered.library, signatures: offered.signatures, disabledRules: options.disabledRules)
    return try plans.plan(text, parameters: parameters, disabledRules: options.disabledRules, basis: basis) { () throws(QueryError) in
      try pipeline.compile(text, parameters: parameters, basis: basis)
    }
  }
}
