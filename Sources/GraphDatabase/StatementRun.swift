// One run of a statement: on a snapshot if it reads, in a write transaction if it writes; EXPLAIN and PROFILE on top.
internal import CypherSyntax
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner

/// Runs an executable query once.
struct StatementRun {
  let database: Database
  let query: ExecutableQuery
  let parameters: [String: Value]
  let options: QueryOptions
  /// Whether whoever takes the rows keeps them all, so that they count against the memory budget.
  var keepsRows = false
  /// When the transaction began, if it began before the statement.
  var transactionStart: StatementClock.Moment?

  /// Runs it as a transaction of its own.
  func run(on graph: GraphSnapshot, columns: ([String]) -> Void, row: ([Value]) -> Bool) throws(QueryError) -> QueryResult {
    try check()
    if explains { return try onFittingStack { () throws(QueryError) in explained(columns) } }
    guard query.isWriting else {
      let plan = try execute(in: context(snapshot: graph, transaction: nil), columns, row)
      return result(WriteCounters(), plan)
    }
    let first = try database.beginWrite()
    let context = context(snapshot: first.view, transaction: first)
    context.renewal = { [database] () throws(QueryError) in try database.beginWrite() }
    do throws(QueryError) {
      let plan = try execute(in: context, columns, row)
      // A run in batches ends with another transaction than it began with.
      guard let last = context.transaction else { throw .runtime(.internalError, "NoTransaction", "a write has lost its transaction") }
      var counters = context.committed
      counters.add(last.counters)
      do throws(StorageError) { _ = try last.commit() } catch { throw QueryError(error) }
      return result(counters, plan)
    } catch {
      context.transaction?.rollback()
      throw error
    }
  }

  /// Runs it as one statement of a larger transaction.
  func run(in transaction: WriteTransaction, row: ([Value]) -> Bool) throws(QueryError) -> QueryResult {
    try check()
    if explains { return try onFittingStack { () throws(QueryError) in explained { _ in } } }
    let before = transaction.counters
    let plan = try execute(in: context(snapshot: transaction.view, transaction: transaction), { _ in }, row)
    do throws(StorageError) { try transaction.checkStatement() } catch { throw QueryError(error) }
    return result(transaction.counters.since(before), plan)
  }

  private var explains: Bool { options.explainsOnly || query.mode == .explain }

  private func check() throws(QueryError) {
    if options.isReadOnly, query.isWriting, !explains {
      throw .compile(
        .semanticError, "ReadOnly", "the statement writes, and only reading is allowed here", hint: "run it without the read-only option")
    }
    if options.isStrict, let remark = query.notifications.first(where: \.isUnknownName) {
      throw .compile(.semanticError, "UnknownName", remark.message, at: remark.span, hint: remark.hint)
    }
  }

  private func explained(_ columns: ([String]) -> Void) -> QueryResult {
    columns(query.columns)
    var text: String?
    if case .plan(_, let logical) = query.work { text = database.describe(logical) }
    return QueryResult(columns: query.columns, rows: [], notifications: query.notifications, plan: text)
  }

  private func context(snapshot: GraphSnapshot, transaction: WriteTransaction?) -> ExecutionContext {
    let context = ExecutionContext(
      snapshot: snapshot, transaction: transaction, parameters: parameters, limits: options.limits,
      clock: StatementClock(transaction: transactionStart))
    context.importDirectory = options.importDirectory
    context.threads = options.threads ?? ExecutionContext.coreCount
    if let division = options.division { (context.parallelWorkMin, context.parallelLaneRows) = (division.workMin, division.laneRows) }
    return context
  }

  /// Runs the work; the text of the profile if one is wanted.
  private func execute(
    in context: ExecutionContext, _ columns: ([String]) -> Void, _ row: ([Value]) -> Bool
  ) throws(QueryError) -> String? {
    columns(query.columns)
    switch query.work {
    case .schema(let change):
      guard let transaction = context.transaction else {
        throw .runtime(.internalError, "NoTransaction", "a schema change needs a transaction")
      }
      try SchemaWork(transaction: transaction).perform(change)
      return nil
    case .plan(let plan, _): return try execute(plan, context, row)
    case .nothing: throw .runtime(.internalError, "InvalidPlan", "a plan was run after it was let go")
    }
  }

