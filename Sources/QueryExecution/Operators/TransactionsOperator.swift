// CALL { } IN TRANSACTIONS: input rows gather until they make a batch; the subquery runs for each of them, and then the transaction is
// committed and another begun. The rows of a batch go on only after its commit, so none tells of what was rolled back; those of a batch
// that failed go on with nulls, if the statement lives on at all.
// Invariant: between batches the run's transaction is fresh. A limit, a cancellation or a fault of the program ends the statement
// whatever ON ERROR says.
import GraphModel
import QueryPlanner

/// Runs a subquery batch by batch.
final class TransactionsOperator: PhysicalOperator {
  /// Makes the operators of the subquery, which hand their rows to the sink.
  typealias MakeInner = (PhysicalOperator) throws(QueryError) -> PhysicalOperator

  private let output: PhysicalOperator
  private let batching: TransactionBatching
  private let size: RowCount?
  private let concurrency: RowCount?
  private let makeInner: MakeInner
  private let rows: RowStore
  private let results: ResultRows
  private let exit: BatchExit
  private var inner: PhysicalOperator?
  private var batchSize: Int?
  private var batchNumber = 0
  private var isStopped = false
  private var wantsMore = true

  init(
    _ batching: TransactionBatching, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator, makeInner: @escaping MakeInner
  ) throws(QueryError) {
    self.output = output
    self.batching = batching
    self.makeInner = makeInner
    size = try batching.rows.map { expression throws(QueryError) in try RowCount(expression, clause: "OF … ROWS") }
    concurrency = try batching.concurrency.map { expression throws(QueryError) in try RowCount(expression, clause: "CONCURRENT") }
    rows = RowStore(columnCount: input.variables.count)
    let width = TransactionsOperator.rowLayout(layout, batching).variables.count
    results = ResultRows(columnCount: width, isKeeping: !batching.introduced.isEmpty)
    exit = BatchExit(input: input, layout: layout, rowWidth: width, status: batching.status.flatMap(layout.column), output: output)
  }

  /// The columns of a row without the status.
  static func rowLayout(_ layout: ChunkLayout, _ batching: TransactionBatching) -> ChunkLayout {
    ChunkLayout(layout.variables.filter { $0 != batching.status })
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let size = try begin(context)
    try rows.append(chunk.columns, of: chunk, context)
    var done = 0
    while rows.count - done >= size {
      try runBatch(from: done, to: done + size, context)
      done += size
    }
    if done == rows.count {
      rows.release(context)
    } else if done > 0 {
      try rows.keep((done..<rows.count).map { UInt32(truncatingIfNeeded: $0) }, context)
    }
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try begin(context)
    if rows.count > 0 { try runBatch(from: 0, to: rows.count, context) }
    rows.release(context)
    (batchSize, batchNumber, isStopped, wantsMore) = (nil, 0, false, true)
    try output.finish(context)
  }

  /// The number of rows of a batch.
  private func begin(_ context: ExecutionContext) throws(QueryError) -> Int {
    if let batchSize { return batchSize }
    guard context.renewal != nil else {
      throw .runtime(
        .semanticError, "TransactionInTransaction", "CALL { } IN TRANSACTIONS cannot run within a transaction of several statements",
        hint: "run the statement by itself")
    }
    let found = try size?.value(context) ?? TransactionBatching.rowsDefault
    let threads = try concurrency?.value(context) ?? 1
    guard found > 0, threads > 0 else {
      throw .runtime(
        .syntaxError, "NegativeIntegerArgument", "a batch has at least one row, and at least one batch runs at a time",
        hint: "give a number above 0")
    }
    batchSize = found
    return found
  }

