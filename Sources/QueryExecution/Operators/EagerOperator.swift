// A fence: all rows are taken in before the first goes out, so that what the operators above write is not read below.
import GraphModel
import QueryPlanner

/// Keeps all rows until the input has ended.
final class EagerOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let rows: RowStore
  private let sources: [Int]

  init(input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) {
    self.output = output
    sources = layout.variables.compactMap(input.column)
    rows = RowStore(columnCount: layout.variables.count)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try rows.append(sources.map { chunk.columns[$0] }, of: chunk, context)
    try context.limits.check()
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try rows.emit(order: nil, from: 0, to: rows.count, columns: 0..<sources.count, into: output, context)
    rows.release(context)
    try output.finish(context)
  }
}
