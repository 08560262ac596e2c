// Conditions on the steps of a path, tested for a whole run of candidates at a time: the candidate relationship and node are columns,
// what the condition reads of the repetition so far and of the row stands beside them as constants.
import GraphModel
import GraphStorage
import QueryPlanner

/// A condition on candidates of a step.
final class PathFilter {
  /// The elements of the repetition that must be set before: their places (nodes even, relationships odd).
  let needs: [Int]
  private let condition: CompiledExpression
  private let sources: [Int]
  private let relationships = Vector(.relationship)
  private let nodes = Vector(.node)
  private let elements: [Vector]
  private let outer: [Vector]
  private let chunk: DataChunk

  /// A condition whose candidates stand for these variables; the other elements are known when it is asked.
  init(
    _ condition: BoundExpression, relationship: Variable?, node: Variable?, known: [(place: Int, variable: Variable)], input: ChunkLayout
  ) throws(QueryError) {
    let read = condition.variables
    let candidates = [relationship, node].compactMap { $0 }
    let needed = known.filter { read.contains($0.variable) && !candidates.contains($0.variable) }
    let rest = input.variables.filter { variable in
      read.contains(variable) && !candidates.contains(variable) && !needed.contains { $0.variable == variable }
    }
    needs = needed.map(\.place)
    elements = needed.map { Vector(VectorKind($0.variable.type)) }
    outer = rest.map { Vector(VectorKind($0.type)) }
    sources = rest.compactMap(input.column)
    let columns = (relationship == nil ? [] : [relationships]) + (node == nil ? [] : [nodes]) + elements + outer
    self.condition = try CompiledExpression(condition, layout: ChunkLayout(candidates + needed.map(\.variable) + rest))
    chunk = DataChunk(columns: columns)
    for vector in elements { vector.isConstant = true }
  }

  /// Takes what the condition reads of a row.
  func load(_ input: DataChunk, row: Int) {
    for (place, source) in sources.enumerated() {
      let vector = input.columns[source]
      outer[place].reset(vector.kind)
      outer[place].fill(vector, row: row &* vector.stride, count: 1, at: 0)
      outer[place].isConstant = true
    }
  }

  /// Sets the n-th element that the condition needs.
  func set(_ number: Int, to identifier: UInt32) { elements[number].identifiers[0] = identifier }

  /// A chunk whose rows alive are the candidates that pass.
  /// - Precondition: at most `Vector.capacity` candidates.
  func test(
    _ relationship: UnsafePointer<UInt32>, _ node: UnsafePointer<UInt32>, count: Int, _ context: ExecutionContext
  ) throws(QueryError) -> DataChunk {
    relationships.identifiers.update(from: relationship, count: count)
    nodes.identifiers.update(from: node, count: count)
    chunk.reset(count: count)
    try condition.filter(chunk, context)
    return chunk
  }

  /// Whether one node passes a condition that reads no relationship.
  func passes(_ node: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool {
    nodes.identifiers[0] = node
    chunk.reset(count: 1)
    try condition.filter(chunk, context)
    return chunk.selectedCount == 1
  }
}

/// What is demanded of one node of a pattern.
final class PathNodeTest {
  let filters: [PathFilter]
  private(set) var labels = LabelFilter.everything
  private let test: LabelTest?

  init?(_ node: PathNode, input: ChunkLayout) throws(QueryError) {
    if node.labels == nil, node.conditions.isEmpty { return nil }
    test = node.labels
    var filters: [PathFilter] = []
    for condition in node.conditions {
      filters.append(try PathFilter(condition, relationship: nil, node: node.inner, known: [], input: input))
    }
    self.filters = filters
  }

  /// Reads the labels from the graph as it is now.
  func refresh(_ context: ExecutionContext) { labels = LabelFilter(test, context.graph) }

  func load(_ chunk: DataChunk, row: Int) { for filter in filters { filter.load(chunk, row: row) } }

  /// Whether a node passes.
  func passes(_ node: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard labels.passes(node) else { return false }
    for filter in filters where try !filter.passes(node, context) { return false }
    return true
  }
}
