// SKIP and LIMIT in one: rows [skipped, skipped + limit) pass, and after the last of them no more are wanted.
import GraphModel
import QueryPlanner

/// Passes a stretch of the rows.
final class LimitOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let skip: RowCount?
  private let limit: RowCount?
  private var remaining: (skip: Int, limit: Int)?

  init(skip: BoundExpression?, limit: BoundExpression?, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.skip = try skip.map { expression throws(QueryError) in try RowCount(expression, clause: "SKIP") }
    self.limit = try limit.map { expression throws(QueryError) in try RowCount(expression, clause: "LIMIT") }
  }

  private func begin(_ context: ExecutionContext) throws(QueryError) -> (skip: Int, limit: Int) {
    if let remaining { return remaining }
    let fresh = (skip: try skip?.value(context) ?? 0, limit: try limit?.value(context) ?? Int.max)
    remaining = fresh
    return fresh
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var left = try begin(context)
    if left.limit == 0 { return false }
    let skipped = min(left.skip, chunk.selectedCount)
    left.skip -= skipped
    chunk.keepRows(from: skipped, limit: left.limit)
    left.limit -= chunk.selectedCount
    remaining = left
    if chunk.selectedCount > 0, try !output.consume(chunk, context) {
      remaining?.limit = 0
      return false
    }
    return left.limit > 0
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try begin(context)  // a wrong count is an error also over no rows
    remaining = nil
    try output.finish(context)
  }
}
