// Expressions as columns. The chunk it hands on has columns of the input and the vectors of the expressions side by side; no row
// is copied.
import GraphModel
import QueryPlanner

/// Computes columns.
final class ProjectOperator: PhysicalOperator {
  /// Where a column of the output comes from.
  private enum Source {
    case input(Int)
    case expression(StableExpression)
  }

  private let output: PhysicalOperator
  private let sources: [Source]
  private let chunk: DataChunk

  /// A projection; columns of the layout that no item gives come from the input.
  init(_ items: [ProjectionItem], input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    var sources: [Source] = []
    for variable in layout.variables {
      sources.append(try Self.source(of: variable, items, input))
    }
    self.sources = sources
    chunk = DataChunk(columns: Array(repeating: Vector(.boolean), count: sources.count))
  }

  private static func source(of variable: Variable, _ items: [ProjectionItem], _ input: ChunkLayout) throws(QueryError) -> Source {
    guard let item = items.first(where: { $0.variable == variable }) else {
      guard let column = input.column(of: variable) else {
        throw .runtime(.internalError, "InvalidPlan", "`\(variable.name)` is read where it is not bound")
      }
      return .input(column)
    }
    if case .variable(let other) = item.expression.kind, let column = input.column(of: other) { return .input(column) }
    return .expression(try StableExpression(item.expression, layout: input))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for (column, source) in sources.enumerated() {
      switch source {
      case .input(let place): chunk.columns[column] = input.columns[place]
      case .expression(let expression): chunk.columns[column] = try expression.evaluate(input, context)
      }
    }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
