// CREATE: new nodes and relationships for each row. The rows pass in place, with the new entities in columns beside them.
import GraphModel
import QueryPlanner

/// Creates patterns for each row.
final class CreateOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let creator: PatternCreator
  private let introduced: [Vector]
  private let sources: [Int]
  private let work = DataChunk(columns: [])
  private let chunk: DataChunk

  init(_ patterns: [CreatePattern], input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    let variables = PatternCreator.introduced(patterns)
    let full = ChunkLayout(input.variables + variables)
    creator = try PatternCreator(patterns, layout: full)
    introduced = variables.map { Vector(VectorKind($0.type)) }
    sources = layout.variables.compactMap(full.column)
    chunk = DataChunk(columns: Array(repeating: Vector(.boolean), count: sources.count))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    work.columns = input.columns + introduced
    work.adoptRows(of: input)
    try creator.create(work, context)
    for (place, source) in sources.enumerated() { chunk.columns[place] = work.columns[source] }
    chunk.adoptRows(of: input)
    _ = try output.consume(chunk, context)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}
