// ORDER BY: rows and keys are kept until the input has ended, then row numbers are sorted and the rows gathered in that order.
import GraphModel
import QueryPlanner

/// Sorts all rows.
final class SortOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let rows: SortedRows

  init(_ keys: [SortKey], input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    rows = try SortedRows(keys, input: input, layout: layout)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try rows.append(chunk, context)
    try context.limits.check()
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    try rows.emit(from: 0, to: rows.count, into: output, context)
    rows.release(context)
    try output.finish(context)
  }
}
