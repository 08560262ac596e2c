// FOREACH: updates for each element of a list; the rows pass in place. A single update takes the elements a chunk at a time; several
// take turns element by element, as they would have been written one after the other. A list that reads properties is evaluated when its
// row has its turn, for the rows before it may have written them.
import GraphModel
import QueryPlanner

/// Runs updates for the elements of lists.
final class ForeachOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let updates: PhysicalOperator
  private let list: StableExpression
  private let isSteady: Bool
  private let argument: RowArgument
  private let batch: Int
  private let elements = Vector(.mixed)
  private let chunk = DataChunk(columns: [])

  /// `source` has the columns of the outer row that the updates read, then the element.
  init(
    list: BoundExpression, updates: PhysicalOperator, source: ChunkLayout, isSingle: Bool, input: ChunkLayout, output: PhysicalOperator
  ) throws(QueryError) {
    self.output = output
    self.updates = updates
    self.list = try StableExpression(list, layout: input)
    isSteady = WriteConflict.isSteady(list)
    argument = RowArgument(ChunkLayout(Array(source.variables.dropLast())), input: input)
    batch = isSingle ? Vector.capacity : 1
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var values: [Value] = []
    if isSteady {
      let lists = try list.evaluate(input, context)
      values = (0..<input.selectedCount).map { lists.value(input.row($0)) }
    }
    for n in 0..<input.selectedCount {
      let value = isSteady ? values[n] : try list.compiled.value(input, row: input.row(n), context)
      guard case .list(let all) = value else {
        if value.isNull { continue }
        throw .runtime(.typeError, "InvalidArgumentType", "FOREACH needs a list, not a value of type \(value.typeName)")
      }
      argument.load(input, row: input.row(n))
      for column in argument.chunk.columns { column.isConstant = true }
      var from = 0
      while from < all.count {
        let taken = min(batch, all.count - from)
        elements.assign(all[from..<from + taken])
        chunk.columns = argument.chunk.columns + [elements]
        chunk.reset(count: taken)
        _ = try updates.consume(chunk, context)
        from += taken
      }
    }
    try updates.finish(context)
    _ = try output.consume(input, context)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
