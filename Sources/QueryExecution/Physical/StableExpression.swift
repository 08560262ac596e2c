// An expression as operators hold it: compiled, and safe to keep beyond the next write. A string that was read from the graph
// points into it and goes stale with a write of the same query; where a query writes, such strings are copied into the arena.
import GraphModel
import GraphStorage
import QueryPlanner

/// A compiled expression whose vectors outlive writes.
final class StableExpression {
  /// The compiled expression.
  let compiled: CompiledExpression
  private let mayPointIntoGraph: Bool
  private lazy var copies = Vector(.string)

  /// An expression over chunks of a layout.
  init(_ expression: BoundExpression, layout: ChunkLayout) throws(QueryError) {
    compiled = try CompiledExpression(expression, layout: layout)
    switch expression.kind {
    case .variable, .literal, .parameter: mayPointIntoGraph = false  // a column was made stable where it came from
    default: mayPointIntoGraph = true
    }
  }

  /// The value in every row alive.
  func evaluate(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try compiled.evaluate(chunk, context)
    guard context.isWriting, mayPointIntoGraph, vector.kind == .string else { return vector }
    return try copy(of: vector, chunk, context)
  }

  private func copy(of vector: Vector, _ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Vector {
    copies.reset(.string)
    copies.isConstant = vector.isConstant
    for n in 0..<(vector.isConstant ? min(1, chunk.selectedCount) : chunk.selectedCount) {
      let row = vector.isConstant ? 0 : chunk.row(n)
      if vector.isNull(row) { copies.setNull(row) } else { copies.strings[row] = try context.strings.store(vector.strings[row]) }
    }
    return copies
  }
}
