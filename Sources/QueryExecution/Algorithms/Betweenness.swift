// Betweenness: on how many shortest paths a node lies. Exact after Brandes ("A faster algorithm for betweenness centrality", J. Math.
// Sociology 25, 2001); from a sample of the sources after Brandes and Pich ("Centrality estimation in large networks", Int. J.
// Bifurcation and Chaos 17, 2007). Paths are counted over the simple graph: parallel relationships count once, loops not at all.
// Invariant: sources are dealt to a fixed number of lanes, whose sums are added in order: scores do not depend on the threads.
import GraphModel

/// Betweenness of the nodes of a projection.
struct Betweenness {
  var direction = Direction.both
  /// How many sources are looked at; `nil` for all.
  var samples: Int?
  var seed: Int64 = 0
  /// Whether scores are divided by the number of pairs of other nodes.
  var isNormalised = false

  /// The scores by place.
  func scores(_ projection: GraphProjection) throws(QueryError) -> FlatArray<Double> {
    let (limits, count) = (projection.limits, projection.count)
    let rows = try projection.simpleRows(direction)
    let sources = try FlatArray<UInt32>(count, repeating: 0, limits)
    for place in 0..<count { sources[place] = UInt32(truncatingIfNeeded: place) }
    let sourceCount = min(samples ?? count, count)
    if sourceCount < count {
      var numbers = SeededNumbers(seed: seed)
      numbers.shuffle(sources.start, first: sourceCount, of: count)
    }
    var lanes: [BetweennessLane] = []
    for _ in 0..<ParallelLanes.count { lanes.append(try BetweennessLane(count: count, limits)) }
    let halt = Halt(limits)
    let (work, origins) = (lanes, sources)
    let steps = sourceCount.multipliedReportingOverflow(by: rows.entryCount + count)
    ParallelLanes.run(lanes: ParallelLanes.count, steps: steps.overflow ? Int.max : steps.partialValue) { lane in
      var place = lane
      while place < sourceCount, !halt.isWanted {
        work[lane].add(source: Int(origins[place]), rows)
        place += ParallelLanes.count
      }
    }
    try limits.check()
    return sum(lanes, scale: scale(sources: sourceCount, count: count))
  }

  private func scale(sources: Int, count: Int) -> Double {
    guard sources > 0 else { return 1 }
    var scale = Double(count) / Double(sources)
    if direction == .both { scale /= 2 }  // every pair was met from both of its ends
    if isNormalised, count > 2 {
      let pairs = Double(count - 1) * Double(count - 2)
      scale /= direction == .both ? pairs / 2 : pairs
    }
    return scale
  }

  private func sum(_ lanes: [BetweennessLane], scale: Double) -> FlatArray<Double> {
    let scores = lanes[0].scores
    for place in 0..<scores.count {
      var total = 0.0
      for lane in lanes { total += lane.scores[place] }
      scores[place] = total * scale
    }
    return scores
  }
}

/// The arrays of one lane; used by one thread at a time.
/// Invariant: between sources `distances` holds -1 and `paths` 0 everywhere.
private final class BetweennessLane: @unchecked Sendable {
  let scores: FlatArray<Double>
  private let distances: FlatArray<Int32>
  private let paths: FlatArray<Double>
  /// (1 + dependency) / number of paths, which is what a predecessor needs.
  private let shares: FlatArray<Double>
  private let queue: FlatArray<UInt32>

  init(count: Int, _ limits: ExecutionLimits) throws(QueryError) {
    scores = try FlatArray(count, repeating: 0, limits)
    distances = try FlatArray(count, repeating: -1, limits)
    paths = try FlatArray(count, repeating: 0, limits)
    shares = try FlatArray(count, repeating: 0, limits)
    queue = try FlatArray(count, repeating: 0, limits)
  }

  func add(source: Int, _ rows: CompressedRows) {
    let found = Self.search(
      source, rows.offsets.start, rows.neighbours.start, distances.start, paths.start, queue.start)
    Self.accumulate(
      source, found, rows.offsets.start, rows.neighbours.start, distances.start, paths.start, shares.start, queue.start, scores.start)
  }

  /// Breadth-first search that counts shortest paths; returns how many nodes it found.
  private static func search(
    _ source: Int, _ offsets: UnsafePointer<UInt32>, _ neighbours: UnsafePointer<UInt32>, _ distances: UnsafeMutablePointer<Int32>,
    _ paths: UnsafeMutablePointer<Double>, _ queue: UnsafeMutablePointer<UInt32>
  ) -> Int {
    distances[source] = 0
    paths[source] = 1
    queue[0] = UInt32(truncatingIfNeeded: source)
    var (next, end) = (0, 1)
    while next < end {
      let place = Int(queue[next])
      next &+= 1
      let (distance, own) = (distances[place] &+ 1, paths[place])
      for entry in Int(offsets[place])..<Int(offsets[place &+ 1]) {
        let neighbour = Int(neighbours[entry])
        if distances[neighbour] < 0 {
          distances[neighbour] = distance
          queue[end] = UInt32(truncatingIfNeeded: neighbour)
          end &+= 1
        }
        if distances[neighbour] == distance { paths[neighbour] += own }
      }
    }
    return end
  }

  /// Dependencies from the farthest node back to the source, which is left as it was found.
  private static func accumulate(
    _ source: Int, _ found: Int, _ offsets: UnsafePointer<UInt32>, _ neighbours: UnsafePointer<UInt32>,
    _ distances: UnsafeMutablePointer<Int32>, _ paths: UnsafeMutablePointer<Double>, _ shares: UnsafeMutablePointer<Double>,
    _ queue: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>
  ) {
    var next = found
    while next > 1 {
      next &-= 1
      let place = Int(queue[next])
      let behind = distances[place] &+ 1
      var sum = 0.0
      for entry in Int(offsets[place])..<Int(offsets[place &+ 1]) where distances[Int(neighbours[entry])] == behind {
        sum += shares[Int(neighbours[entry])]
      }
      let dependency = paths[place] * sum
      shares[place] = (1 + dependency) / paths[place]
      scores[place] += dependency
    }
    for next in 0..<found {
      distances[Int(queue[next])] = -1
      paths[Int(queue[next])] = 0
    }
  }
}
