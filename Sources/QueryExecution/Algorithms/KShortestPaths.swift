// The k shortest paths without repeated nodes between two nodes: Yen ("Finding the k shortest loopless paths in a network", Management
// Science 17, 1971) with Lawler's restriction (Management Science 18, 1972) to deviations behind the place where a path itself deviated,
// so that no path is made twice. Each deviation is an A* search (Hart, Nilsson, Raphael, IEEE Trans. SSC 4, 1968) towards the exact
// distances to the target, which one backward search finds at the start and removals only lengthen.
// Invariant: paths come by cost, then by length, then by the numbers of their relationships; parallel relationships make paths of
// their own.
import GraphModel

/// A path through a projection.
struct FoundPath {
  var cost: Double
  /// One more than there are relationships.
  var places: [UInt32]
  var relationships: [UInt32]
  /// The first step at which the path may deviate from the one that it was made from.
  var deviation: Int

  /// Whether this path comes before another.
  func isBefore(_ other: FoundPath) -> Bool {
    if cost != other.cost { return cost < other.cost }
    if relationships.count != other.relationships.count { return relationships.count < other.relationships.count }
    return relationships.lexicographicallyPrecedes(other.relationships)
  }
}

/// Finds paths one after another, each when it is asked for.
final class KShortestPaths {
  private let rows: CompressedRows
  private let relationships: FlatArray<UInt32>
  /// The distance to the target from every place.
  private let remaining: FlatArray<Double>
  private var search: PathSearch
  private let source: Int
  private let target: Int
  private let limits: ExecutionLimits
  private var accepted: [FoundPath] = []
  private var candidates: [FoundPath] = []
  private var charged = 0

  init(
    _ projection: GraphProjection, from source: Int, to target: Int, _ direction: Direction, weight: WeightSource?
  ) throws(QueryError) {
    limits = projection.limits
    rows = try projection.rows(direction, .init(relationships: true, weight: weight))
    relationships = try rows.relationshipEntries(projection.limits)
    let backward = direction == .both ? rows : try projection.rows(direction.reversed, .init(weight: weight))
    remaining = try PathSearch.distances(to: target, backward, projection.limits)
    search = try PathSearch(count: projection.count, projection.limits)
    (self.source, self.target) = (source, target)
  }

  deinit { limits.release(charged) }

  /// The next path; `nil` when there is none.
  func next() throws(QueryError) -> FoundPath? {
    if let last = accepted.last {
      try deviate(from: last)
    } else {
      try offer(root: FoundPath(cost: 0, places: [UInt32(truncatingIfNeeded: source)], relationships: [], deviation: 0), banned: [])
    }
    guard let place = candidates.indices.min(by: { candidates[$0].isBefore(candidates[$1]) }) else { return nil }
    let path = candidates.remove(at: place)
    accepted.append(path)
    return path
  }

  /// Offers the best path that leaves the last one at each of its nodes.
  private func deviate(from last: FoundPath) throws(QueryError) {
    guard !last.relationships.isEmpty else { return }
    var cost = 0.0
    for step in 0..<last.relationships.count {
      if step >= last.deviation {
        let root = FoundPath(
          cost: cost, places: Array(last.places[...step]), relationships: Array(last.relationships[..<step]), deviation: step)
        let banned = accepted.filter { $0.relationships.count > step && $0.relationships[..<step].elementsEqual(root.relationships) }
        try offer(root: root, banned: banned.map { $0.relationships[step] })
      }
      cost += weight(from: Int(last.places[step]), last.relationships[step])
    }
  }

  private func weight(from place: Int, _ relationship: UInt32) -> Double {
    guard let weights = rows.weights else { return 1 }
    return rows.row(place).first { relationships[$0] == relationship }.map { weights[$0] } ?? 1
  }

  /// Makes the shortest path that begins with a root and does not go on over the banned relationships.
  private func offer(root: FoundPath, banned: [UInt32]) throws(QueryError) {
    guard var path = try search.run(root: root, banned: banned, to: target, rows, relationships, remaining, limits) else { return }
    path.deviation = root.deviation
    let bytes = path.places.count * 8 + 64
    try limits.charge(bytes)
    charged += bytes
    candidates.append(path)
  }
}

