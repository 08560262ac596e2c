// An expression made ready for chunks: what an operator holds and calls.
// Invariants: a compiled expression belongs to one operator and one thread; the vector it gives is its own (or, for a plain
// variable, the chunk's column) and valid until its next evaluation. Only the rows that are alive in the chunk are defined.
// It may serve several runs one after the other: what it remembers of a run it remembers under the context's serial number.
package import GraphModel
package import QueryPlanner

/// An expression ready to be evaluated over chunks of one layout.
package final class CompiledExpression {
  /// The expression it was made of.
  package let source: BoundExpression
  private let layout: ChunkLayout
  private let tree: VectorExpression
  /// The conditions that a filter tests one after the other.
  private let conditions: [VectorExpression]
  private var rowTree: (expression: ScalarExpression, slots: Int)?
  private lazy var nothing = Vector.constantNull()

  /// Compiles an expression whose variables lie in the columns of a layout.
  /// - Throws: `InternalError` where the layout lacks a variable, `ResourceExhausted` where the expression nests too deeply.
  package init(_ expression: BoundExpression, layout: ChunkLayout) throws(QueryError) {
    try ExpressionCompiler.checkDepth(expression)
    source = expression
    self.layout = layout
    let compiler = ExpressionCompiler(layout: layout)
    tree = try compiler.vector(expression)
    if let junction = tree as? VectorJunction, junction.isConjunction { conditions = junction.operands } else { conditions = [tree] }
  }

  /// The value in every row alive; aligned with the physical rows of the chunk, or constant. Over no rows nothing is evaluated.
  package func evaluate(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let rows = RowSet(chunk)
    if rows.count == 0 { return nothing }
    return try placed { () throws(QueryError) -> Vector in try tree.evaluate(rows, context) }
  }

  /// Keeps the rows where the expression is true.
  /// - Throws: a TypeError where a row gives neither a truth value nor null.
  package func filter(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) {
    for condition in conditions {
      let rows = RowSet(chunk)
      if rows.count == 0 { return }
      let truths = try placed { () throws(QueryError) -> Vector in try condition.evaluate(rows, context) }
      if truths.isConstant {
        if try ValueLogic.truth(truths.value(0), of: "WHERE") != true { chunk.select(0) }
      } else {
        chunk.select(try LogicKernels.select(truths, rows, into: chunk.selectionScratch()))
      }
    }
  }

  /// The value of an expression without variables.
  package func constant(_ context: ExecutionContext) throws(QueryError) -> Value {
    let (expression, slots) = try rowByRow()
    var frame = ScalarFrame(chunk: nil, slots: slots, context: context)
    return try placed { () throws(QueryError) -> Value in try expression.value(&frame) }
  }

  /// The value in one physical row of a chunk. Costs a walk through the tree: for rows in bulk ask `evaluate`.
  package func value(_ chunk: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Value {
    let (expression, slots) = try rowByRow()
    var frame = ScalarFrame(chunk: chunk, slots: slots, context: context)
    frame.row = row
    return try placed { () throws(QueryError) -> Value in try expression.value(&frame) }
  }

  /// Gives an error without a place that of the expression, where the expression is at fault.
  private func placed<Result>(_ body: () throws(QueryError) -> Result) throws(QueryError) -> Result {
    do throws(QueryError) {
      return try body()
    } catch {
      guard error.span == nil, source.span != .none,
        error.kind == .typeError || error.kind == .arithmeticError || error.kind == .argumentError
      else { throw error }
      var placed = error
      placed.span = source.span
      throw placed
    }
  }

  private func rowByRow() throws(QueryError) -> (ScalarExpression, Int) {
    if let rowTree { return rowTree }
    var compiler = ExpressionCompiler(layout: layout)
    let made = (try compiler.scalar(source), 0)
    rowTree = (made.0, compiler.slots.count)
    return (made.0, compiler.slots.count)
  }
}
