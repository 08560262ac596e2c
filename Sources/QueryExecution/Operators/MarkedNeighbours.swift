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
  @exclusivity(unchecked) private var hasParallels = false

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

  /// Marks the neighbours of a node over a step of one reader; as above.
  @inline(__always) func mark(_ reader: NeighbourReader, node: UInt32, leg place: Int, _ filter: LabelFilter) -> Bool {
    if isMarked(node, leg: place) { return !hasParallels }
    begin(node, leg: place)
    add(reader, node, filter)
    return !hasParallels
  }

  private func begin(_ node: UInt32, leg place: Int) {
    forget()
    self.node = node
    leg = place
    hasParallels = words == nil  // without a bitmap nothing can be told
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
        words[Int(neighbour >> 6)] |= bit
        members.append(neighbour)
      }
    }
  }

  /// How many entries of a node's neighbours are marked. Where those are very many, each mark is looked for among them instead.
  @inline(__always) func countHits(_ reader: NeighbourReader, node: UInt32) -> Int {
    guard let words else { return 0 }
    let own = reader.skipsLoops ? node : UInt32.max
    if let run = reader.adjacency.singleRun(of: node), run.count <= members.count &* 32 { return Self.countHits(words, run, own) }
    return countManyHits(reader, node: node, own: own)
  }

  private func countManyHits(_ reader: NeighbourReader, node: UInt32, own: UInt32) -> Int {
    guard let words else { return 0 }
    var count = 0
    if members.count &* 32 < reader.adjacency.degree(of: node) {
      for member in members { reader.forEachRelationship(from: node, to: member) { _ in count &+= 1 } }
    } else {
      reader.adjacency.forEachRun(of: node) { run in count &+= Self.countHits(words, run, own) }
    }
    return count
  }

  @inline(__always) private static func countHits(_ words: UnsafePointer<UInt64>, _ run: NeighbourRun, _ own: UInt32) -> Int {
    var count: UInt64 = 0
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      count &+= (words[Int(neighbour >> 6)] >> UInt64(neighbour & 63)) & (neighbour == own ? 0 : 1)
    }
    return Int(count)
  }
}
