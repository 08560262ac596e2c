// The rows for which all conditions are true: each condition narrows the selection of the chunk, nothing is copied.
import GraphModel
import QueryPlanner

/// Keeps the rows that fulfil conditions.
final class FilterOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let conditions: [CompiledExpression]

  init(_ conditions: [BoundExpression], input: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    var compiled: [CompiledExpression] = []
    for condition in conditions { compiled.append(try CompiledExpression(condition, layout: input)) }
    self.conditions = compiled
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for condition in conditions {
      try condition.filter(chunk, context)
      if chunk.selectedCount == 0 { return true }
    }
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
