// Neighbours by place in compressed sparse rows: what the kernels walk. Rows are made once per call and never change after that.
// Invariants: `offsets` ascend from 0, one more than there are places; row `p` is [offsets[p], offsets[p + 1]) of `neighbours`, and
// of `relationships` and `weights` where these were asked for.
import GraphModel

/// Neighbours by place.
final class CompressedRows: @unchecked Sendable {
  /// The number of rows.
  let count: Int
  let offsets: FlatArray<UInt32>
  let neighbours: FlatArray<UInt32>
  /// The relationship behind each entry; `nil` where nobody asked for it.
  let relationships: FlatArray<UInt32>?
  /// The weight of each entry; `nil` where all are 1.
  let weights: FlatArray<Double>?

  init(
    count: Int, offsets: FlatArray<UInt32>, neighbours: FlatArray<UInt32>, relationships: FlatArray<UInt32>? = nil,
    weights: FlatArray<Double>? = nil
  ) {
    self.count = count
    self.offsets = offsets
    self.neighbours = neighbours
    self.relationships = relationships
    self.weights = weights
  }

  /// The number of entries.
  var entryCount: Int { Int(offsets[count]) }

  /// The relationships of rows that were asked for with them.
  func relationshipEntries(_ limits: ExecutionLimits) throws(QueryError) -> FlatArray<UInt32> {
    if let relationships { return relationships }
    return try FlatArray(entryCount, repeating: 0, limits)
  }

  /// The entries of a row.
  @inline(__always) func row(_ place: Int) -> Range<Int> { Int(offsets[place])..<Int(offsets[place &+ 1]) }

  /// The length of a row.
  @inline(__always) func degree(_ place: Int) -> Int { Int(offsets[place &+ 1] &- offsets[place]) }
}

extension CompressedRows {
  /// The rows walked the other way, every row ascending. Cost: linear.
  func transposed(_ limits: ExecutionLimits) throws(QueryError) -> CompressedRows {
    let starts = try FlatArray<UInt32>(count + 1, repeating: 0, limits)
    let entries = try FlatArray<UInt32>(entryCount, repeating: 0, limits)
    Self.transpose(count, offsets.start, neighbours.start, starts.start, entries.start)
    try limits.check()
    return CompressedRows(count: count, offsets: starts, neighbours: entries)
  }

  private static func transpose(
    _ count: Int, _ offsets: UnsafePointer<UInt32>, _ neighbours: UnsafePointer<UInt32>, _ starts: UnsafeMutablePointer<UInt32>,
    _ entries: UnsafeMutablePointer<UInt32>
  ) {
    for entry in 0..<Int(offsets[count]) { starts[Int(neighbours[entry]) &+ 1] &+= 1 }
    for place in 0..<count { starts[place &+ 1] &+= starts[place] }
    // While rows are filled, starts[p] is where row p goes on; afterwards it is where row p + 1 starts.
    for place in 0..<count {
      for entry in Int(offsets[place])..<Int(offsets[place &+ 1]) {
        let neighbour = Int(neighbours[entry])
        entries[Int(starts[neighbour])] = UInt32(truncatingIfNeeded: place)
        starts[neighbour] &+= 1
      }
    }
    var place = count
    while place > 0 {
      starts[place] = starts[place &- 1]
      place &-= 1
    }
    starts[0] = 0
  }

  /// Takes repeated neighbours and loops out of ascending rows, in place.
  func removeRepetitions() {
    var end: UInt32 = 0
    var start = Int(offsets[0])
    for place in 0..<count {
      let last = Int(offsets[place + 1])
      let own = UInt32(truncatingIfNeeded: place)
      var previous = own
      for entry in start..<last {
        let neighbour = neighbours[entry]
        guard neighbour != own, neighbour != previous else { continue }
        neighbours[Int(end)] = neighbour
        end &+= 1
        previous = neighbour
      }
      start = last
      offsets[place + 1] = end
    }
  }
}
