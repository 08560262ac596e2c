// The rows of a sort: the columns that go out, then the columns of the keys.
import GraphModel
import QueryPlanner

/// Rows that are put in order.
final class SortedRows {
  private let carried: [Int]
  private let keys: [StableExpression]
  private let descending: [Bool]
  private let store: RowStore
  private let prefixes = UnsafeMutablePointer<UInt64>.allocate(capacity: Vector.capacity)

  init(_ keys: [SortKey], input: ChunkLayout, layout: ChunkLayout) throws(QueryError) {
    carried = layout.variables.compactMap(input.column)
    var compiled: [StableExpression] = []
    for key in keys { compiled.append(try StableExpression(key.expression, layout: input)) }
    self.keys = compiled
    descending = keys.map(\.descending)
    store = RowStore(columnCount: carried.count + keys.count)
  }

  deinit { prefixes.deallocate() }

  /// The number of rows kept.
  var count: Int { store.count }

  private var order: SortOrder { SortOrder(keys: Array(store.columns[carried.count...]), descending: descending) }

  /// Takes the rows alive of a chunk.
  func append(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    try append(chunk, try evaluate(chunk, context), context)
  }

  /// The keys over a chunk.
  func evaluate(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> [Vector] {
    var vectors: [Vector] = []
    for key in keys { vectors.append(try key.evaluate(chunk, context)) }
    return vectors
  }

  /// Takes the rows alive of a chunk whose keys are known.
  func append(_ chunk: DataChunk, _ keys: [Vector], _ context: ExecutionContext) throws(QueryError) {
    try store.append(carried.map { chunk.columns[$0] } + keys, of: chunk, context)
  }

  /// Drops all but the first rows in order.
  func prune(to limit: Int, _ context: ExecutionContext) throws(QueryError) {
    try store.keep(Array(try order.sorted(count: store.count, limit: limit, context).prefix(limit)), context)
  }

  /// Drops from a chunk the rows whose first key surely comes after as many others as are wanted, and lets the bound learn of the rest.
  func reject(_ chunk: DataChunk, _ key: Vector, _ bound: TopBound) {
    guard bound.fits(key.kind), chunk.selectedCount > 0 else { return }
    let stride = key.stride
    SortPrefix.fill(
      prefixes, count: chunk.selectedCount, kind: key.kind, storage: key.storage, descending: descending[0],
      isNull: key.mayHaveNulls ? key.isNull : nil
    ) { chunk.row($0) &* stride }
    let before = chunk.selection.map { UnsafePointer($0) }
    let kept = chunk.selectionScratch()
    let keptCount = bound.take(prefixes, count: chunk.selectedCount, rows: before, into: kept)
    if keptCount < chunk.selectedCount { chunk.select(keptCount) }
  }

  /// Hands on the rows from one place of the order to another.
  func emit(from: Int, to: Int, into output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) {
    let sorted = try order.sorted(count: store.count, limit: to, context)
    _ = try store.emit(
      order: sorted, from: min(from, sorted.count), to: min(to, sorted.count), columns: 0..<carried.count, into: output, context)
  }

  /// Forgets all rows and gives the memory back.
  func release(_ context: ExecutionContext) { store.release(context) }
}
