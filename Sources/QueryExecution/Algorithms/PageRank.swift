// PageRank by power iteration (Page, Brin, Motwani, Winograd: "The PageRank citation ranking", Stanford 1999). Nodes without outgoing
// relationships give their score to all nodes alike; scores add up to 1. Every node pulls from its incoming neighbours, so that threads
// never write to the same place.
// Invariant: sums over all nodes are added block by block in a fixed order; scores do not depend on the number of threads.
import GraphModel

/// Ranks the nodes of a projection.
struct PageRank {
  private static let blockNodes = 4_096

  var iterationsMax = 100
  var damping = 0.85
  /// The sum of the absolute changes below which the iteration ends.
  var tolerance = 1e-9
  var weight: WeightSource?

  /// The scores by place.
  func scores(_ projection: GraphProjection) throws(QueryError) -> FlatArray<Double> {
    let (limits, count) = (projection.limits, projection.count)
    let rows = try projection.rows(.incoming, .init(loops: true, weight: weight))
    let state = try State(rows: rows, limits)
    let blocks = (count + Self.blockNodes - 1) / Self.blockNodes
    var dangling = state.start(count)
    let halt = Halt(limits)
    for _ in 0..<iterationsMax where count > 0 {
      let base = (1 - damping) / Double(count) + damping * dangling / Double(count)
      let (step, damping) = (state.step, damping)
      ParallelLanes.run(lanes: blocks, steps: rows.entryCount) { block in
        if halt.isWanted { return }
        let first = block * Self.blockNodes
        step.run(first..<min(first + Self.blockNodes, count), block: block, base: base, damping: damping)
      }
      try limits.check()
      dangling = (0..<blocks).reduce(0) { $0 + state.dangling[$1] }
      let change = (0..<blocks).reduce(0) { $0 + state.changes[$1] }
      state.swap()
      if change < tolerance { break }
    }
    return state.scores
  }

  /// The arrays of an iteration.
  private final class State {
    let scores: FlatArray<Double>
    /// Per block: the change of its scores, and the score of its nodes without outgoing relationships.
    let changes: FlatArray<Double>
    let dangling: FlatArray<Double>
    private let rows: CompressedRows
    /// What a node gives per unit of weight: score / outgoing weight.
    private var shares: FlatArray<Double>
    private var nextShares: FlatArray<Double>
    /// 1 / outgoing weight; 0 for a node that gives nothing.
    private let factors: FlatArray<Double>

    init(rows: CompressedRows, _ limits: ExecutionLimits) throws(QueryError) {
      self.rows = rows
      let count = rows.count
      scores = try FlatArray(count, repeating: count > 0 ? 1 / Double(count) : 0, limits)
      shares = try FlatArray(count, repeating: 0, limits)
      nextShares = try FlatArray(count, repeating: 0, limits)
      factors = try FlatArray(count, repeating: 0, limits)
      changes = try FlatArray(count / blockNodes + 1, repeating: 0, limits)
      dangling = try FlatArray(count / blockNodes + 1, repeating: 0, limits)
      let (neighbours, factors) = (rows.neighbours.start, factors.start)
      if let weights = rows.weights?.start {
        for entry in 0..<rows.entryCount { factors[Int(neighbours[entry])] += weights[entry] }
      } else {
        for entry in 0..<rows.entryCount { factors[Int(neighbours[entry])] += 1 }
      }
      for place in 0..<count where factors[place] > 0 { factors[place] = 1 / factors[place] }
    }

    /// Sets the first shares; returns the score of the nodes that give nothing.
    func start(_ count: Int) -> Double {
      var dangling = 0.0
      for place in 0..<count {
        shares[place] = scores[place] * factors[place]
        if factors[place] == 0 { dangling += scores[place] }
      }
      return dangling
    }

    func swap() { (shares, nextShares) = (nextShares, shares) }

    var step: Step {
      Step(
        offsets: rows.offsets.start, neighbours: rows.neighbours.start, weights: rows.weights?.start, shares: shares.start,
        nextShares: nextShares.start, scores: scores.start, factors: factors.start, changes: changes.start, dangling: dangling.start)
    }
  }

  /// One iteration over a block. The pointers belong to the state, which outlives the threads; blocks write to places of their own.
  private struct Step: @unchecked Sendable {
    let offsets: UnsafePointer<UInt32>
    let neighbours: UnsafePointer<UInt32>
    let weights: UnsafePointer<Double>?
    let shares: UnsafePointer<Double>
    let nextShares: UnsafeMutablePointer<Double>
    let scores: UnsafeMutablePointer<Double>
    let factors: UnsafePointer<Double>
    let changes: UnsafeMutablePointer<Double>
    let dangling: UnsafeMutablePointer<Double>

    func run(_ places: Range<Int>, block: Int, base: Double, damping: Double) {
      var (change, given) = (0.0, 0.0)
      for place in places {
        let (start, end) = (Int(offsets[place]), Int(offsets[place &+ 1]))
        let sum = weights.map { Self.sum(neighbours, $0, shares, start, end) } ?? Self.sum(neighbours, shares, start, end)
        let score = base + damping * sum
        change += (score - scores[place]).magnitude
        scores[place] = score
        nextShares[place] = score * factors[place]
        given += factors[place] == 0 ? score : 0
      }
      changes[block] = change
      dangling[block] = given
    }

    /// Two running sums, for the additions of one would wait for each other.
    @inline(__always) private static func sum(
      _ neighbours: UnsafePointer<UInt32>, _ shares: UnsafePointer<Double>, _ start: Int, _ end: Int
    ) -> Double {
      var (even, odd) = (0.0, 0.0)
      var entry = start
      while entry &+ 1 < end {
        even += shares[Int(neighbours[entry])]
        odd += shares[Int(neighbours[entry &+ 1])]
        entry &+= 2
      }
      if entry < end { even += shares[Int(neighbours[entry])] }
      return even + odd
    }

    @inline(__always) private static func sum(
      _ neighbours: UnsafePointer<UInt32>, _ weights: UnsafePointer<Double>, _ shares: UnsafePointer<Double>, _ start: Int, _ end: Int
    ) -> Double {
      var sum = 0.0
      for entry in start..<end { sum += shares[Int(neighbours[entry])] * weights[entry] }
      return sum
    }
  }
}
