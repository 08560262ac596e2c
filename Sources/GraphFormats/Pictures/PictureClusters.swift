// What stands in which box. By containment: a region, zone, park or corridor holds what is LOCATED_IN or PART_OF it and what it
// HOSTS; a node stands in the narrowest of the places that hold it, and boxes nest without cycles, at most `depthMax` deep. A
// place is a box if it holds at least two; its relationships to what it holds are said by the box and need no line. By property:
// nodes with the same value stand in one box.

internal import GraphModel

/// The boxes of a picture.
struct PictureClusters {
  /// A box.
  struct Cluster {
    /// What is written on it.
    var title: String
    /// The node that the box is, `nil` for a value of a property.
    var node: Int?
    /// The nodes in it, and boxes in it by their places in `clusters`.
    var members: [Int] = []
    var inner: [Int] = []
  }

  /// All boxes; those with no other around them are `roots`.
  private(set) var clusters: [Cluster] = []
  private(set) var roots: [Int] = []
  /// The nodes in no box.
  private(set) var free: [Int] = []
  /// For each node the box that it is.
  private(set) var boxOfNode: [Int: Int] = [:]
  /// The lines that boxes say.
  private(set) var impliedEdges: Set<Int> = []

  private static let depthMax = 16

  /// The boxes of a graph.
  init(_ graph: PictureGraph, by clusters: PictureOptions.Clusters) {
    switch clusters {
    case .none: free = Array(graph.nodes.indices)
    case .containment: addContainment(graph)
    case .property(let name): addValues(of: name, graph)
    }
  }

  private mutating func addValues(of name: String, _ graph: PictureGraph) {
    var places: [Value: Int] = [:]
    for (place, node) in graph.nodes.enumerated() {
      guard let value = node.node.properties[name], !value.isNull else {
        free.append(place)
        continue
      }
      let cluster = places[value] ?? clusters.count
      if cluster == clusters.count {
        places[value] = cluster
        clusters.append(Cluster(title: value.stringValue ?? value.temporalText ?? ValueText.string(of: value)))
        roots.append(cluster)
      }
      clusters[cluster].members.append(place)
    }
  }

  // MARK: Containment

  /// How narrow a place is: a node stands in the narrowest.
  private static let narrowness = ["Corridor": 1, "Region": 2, "City": 3, "District": 4, "Zone": 5, "Town": 6, "Park": 7]

  private static func narrowness(of node: Node) -> Int {
    let isPlace = node.labels.contains { ["Corridor", "Region", "Zone", "Park"].contains($0) }
    return isPlace ? node.labels.map { narrowness[$0] ?? 0 }.max() ?? 0 : 0
  }

  /// The place that holds something, by a line: `nil` if the line holds nothing.
  private static func holding(_ edge: PictureEdge, _ ranks: [Int]) -> (holder: Int, held: Int)? {
    guard edge.start != edge.end else { return nil }
    switch edge.type {
    case "LOCATED_IN", "PART_OF": return ranks[edge.end] > 0 ? (edge.end, edge.start) : nil
    case "HOSTS": return ranks[edge.start] > 0 ? (edge.start, edge.end) : nil
    default: return nil
    }
  }

  private mutating func addContainment(_ graph: PictureGraph) {
    let ranks = graph.nodes.map { Self.narrowness(of: $0.node) }
    var holders: [Int: [Int]] = [:]
    for edge in graph.edges {
      guard let (holder, held) = Self.holding(edge, ranks) else { continue }
      holders[held, default: []].append(holder)
    }
    let parents = Self.parents(holders, ranks)
    var counts: [Int: Int] = [:]
    for held in graph.nodes.indices { if let parent = parents[held] { counts[parent, default: 0] += 1 } }
    for place in graph.nodes.indices where counts[place, default: 0] >= 2 {
      boxOfNode[place] = clusters.count
      clusters.append(Cluster(title: graph.nodes[place].name, node: place))
    }
    place(graph, parents)
    for (number, edge) in graph.edges.enumerated() {
      guard let (holder, held) = Self.holding(edge, ranks), isInside(held, holder, parents) else { continue }
      impliedEdges.insert(number)
    }
  }

  /// Whether a node stands in the box of another, be it in a box within.
  private func isInside(_ held: Int, _ holder: Int, _ parents: [Int: Int]) -> Bool {
    guard boxOfNode[holder] != nil else { return false }
    var next = parents[held]
    for _ in 0..<Self.depthMax {
      guard let place = next else { return false }
      if place == holder { return true }
      next = parents[place]
    }
    return false
  }

  /// The narrowest holder of each node, of equal ones that which holds most, chosen so that no chain of holders comes back or grows too deep.
  private static func parents(_ holders: [Int: [Int]], _ ranks: [Int]) -> [Int: Int] {
    var parents: [Int: Int] = [:]
    var held: [Int: Int] = [:]
    for all in holders.values { for holder in all { held[holder, default: 0] += 1 } }
    func precedes(_ left: (offset: Int, element: Int), _ right: (offset: Int, element: Int)) -> Bool {
      if ranks[left.element] != ranks[right.element] { return ranks[left.element] > ranks[right.element] }
      let (one, other) = (held[left.element, default: 0], held[right.element, default: 0])
      return one != other ? one > other : left.offset < right.offset
    }
    for held in holders.keys.sorted() {
      let candidates = (holders[held] ?? []).enumerated().map { (offset: $0.offset, element: $0.element) }.sorted(by: precedes)
      for (_, candidate) in candidates where isFree(candidate, of: held, parents) {
        parents[held] = candidate
        break
      }
    }
    return parents
  }

  private static func isFree(_ holder: Int, of held: Int, _ parents: [Int: Int]) -> Bool {
    var next: Int? = holder
    for _ in 0..<depthMax {
      guard let place = next else { return true }
      if place == held { return false }
      next = parents[place]
    }
    return false
  }

  /// The box of the narrowest place around a node that is one: a place that holds a single thing draws nothing around it.
  private func boxAround(_ node: Int, _ parents: [Int: Int]) -> Int? {
    var next = parents[node]
    for _ in 0..<Self.depthMax {
      guard let place = next else { return nil }
      if let box = boxOfNode[place] { return box }
      next = parents[place]
    }
    return nil
  }

  /// Puts every node and every box where it stands.
  private mutating func place(_ graph: PictureGraph, _ parents: [Int: Int]) {
    for node in graph.nodes.indices {
      let around = boxAround(node, parents)
      switch (boxOfNode[node], around) {
      case (let box?, let around?): clusters[around].inner.append(box)
      case (let box?, nil): roots.append(box)
      case (nil, let around?): clusters[around].members.append(node)
      case (nil, nil): free.append(node)
      }
    }
  }
}
