// Where the nodes of a small picture stand: columns that follow the relationships from left to right, each column ordered so that few
// lines cross. Relationships that lead back are turned around for the layout alone. The same graph gives the same places.

/// The columns of a small graph.
struct SVGColumns {
  /// For each column its nodes from top to bottom.
  private(set) var columns: [[Int]] = []
  /// For each node its column.
  private(set) var column: [Int]

  /// Lays out nodes that are numbered from 0. Cost: about nodes times relationships; pictures are small.
  init(nodeCount: Int, edges: [(start: Int, end: Int)]) {
    let forward = SVGColumns.withoutCycles(nodeCount, edges.filter { $0.start != $0.end })
    column = SVGColumns.ranks(nodeCount, forward)
    columns = Array(repeating: [], count: (column.max() ?? -1) + 1)
    for node in 0..<nodeCount { columns[column[node]].append(node) }
    settle(forward)
  }

  /// The relationships, those that lead back to where a walk came from turned around.
  private static func withoutCycles(_ nodeCount: Int, _ edges: [(start: Int, end: Int)]) -> [(start: Int, end: Int)] {
    var following = Array(repeating: [Int](), count: nodeCount)
    for (place, edge) in edges.enumerated() { following[edge.start].append(place) }
    var state = Array(repeating: 0, count: nodeCount)  // 0 not seen, 1 on the way, 2 done
    var turned = Set<Int>()
    for root in 0..<nodeCount where state[root] == 0 {
      var way = [(node: root, next: 0)]
      state[root] = 1
      while let last = way.indices.last {
        let node = way[last].node
        guard way[last].next < following[node].count else {
          state[node] = 2
          way.removeLast()
          continue
        }
        let place = following[node][way[last].next]
        way[last].next += 1
        let end = edges[place].end
        if state[end] == 1 { turned.insert(place) }
        if state[end] == 0 {
          state[end] = 1
          way.append((end, 0))
        }
      }
    }
    return edges.enumerated().map { turned.contains($0.offset) ? ($0.element.end, $0.element.start) : $0.element }
  }

  /// The longest way from a node that nothing leads to; then such nodes move up to what they lead to.
  private static func ranks(_ nodeCount: Int, _ edges: [(start: Int, end: Int)]) -> [Int] {
    var ranks = Array(repeating: 0, count: nodeCount)
    for _ in 0..<nodeCount {
      var changed = false
      for edge in edges where ranks[edge.end] <= ranks[edge.start] {
        ranks[edge.end] = ranks[edge.start] + 1
        changed = true
      }
      if !changed { break }
    }
    let targets = Set(edges.map(\.end))
    for node in 0..<nodeCount where !targets.contains(node) {
      if let nearest = edges.filter({ $0.start == node }).map({ ranks[$0.end] }).min() { ranks[node] = nearest - 1 }
    }
    return ranks
  }

  /// Orders each column by the middle of the neighbours, a few times in either direction.
  private mutating func settle(_ edges: [(start: Int, end: Int)]) {
    var neighbours = Array(repeating: [Int](), count: column.count)
    for edge in edges {
      neighbours[edge.start].append(edge.end)
      neighbours[edge.end].append(edge.start)
    }
    var places = Array(repeating: 0.0, count: column.count)
    func number(_ nodes: [Int]) { for (place, node) in nodes.enumerated() { places[node] = Double(place) - Double(nodes.count) / 2 } }
    columns.forEach(number)
    for _ in 0..<4 {
      for number in Array(columns.indices) + columns.indices.reversed() {
        let middles = columns[number].enumerated().map { offset, node in
          let around = neighbours[node].map { places[$0] }
          return (node: node, offset: offset, middle: around.isEmpty ? places[node] : around.reduce(0, +) / Double(around.count))
        }
        columns[number] = middles.sorted { ($0.middle, $0.offset) < ($1.middle, $1.offset) }.map(\.node)
        for (place, node) in columns[number].enumerated() { places[node] = Double(place) - Double(columns[number].count) / 2 }
      }
    }
  }
}
