// Components, articulation points and bridges: small graphs by hand, and random ones against removal and reachability.
import GraphModel
import GraphStorage
import QueryExecution
import Testing

@Suite struct ConnectivityTests {
  /// Two triangles joined by one relationship, a pair, and a node alone with a loop.
  private var joinedTriangles: PlainGraph {
    var graph = PlainGraph()
    for _ in 0..<9 { graph.node() }
    for (from, to) in [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (6, 7), (8, 8)] { graph.relate(from, to) }
    return graph
  }

  private func numbers(_ name: String, _ field: String, _ options: [(String, Value)] = [], on graph: PlainGraph) throws -> [Int] {
    try algorithm(name, [field], options, on: graph).map { Int($0[0].integerValue ?? -1) }
  }

  @Test func componentsByHand() throws {
    let weak = try algorithm("algo.wcc", ["node", "component", "size"], on: joinedTriangles)
    #expect(weak.map(text).prefix(2) == ["(0) | 0 | 6", "(1) | 0 | 6"])
    #expect(weak.map(text).suffix(3) == ["(6) | 1 | 2", "(7) | 1 | 2", "(8) | 2 | 1"])
    #expect(try numbers("algo.scc", "component", on: joinedTriangles) == [0, 0, 0, 1, 1, 1, 2, 3, 4])
    #expect(try numbers("algo.scc", "size", on: joinedTriangles) == [3, 3, 3, 3, 3, 3, 1, 1, 1])
  }

  @Test func nothingInNothingOut() throws {
    for name in ["algo.wcc", "algo.scc", "algo.pagerank", "algo.degree", "algo.betweenness", "algo.labelPropagation", "algo.louvain"] {
      #expect(try algorithm(name, ["node"], on: PlainGraph()) == [])
    }
    for name in ["algo.articulationPoints", "algo.triangleCount"] { #expect(try algorithm(name, ["node"], on: PlainGraph()) == []) }
    #expect(try algorithm("algo.bridges", ["relationship"], on: PlainGraph()) == [])
  }

  @Test func whatHoldsTogetherByHand() throws {
    let points = try algorithm("algo.articulationPoints", ["node", "parts"], on: joinedTriangles)
    #expect(points.map(text) == ["(2) | 2", "(3) | 2"])
    let bridges = try algorithm("algo.bridges", ["relationship", "source", "target", "cutOff"], on: joinedTriangles)
    #expect(bridges.map(text) == ["[3] | (2) | (3) | 3", "[7] | (6) | (7) | 1"])
    var doubled = joinedTriangles
    doubled.relate(3, 2)
    #expect(try algorithm("algo.bridges", ["relationship"], on: doubled).map(text) == ["[7]"])
    #expect(try algorithm("algo.articulationPoints", ["node"], on: doubled).count == 2)
  }

  @Test(arguments: 0..<40) func componentsAgreeWithReachability(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 3 + seed, relationships: seed * 3 / 2, seed: UInt64(seed))
    let all = graph.labels.indices
    let weak = PlainGraph.canonical(all.map { graph.reachable($0, .both).min() ?? $0 })
    #expect(try numbers("algo.wcc", "component", on: graph) == weak)
    let forward = all.map { graph.reachable($0, .outgoing) }
    let strong = PlainGraph.canonical(
      all.map { node in forward[node].filter { forward[$0].contains(node) }.min() ?? node })
    #expect(try numbers("algo.scc", "component", on: graph) == strong)
  }

  @Test(arguments: 0..<40) func removalTakesApart(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 3 + seed, relationships: 2 + seed * 5 / 4, seed: UInt64(seed) + 100)
    var points: [String] = []
    for node in graph.labels.indices {
      let around = graph.others(node, .both)
      let parts = Set(around.map { graph.reachable($0, .both, without: [node]).min() ?? $0 }).count
      if parts > 1 { points.append("(\(node)) | \(parts)") }
    }
    #expect(try algorithm("algo.articulationPoints", ["node", "parts"], on: graph).map(text) == points)
    var bridges: [String] = []
    for (number, relationship) in graph.relationships.enumerated() where relationship.from != relationship.to {
      let left = graph.reachable(relationship.from, .both, withoutRelationship: number)
      if left.contains(relationship.to) { continue }
      let right = graph.reachable(relationship.to, .both, withoutRelationship: number)
      bridges.append("[\(number)] | (\(relationship.from)) | (\(relationship.to)) | \(min(left.count, right.count))")
    }
    #expect(try algorithm("algo.bridges", ["relationship", "source", "target", "cutOff"], on: graph).map(text) == bridges)
  }

  @Test func aLongChainNeedsNoStack() throws {
    let length = 20_000
    let store = GraphStore()
    let loader = try BulkLoader(store: store)
    let type = try loader.relationshipType("R")
    _ = try loader.addNodes(count: length, labels: [], properties: [])
    let nodes = (0..<UInt32(length)).map { $0 }
    try loader.addRelationships(type: type, from: Array(nodes.dropLast()), to: Array(nodes.dropFirst()))
    _ = try loader.finish()
    func values(_ name: String, _ field: String) throws -> [Value] {
      try procedure(name, [field], [.map([:])], on: store).map { $0[0] }
    }
    #expect(try Set(values("algo.scc", "component")).count == length)
    #expect(try values("algo.bridges", "cutOff").count == length - 1)
    #expect(try values("algo.articulationPoints", "node").count == length - 2)
    #expect(try Set(values("algo.wcc", "component")) == [0])
  }
}
