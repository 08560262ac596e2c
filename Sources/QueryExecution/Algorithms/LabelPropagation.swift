// Communities by label propagation (Raghavan, Albert, Kumara: "Near linear time algorithm to detect community structures in
// large-scale networks", Physical Review E 76, 2007): every node takes the community that most of its relationships lead to,
// in a random order anew each round, until none wants to change. Relationships are walked both ways; parallel ones add up.
// Invariant: order and ties come from a seeded generator: the same seed gives the same communities.
import GraphModel

/// Communities of a projection.
struct LabelPropagation {
  var roundsMax = 100
  var seed: Int64 = 0
  var weight: WeightSource?

  /// The communities.
  func communities(_ projection: GraphProjection) throws(QueryError) -> Components {
    let (limits, count) = (projection.limits, projection.count)
    let rows = try projection.rows(.both, .init(weight: weight))
    let groups = try FlatArray<UInt32>(count, repeating: 0, limits)
    let order = try FlatArray<UInt32>(count, repeating: 0, limits)
    for place in 0..<count {
      groups[place] = UInt32(truncatingIfNeeded: place)
      order[place] = UInt32(truncatingIfNeeded: place)
    }
    let tally = try NeighbourTally(count: count, limits)
    var numbers = SeededNumbers(seed: seed)
    var pace = Pace(limits)
    for _ in 0..<roundsMax {
      numbers.shuffle(order.start, first: count, of: count)
      var changes = 0
      for turn in 0..<count {
        let place = Int(order[turn])
        tally.count(place, rows, groups)
        try pace.step(rows.degree(place) + 1)
        guard let chosen = tally.choice(keeping: groups[place], &numbers) else { continue }
        groups[place] = chosen
        changes += 1
      }
      if changes == 0 { break }
    }
    return try Components(renumbering: groups, limits)
  }
}

/// The weight of a node's relationships by the community that they lead to.
/// Invariant: `sums` is 0 for every community that is not in `touched`.
final class NeighbourTally {
  /// The communities of the neighbours, in the order in which they were met.
  let touched: FlatArray<UInt32>
  private(set) var touchedCount = 0
  /// The weight by community.
  let sums: FlatArray<Double>

  init(count: Int, _ limits: ExecutionLimits) throws(QueryError) {
    touched = try FlatArray(count, repeating: 0, limits)
    sums = try FlatArray(count, repeating: 0, limits)
  }

  /// Forgets the last node.
  func clear() {
    for place in 0..<touchedCount { sums[Int(touched[place])] = 0 }
    touchedCount = 0
  }

  /// Counts for a node.
  func count(_ place: Int, _ rows: CompressedRows, _ groups: FlatArray<UInt32>) {
    clear()
    let (neighbours, weights, groups, sums) = (rows.neighbours.start, rows.weights?.start, groups.start, sums.start)
    for entry in rows.row(place) {
      let group = groups[Int(neighbours[entry])]
      let weight = weights?[entry] ?? 1
      guard weight > 0 else { continue }
      if sums[Int(group)] == 0 {
        touched[touchedCount] = group
        touchedCount &+= 1
      }
      sums[Int(group)] += weight
    }
  }

  /// The community with the greatest weight, of several a random one; `nil` where the node's own is among them.
  func choice(keeping own: UInt32, _ numbers: inout SeededNumbers) -> UInt32? {
    var (best, ties): (Double, Int) = (0, 0)
    for place in 0..<touchedCount {
      let sum = sums[Int(touched[place])]
      if sum > best { (best, ties) = (sum, 0) }
      if sum == best { ties += 1 }
    }
    guard ties > 0, sums[Int(own)] < best else { return nil }
    var chosen = numbers.next(below: ties)
    for place in 0..<touchedCount where sums[Int(touched[place])] == best {
      if chosen == 0 { return touched[place] }
      chosen -= 1
    }
    return nil
  }
}
