// Communities by modularity (Blondel, Guillaume, Lambiotte, Lefebvre: "Fast unfolding of communities in large networks", J. Stat.
// Mech. 2008): nodes move to the neighbouring community that raises modularity most until none does, then communities become the
// nodes of a smaller graph, and so on. Relationships are walked both ways; parallel ones add up; resolution as in Reichardt and
// Bornholdt (Physical Review E 74, 2006).
// Invariants: the total weight of all levels is the same; `groups` always maps every place of the projection to a node of the level.
import GraphModel

/// Communities of a projection and their modularity.
struct Louvain {
  var levelsMax = 32
  var resolution = 1.0
  var seed: Int64 = 0
  var weight: WeightSource?
  private static let sweepsMax = 256
  private static let gainMin = 1e-12

  /// The communities and their modularity (0 for a graph without relationships).
  func communities(_ projection: GraphProjection) throws(QueryError) -> (communities: Components, modularity: Double) {
    let limits = projection.limits
    var level = try LouvainLevel(projection.rows(.both, .init(loops: true, weight: weight)), limits)
    let groups = try FlatArray<UInt32>(projection.count, repeating: 0, limits)
    for place in 0..<projection.count { groups[place] = UInt32(truncatingIfNeeded: place) }
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<levelsMax where level.total > 0 {
      guard try move(level, &numbers, limits) else { break }
      let parts = try Components(renumbering: level.groups, limits)
      for place in 0..<projection.count { groups[place] = parts.numbers[Int(groups[place])] }
      level = try level.merged(parts, limits)
    }
    return (try Components(renumbering: groups, limits), level.modularity(resolution))
  }

  /// Moves nodes until no move raises modularity; says whether any did.
  private func move(_ level: LouvainLevel, _ numbers: inout SeededNumbers, _ limits: ExecutionLimits) throws(QueryError) -> Bool {
    let count = level.rows.count
    let order = try FlatArray<UInt32>(count, repeating: 0, limits)
    for place in 0..<count { order[place] = UInt32(truncatingIfNeeded: place) }
    numbers.shuffle(order.start, first: count, of: count)
    let tally = try NeighbourTally(count: count, limits)
    var pace = Pace(limits)
    var hasMoved = false
    for _ in 0..<Self.sweepsMax {
      var moves = 0
      for turn in 0..<count {
        let place = Int(order[turn])
        tally.count(place, level.rows, level.groups)
        try pace.step(level.rows.degree(place) + 1)
        moves += level.move(place, tally, resolution, gainMin: Self.gainMin) ? 1 : 0
      }
      if moves == 0 { break }
      hasMoved = true
    }
    return hasMoved
  }
}

/// The graph of one level.
/// Invariant: `rows` holds every relationship between different nodes in both rows, and none from a node to itself.
private final class LouvainLevel {
  let rows: CompressedRows
  /// The community of each node; a node number.
  let groups: FlatArray<UInt32>
  /// The weight of all relationships, each counted at both of its ends.
  let total: Double
  /// The weight of relationships from a node to itself, counted once.
  private let loops: FlatArray<Double>
  /// The weight at a node, and in a community, loops counted twice.
  private let strengths: FlatArray<Double>
  private let groupStrengths: FlatArray<Double>

  init(rows: CompressedRows, loops: FlatArray<Double>, _ limits: ExecutionLimits) throws(QueryError) {
    self.rows = rows
    self.loops = loops
    groups = try FlatArray(rows.count, repeating: 0, limits)
    strengths = try FlatArray(rows.count, repeating: 0, limits)
    groupStrengths = try FlatArray(rows.count, repeating: 0, limits)
    var total = 0.0
    for place in 0..<rows.count {
      var strength = 2 * loops[place]
      for entry in rows.row(place) { strength += rows.weights?[entry] ?? 1 }
      groups[place] = UInt32(truncatingIfNeeded: place)
      strengths[place] = strength
      groupStrengths[place] = strength
      total += strength
    }
    self.total = total
  }