  private func runBatch(from: Int, to: Int, _ context: ExecutionContext) throws(QueryError) {
    batchNumber += 1
    if isStopped { return try passOn(from: from, to: to, status: BatchStatus(), context) }
    do throws(QueryError) {
      let inner = try readyInner()
      _ = try rows.emit(order: nil, from: from, to: to, columns: 0..<rows.columns.count, into: inner, context)
      try inner.finish(context)
      try context.commitBatch()
    } catch {
      // What the operators hold of the failed batch is thrown away with them.
      inner = nil
      results.rows.release(context)
      guard batching.onError != .fail, error.isOfOneBatch else { throw error }
      try context.rollBackBatch()
      isStopped = batching.onError == .stop
      return try passOn(from: from, to: to, status: BatchStatus(isStarted: true, number: batchNumber, failure: error.message), context)
    }
    let status = BatchStatus(isStarted: true, isCommitted: true, number: batchNumber)
    if batching.introduced.isEmpty { return try passOn(from: from, to: to, status: status, context) }
    if wantsMore { wantsMore = try exit.emit(results.rows, status, context) }
    results.rows.release(context)
  }

  private func readyInner() throws(QueryError) -> PhysicalOperator {
    if let inner { return inner }
    let made = try makeInner(results)
    inner = made
    return made
  }

  /// Hands input rows on, with nulls for what the subquery would have returned.
  private func passOn(from: Int, to: Int, status: BatchStatus, _ context: ExecutionContext) throws(QueryError) {
    guard wantsMore else { return }
    exit.status = status
    wantsMore = try rows.emit(order: nil, from: from, to: to, columns: 0..<rows.columns.count, into: exit, context)
  }
}

/// What became of a batch.
struct BatchStatus {
  var isStarted = false
  var isCommitted = false
  var number: Int?
  var failure: String?

  /// The map that REPORT STATUS gives.
  var value: Value {
    .map(
      ValueMap([
        (key: "started", value: .boolean(isStarted)), (key: "committed", value: .boolean(isCommitted)),
        (key: "transactionId", value: number.map { .string("batch-\($0)") } ?? .null),
        (key: "errorMessage", value: failure.map(Value.string) ?? .null),
      ]))
  }
}

/// The rows that the subquery gave for a batch.
final class ResultRows: PhysicalOperator {
  let rows: RowStore
  /// A subquery without columns passes its input through; those rows are kept already.
  private let isKeeping: Bool

  init(columnCount: Int, isKeeping: Bool) {
    rows = RowStore(columnCount: columnCount)
    self.isKeeping = isKeeping
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard isKeeping else { return true }
    try rows.append(chunk.columns, of: chunk, context)
    return true
  }
}

/// Rows on their way out of a batch, with its status.
final class BatchExit: PhysicalOperator {
  var status = BatchStatus()
  private let output: PhysicalOperator
  private let sources: [Int?]
  private let rowWidth: Int
  private let statusColumn: Int?
  private let statusVector = Vector(.mixed)
  private lazy var nothing = Vector.constantNull()
  private let chunk = DataChunk(columns: [])

  init(input: ChunkLayout, layout: ChunkLayout, rowWidth: Int, status: Int?, output: PhysicalOperator) {
    self.output = output
    self.rowWidth = rowWidth
    statusColumn = status
    sources = layout.variables.map { input.column(of: $0) }
    statusVector.isConstant = true
  }

  /// Input rows: with nulls in the columns that the input does not have.
  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    statusVector.values[0] = status.value
    chunk.columns = sources.enumerated().map { place, source in
      if place == statusColumn { return statusVector }
      return source.map { input.columns[$0] } ?? nothing
    }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  /// Rows of the subquery; says whether more are wanted.
  func emit(_ rows: RowStore, _ status: BatchStatus, _ context: ExecutionContext) throws(QueryError) -> Bool {
    statusVector.values[0] = status.value
    return try rows.emit(order: nil, from: 0, to: rows.count, columns: 0..<rowWidth, into: WithStatus(self), context)
  }

  private func forward(_ rows: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var columns = rows.columns
    if let statusColumn { columns.insert(statusVector, at: statusColumn) }
    chunk.columns = columns
    chunk.adoptRows(of: rows)
    return try output.consume(chunk, context)
  }

  private final class WithStatus: PhysicalOperator {
    private let exit: BatchExit
    init(_ exit: BatchExit) { self.exit = exit }
    override func consume(_ rows: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool { try exit.forward(rows, context) }
  }
}

extension QueryError {
  /// Whether another batch may do better: not where the run itself is at its end.
  fileprivate var isOfOneBatch: Bool {
    switch kind {
    case .resourceExhausted, .cancelled, .internalError: false
    default: true
    }
  }
}
