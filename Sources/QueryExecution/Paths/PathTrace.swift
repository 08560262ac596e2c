// A path that matches a pattern, as flat columns, and what rows get of it.
// Invariant: there is one node more than relationships; `steps[n]` tells by which step of the program relationship n was walked.
import GraphModel
import GraphStorage
import QueryPlanner

/// A path in the direction of the search.
struct PathTrace {
  var nodes: [UInt32] = []
  var relationships: [UInt32] = []
  var steps: [Int32] = []

  /// The path from the other end.
  mutating func turn() {
    nodes.reverse()
    relationships.reverse()
    steps.reverse()
  }
}

/// The columns that a search fills.
final class PathOutputs {
  /// What a column gets.
  private enum Content {
    /// The last node in the direction of the search.
    case end
    case length
    case relationships
    /// The n-th node or relationship of the repetitions of a part; of a part that is walked once the only one.
    case nodes(part: Int, place: Int, isList: Bool)
    case hops(part: Int, place: Int, isList: Bool)
    /// The node behind a part.
    case junction(Int)
  }

  private struct Item {
    let column: Int
    let content: Content
  }

  private let items: [Item]
  private let program: PathProgram
  private let isReversed: Bool
  private let hopCounts: [Int]
  /// Whether more than the end node and the length is wanted.
  let needsTrace: Bool

  init(_ search: PathSearch, _ program: PathProgram, layout: ChunkLayout) {
    self.program = program
    isReversed = search.isReversed
    hopCounts = search.parts.map(\.hops.count)
    var items: [Item] = []
    func add(_ variable: Variable?, _ content: Content) {
      if let column = variable.flatMap(layout.column) { items.append(Item(column: column, content: content)) }
    }
    add(search.isInto ? nil : search.to, .end)
    add(search.length, .length)
    add(search.relationships, .relationships)
    for (number, part) in search.parts.enumerated() {
      for (place, node) in part.nodes.enumerated() { add(node.output, .nodes(part: number, place: place, isList: part.isRepeated)) }
      for (place, hop) in part.hops.enumerated() { add(hop.output, .hops(part: number, place: place, isList: part.isRepeated)) }
    }
    for (number, junction) in search.junctions.enumerated() { add(junction.output, .junction(number)) }
    self.items = items
    needsTrace = items.contains { item in
      switch item.content {
      case .end, .length: false
      default: true
      }
    }
  }

  /// Writes the columns of a row where only the end and the length are wanted.
  func write(end: UInt32, length: Int, _ columns: [Vector], at row: Int) {
    for item in items {
      switch item.content {
      case .end: columns[item.column].identifiers[row] = end
      case .length: columns[item.column].integers[row] = Int64(length)
      default: break
      }
    }
  }

  /// Writes the columns of a row; the trace stands in the direction of the search.
  func write(_ found: PathTrace, _ columns: [Vector], at row: Int) {
    write(end: found.nodes[found.nodes.count - 1], length: found.relationships.count, columns, at: row)
    guard needsTrace else { return }
    var trace = found
    if isReversed { trace.turn() }
    for item in items {
      let column = columns[item.column]
      switch item.content {
      case .end, .length: break
      case .relationships: column.values[row] = .list(trace.relationships.map(Self.relationship))
      case .junction(let part):
        let place = trace.steps.firstIndex { program.steps[Int($0)].part > part } ?? trace.relationships.count
        column.identifiers[row] = trace.nodes[place]
      case .hops(let part, let place, let isList):
        let found = trace.steps.indices.filter { stands(trace.steps[$0], part, place) }.map { trace.relationships[$0] }
        if isList {
          column.values[row] = .list(found.map(Self.relationship))
        } else if let only = found.first {
          column.identifiers[row] = only
        }
      case .nodes(let part, let place, _):
        let isLast = place == hopCounts[part]
        let found = trace.steps.indices.filter { stands(trace.steps[$0], part, isLast ? place - 1 : place) }
        column.values[row] = .list(found.map { Self.node(trace.nodes[isLast ? $0 + 1 : $0]) })
      }
    }
  }

  private func stands(_ step: Int32, _ part: Int, _ place: Int) -> Bool {
    let step = program.steps[Int(step)]
    return step.part == part && step.hop == place
  }

  private static func node(_ node: UInt32) -> Value { .node(Node(id: NodeID(rawValue: node))) }

  private static func relationship(_ relationship: UInt32) -> Value {
    .relationship(Relationship(id: RelationshipID(rawValue: relationship)))
  }
}

/// The condition on a whole path.
final class PathCondition {
  private let condition: CompiledExpression
  private let outputs: PathOutputs
  private let carried: [(source: Int, target: Int)]
  private let chunk: DataChunk

  init(_ condition: BoundExpression, _ search: PathSearch, _ program: PathProgram, input: ChunkLayout) throws(QueryError) {
    let read = condition.variables
    let layout = ChunkLayout((input.variables + search.adds).filter(read.contains))
    self.condition = try CompiledExpression(condition, layout: layout)
    outputs = PathOutputs(search, program, layout: layout)
    carried = layout.variables.enumerated().compactMap { target, variable in input.column(of: variable).map { ($0, target) } }
    chunk = DataChunk(columns: layout.variables.map { Vector(VectorKind($0.type)) })
  }

  /// Takes what the condition reads of a row.
  func load(_ input: DataChunk, row: Int) {
    for column in carried {
      let (vector, target) = (input.columns[column.source], chunk.columns[column.target])
      target.reset(vector.kind)
      target.fill(vector, row: row &* vector.stride, count: 1, at: 0)
    }
  }

  /// Whether a path passes.
  func passes(_ trace: PathTrace, _ context: ExecutionContext) throws(QueryError) -> Bool {
    outputs.write(trace, chunk.columns, at: 0)
    chunk.reset(count: 1)
    try condition.filter(chunk, context)
    return chunk.selectedCount == 1
  }
}
