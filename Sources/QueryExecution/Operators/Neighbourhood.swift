// The relationships that a pattern step may walk, as adjacency readers: one per admitted type and direction. Names become numbers
// once per run; readers are fetched anew for every chunk, for a write makes the old ones stale.
// Invariant: a reader marked `skipsLoops` leaves out relationships from a node to itself, which the reader of the other
// direction has given already: an undirected step walks a loop once.
import GraphModel
import GraphStorage

/// One admitted type in one direction.
struct NeighbourReader {
  /// The neighbours in the direction of the step.
  let adjacency: AdjacencyReader
  /// The neighbours in the other direction.
  let reverse: AdjacencyReader
  /// Whether relationships from a node to itself are left out.
  let skipsLoops: Bool
}

/// The readers of a step.
final class Neighbourhood {
  /// Readers as of the last `refresh`.
  @exclusivity(unchecked) private(set) var readers: [NeighbourReader] = []
  /// As seen from the start of the step.
  let direction: Direction
  private let names: [String]
  /// The numbers that the names had last.
  @exclusivity(unchecked) private var hints: [UInt32]
  @exclusivity(unchecked) private var types: [RelationshipTypeID] = []
  @exclusivity(unchecked) private var serial: UInt64?
  @exclusivity(unchecked) private var isComplete = false

  /// The relationships of these types (all, if there are none) in a direction.
  init(types names: [String], direction: Direction) {
    self.direction = direction
    self.names = names
    hints = names.map { _ in 0 }
  }

  /// Fetches the readers from the graph as it is now.
  func refresh(_ context: ExecutionContext) {
    let graph = context.graph
    if serial != context.serial || !isComplete { resolve(graph, context) }
    readers.removeAll(keepingCapacity: true)
    for type in types {
      let (outgoing, incoming) = (graph.outgoing(type), graph.incoming(type))
      guard outgoing.count > 0 else { continue }
      if direction != .incoming { readers.append(NeighbourReader(adjacency: outgoing, reverse: incoming, skipsLoops: false)) }
      if direction != .outgoing {
        readers.append(NeighbourReader(adjacency: incoming, reverse: outgoing, skipsLoops: direction == .both))
      }
    }
  }

  private func resolve(_ graph: GraphSnapshot, _ context: ExecutionContext) {
    serial = context.serial
    if names.isEmpty {
      types = (0..<graph.catalog.relationshipTypes.count).map { RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: $0)) }
      isComplete = !context.isWriting  // a write may bring a new type
      return
    }
    types.removeAll(keepingCapacity: true)
    for place in names.indices {
      if let type = graph.relationshipType(names[place], hint: &hints[place]), !types.contains(type) { types.append(type) }
    }
    isComplete = types.count == names.count || !context.isWriting
  }
}

extension NeighbourReader {
  /// The number of relationships that a step from a node may walk.
  func degree(of node: UInt32) -> Int {
    let degree = adjacency.degree(of: node)
    guard skipsLoops, degree > 0 else { return degree }
    var loops = 0
    Self.forEachRelationship(adjacency, from: node, to: node) { _ in loops += 1 }
    return degree - loops
  }

  /// Calls a body with each relationship that a step may walk from a node to another. Cost: logarithmic in the smaller degree.
  func forEachRelationship(from node: UInt32, to other: UInt32, _ body: (UInt32) -> Void) {
    if skipsLoops, node == other { return }
    if adjacency.degree(of: node) <= reverse.degree(of: other) {
      Self.forEachRelationship(adjacency, from: node, to: other, body)
    } else {
      Self.forEachRelationship(reverse, from: other, to: node, body)
    }
  }

  private static func forEachRelationship(
    _ adjacency: AdjacencyReader, from node: UInt32, to other: UInt32, _ body: (UInt32) -> Void
  ) {
    adjacency.forEachRun(of: node) { run in
      guard run.neighbours[run.count &- 1] >= other else { return }
      var place = run.firstPosition(of: other)
      while place < run.count, run.neighbours[place] == other {
        body(run.relationships[place])
        place += 1
      }
    }
  }
}
