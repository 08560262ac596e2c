// Breadth-first search over node offsets: a depth for every node of the graph in one flat array, and the nodes in the order in
// which they were found. A search does not clear the array: depths of earlier searches lie below `base` and count as unseen.
//
// Invariants: `depths[node] >= base` exactly for the nodes found by the present search, and then it is `base + depth`; the queue
// holds them level by level, [levelStart, levelEnd) being the last level; memory is untouched (and so not really there) where
// no search has been.
import Glibc
import GraphModel
import GraphStorage

/// A search from one node, level by level.
final class BreadthFirstSearch {
  @exclusivity(unchecked) private(set) var depths: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private(set) var queue: UnsafeMutablePointer<UInt32>
  /// What the depth of the start is in `depths`.
  @exclusivity(unchecked) private(set) var base: UInt32 = 1
  /// The depth of the last level.
  @exclusivity(unchecked) private(set) var depth = 0
  /// Where the last level starts in the queue.
  @exclusivity(unchecked) private(set) var levelStart = 0
  /// Where the last level ends in the queue.
  @exclusivity(unchecked) private(set) var levelEnd = 0
  @exclusivity(unchecked) private var capacity = 0
  @exclusivity(unchecked) private var charged = 0
  @exclusivity(unchecked) private var stepsUntilCheck = PhysicalLimits.stepsPerCheck

  /// A search without memory yet.
  init() {
    depths = .allocate(capacity: 1)
    queue = .allocate(capacity: 1)
  }

  deinit { freeMemory() }

  private func freeMemory() {
    if capacity > 0 {
      free(depths)
      free(queue)
    } else {
      depths.deallocate()
      queue.deallocate()
    }
  }

  /// Makes room for all nodes of the graph; what has been found stays found.
  func fit(_ graph: GraphSnapshot, _ context: ExecutionContext) throws(QueryError) {
    let wanted = max(graph.nodeCapacity, 1)
    if wanted <= capacity, charged > 0 { return }
    let bytes = max(wanted, capacity) * 8
    try context.limits.charge(bytes - charged)
    charged = bytes
    guard wanted > capacity else { return }
    let roomy = wanted + wanted / 8
    guard let first = calloc(roomy, 4), let second = malloc(roomy * 4) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "the system has no memory for a search over \(wanted) nodes")
    }
    if capacity > 0 {
      memcpy(first, depths, capacity * 4)
      memcpy(second, queue, levelEnd * 4)
    }
    freeMemory()
    depths = first.assumingMemoryBound(to: UInt32.self)
    queue = second.assumingMemoryBound(to: UInt32.self)
    capacity = roomy
  }

  /// Gives the memory back; a modest piece is kept at hand for the next run, for pages that have been touched are worth having.
  func release(_ context: ExecutionContext) {
    context.limits.release(charged)
    charged = 0
    guard capacity * 8 > PhysicalLimits.retainedBytesMax else { return }
    freeMemory()
    capacity = 0
    base = 1
    depth = 0
    depths = .allocate(capacity: 1)
    queue = .allocate(capacity: 1)
  }

  /// Begins a search at a node of the graph.
  func begin(at node: UInt32) {
    let (next, overflow) = base.addingReportingOverflow(UInt32(truncatingIfNeeded: depth) &+ 2)
    if overflow || next > UInt32.max / 2 {
      memset(depths, 0, capacity * 4)
      base = 1
    } else {
      base = next
    }
    depth = 0
    levelStart = 0
    levelEnd = 1
    queue[0] = node
    depths[Int(node)] = base
  }

  /// Whether the last level has no nodes.
  var isExhausted: Bool { levelStart == levelEnd }

  /// The depth of a node, if it was found.
  func depth(of node: UInt32) -> Int? { depths[Int(node)] >= base ? Int(depths[Int(node)] - base) : nil }

  /// Finds the next level. Stops early at a node that another search has found, and returns it.
  func advance(_ readers: [NeighbourReader], meeting other: BreadthFirstSearch?, _ context: ExecutionContext) throws(QueryError) -> UInt32?
  {
    var end = levelEnd
    for place in levelStart..<levelEnd {
      for reader in readers {
        if let run = reader.adjacency.singleRun(of: queue[place]) {
          if let found = take(run, &end, other) { return found }
          try tick(run.count, context)
        } else {
          for run in reader.adjacency.hubRuns(of: queue[place]) {
            if let found = take(run, &end, other) { return found }
            try tick(run.count, context)
          }
        }
      }
    }
    close(end)
    return nil
  }

  /// Counts the level that was left early as the last one; it is not complete, but every node of it has its depth.
  func closeAtMeeting() { depth += 1 }

  /// Finds the next level over those entries that fulfil conditions.
  func advance(
    _ readers: [NeighbourReader], relationship: StepFilter?, node: StepFilter?, scratch: EntryStack, _ context: ExecutionContext
  ) throws(QueryError) {
    var end = levelEnd
    let mark = base + UInt32(truncatingIfNeeded: depth + 1)
    for place in levelStart..<levelEnd {
      scratch.truncate(to: 0)
      let (depths, base) = (depths, base)
      try scratch.collect(readers, node: queue[place], context) { neighbour, _ in depths[Int(neighbour)] < base }
      try scratch.narrow(from: 0, relationship: relationship, node: node, context)
      for entry in 0..<scratch.count where depths[Int(scratch.neighbours[entry])] < base {
        depths[Int(scratch.neighbours[entry])] = mark
        queue[end] = scratch.neighbours[entry]
        end += 1
      }
      try tick(scratch.count + 1, context)
    }
    close(end)
  }

  /// About how many neighbours the nodes of the last level have, which is what the next step of the search will look at: those of some
  /// of the nodes, taken for all.
  func work(_ readers: [NeighbourReader]) -> Int {
    let count = levelEnd - levelStart
    let stride = max(1, count / BreadthFirstSearch.sampledNodes)
    var (work, sampled) = (0, 0)
    for place in Swift.stride(from: levelStart, to: levelEnd, by: stride) {
      for reader in readers { work &+= reader.adjacency.degree(of: queue[place]) }
      sampled += 1
    }
    return sampled == 0 ? 0 : work * count / sampled
  }

  private static let sampledNodes = 8

  private func close(_ end: Int) {
    levelStart = levelEnd
    levelEnd = end
    depth += 1
  }

  private func tick(_ steps: Int, _ context: ExecutionContext) throws(QueryError) {
    stepsUntilCheck -= steps + 1
    if stepsUntilCheck <= 0 {
      stepsUntilCheck = PhysicalLimits.stepsPerCheck
      try context.limits.check()
    }
  }

  private func take(_ run: NeighbourRun, _ end: inout Int, _ other: BreadthFirstSearch?) -> UInt32? {
    let mark = base + UInt32(truncatingIfNeeded: depth + 1)
    guard let other else {
      end = Self.take(run, depths, base, mark, queue, end)
      return nil
    }
    let before = end
    end = Self.take(run, depths, base, mark, queue, end)
    for place in before..<end where other.depths[Int(queue[place])] >= other.base { return queue[place] }
    return nil
  }

  private static func take(
    _ run: NeighbourRun, _ depths: UnsafeMutablePointer<UInt32>, _ base: UInt32, _ mark: UInt32, _ queue: UnsafeMutablePointer<UInt32>,
    _ start: Int
  ) -> Int {
    var end = start
    for place in 0..<run.count {
      let neighbour = Int(run.neighbours[place])
      if depths[neighbour] < base {
        depths[neighbour] = mark
        queue[end] = UInt32(truncatingIfNeeded: neighbour)
        end &+= 1
      }
    }
    return end
  }
}
