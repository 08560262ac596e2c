// The surroundings of a node as a subgraph: breadth-first search to a depth, the nearest nodes up to a limit, and every relationship
// between those. The search itself goes to its depth whatever the limit, so that the answer can say how many nodes it left out.
// Memory is a bit per node of the graph and the nodes found.
import GraphModel
import GraphStorage

/// Finds the surroundings of a node.
struct SubgraphSearch {
  var depth = 1
  var direction = Direction.both
  var limit = 1_000
  let selection: GraphSelection

  /// What was found.
  struct Subgraph {
    /// By distance, then by offset; the start is the first.
    var nodes: [UInt32] = []
    /// The relationships between them, ascending.
    var relationships: [UInt32] = []
    /// How many nodes lie within the depth.
    var reachable = 0
  }

  /// The surroundings of a node.
  func run(from start: NodeID, _ context: ExecutionContext) throws(QueryError) -> Subgraph {
    let graph = context.graph
    let marks = try NodeMarks(graph.nodeCapacity, context.limits)
    var pace = Pace(context.limits)
    var found = Subgraph(nodes: [start.rawValue], relationships: [], reachable: 1)
    _ = marks.insert(start.rawValue)
    var level = [start.rawValue]
    var charged = 0
    defer { context.limits.release(charged) }
    let readers = selection.types.map { (graph.outgoing($0), graph.incoming($0)) }
    for _ in 0..<depth where !level.isEmpty {
      var next: [UInt32] = []
      for node in level {
        for (outgoing, incoming) in readers {
          if direction != .incoming { try collect(outgoing, node, marks, graph, &next, &pace) }
          if direction != .outgoing { try collect(incoming, node, marks, graph, &next, &pace) }
        }
      }
      try context.limits.charge(next.count * 4)
      charged += next.count * 4
      next.sort()
      found.reachable += next.count
      found.nodes.append(contentsOf: next.prefix(limit - found.nodes.count))
      level = next
    }
    found.relationships = try relationships(among: found.nodes, context)
    return found
  }

  private func collect(
    _ reader: AdjacencyReader, _ node: UInt32, _ marks: NodeMarks, _ graph: GraphSnapshot, _ next: inout [UInt32], _ pace: inout Pace
  ) throws(QueryError) {
    var steps = 1
    reader.forEachRun(of: node) { run in
      steps += run.count
      for entry in 0..<run.count where admits(run.neighbours[entry], graph) && marks.insert(run.neighbours[entry]) {
        next.append(run.neighbours[entry])
      }
    }
    try pace.step(steps)
  }

  private func admits(_ node: UInt32, _ graph: GraphSnapshot) -> Bool {
    guard let labels = selection.labels else { return true }
    return labels.contains { graph.hasLabel($0, node: NodeID(rawValue: node)) }
  }

  private func relationships(among nodes: [UInt32], _ context: ExecutionContext) throws(QueryError) -> [UInt32] {
    let marks = try NodeMarks(context.graph.nodeCapacity, context.limits)
    for node in nodes { _ = marks.insert(node) }
    var found: [UInt32] = []
    var pace = Pace(context.limits)
    for type in selection.types {
      let reader = context.graph.outgoing(type)
      for node in nodes {
        var steps = 1
        reader.forEachRun(of: node) { run in
          steps += run.count
          for entry in 0..<run.count where marks.contains(run.neighbours[entry]) { found.append(run.relationships[entry]) }
        }
        try pace.step(steps)
      }
    }
    try context.limits.charge(found.count * 4)
    defer { context.limits.release(found.count * 4) }
    found.sort()
    return found
  }
}

/// A bit per node.
private final class NodeMarks {
  private let words: FlatArray<UInt64>

  init(_ capacity: Int, _ limits: ExecutionLimits) throws(QueryError) {
    words = try FlatArray(capacity / 64 + 1, repeating: 0, limits)
  }

  func contains(_ node: UInt32) -> Bool { words[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0 }

  /// Adds a node; says whether it is new.
  func insert(_ node: UInt32) -> Bool {
    if contains(node) { return false }
    words[Int(node >> 6)] |= 1 << UInt64(node & 63)
    return true
  }
}
