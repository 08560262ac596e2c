// Articulation points and bridges: what holds the graph together alone. One depth-first search (Hopcroft, Tarjan: "Algorithm 447:
// efficient algorithms for graph manipulation", Comm. ACM 16, 1973) over relationships walked both ways, with the stack of calls
// as an array. Parallel relationships are relationships of their own: two of them are no bridge.
// Invariant: `low[p]` is the smallest index that the subtree of `p` reaches over one relationship outside the tree.
import GraphModel

/// The search and what it found.
struct Biconnectivity {
  /// A relationship without which its component falls apart.
  struct Bridge {
    let relationship: UInt32
    /// How many nodes the smaller of the two parts has.
    let cutOff: Int64
  }

  /// By place: into how many parts the component falls without the node; 1 for most, 0 for a node without neighbours.
  let parts: FlatArray<UInt32>
  /// Ascending by relationship.
  private(set) var bridges: [Bridge] = []

  private let rows: CompressedRows
  private let relationships: FlatArray<UInt32>
  private let index: FlatArray<UInt32>
  private let low: FlatArray<UInt32>
  private let next: FlatArray<UInt32>
  /// The relationship over which a place was entered.
  private let entered: FlatArray<UInt32>
  private let sizes: FlatArray<UInt32>
  private let calls: FlatArray<UInt32>
  private var seen: UInt32 = 0

  /// Searches a projection. Cost: linear.
  init(_ projection: GraphProjection) throws(QueryError) {
    let (limits, count) = (projection.limits, projection.count)
    rows = try projection.rows(.both, .init(relationships: true))
    relationships = try rows.relationshipEntries(limits)
    parts = try FlatArray(count, repeating: 0, limits)
    index = try FlatArray(count, repeating: 0, limits)
    low = try FlatArray(count, repeating: 0, limits)
    next = try FlatArray(count, repeating: 0, limits)
    entered = try FlatArray(count, repeating: .max, limits)
    sizes = try FlatArray(count, repeating: 1, limits)
    calls = try FlatArray(count, repeating: 0, limits)
    var pace = Pace(limits)
    for place in 0..<count where index[place] == 0 { try search(from: place, &pace) }
    bridges.sort { $0.relationship < $1.relationship }
  }

  private mutating func enter(_ place: Int, over relationship: UInt32) {
    seen += 1
    index[place] = seen
    low[place] = seen
    next[place] = rows.offsets[place]
    entered[place] = relationship
  }

  private mutating func search(from start: Int, _ pace: inout Pace) throws(QueryError) {
    var depth = 1
    let firstBridge = bridges.count
    calls[0] = UInt32(truncatingIfNeeded: start)
    enter(start, over: .max)
    while depth > 0 {
      try pace.step(1)
      let place = Int(calls[depth - 1])
      if next[place] < rows.offsets[place + 1] {
        let entry = Int(next[place])
        next[place] += 1
        let (neighbour, relationship) = (Int(rows.neighbours[entry]), relationships[entry])
        if relationship == entered[place] { continue }
        if index[neighbour] == 0 {
          calls[depth] = UInt32(truncatingIfNeeded: neighbour)
          depth += 1
          enter(neighbour, over: relationship)
        } else {
          low[place] = min(low[place], index[neighbour])
        }
        continue
      }
      depth -= 1
      if depth > 0 { leave(place, to: Int(calls[depth - 1])) }
    }
    for place in firstBridge..<bridges.count {
      let (bridge, total) = (bridges[place], Int64(sizes[start]))
      bridges[place] = Bridge(relationship: bridge.relationship, cutOff: min(bridge.cutOff, total - bridge.cutOff))
    }
  }

  /// Hands what the subtree of a place knows to the place above it.
  private mutating func leave(_ place: Int, to caller: Int) {
    low[caller] = min(low[caller], low[place])
    sizes[caller] += sizes[place]
    if low[place] > index[caller] { bridges.append(Bridge(relationship: entered[place], cutOff: Int64(sizes[place]))) }
    if low[place] >= index[caller] { parts[caller] += 1 }
    parts[place] += 1  // what lies above it; a start has nothing above it and never leaves
  }
}
