// The first rows of a sorted input without sorting all of it: rows that surely come after as many others as are wanted, by their first
// key, are not taken in at all (`TopBound`). What comes in beyond that, rows with equal first keys above all, gathers until there is
// much more than wanted; then all but the best are dropped.
import GraphModel
import QueryPlanner

/// ORDER BY with a LIMIT.
final class TopOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let rows: SortedRows
  private let skip: RowCount?
  private let limit: RowCount
  private var wanted: (skip: Int, total: Int)?
  private var bound: TopBound?
  private static let batchMin = 4 * Vector.capacity

  init(
    _ keys: [SortKey], skip: BoundExpression?, count: BoundExpression, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator
  ) throws(QueryError) {
    self.output = output
    rows = try SortedRows(keys, input: input, layout: layout)
    self.skip = try skip.map { expression throws(QueryError) in try RowCount(expression, clause: "SKIP") }
    limit = try RowCount(count, clause: "LIMIT")
  }

  private func begin(_ context: ExecutionContext) throws(QueryError) -> (skip: Int, total: Int) {
    if let wanted { return wanted }
    let (skipped, taken) = (try skip?.value(context) ?? 0, try limit.value(context))
    let (total, overflow) = skipped.addingReportingOverflow(taken)
    let fresh = (skip: skipped, total: taken == 0 ? 0 : (overflow ? Int.max : total))
    wanted = fresh
    if fresh.total <= TopBound.countMax { bound = TopBound(count: fresh.total) }
    return fresh
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let wanted = try begin(context)
    if wanted.total == 0 { return false }
    let keys = try rows.evaluate(chunk, context)
    if let bound, let first = keys.first { rows.reject(chunk, first, bound) }
    if chunk.selectedCount == 0 { return true }
    try rows.append(chunk, keys, context)
    if rows.count >= Self.batchMin, rows.count / 2 >= wanted.total { try rows.prune(to: wanted.total, context) }
    try context.limits.check()
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    let wanted = try begin(context)
    try rows.emit(from: wanted.skip, to: wanted.total, into: output, context)
    rows.release(context)
    self.wanted = nil
    bound = nil
    try output.finish(context)
  }
}
