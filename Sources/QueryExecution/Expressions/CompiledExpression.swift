// An expression made ready for chunks: what an operator holds and calls.
// Invariants: a compiled expression belongs to one operator and one thread; the vector it gives is its own (or, for a plain
// variable, the chunk's column) and valid until its next evaluation. Only the rows that are alive in the chunk are defined.
package import GraphModel
package import QueryPlanner

/// An expression ready to be evaluated over chunks of one layout.
package final class CompiledExpression {
  /// The expression it was made of.
  package let source: BoundExpression

  /// Compiles an expression whose variables lie in the columns of a layout.
  /// - Throws: `InternalError` where the layout lacks a variable, `ResourceExhausted` where the expression nests too deeply.
  package init(_ expression: BoundExpression, layout: ChunkLayout) throws(QueryError) {
    source = expression
  }

  /// The value in every row alive; aligned with the physical rows of the chunk, or constant.
  package func evaluate(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Vector {
    Vector(.mixed)
  }

  /// Keeps the rows where the expression is true.
  /// - Throws: a TypeError where a row gives neither a truth value nor null.
  package func filter(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {}

  /// The value of an expression without variables.
  package func constant(_ context: ExecutionContext) throws(QueryError) -> Value { .null }

  /// The value in one physical row of a chunk. Costs a walk through the tree: for rows in bulk ask `evaluate`.
  package func value(_ chunk: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Value { .null }
}
