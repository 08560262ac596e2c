// Weakly and strongly connected components. Component numbers are canonical: 0, 1, 2, … in the order of the smallest member, so
// that the same graph gives the same numbers however it was stored or walked.
import GraphModel
import GraphStorage

/// Which component each place is in.
struct Components {
  /// The component by place.
  let numbers: FlatArray<UInt32>
  /// The number of members by component.
  let sizes: [Int64]

  /// Brings any numbering below `places.count` into canonical order.
  init(renumbering groups: FlatArray<UInt32>, _ limits: ExecutionLimits) throws(QueryError) {
    let known = try FlatArray<UInt32>(groups.count, repeating: .max, limits)
    var sizes: [Int64] = []
    for place in 0..<groups.count {
      let group = Int(groups[place])
      if known[group] == .max {
        known[group] = UInt32(truncatingIfNeeded: sizes.count)
        sizes.append(0)
      }
      groups[place] = known[group]
      sizes[Int(known[group])] += 1
    }
    numbers = groups
    self.sizes = sizes
  }

  /// Numbers and sizes as columns.
  var columns: [ProcedureTable.Column] {
    var (components, members): ([Int64], [Int64]) = ([], [])
    components.reserveCapacity(numbers.count)
    members.reserveCapacity(numbers.count)
    for place in 0..<numbers.count {
      components.append(Int64(numbers[place]))
      members.append(sizes[Int(numbers[place])])
    }
    return [.integers(components), .integers(members)]
  }
}

extension Components {
  /// Weakly connected components: union by the smaller root with path halving (Tarjan, van Leeuwen: "Worst-case analysis of set
  /// union algorithms", J. ACM 31, 1984), straight off the adjacency. Cost: one step per relationship, near enough.
  static func weak(_ projection: GraphProjection) throws(QueryError) -> Components {
    let limits = projection.limits
    let parents = try FlatArray<UInt32>(projection.count, repeating: 0, limits)
    for place in 0..<projection.count { parents[place] = UInt32(truncatingIfNeeded: place) }
    let readers = projection.readers(.outgoing)
    var pace = Pace(limits)
    for place in 0..<projection.count {
      var steps = 1
      for reader in readers {
        reader.forEachRun(of: projection.nodes[place]) { run in
          join(UInt32(truncatingIfNeeded: place), run, projection.places.start, parents.start)
          steps += run.count
        }
      }
      try pace.step(steps)
    }
    for place in 0..<projection.count { parents[place] = root(UInt32(truncatingIfNeeded: place), parents.start) }
    return try Components(renumbering: parents, limits)
  }

  private static func join(
    _ place: UInt32, _ run: NeighbourRun, _ places: UnsafePointer<UInt32>, _ parents: UnsafeMutablePointer<UInt32>
  ) {
    var own = root(place, parents)
    for entry in 0..<run.count {
      let neighbour = places[Int(run.neighbours[entry])]
      if neighbour == GraphProjection.none || parents[Int(neighbour)] == own { continue }
      let other = root(neighbour, parents)
      if other < own {
        parents[Int(own)] = other
        own = other
      } else {
        parents[Int(other)] = own
      }
    }
  }

  @inline(__always) private static func root(_ place: UInt32, _ parents: UnsafeMutablePointer<UInt32>) -> UInt32 {
    var place = place
    while parents[Int(place)] != place {
      parents[Int(place)] = parents[Int(parents[Int(place)])]
      place = parents[Int(place)]
    }
    return place
  }
}

extension Components {
  /// Strongly connected components: Tarjan ("Depth-first search and linear graph algorithms", SIAM J. Computing 1, 1972), with the
  /// stack of calls as an array. Cost: linear.
  static func strong(_ projection: GraphProjection) throws(QueryError) -> Components {
    let rows = try projection.rows(.outgoing)
    let limits = projection.limits
    let groups = try FlatArray<UInt32>(projection.count, repeating: .max, limits)
    var search = try StrongSearch(count: projection.count, limits)
    var pace = Pace(limits)
    for place in 0..<projection.count where search.index[place] == 0 { try search.run(from: place, rows, groups, &pace) }
    return try Components(renumbering: groups, limits)
  }

  /// The state of the search. `index` and `low` count from 1; 0 means not seen. Once its component is known a place has `low` = max.
  private struct StrongSearch {
    let index: FlatArray<UInt32>
    private let low: FlatArray<UInt32>
    private let next: FlatArray<UInt32>
    private let calls: FlatArray<UInt32>
    private let open: FlatArray<UInt32>
    private var seen: UInt32 = 0
    private var openCount = 0
    private var groupCount: UInt32 = 0

    init(count: Int, _ limits: ExecutionLimits) throws(QueryError) {
      index = try FlatArray(count, repeating: 0, limits)
      low = try FlatArray(count, repeating: 0, limits)
      next = try FlatArray(count, repeating: 0, limits)
      calls = try FlatArray(count, repeating: 0, limits)
      open = try FlatArray(count, repeating: 0, limits)
    }

    private mutating func enter(_ place: Int, _ rows: CompressedRows) {
      seen += 1
      index[place] = seen
      low[place] = seen
      next[place] = rows.offsets[place]
      open[openCount] = UInt32(truncatingIfNeeded: place)
      openCount += 1
    }

    mutating func run(
      from start: Int, _ rows: CompressedRows, _ groups: FlatArray<UInt32>, _ pace: inout Pace
    ) throws(QueryError) {
      var depth = 1
      calls[0] = UInt32(truncatingIfNeeded: start)
      enter(start, rows)
      while depth > 0 {
        try pace.step(1)
        let place = Int(calls[depth - 1])
        if next[place] < rows.offsets[place + 1] {
          let neighbour = Int(rows.neighbours[Int(next[place])])
          next[place] += 1
          if index[neighbour] == 0 {
            calls[depth] = UInt32(truncatingIfNeeded: neighbour)
            depth += 1
            enter(neighbour, rows)
          } else {
            low[place] = min(low[place], low[neighbour] == .max ? .max : index[neighbour])
          }
          continue
        }
        depth -= 1
        let own = low[place]
        if own == index[place] { close(place, groups) }
        if depth > 0 {
          let caller = Int(calls[depth - 1])
          low[caller] = min(low[caller], own == index[place] ? .max : own)
        }
      }
    }

    private mutating func close(_ place: Int, _ groups: FlatArray<UInt32>) {
      while true {
        openCount -= 1
        let member = Int(open[openCount])
        low[member] = .max
        groups[member] = groupCount
        if member == place { break }
      }
      groupCount += 1
    }
  }
}