/// One search at a time over arrays that are not cleared in between.
/// Invariant: `costs`, `via` and `before` of a place are those of this search exactly if its mark is the present one; a place whose
/// mark is the present one and whose cost is below 0 is banned.
private struct PathSearch {
  private let costs: FlatArray<Double>
  private let marks: FlatArray<UInt32>
  private let via: FlatArray<UInt32>
  private let before: FlatArray<UInt32>
  private var mark: UInt32 = 0
  private var heap = CostHeap()

  init(count: Int, _ limits: ExecutionLimits) throws(QueryError) {
    costs = try FlatArray(count, repeating: 0, limits)
    marks = try FlatArray(count, repeating: 0, limits)
    via = try FlatArray(count, repeating: 0, limits)
    before = try FlatArray(count, repeating: 0, limits)
  }

  /// The distances to a node over rows that lead away from it (Dijkstra, Numerische Mathematik 1, 1959); infinite where there is no way.
  static func distances(
    to target: Int, _ backward: CompressedRows, _ limits: ExecutionLimits
  ) throws(QueryError) -> FlatArray<Double> {
    let distances = try FlatArray<Double>(backward.count, repeating: .infinity, limits)
    var heap = CostHeap()
    var pace = Pace(limits)
    distances[target] = 0
    heap.push(0, UInt32(truncatingIfNeeded: target))
    while let (cost, place) = heap.pop() {
      if cost > distances[Int(place)] { continue }
      try pace.step(backward.degree(Int(place)) + 1)
      for entry in backward.row(Int(place)) {
        let neighbour = backward.neighbours[entry]
        let reached = cost + (backward.weights?[entry] ?? 1)
        if reached < distances[Int(neighbour)] {
          distances[Int(neighbour)] = reached
          heap.push(reached, neighbour)
        }
      }
    }
    return distances
  }

  mutating func run(
    root: FoundPath, banned: [UInt32], to target: Int, _ rows: CompressedRows, _ relationships: FlatArray<UInt32>,
    _ remaining: FlatArray<Double>, _ limits: ExecutionLimits
  ) throws(QueryError) -> FoundPath? {
    let start = Int(root.places[root.places.count - 1])
    guard remaining[start] < .infinity else { return nil }
    begin(root, start)
    var pace = Pace(limits)
    while let (bound, found) = heap.pop() {
      let place = Int(found)
      if place == target { return path(root, to: target) }
      let cost = costs[place]
      if bound > cost + remaining[place] { continue }  // an older, dearer way to the same place
      try pace.step(rows.degree(place) + 1)
      for entry in rows.row(place) {
        let neighbour = Int(rows.neighbours[entry])
        let reached = cost + (rows.weights?[entry] ?? 1)
        guard remaining[neighbour] < .infinity, marks[neighbour] != mark || reached < costs[neighbour] else { continue }
        if place == start, banned.contains(relationships[entry]) { continue }
        marks[neighbour] = mark
        costs[neighbour] = reached
        via[neighbour] = relationships[entry]
        before[neighbour] = found
        heap.push(reached + remaining[neighbour], UInt32(truncatingIfNeeded: neighbour))
      }
    }
    return nil
  }

  private mutating func begin(_ root: FoundPath, _ start: Int) {
    heap.removeAll()
    if mark == .max {
      for place in 0..<marks.count { marks[place] = 0 }
      mark = 0
    }
    mark += 1
    for place in root.places {
      marks[Int(place)] = mark
      costs[Int(place)] = -1
    }
    costs[start] = root.cost
    heap.push(0, UInt32(truncatingIfNeeded: start))
  }

  private func path(_ root: FoundPath, to target: Int) -> FoundPath {
    var (places, steps): ([UInt32], [UInt32]) = ([], [])
    var place = UInt32(truncatingIfNeeded: target)
    while place != root.places[root.places.count - 1] {
      places.append(place)
      steps.append(via[Int(place)])
      place = before[Int(place)]
    }
    return FoundPath(
      cost: costs[target], places: root.places + places.reversed(), relationships: root.relationships + steps.reversed(), deviation: 0)
  }
}

/// A binary heap of places by cost; of equal costs the smaller place comes first.
private struct CostHeap {
  private var entries: [(cost: Double, place: UInt32)] = []

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func push(_ cost: Double, _ place: UInt32) {
    entries.append((cost, place))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard isBefore(child, parent) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (cost: Double, place: UInt32)? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && isBefore(child, least) { least = child }
      guard least != parent else { return first }
      entries.swapAt(parent, least)
      parent = least
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (entries[left], entries[right])
    return a.cost < b.cost || (a.cost == b.cost && a.place < b.place)
  }
}
