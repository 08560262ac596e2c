// The neighbours of one node as a bitmap over all nodes, kept as long as it serves.
// Invariant: the set bits are exactly those of `members`, so that clearing costs what setting did.
import GraphModel
import GraphStorage

/// A bitmap of one node's neighbours.
final class MarkedNeighbours {
  /// The starts of the last row that had to choose a side.
  @exclusivity(unchecked) var seen: (UInt32, UInt32)?
  @exclusivity(unchecked) private var words: UnsafeMutablePointer<UInt64>?
  @exclusivity(unchecked) private var wordCount = 0
  @exclusivity(unchecked) private var members: [UInt32] = []
  @exclusivity(unchecked) private var node: UInt32?
  @exclusivity(unchecked) private var leg = 0
  /// Whether two relationships lead to the same neighbour, so that marks cannot say how often it counts.
  @exclusivity(unchecked) private(set) var hasParallels = false
  /// Whether the node is its own neighbour.
  @exclusivity(unchecked) private(set) var hasLoop = false

  deinit { words?.deallocate() }

  /// Makes room for offsets below a capacity.
  func prepare(capacity: Int, _ context: ExecutionContext) throws(QueryError) {
    let wanted = capacity / 64 + 1
    guard wanted > wordCount else { return }
    release(context)
    try context.limits.charge(wanted * 8)
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: wanted)
    fresh.initialize(repeating: 0, count: wanted)
    words = fresh
    wordCount = wanted
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    words?.deallocate()
    context.limits.release(wordCount * 8)
    words = nil
    wordCount = 0
    members = []
    node = nil
    seen = nil
  }

  /// Takes all marks away.
  func forget() {
    guard let words else { return }
    for member in members { words[Int(member >> 6)] = 0 }
    members.removeAll(keepingCapacity: true)
    node = nil
  }

  /// Whether the marks are those of this node as the start of this leg.
  @inline(__always) func isMarked(_ node: UInt32, leg: Int) -> Bool { self.node == node && self.leg == leg }

  /// Marks the neighbours of a node that pass the filter; false if two relationships lead to the same one, so that marks cannot
  /// say how often a neighbour counts.
  func mark(_ readers: [NeighbourReader], node: UInt32, leg place: Int, _ filter: LabelFilter) -> Bool {
    if isMarked(node, leg: place) { return !hasParallels }
    begin(node, leg: place)
    for reader in readers { add(reader, node, filter) }
    return !hasParallels
  }

  /// Marks the neighbours of a node over a step of one reader.
  func mark(_ reader: NeighbourReader, node: UInt32, leg place: Int, _ filter: LabelFilter) {
    begin(node, leg: place)
    add(reader, node, filter)
  }

  private func begin(_ node: UInt32, leg place: Int) {
    forget()
    self.node = node
    leg = place
    hasParallels = words == nil  // without a bitmap nothing can be told
    hasLoop = false
  }

  private func add(_ reader: NeighbourReader, _ node: UInt32, _ filter: LabelFilter) {
    guard let words else { return }
    let own = reader.skipsLoops ? node : UInt32.max
    reader.adjacency.forEachRun(of: node) { run in
      for index in 0..<run.count {
        let neighbour = run.neighbours[index]
        guard neighbour != own, filter.passes(neighbour) else { continue }
        let bit: UInt64 = 1 << UInt64(neighbour & 63)
        if words[Int(neighbour >> 6)] & bit != 0 { hasParallels = true }
        if neighbour == node { hasLoop = true }
        words[Int(neighbour >> 6)] |= bit
        members.append(neighbour)
      }
    }
  }

  /// How many entries of a node's neighbours are marked: those that lead elsewhere, and those that lead to the node itself. Where there
  /// are very many neighbours, each mark is looked for among them instead.
  @inline(__always) func countHits(_ reader: NeighbourReader, node: UInt32) -> (count: Int, loops: Int) {
    guard let words else { return (0, 0) }
    if let run = reader.adjacency.singleRun(of: node), run.count <= members.count &* 32 {
      let hits = Self.countHits(words, run, node)
      return reader.skipsLoops ? (hits.count, 0) : hits
    }
    return countManyHits(reader, node: node)
  }

  private func countManyHits(_ reader: NeighbourReader, node: UInt32) -> (count: Int, loops: Int) {
    guard let words else { return (0, 0) }
    var (count, loops) = (0, 0)
    if members.count &* 32 < reader.adjacency.degree(of: node) {
      for member in members {
        reader.forEachRelationship(from: node, to: member) { _ in if member == node { loops &+= 1 } else { count &+= 1 } }
      }
      return (count, loops)
    }
    reader.adjacency.forEachRun(of: node) { run in
      let hits = Self.countHits(words, run, node)
      count &+= hits.count
      loops &+= hits.loops
    }
    return (count, reader.skipsLoops ? 0 : loops)
  }

  @inline(__always) private static func countHits(
    _ words: UnsafePointer<UInt64>, _ run: NeighbourRun, _ own: UInt32
  ) -> (count: Int, loops: Int) {
    var (count, loops): (UInt64, UInt64) = (0, 0)
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      let bit = (words[Int(neighbour >> 6)] >> UInt64(neighbour & 63)) & 1
      let isLoop: UInt64 = neighbour == own ? 1 : 0
      count &+= bit
      loops &+= bit & isLoop
    }
    return (Int(count &- loops), Int(loops))
  }
}
