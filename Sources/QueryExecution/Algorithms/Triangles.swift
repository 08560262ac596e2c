// Triangles and local clustering over the simple graph: relationships walked both ways, parallel ones once, no loops. Every relationship
// is directed from the node of lower degree to that of higher, and the lists of successors are intersected by marks (Schank, Wagner:
// "Finding, counting and listing all triangles in large graphs", WEA 2005; clustering after Watts and Strogatz, Nature 393, 1998).
// Invariant: counts are integers per lane and added up: they do not depend on the threads.
import GraphModel

/// Triangles by place.
struct Triangles {
  /// The triangles that a place is a corner of.
  let counts: FlatArray<Int64>
  /// The number of different neighbours.
  let degrees: FlatArray<UInt32>

  /// Counts the triangles of a projection. Cost: relationships times the root of their number at most.
  init(_ projection: GraphProjection) throws(QueryError) {
    let (limits, count) = (projection.limits, projection.count)
    let rows = try projection.simpleRows(.both)
    degrees = try FlatArray(count, repeating: 0, limits)
    for place in 0..<count { degrees[place] = UInt32(truncatingIfNeeded: rows.degree(place)) }
    let upward = try Self.upward(rows, degrees, limits)
    var lanes: [Lane] = []
    for _ in 0..<ParallelLanes.count { lanes.append(try Lane(count: count, limits)) }
    let (work, halt) = (lanes, Halt(limits))
    ParallelLanes.run(lanes: ParallelLanes.count, steps: rows.entryCount * 4) { lane in
      // Blocks of places are dealt in turn, for the heavy ones may lie together.
      var block = lane
      while block * Lane.blockNodes < count, !halt.isWanted {
        work[lane].add(block * Lane.blockNodes..<min((block + 1) * Lane.blockNodes, count), upward)
        block += ParallelLanes.count
      }
    }
    try limits.check()
    counts = lanes[0].counts
    for lane in lanes.dropFirst() {
      for place in 0..<count { counts[place] += lane.counts[place] }
    }
  }

  /// Which part of the pairs of neighbours are neighbours themselves; 0 for a node with fewer than two.
  func clustering(_ place: Int) -> Double {
    let degree = Double(degrees[place])
    return degree < 2 ? 0 : 2 * Double(counts[place]) / (degree * (degree - 1))
  }

  /// The rows with only those neighbours that have a higher degree, or the same and a higher place.
  private static func upward(
    _ rows: CompressedRows, _ degrees: FlatArray<UInt32>, _ limits: ExecutionLimits
  ) throws(QueryError) -> CompressedRows {
    let offsets = try FlatArray<UInt32>(rows.count + 1, repeating: 0, limits)
    let neighbours = try FlatArray<UInt32>(rows.entryCount / 2, repeating: 0, limits)
    var end = 0
    for place in 0..<rows.count {
      for entry in rows.row(place) {
        let neighbour = Int(rows.neighbours[entry])
        let (own, other) = (degrees[place], degrees[neighbour])
        guard other > own || (other == own && neighbour > place) else { continue }
        neighbours[end] = rows.neighbours[entry]
        end += 1
      }
      offsets[place + 1] = UInt32(truncatingIfNeeded: end)
    }
    return CompressedRows(count: rows.count, offsets: offsets, neighbours: neighbours)
  }

  /// The arrays of one lane; used by one thread at a time.
  private final class Lane: @unchecked Sendable {
    static let blockNodes = 256
    let counts: FlatArray<Int64>
    /// Which place a node was last marked for, plus 1.
    private let marks: FlatArray<UInt32>

    init(count: Int, _ limits: ExecutionLimits) throws(QueryError) {
      counts = try FlatArray(count, repeating: 0, limits)
      marks = try FlatArray(count, repeating: 0, limits)
    }

    func add(_ places: Range<Int>, _ rows: CompressedRows) {
      Self.add(places, rows.offsets.start, rows.neighbours.start, marks.start, counts.start)
    }

    private static func add(
      _ places: Range<Int>, _ offsets: UnsafePointer<UInt32>, _ neighbours: UnsafePointer<UInt32>,
      _ marks: UnsafeMutablePointer<UInt32>, _ counts: UnsafeMutablePointer<Int64>
    ) {
      for place in places {
        let (start, end) = (Int(offsets[place]), Int(offsets[place &+ 1]))
        let mark = UInt32(truncatingIfNeeded: place &+ 1)
        for entry in start..<end { marks[Int(neighbours[entry])] = mark }
        var own: Int64 = 0
        for entry in start..<end {
          let middle = Int(neighbours[entry])
          var shared: Int64 = 0
          for entry in Int(offsets[middle])..<Int(offsets[middle &+ 1]) where marks[Int(neighbours[entry])] == mark {
            shared &+= 1
            counts[Int(neighbours[entry])] &+= 1
          }
          counts[middle] &+= shared
          own &+= shared
        }
        counts[place] &+= own
      }
    }
  }
}
