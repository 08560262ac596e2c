// Rows kept for later: a column buffer for each column, the memory charged. Rows go out again in any order, a chunk at a time.
import GraphModel

/// Any number of rows in columns.
final class RowStore {
  /// The columns.
  private(set) var columns: [ColumnBuffer]
  /// The number of rows.
  private(set) var count = 0
  private var charged = 0
  private lazy var numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private var hasNumbers = false
  private lazy var vectors = columns.map { _ in Vector(.integer) }

  init(columnCount: Int) { columns = (0..<columnCount).map { _ in ColumnBuffer() } }

  deinit { if hasNumbers { numbers.deallocate() } }

  /// Appends the rows alive of a chunk; the vectors are aligned with it.
  func append(_ vectors: [Vector], of chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    guard count + chunk.selectedCount <= Int(UInt32.max) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "an operator cannot keep more than \(UInt32.max) rows")
    }
    try settle(adding: chunk.selectedCount, context)
    for (place, vector) in vectors.enumerated() { columns[place].append(vector, of: chunk) }
    count += chunk.selectedCount
  }

  /// Charges what the columns take, and will take with more rows.
  private func settle(adding added: Int, _ context: ExecutionContext) throws(QueryError) {
    let bytes = columns.reduce(0) { $0 + $1.byteCount(adding: added) }
    if bytes > charged { try context.limits.charge(bytes - charged) } else { context.limits.release(charged - bytes) }
    charged = bytes
  }

  /// Forgets all rows and gives the memory back.
  func release(_ context: ExecutionContext) {
    for column in columns { column.removeAll() }
    context.limits.release(charged)
    charged = 0
    count = 0
  }

  /// Keeps the rows of these numbers, in this order.
  func keep(_ order: [UInt32], _ context: ExecutionContext) throws(QueryError) {
    let kept = columns.map { _ in ColumnBuffer() }
    let chunk = DataChunk(columns: [])
    prepare()
    var from = 0
    while from < order.count {
      let taken = min(Vector.capacity, order.count - from)
      for n in 0..<taken { numbers[n] = order[from + n] }
      chunk.reset(count: taken)
      for (place, column) in columns.enumerated() {
        column.write(rows: numbers, count: taken, into: vectors[place])
        kept[place].append(vectors[place], of: chunk)
      }
      from += taken
    }
    columns = kept
    count = order.count
    try settle(adding: 0, context)
  }

  /// Hands rows on, in the order given or as they came, with some of the columns; says whether more are wanted.
  func emit(
    order: [UInt32]?, from: Int, to: Int, columns range: Range<Int>, into output: PhysicalOperator, _ context: ExecutionContext
  ) throws(QueryError) -> Bool {
    prepare()
    let chunk = DataChunk(columns: [])
    var next = from
    while next < to {
      let taken = min(Vector.capacity, to - next)
      if let order {
        for n in 0..<taken { numbers[n] = order[next + n] }
      } else {
        for n in 0..<taken { numbers[n] = UInt32(truncatingIfNeeded: next + n) }
      }
      for column in range { columns[column].write(rows: numbers, count: taken, into: vectors[column]) }
      chunk.columns = Array(vectors[range])
      chunk.reset(count: taken)
      guard try output.consume(chunk, context) else { return false }
      next += taken
      try context.limits.check()
    }
    return true
  }

  private func prepare() {
    hasNumbers = true
    _ = numbers
  }
}