  /// The first level: loops are taken out of the rows, in place.
  convenience init(_ rows: CompressedRows, _ limits: ExecutionLimits) throws(QueryError) {
    let loops = try FlatArray<Double>(rows.count, repeating: 0, limits)
    var (start, end) = (0, 0)
    for place in 0..<rows.count {
      let last = Int(rows.offsets[place + 1])
      for entry in start..<last {
        if Int(rows.neighbours[entry]) == place {
          loops[place] += rows.weights?[entry] ?? 1
        } else {
          rows.neighbours[end] = rows.neighbours[entry]
          if let weights = rows.weights { weights[end] = weights[entry] }
          end += 1
        }
      }
      start = last
      rows.offsets[place + 1] = UInt32(truncatingIfNeeded: end)
    }
    try self.init(rows: rows, loops: loops, limits)
  }

  /// Moves a node to the community that raises modularity most, of equal ones the smallest; says whether it moved.
  func move(_ place: Int, _ tally: NeighbourTally, _ resolution: Double, gainMin: Double) -> Bool {
    let own = groups[place]
    let strength = strengths[place]
    groupStrengths[Int(own)] -= strength
    let factor = resolution * strength / total
    var best = (group: own, gain: tally.sums[Int(own)] - factor * groupStrengths[Int(own)])
    let least = best.gain + gainMin * total
    for index in 0..<tally.touchedCount {
      let group = tally.touched[index]
      let gain = tally.sums[Int(group)] - factor * groupStrengths[Int(group)]
      if gain > best.gain || (gain == best.gain && best.group != own && group < best.group) { best = (group, gain) }
    }
    if best.gain <= least { best.group = own }
    groupStrengths[Int(best.group)] += strength
    groups[place] = best.group
    return best.group != own
  }

  /// The level whose nodes are the communities of this one.
  func merged(_ parts: Components, _ limits: ExecutionLimits) throws(QueryError) -> LouvainLevel {
    let count = parts.sizes.count
    let members = try FlatArray<UInt32>(rows.count, repeating: 0, limits)
    var starts = [0]
    for size in parts.sizes { starts.append((starts.last ?? 0) + Int(size)) }
    var ends = starts
    for place in 0..<rows.count {
      let part = Int(parts.numbers[place])
      members[ends[part]] = UInt32(truncatingIfNeeded: place)
      ends[part] += 1
    }
    let offsets = try FlatArray<UInt32>(count + 1, repeating: 0, limits)
    let neighbours = try FlatArray<UInt32>(rows.entryCount, repeating: 0, limits)
    let weights = try FlatArray<Double>(rows.entryCount, repeating: 0, limits)
    let inner = try FlatArray<Double>(count, repeating: 0, limits)
    let sums = try FlatArray<Double>(count, repeating: 0, limits)
    var (end, pace) = (0, Pace(limits))
    for part in 0..<count {
      let first = end
      for index in starts[part]..<starts[part + 1] {
        let place = Int(members[index])
        inner[part] += loops[place]
        try pace.step(rows.degree(place) + 1)
        for entry in rows.row(place) {
          let weight = rows.weights?[entry] ?? 1
          let other = parts.numbers[Int(rows.neighbours[entry])]
          if Int(other) == part {
            inner[part] += weight / 2  // met from both ends
          } else if weight > 0 {
            if sums[Int(other)] == 0 {
              neighbours[end] = other
              end += 1
            }
            sums[Int(other)] += weight
          }
        }
      }
      for entry in first..<end {
        weights[entry] = sums[Int(neighbours[entry])]
        sums[Int(neighbours[entry])] = 0
      }
      offsets[part + 1] = UInt32(truncatingIfNeeded: end)
    }
    return try LouvainLevel(
      rows: CompressedRows(count: count, offsets: offsets, neighbours: neighbours, weights: weights), loops: inner, limits)
  }

  /// The modularity of the partition in which every node of this level is a community.
  func modularity(_ resolution: Double) -> Double {
    guard total > 0 else { return 0 }
    var sum = 0.0
    for place in 0..<rows.count {
      let share = strengths[place] / total
      sum += 2 * loops[place] / total - resolution * share * share
    }
    return sum
  }
}
