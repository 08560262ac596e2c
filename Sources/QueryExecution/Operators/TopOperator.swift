// The first rows of a sorted input without sorting all of it: rows gather until there are a few times more than wanted, then all but
// the best are dropped, and from then on rows that surely come after the worst of them are not taken in at all.
import GraphModel
import QueryPlanner

/// ORDER BY with a LIMIT.
final class TopOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let rows: SortedRows
  private let skip: RowCount?
  private let limit: RowCount
  private var wanted: (skip: Int, total: Int)?
  private var bound: (prefix: UInt64, kind: VectorKind)?
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
    return fresh
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let wanted = try begin(context)
    if wanted.total == 0 { return false }
    let keys = try rows.evaluate(chunk, context)
    if let bound, let first = keys.first { rows.reject(chunk, beyond: bound, first) }
    if chunk.selectedCount == 0 { return true }
    try rows.append(chunk, keys, context)
    if rows.count >= Self.batchMin, rows.count / 2 >= wanted.total { bound = try rows.prune(to: wanted.total, context) }
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
