// Whether a trail leads from a node back to itself, found beside a breadth-first search from it.
//
// Along one direction it does where a found node has a relationship into the start: the start's own list the other way round
// tells. Without direction, every node found is remembered with its branch, the first relationship on the way to it; a relationship
// between nodes of two branches, or back to the start over another relationship, closes a trail.
// Invariant: asked once before each step of the search, while a level is still to be expanded.
import Glibc
import GraphModel
import GraphStorage

/// Watches a search for a trail back to its start.
final class ClosingTrail {
  private let isUndirected: Bool
  @exclusivity(unchecked) private var start: UInt32 = 0
  /// By node, for undirected searches: the base of the search in the upper half, the branch in the lower.
  @exclusivity(unchecked) private var branches: UnsafeMutablePointer<UInt64>?
  @exclusivity(unchecked) private var capacity = 0
  @exclusivity(unchecked) private var charged = 0

  init(isUndirected: Bool) { self.isUndirected = isUndirected }

  deinit { free(branches) }

  /// Begins with a search from a node.
  func begin(at node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    start = node
    guard isUndirected else { return }
    let wanted = context.graph.nodeCapacity
    if wanted <= capacity, charged > 0 { return }
    try context.limits.charge(wanted * 8 - charged)
    charged = wanted * 8
    guard wanted > capacity else { return }
    free(branches)
    guard let memory = calloc(wanted, 8) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "the system has no memory for a search over \(wanted) nodes")
    }
    branches = memory.assumingMemoryBound(to: UInt64.self)
    capacity = wanted
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    context.limits.release(charged)
    charged = 0
    guard capacity * 8 > PhysicalLimits.retainedBytesMax else { return }
    free(branches)
    branches = nil
    capacity = 0
  }

  /// The length of a closed trail that the relationships at the last level bring to light, of at most `maximum` relationships.
  func length(
    _ search: BreadthFirstSearch, maximum: Int, _ readers: [NeighbourReader], _ condition: StepFilter?, _ scratch: EntryStack,
    _ context: ExecutionContext
  ) throws(QueryError) -> Int? {
    isUndirected
      ? try undirected(search, maximum, readers, condition, scratch, context) : try directed(search, readers, condition, scratch, context)
  }

  private func directed(
    _ search: BreadthFirstSearch, _ readers: [NeighbourReader], _ condition: StepFilter?, _ scratch: EntryStack, _ context: ExecutionContext
  ) throws(QueryError) -> Int? {
    scratch.truncate(to: 0)
    for reader in readers {
      let backwards = NeighbourReader(adjacency: reader.reverse, reverse: reader.adjacency, skipsLoops: false)
      try scratch.collect([backwards], node: start, context) { node, _ in search.depth(of: node) == search.depth }
    }
    try scratch.narrow(from: 0, relationship: condition, node: nil, context)
    return scratch.count > 0 ? search.depth + 1 : nil
  }

  private func undirected(
    _ search: BreadthFirstSearch, _ maximum: Int, _ readers: [NeighbourReader], _ condition: StepFilter?, _ scratch: EntryStack,
    _ context: ExecutionContext
  ) throws(QueryError) -> Int? {
    for place in search.levelStart..<search.levelEnd {
      let node = search.queue[place]
      scratch.truncate(to: 0)
      try scratch.collect(readers, node: node, context) { _, _ in true }
      try scratch.narrow(from: 0, relationship: condition, node: nil, context)
      for entry in 0..<scratch.count {
        let length = visit(scratch.neighbours[entry], scratch.relationships[entry], from: node, search)
        if let length, length <= maximum { return length }
      }
      if place & 255 == 255 { try context.limits.check() }
    }
    return nil
  }

  /// The length of the trail that a relationship closes, if it closes one.
  private func visit(_ neighbour: UInt32, _ relationship: UInt32, from node: UInt32, _ search: BreadthFirstSearch) -> Int? {
    guard let branches, Int(neighbour) < capacity, Int(node) < capacity else { return nil }
    let epoch = UInt64(search.base) << 32
    let own = node == start ? relationship : UInt32(truncatingIfNeeded: branches[Int(node)])
    if neighbour == start { return node == start || own != relationship ? search.depth + 1 : nil }
    let known = branches[Int(neighbour)]
    if known & (0xFFFF_FFFF << 32) != epoch {
      branches[Int(neighbour)] = epoch | UInt64(own)
      return nil
    }
    if UInt32(truncatingIfNeeded: known) == own { return nil }
    if node == start { return 2 }  // two relationships to the same neighbour
    return search.depth + 1 + (search.depth(of: neighbour) ?? search.depth + 1)
  }
}
