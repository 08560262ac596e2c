// Grouping: the rows go into the group table (or, where groups are stretches of rows, a count of those) and the accumulators chunk by chunk; the groups come out when the input has ended,
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
    let groups: Groups
    let accumulators: [AggregateAccumulator]
  }

  /// How rows find their group.
  private enum Groups {
    case hashed(GroupTable)
    case clustered(ClusteredGroups, node: Int)

    var count: Int {
      switch self {
      case .hashed(let table): table.count
      case .clustered(let groups, _): groups.count
      }
    }
  }

  private let output: PhysicalOperator
  private let keys: [StableExpression]
  private let items: [AggregateItem]
  private let arguments: [StableExpression?]
  private let parameters: [StableExpression?]
  private let weightColumn: Int?
  private let cluster: (promise: GroupCluster, column: Int)?
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
    cluster = grouping.cluster.flatMap { cluster in input.column(of: cluster.node).map { (promise: cluster, column: $0) } }
    sources = layout.variables.compactMap { variable in
      if let key = grouping.keys.firstIndex(where: { $0.variable == variable }) { return .key(key) }
      return grouping.aggregates.firstIndex { $0.variable == variable }.map(Source.aggregate)
    }
  }

  private static func compile(_ expression: BoundExpression?, _ input: ChunkLayout) throws(QueryError) -> StableExpression? {
    guard let expression else { return nil }
    return try StableExpression(expression, layout: input)
  }

  private func begin(_ context: ExecutionContext) -> State {
    if let state { return state }
    var groups = Groups.hashed(GroupTable(keyCount: keys.count))
    if let cluster, ClusteredGroups.isSound(cluster.promise, context) {
      groups = .clustered(ClusteredGroups(keyCount: keys.count), node: cluster.column)
    }
    let fresh = State(groups: groups, accumulators: items.map { AggregateAccumulator.make($0) })
    state = fresh
    return fresh
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let state = begin(context)
    let groups = try keys.isEmpty ? nil : groups(of: input, state.groups, context)
    let weights = weightColumn.map { input.columns[$0] }
    for (place, accumulator) in state.accumulators.enumerated() {
      let argument = try arguments[place]?.evaluate(input, context)
      let parameter = try parameters[place]?.evaluate(input, context)
      try accumulator.add(
        groups: groups, groupCount: state.groups.count, argument: argument, parameter: parameter, weights: weights, chunk: input, context)
    }
    try context.limits.check()
    return true
  }

  private func groups(of input: DataChunk, _ groups: Groups, _ context: ExecutionContext) throws(QueryError) -> UnsafePointer<UInt32> {
    var vectors: [Vector] = []
    for key in keys { vectors.append(try key.evaluate(input, context)) }
    switch groups {
    case .hashed(let table): return try table.groups(for: vectors, chunk: input, context)
    case .clustered(let clusters, let node):
      return try clusters.groups(of: input.columns[node], keys: vectors, chunk: input, context)
    }
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    let state = begin(context)
    self.state = nil
    var from = 0
    while from < state.groups.count {
      let to = min(from + Vector.capacity, state.groups.count)
      for (column, source) in sources.enumerated() {
        switch source {
        case .key(let key): Self.writeKeys(state.groups, key, from, to, into: chunk.columns[column])
        case .aggregate(let place): try state.accumulators[place].write(from: from, to: to, into: chunk.columns[column], context)
        }
      }
      chunk.reset(count: to - from)
      guard try output.consume(chunk, context) else { break }
      from = to
    }
    switch state.groups {
    case .hashed(let table): table.releaseMemory(context)
    case .clustered(let groups, _): groups.releaseMemory(context)
    }
    for accumulator in state.accumulators { accumulator.releaseMemory(context) }
    try output.finish(context)
  }

  private static func writeKeys(_ groups: Groups, _ key: Int, _ from: Int, _ to: Int, into vector: Vector) {
    switch groups {
    case .hashed(let table): table.writeKeys(key, from: from, to: to, into: vector)
    case .clustered(let groups, _): groups.writeKeys(key, from: from, to: to, into: vector)
    }
  }
}
