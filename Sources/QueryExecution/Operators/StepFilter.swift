// The condition on each relationship (or node) of a path, tested for a whole run of candidates at a time: the candidate is a
// column, what the condition reads of the row stands beside it as constants.
import GraphModel
import GraphStorage
import QueryPlanner

/// A condition on candidates of a walk.
final class StepFilter {
  private let condition: CompiledExpression
  private let sources: [Int]
  private let candidates: Vector
  private let chunk: DataChunk

  /// A condition over candidates of a kind and rows of a layout.
  init(_ step: StepCondition, kind: VectorKind, input: ChunkLayout) throws(QueryError) {
    var read: Set<Variable> = []
    ExpressionVariables.collect(step.condition, into: &read)
    let outer = input.variables.filter { read.contains($0) && $0 != step.variable }
    sources = outer.compactMap(input.column)
    condition = try CompiledExpression(step.condition, layout: ChunkLayout([step.variable] + outer))
    candidates = Vector(kind)
    chunk = DataChunk(columns: [candidates] + outer.map { Vector(VectorKind($0.type)) })
  }

  /// Takes what the condition reads of a row.
  func load(_ input: DataChunk, row: Int) {
    for (place, source) in sources.enumerated() {
      let (vector, constant) = (input.columns[source], chunk.columns[place + 1])
      constant.reset(vector.kind)
      constant.fill(vector, row: row &* vector.stride, count: 1, at: 0)
      constant.isConstant = true
    }
  }

  /// A chunk whose rows alive are the candidates that pass.
  /// - Precondition: at most `Vector.capacity` candidates.
  func test(_ subjects: UnsafePointer<UInt32>, count: Int, _ context: ExecutionContext) throws(QueryError) -> DataChunk {
    candidates.identifiers.update(from: subjects, count: count)
    chunk.reset(count: count)
    try condition.filter(chunk, context)
    return chunk
  }

  /// Whether one candidate passes.
  func passes(_ subject: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var candidate = subject
    return try test(&candidate, count: 1, context).selectedCount == 1
  }
}
