// Steps that a walk may take next: neighbour, relationship, and by bits which of the present state's transitions the neighbour passes.
// Walks in depth push the steps of one node upon those of the node before; searches in breadth use it for one node at a time.
// Invariant: the three columns have the same length.
import GraphModel
import GraphStorage

/// Steps in three flat columns.
final class PathEntries {
  private let steps = EntryStack()
  private(set) var masks: UnsafeMutablePointer<UInt64> = .allocate(capacity: 256)
  private var capacity = 256
  private var charged = 0

  deinit { masks.deallocate() }

  /// How many steps there are.
  var count: Int { steps.count }
  /// The nodes to which steps lead.
  var neighbours: UnsafeMutablePointer<UInt32> { steps.neighbours }
  /// The relationships over which they lead.
  var relationships: UnsafeMutablePointer<UInt32> { steps.relationships }

  /// Forgets the steps from a place on.
  func truncate(to place: Int) { steps.truncate(to: place) }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    steps.release(context)
    context.limits.release(charged)
    charged = 0
    guard capacity > 256 else { return }
    masks.deallocate()
    masks = .allocate(capacity: 256)
    capacity = 256
  }

  /// Pushes one step.
  func push(_ node: UInt32, _ relationship: UInt32, mask: UInt64, _ context: ExecutionContext) throws(QueryError) {
    try steps.push(node, relationship, context)
    try fitMasks(context)
    masks[steps.count - 1] = mask
  }

  /// Pushes those steps from a node that pass, all with one mask.
  @inline(__always) func collect(
    _ readers: [NeighbourReader], node: UInt32, mask: UInt64, _ context: ExecutionContext, _ passes: (UInt32, UInt32) -> Bool
  ) throws(QueryError) {
    let start = steps.count
    try steps.collect(readers, node: node, context, passes)
    try fitMasks(context)
    (masks + start).update(repeating: mask, count: steps.count - start)
  }

  /// Keeps of the steps from a place on those that fulfil a condition.
  func narrow(from start: Int, by filter: PathFilter, _ context: ExecutionContext) throws(QueryError) {
    var (kept, place) = (start, start)
    while place < steps.count {
      let taken = min(Vector.capacity, steps.count - place)
      let alive = try filter.test(relationships + place, neighbours + place, count: taken, context)
      for n in 0..<alive.selectedCount {
        move(place + alive.row(n), to: kept)
        kept += 1
      }
      place += taken
    }
    steps.truncate(to: kept)
  }

  /// Clears a bit of the steps from a place on whose neighbours fail a test.
  func mark(from start: Int, bit: Int, by test: PathNodeTest, _ context: ExecutionContext) throws(QueryError) {
    let clear = ~(UInt64(1) << UInt64(bit))
    for place in start..<steps.count where !test.labels.passes(neighbours[place]) { masks[place] &= clear }
    for filter in test.filters {
      var place = start
      while place < steps.count {
        let taken = min(Vector.capacity, steps.count - place)
        let alive = try filter.test(relationships + place, neighbours + place, count: taken, context)
        var next = 0
        for row in 0..<taken {
          if next < alive.selectedCount, alive.row(next) == row { next += 1 } else { masks[place + row] &= clear }
        }
        place += taken
      }
    }
  }

  /// Drops the steps from a place on that pass no transition.
  func dropDead(from start: Int) {
    var kept = start
    for place in start..<steps.count where masks[place] != 0 {
      move(place, to: kept)
      kept += 1
    }
    steps.truncate(to: kept)
  }

  private func move(_ place: Int, to target: Int) {
    neighbours[target] = neighbours[place]
    relationships[target] = relationships[place]
    masks[target] = masks[place]
  }

  private func fitMasks(_ context: ExecutionContext) throws(QueryError) {
    guard steps.count > capacity else { return }
    let larger = max(steps.count, capacity * 2)
    try context.limits.charge((larger - capacity) * 8)
    charged += (larger - capacity) * 8
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    fresh.update(from: masks, count: capacity)
    masks.deallocate()
    (masks, capacity) = (fresh, larger)
  }
}
