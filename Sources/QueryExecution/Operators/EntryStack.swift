// Neighbours and relationships on a stack of memory: what a depth-first walk has still to look at, frame upon frame. Frames are
// copies, so that a write in between cannot pull them from under the walk.
// Invariant: what is taken beyond the first few kilobytes is charged to the limits, and given back by `release`.
import GraphModel
import GraphStorage

/// A stack of (neighbour, relationship) entries.
final class EntryStack {
  @exclusivity(unchecked) private(set) var neighbours: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private(set) var relationships: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity: Int
  @exclusivity(unchecked) private var charged = 0
  private static let initialCapacity = 256

  /// An empty stack.
  init() {
    capacity = Self.initialCapacity
    neighbours = .allocate(capacity: capacity)
    relationships = .allocate(capacity: capacity)
  }

  deinit {
    neighbours.deallocate()
    relationships.deallocate()
  }

  /// Forgets the entries from a place on.
  func truncate(to place: Int) { count = place }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    count = 0
    guard charged > 0 else { return }
    context.limits.release(charged)
    charged = 0
    neighbours.deallocate()
    relationships.deallocate()
    capacity = Self.initialCapacity
    neighbours = .allocate(capacity: capacity)
    relationships = .allocate(capacity: capacity)
  }

  /// Makes room for so many more.
  func reserve(_ more: Int, _ context: ExecutionContext) throws(QueryError) {
    guard count + more > capacity else { return }
    let larger = max(count + more, capacity * 2)
    try context.limits.charge((larger - capacity) * 8)
    charged += (larger - capacity) * 8
    let (first, second) = (UnsafeMutablePointer<UInt32>.allocate(capacity: larger), UnsafeMutablePointer<UInt32>.allocate(capacity: larger))
    first.update(from: neighbours, count: count)
    second.update(from: relationships, count: count)
    neighbours.deallocate()
    relationships.deallocate()
    (neighbours, relationships, capacity) = (first, second, larger)
  }

  /// Pushes an entry.
  func push(_ neighbour: UInt32, _ relationship: UInt32, _ context: ExecutionContext) throws(QueryError) {
    try reserve(1, context)
    neighbours[count] = neighbour
    relationships[count] = relationship
    count += 1
  }

  /// Pushes those neighbours of a node that a step may go to and that pass.
  @inline(__always) func collect(
    _ readers: [NeighbourReader], node: UInt32, _ context: ExecutionContext, _ passes: (UInt32, UInt32) -> Bool
  ) throws(QueryError) {
    for reader in readers {
      let own = reader.skipsLoops ? node : UInt32.max
      if let run = reader.adjacency.singleRun(of: node) {
        try take(run, own, context, passes)
      } else {
        for run in reader.adjacency.hubRuns(of: node) { try take(run, own, context, passes) }
      }
    }
  }

  @inline(__always) private func take(
    _ run: NeighbourRun, _ own: UInt32, _ context: ExecutionContext, _ passes: (UInt32, UInt32) -> Bool
  ) throws(QueryError) {
    try reserve(run.count, context)
    let (ends, steps) = (neighbours, relationships)
    var kept = count
    for place in 0..<run.count {
      let (neighbour, relationship) = (run.neighbours[place], run.relationships[place])
      ends[kept] = neighbour
      steps[kept] = relationship
      kept &+= neighbour != own && passes(neighbour, relationship) ? 1 : 0
    }
    count = kept
  }

  /// Keeps of the entries from `start` on those that fulfil the conditions.
  func narrow(from start: Int, relationship: StepFilter?, node: StepFilter?, _ context: ExecutionContext) throws(QueryError) {
    if let relationship { try narrow(from: start, by: relationship, over: relationships, context) }
    if let node { try narrow(from: start, by: node, over: neighbours, context) }
  }

  private func narrow(
    from start: Int, by filter: StepFilter, over subjects: UnsafeMutablePointer<UInt32>, _ context: ExecutionContext
  ) throws(QueryError) {
    var kept = start
    var place = start
    while place < count {
      let taken = min(Vector.capacity, count - place)
      let chunk = try filter.test(subjects + place, count: taken, context)
      for n in 0..<chunk.selectedCount {
        let source = place + chunk.row(n)
        neighbours[kept] = neighbours[source]
        relationships[kept] = relationships[source]
        kept += 1
      }
      place += taken
    }
    count = kept
  }
}
