// How a query is divided among threads: the offsets of its first scan are cut into ranges (lanes), each lane runs the same operators over
// its range as far as rows are independent of each other, and ends in a grouping or a top of its own; what the lanes give is small
// and goes, lane after lane, through the rest of the plan.
// Invariants: lanes depend on the graph alone, never on the number of threads, and their results are taken in the order of the offsets,
// so that rows come as they would from one thread; a plan is only divided where taking results apart and together again is exact:
// counts, extremes, and sums of what are integers in the graph at hand.
import GraphModel
import GraphStorage
import QueryPlanner

/// The parts of a plan that is divided.
struct LanePlan: Sendable {
  /// What the results of the lanes go through first.
  enum Joint: Sendable {
    /// Groups of the same keys are put together.
    case merge(PhysicalNode)
    /// Nothing: no group is in two lanes.
    case concatenate
  }

  /// The scan that is divided.
  let scan: NodeScan
  /// What a lane runs; its first operator is the scan.
  let lane: PhysicalChain
  let joint: Joint
  /// The rest of the plan.
  let rest: [PhysicalNode]
  /// Promises that the lanes count on.
  let clusters: [GroupCluster]
  /// Properties that are summed: they must be integers.
  let sums: [Summed]
  /// The types of the expansions, by which the work is guessed.
  let types: [[String]]
  /// Whether the first of them only counts.
  let countsOnly: Bool

  /// A property of nodes or relationships.
  struct Summed: Hashable, Sendable {
    let key: String
    let isOfNode: Bool
  }
}

extension LanePlan {
  /// The division of a chain over no input; nil where it cannot be divided.
  init?(_ chain: PhysicalChain) {
    guard let first = chain.nodes.first, case .nodeScan(let scan) = first.operation, first.input.variables.isEmpty else { return nil }
    switch scan.access {
    case .all, .label: break
    default: return nil
    }
    var clusters: [GroupCluster] = []
    var types: [[String]] = []
    for (place, node) in chain.nodes.enumerated().dropFirst() {
      switch node.operation {
      case .expand(let step), .expandCount(let step, _): types.append(step.types)
      case .intersect, .intersectCount, .filter, .project, .unwind, .apply: break
      case .aggregate(let grouping):
        if clusters.isEmpty, let cluster = grouping.cluster, cluster.node == scan.node {
          clusters.append(cluster)
          continue
        }
        guard let (partial, merge, sums) = Self.parts(of: node, grouping) else { return nil }
        self.init(scan, chain, place, partial, .merge(merge), rest: place + 1, clusters, sums, types)
        return
      case .top(let keys, nil, let count):
        let partial = node.with(.top(keys, skip: nil, count: count), input: node.input, layout: node.input)
        self.init(scan, chain, place, partial, .concatenate, rest: place, clusters, [], types)
        return
      default: return nil
      }
    }
    return nil
  }

  private init(
    _ scan: NodeScan, _ chain: PhysicalChain, _ place: Int, _ partial: PhysicalNode, _ joint: Joint, rest: Int, _ clusters: [GroupCluster],
    _ sums: [Summed], _ types: [[String]]
  ) {
    self.scan = scan
    lane = PhysicalChain(source: chain.source, nodes: Array(chain.nodes[..<place]) + [partial])
    self.joint = joint
    self.rest = Array(chain.nodes[rest...])
    self.clusters = clusters
    self.sums = sums
    self.types = types
    var countsOnly = false
    if case .expandCount? = lane.nodes.dropFirst().first?.operation { countsOnly = true }
    self.countsOnly = countsOnly
  }

  /// A grouping as one per lane and one that puts their groups together; nil where that is not exact.
  private static func parts(
    of node: PhysicalNode, _ grouping: Aggregation
  ) -> (partial: PhysicalNode, merge: PhysicalNode, sums: [Summed])? {
    var (merged, sums): ([AggregateItem], [Summed]) = ([], [])
    for item in grouping.aggregates {
      let function: AggregateFunction
      switch item.function {
      case .count where !item.distinct: function = .sum
      case .min, .max: function = item.function
      case .sum where !item.distinct:
        guard case .property(let base, let key)? = item.argument?.kind, let holder = base.asVariable else { return nil }
        guard holder.type == .node || holder.type == .relationship else { return nil }
        sums.append(Summed(key: key, isOfNode: holder.type == .node))
        function = .sum
      default: return nil
      }
      merged.append(
        AggregateItem(
          variable: item.variable, function: function, argument: BoundExpression(.variable(item.variable)), parameter: nil, distinct: false)
      )
    }
    let keys = grouping.keys.map { ProjectionItem(variable: $0.variable, expression: BoundExpression(.variable($0.variable))) }
    let between = ChunkLayout(grouping.keys.map(\.variable) + grouping.aggregates.map(\.variable))
    let partial = node.with(.aggregate(grouping), input: node.input, layout: between)
    let merge = Aggregation(keys: keys, aggregates: merged, weight: nil)
    return (partial, node.with(.aggregate(merge), input: between, layout: node.layout), sums)
  }
}

extension LanePlan {
  /// At most so many lanes, whatever the number of threads.
  private static let lanesMax = 8

  /// The ranges of offsets on a graph, or nil where dividing is not exact or not worth a thread.
  func ranges(_ context: ExecutionContext) -> [Range<UInt64>]? {
    let graph = context.graph
    guard let nodes = nodes(graph), nodes.count > 0, work(nodes.count, graph) >= context.parallelWorkMin else { return nil }
    guard clusters.allSatisfy({ ClusteredGroups.isSound($0, context) }), sums.allSatisfy({ Self.isInteger($0, graph) }) else { return nil }
    guard let (first, last) = nodes.ends else { return nil }
    let size = UInt64(context.parallelLaneRows)
    let (low, high) = (UInt64(first) / size, UInt64(last) / size + 1)
    let laneCount = min(UInt64(Self.lanesMax), high - low)
    guard laneCount > 1 else { return nil }
    return (0..<laneCount).map { lane in
      (low + (high - low) * lane / laneCount) * size..<(low + (high - low) * (lane + 1) / laneCount) * size
    }
  }

  private func nodes(_ graph: GraphSnapshot) -> BitmapView? {
    guard case .label(let name) = scan.access else { return graph.nodeBitmap }
    return graph.catalog.label(name).map(graph.labelBitmap)
  }

  /// A guess at the steps that a run takes.
  private func work(_ nodes: Int, _ graph: GraphSnapshot) -> Int {
    // Counting touches each list, not what is in it.
    if countsOnly { return nodes * 4 }
    var work = nodes
    for names in types {
      if names.isEmpty { work += graph.relationshipCount }
      for name in names { if let type = graph.catalog.relationshipType(name) { work += graph.outgoing(type).count } }
    }
    return work
  }

  private static func isInteger(_ sum: Summed, _ graph: GraphSnapshot) -> Bool {
    guard let key = graph.catalog.propertyKey(sum.key) else { return true }
    let kind = (sum.isOfNode ? graph.nodeColumn(key) : graph.relationshipColumn(key)).commonKind
    return kind == .integer || kind == .absent
  }
}

extension PhysicalNode {
  /// The same place in the plan with another operation.
  fileprivate func with(_ operation: Operation, input: ChunkLayout, layout: ChunkLayout) -> PhysicalNode {
    PhysicalNode(number: number, step: step, operation: operation, input: input, layout: layout)
  }
}
