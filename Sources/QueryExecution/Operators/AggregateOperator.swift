// Grouping: the rows go into the group table and the accumulators chunk by chunk; the groups come out when the input has ended,
// in the order in which their first rows came. Without keys there is one group even over no rows.
import GraphModel
import QueryPlanner

/// Groups rows and aggregates each group.
final class AggregateOperator: PhysicalOperator {
  /// What an output column holds.
  private enum Source {
    case key(Int)
    case aggregate(Int)
  }

  /// The table and the accumulators of one run.
  private struct State {
    let table: GroupTable
    let accumulators: [AggregateAccumulator]
  }

  private let output: PhysicalOperator
  private let keys: [StableExpression]
  private let items: [AggregateItem]
  private let arguments: [StableExpression?]
  private let parameters: [StableExpression?]
  private let weightColumn: Int?
  private let sources: [Source]
  private lazy var chunk = DataChunk(columns: sources.map { _ in Vector(.integer) })
  private var state: State?

  init(_ grouping: Aggregation, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    var keys: [StableExpression] = []
    for key in grouping.keys { keys.append(try StableExpression(key.expression, layout: input)) }
    self.keys = keys
    items = grouping.aggregates
    var (arguments, parameters): ([StableExpression?], [StableExpression?]) = ([], [])
    for item in grouping.aggregates {
      arguments.append(try Self.compile(item.argument, input))
      parameters.append(try Self.compile(item.parameter, input))
    }
    self.arguments = arguments
    self.parameters = parameters
    weightColumn = grouping.weight.flatMap(input.column)
    sources = layout.variables.compactMap { variable in
      if let key = grouping.keys.firstIndex(where: { $0.variable == variable }) { return .key(key) }
      return grouping.aggregates.firstIndex { $0.variable == variable }.map(Source.aggregate)
    }
  }

  private static func compile(_ expression: BoundExpression?, _ input: ChunkLayout) throws(QueryError) -> StableExpression? {
    guard let expression else { return nil }
    return try StableExpression(expression, layout: input)
  }

  private func begin() -> State {
    if let state { return state }
    let fresh = State(table: GroupTable(keyCount: keys.count), accumulators: items.map { AggregateAccumulator.make($0) })
    state = fresh
    return fresh
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let state = begin()
    var groups: UnsafePointer<UInt32>?
    if !keys.isEmpty {
      var vectors: [Vector] = []
      for key in keys { vectors.append(try key.evaluate(input, context)) }
      groups = try state.table.groups(for: vectors, chunk: input, context)
    }
    let weights = weightColumn.map { input.columns[$0] }
    for (place, accumulator) in state.accumulators.enumerated() {
      let argument = try arguments[place]?.evaluate(input, context)
      let parameter = try parameters[place]?.evaluate(input, context)
      try accumulator.add(
        groups: groups, groupCount: state.table.count, argument: argument, parameter: parameter, weights: weights, chunk: input, context)
    }
    try context.limits.check()
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    let state = begin()
    self.state = nil
    var from = 0
    while from < state.table.count {
      let to = min(from + Vector.capacity, state.table.count)
      for (column, source) in sources.enumerated() {
        switch source {
        case .key(let key): state.table.writeKeys(key, from: from, to: to, into: chunk.columns[column])
        case .aggregate(let place): try state.accumulators[place].write(from: from, to: to, into: chunk.columns[column], context)
        }
      }
      chunk.reset(count: to - from)
      guard try output.consume(chunk, context) else { break }
      from = to
    }
    state.table.releaseMemory(context)
    for accumulator in state.accumulators { accumulator.releaseMemory(context) }
    try output.finish(context)
  }
}