  private func execute(
    _ plan: PhysicalPlan, _ context: ExecutionContext, _ row: ([Value]) -> Bool
  ) throws(QueryError) -> String? {
    let store = database.store
    let profiles = options.profiles || query.mode == .profile
    var outcome = Result<String?, QueryError>.success(nil)
    withoutActuallyEscaping(row) { row in
      let sink = HandlerSink(store, row, keepsRows: keepsRows)
      do throws(QueryError) {
        if profiles {
          outcome = .success(try onFittingStack { () throws(QueryError) in try QueryRun.profile(plan, context, into: sink).text(plan) })
        } else {
          try onFittingStack { () throws(QueryError) in try QueryRun.run(plan, context, into: sink) }
        }
      } catch { outcome = .failure(error) }
    }
    let text = try outcome.get()
    try store.requireAnswer()
    return text
  }

  private func onFittingStack<Result>(_ body: () throws(QueryError) -> Result) throws(QueryError) -> Result {
    try RoomyStack.run(isDeep: query.isDeep, body)
  }

  private func result(_ counters: WriteCounters, _ plan: String?) -> QueryResult {
    QueryResult(
      columns: query.columns, rows: [], statistics: QueryStatistics(counters), notifications: query.notifications, plan: plan)
  }
}

extension GraphStore {
  /// Refuses an answer that may lack what could not be read from the file.
  fileprivate func requireAnswer() throws(QueryError) { do throws(StorageError) { try requireSound() } catch { throw QueryError(error) } }
}

/// Hands rows to a closure.
private final class HandlerSink: ResultSink {
  private let store: GraphStore
  private let row: ([Value]) -> Bool
  private let keepsRows: Bool

  init(_ store: GraphStore, _ row: @escaping ([Value]) -> Bool, keepsRows: Bool) {
    self.store = store
    self.row = row
    self.keepsRows = keepsRows
  }

  func receive(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try store.requireAnswer()
    let reader = RowReader(context)
    for n in 0..<chunk.selectedCount {
      let values = reader.row(chunk, n)
      if keepsRows { try context.limits.charge(values.reduce(40 + values.count * MemoryLayout<Value>.stride) { $0 + $1.footprint }) }
      guard row(values) else { return false }
    }
    return true
  }
}

extension QueryOptions {
  /// The limits of one run.
  var limits: ExecutionLimits {
    ExecutionLimits(memoryBytesMax: memoryBytesMax, timeout: timeout, cancellation: cancellation?.flag ?? CancellationFlag())
  }
}

extension Database {
  /// A plan as text, with the rows that are expected now.
  func describe(_ plan: LogicalPlan) -> String {
    let graph = store.snapshot()
    return PlanDescription(plan, statistics: PlanningStatistics(of: graph), schema: PlanningSchema(of: graph)).text()
  }

  /// A write transaction; waits for another writer.
  func beginWrite(waitMilliseconds: Int = 10_000) throws(QueryError) -> WriteTransaction {
    do throws(StorageError) { return try store.beginWrite(waitMilliseconds: waitMilliseconds) } catch { throw QueryError(error) }
  }
}

extension QueryStatistics {
  /// The store's counts.
  init(_ counters: WriteCounters) {
    self.init()
    nodesCreated = counters.nodesCreated
    nodesDeleted = counters.nodesDeleted
    relationshipsCreated = counters.relationshipsCreated
    relationshipsDeleted = counters.relationshipsDeleted
    propertiesSet = counters.propertiesSet
    labelsAdded = counters.labelsAdded
    labelsRemoved = counters.labelsRemoved
    indexesAdded = counters.indexesAdded
    indexesRemoved = counters.indexesRemoved
    constraintsAdded = counters.constraintsAdded
    constraintsRemoved = counters.constraintsRemoved
  }
}

extension WriteCounters {
  /// What was counted after an earlier moment.
  fileprivate func since(_ before: WriteCounters) -> WriteCounters {
    var difference = self
    difference.nodesCreated -= before.nodesCreated
    difference.nodesDeleted -= before.nodesDeleted
    difference.relationshipsCreated -= before.relationshipsCreated
    difference.relationshipsDeleted -= before.relationshipsDeleted
    difference.propertiesSet -= before.propertiesSet
    difference.labelsAdded -= before.labelsAdded
    difference.labelsRemoved -= before.labelsRemoved
    difference.indexesAdded -= before.indexesAdded
    difference.indexesRemoved -= before.indexesRemoved
    difference.constraintsAdded -= before.constraintsAdded
    difference.constraintsRemoved -= before.constraintsRemoved
    return difference
  }
}
