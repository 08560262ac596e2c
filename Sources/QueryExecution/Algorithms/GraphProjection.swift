// The part of a graph that an algorithm works on: the nodes with certain labels and the relationships of certain types between
// them, as dense places 0 ..< count in the order of the nodes' offsets, so that state lies in flat arrays and "the smallest member"
// means the smallest place. Built once per call; costs a look at every node, and at every relationship when rows are made.
// Invariants: `places[nodes[p]] == p`; `places` of every other node is `none`; both are fixed after `init`.
import GraphModel
import GraphStorage

/// A part of a graph with dense places.
final class GraphProjection {
  /// What `places` holds for a node outside.
  static let none = UInt32.max

  /// The number of nodes.
  let count: Int
  /// The offset of the node at each place, ascending.
  let nodes: FlatArray<UInt32>
  /// The place of each node offset.
  let places: FlatArray<UInt32>
  let graph: GraphSnapshot
  let limits: ExecutionLimits
  private let types: [RelationshipTypeID]

  /// A projection.
  init(_ selection: GraphSelection, _ context: ExecutionContext) throws(QueryError) {
    graph = context.graph
    limits = context.limits
    types = selection.types
    let members = try Self.members(selection.labels, graph, limits)
    count = members.count
    nodes = members
    places = try FlatArray(graph.nodeCapacity, repeating: Self.none, limits)
    let (nodes, places) = (nodes.start, places.start)
    for place in 0..<count { places[Int(nodes[place])] = UInt32(truncatingIfNeeded: place) }
  }

  private static func members(
    _ labels: [LabelID]?, _ graph: GraphSnapshot, _ limits: ExecutionLimits
  ) throws(QueryError) -> FlatArray<UInt32> {
    guard let labels, labels.count != 1 else {
      let bitmap = labels.map { graph.labelBitmap($0[0]) } ?? graph.nodeBitmap
      let members = try FlatArray<UInt32>(bitmap.count, repeating: 0, limits)
      var position: UInt64 = 0
      _ = bitmap.fill(members.start, capacity: bitmap.count, from: &position, below: UInt64(UInt32.max))
      return members
    }
    let isMember = try FlatArray<Bool>(graph.nodeCapacity, repeating: false, limits)
    var total = 0
    for label in labels {
      graph.labelBitmap(label).forEach { node in
        total += isMember[Int(node)] ? 0 : 1
        isMember[Int(node)] = true
      }
    }
    let members = try FlatArray<UInt32>(total, repeating: 0, limits)
    var end = 0
    for node in 0..<graph.nodeCapacity where isMember[node] {
      members[end] = UInt32(truncatingIfNeeded: node)
      end += 1
    }
    return members
  }

  /// The place of a node, if it is inside.
  func place(of node: UInt32) -> Int? {
    guard Int(node) < places.count, places[Int(node)] != Self.none else { return nil }
    return Int(places[Int(node)])
  }

  /// The readers of the selected types in one direction.
  func readers(_ direction: Direction) -> [AdjacencyReader] {
    types.map { direction == .incoming ? graph.incoming($0) : graph.outgoing($0) }.filter { $0.count > 0 }
  }

  /// A bound on the entries of the rows in one direction.
  func entryBound(_ readers: [AdjacencyReader]) -> Int {
    if count == graph.nodeCount { return readers.reduce(0) { $0 + $1.count } }
    var bound = 0
    for reader in readers {
      for place in 0..<count { bound &+= reader.degree(of: nodes[place]) }
    }
    return bound
  }
}

extension GraphProjection {
  /// What rows carry beside neighbours, and whether relationships from a node to itself are in them. Undirected rows hold such a
  /// loop once.
  struct RowContent {
    var relationships = false
    var loops = false
    var weight: WeightSource?
  }

  /// The rows in a direction. Within a row, neighbours come type by type, outgoing before incoming, and ascend within these.
  /// - Throws: `ResourceExhausted`; what reading a weight throws.
  func rows(_ direction: Direction, _ content: RowContent = RowContent()) throws(QueryError) -> CompressedRows {
    let parts: [(readers: [AdjacencyReader], keepsLoops: Bool)] =
      switch direction {
      case .outgoing: [(readers(.outgoing), content.loops)]
      case .incoming: [(readers(.incoming), content.loops)]
      case .both: [(readers(.outgoing), content.loops), (readers(.incoming), false)]
      }
    let bound = parts.reduce(0) { $0 + entryBound($1.readers) }
    guard bound < Int(UInt32.max) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "the algorithm would walk more than \(UInt32.max) relationships")
    }
    let needsRelationships = content.relationships || content.weight != nil
    let offsets = try FlatArray<UInt32>(count + 1, repeating: 0, limits)
    let neighbours = try FlatArray<UInt32>(bound, repeating: 0, limits)
    let relationships = needsRelationships ? try FlatArray<UInt32>(bound, repeating: 0, limits) : nil
    var end = 0
    var pace = Pace(limits)
    for place in 0..<count {
      let before = end
      for part in parts {
        let loop = part.keepsLoops ? Self.none : nodes[place]
        for reader in part.readers {
          reader.forEachRun(of: nodes[place]) { run in
            end = Self.append(run, places.start, loop, neighbours.start, relationships?.start, end)
          }
        }
      }
      offsets[place + 1] = UInt32(truncatingIfNeeded: end)
      try pace.step(end - before + 1)
    }
    let weights = try content.weight.map { source throws(QueryError) in try self.weights(source, relationships, count: end) }
    return CompressedRows(
      count: count, offsets: offsets, neighbours: neighbours, relationships: content.relationships ? relationships : nil,
      weights: weights)
  }

  /// Appends the neighbours inside the projection; the array has one place more than there can be entries, for what is overwritten.
  @inline(__always) private static func append(
    _ run: NeighbourRun, _ places: UnsafePointer<UInt32>, _ loop: UInt32, _ neighbours: UnsafeMutablePointer<UInt32>,
    _ relationships: UnsafeMutablePointer<UInt32>?, _ start: Int
  ) -> Int {
    var end = start
    for entry in 0..<run.count {
      let neighbour = run.neighbours[entry]
      let place = places[Int(neighbour)]
      neighbours[end] = place
      if let relationships { relationships[end] = run.relationships[entry] }
      end &+= (place != none && neighbour != loop) ? 1 : 0
    }
    return end
  }

  private func weights(
    _ source: WeightSource, _ relationships: FlatArray<UInt32>?, count: Int
  ) throws(QueryError) -> FlatArray<Double> {
    let weights = try FlatArray<Double>(count, repeating: 1, limits)
    guard let relationships else { return weights }
    let reader = WeightReader(source, graph)
    var pace = Pace(limits)
    for entry in 0..<count {
      weights[entry] = try reader.weight(of: relationships[entry])
      try pace.step(1)
    }
    return weights
  }

  /// The rows as a simple graph: no loops, each neighbour once, ascending.
  func simpleRows(_ direction: Direction) throws(QueryError) -> CompressedRows {
    let once = try rows(direction).transposed(limits)
    let rows = direction == .both ? once : try once.transposed(limits)
    rows.removeRepetitions()
    return rows
  }
}
