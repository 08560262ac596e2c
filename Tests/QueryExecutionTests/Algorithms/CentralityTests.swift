// Degree, PageRank, betweenness and triangles against definitions evaluated word by word.
import GraphModel
import QueryExecution
import Testing

@Suite struct CentralityTests {
  private func scores(_ name: String, _ options: [(String, Value)] = [], on graph: PlainGraph) throws -> [Double] {
    try algorithm(name, ["score"], options, on: graph).map { $0[0].numberValue ?? .nan }
  }

  private func expectEqual(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-9) {
    #expect(found.count == expected.count)
    for (left, right) in zip(found, expected) { #expect(abs(left - right) <= tolerance * max(1, abs(right))) }
  }

  @Test func degreesByHand() throws {
    var graph = PlainGraph()
    for _ in 0..<3 { graph.node() }
    graph.relate(0, 1, weight: 2)
    graph.relate(0, 1, weight: 3)
    graph.relate(1, 1, weight: 4)
    let fields = ["node", "degree", "outgoing", "incoming"]
    #expect(try algorithm("algo.degree", fields, on: graph).map(text) == ["(0) | 2 | 2 | 0", "(1) | 4 | 1 | 3", "(2) | 0 | 0 | 0"])
    #expect(
      try algorithm("algo.degree", fields, [("weight", "weight")], on: graph).map(text)
        == ["(0) | 5.0 | 5.0 | 0.0", "(1) | 13.0 | 4.0 | 9.0", "(2) | 0.0 | 0.0 | 0.0"])
  }

  /// PageRank as the definition has it: a dense matrix, multiplied until nothing changes.
  private func naiveRank(_ graph: PlainGraph, damping: Double, weighted: Bool) -> [Double] {
    let count = graph.labels.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for relationship in graph.relationships {
      matrix[relationship.from][relationship.to] += weighted ? Double(relationship.weight) : 1
    }
    for node in 0..<count {
      let sum = matrix[node].reduce(0, +)
      matrix[node] = matrix[node].map { sum == 0 ? 1 / Double(count) : $0 / sum }
    }
    var scores = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<400 {
      scores = (0..<count).map { to in
        (1 - damping) / Double(count) + damping * (0..<count).reduce(0) { $0 + scores[$1] * matrix[$1][to] }
      }
    }
    return scores
  }

  @Test(arguments: 0..<20) func rankAgreesWithTheMatrix(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 2 + seed, relationships: seed * 2, seed: UInt64(seed) + 200)
    for (damping, weighted) in [(0.85, false), (0.5, false), (0.85, true)] {
      var options: [(String, Value)] = [("iterations", 1000), ("tolerance", 1e-14), ("damping", .float(damping))]
      if weighted { options.append(("weight", "weight")) }
      let found = try scores("algo.pagerank", options, on: graph)
      expectEqual(found, naiveRank(graph, damping: damping, weighted: weighted), within: 1e-10)
      expectEqual([found.reduce(0, +)], [1])
    }
  }

  @Test func oneIterationIsOneIteration() throws {
    var graph = PlainGraph()
    for _ in 0..<2 { graph.node() }
    graph.relate(0, 1)
    // Half of the dangling half goes to each; the other half goes to node 1.
    expectEqual(try scores("algo.pagerank", [("iterations", 1), ("damping", 1.0)], on: graph), [0.25, 0.75])
  }

  /// Betweenness as the definition has it: every pair, every node between.
  private func naiveBetweenness(_ graph: PlainGraph, _ direction: Direction) -> [Double] {
    let all = graph.labels.indices
    let searches = all.map { graph.search($0, direction) }
    return all.map { between in
      var sum = 0.0
      for from in all where from != between {
        for to in all where to != between && to != from {
          guard let whole = searches[from].distances[to], let first = searches[from].distances[between],
            let second = searches[between].distances[to], first + second == whole
          else { continue }
          sum += searches[from].paths[between] * searches[between].paths[to] / searches[from].paths[to]
        }
      }
      return direction == .both ? sum / 2 : sum
    }
  }

  @Test(arguments: 0..<20) func betweennessAgreesWithAllPairs(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 3 + seed, relationships: seed * 2, seed: UInt64(seed) + 300)
    for (name, direction) in [("both", Direction.both), ("outgoing", .outgoing), ("incoming", .incoming)] {
      let found = try scores("algo.betweenness", [("direction", .string(name))], on: graph)
      expectEqual(found, naiveBetweenness(graph, direction))
    }
    let pairs = Double((graph.labels.count - 1) * (graph.labels.count - 2))
    expectEqual(
      try scores("algo.betweenness", [("normalised", true)], on: graph), naiveBetweenness(graph, .both).map { $0 / (pairs / 2) })
  }

  @Test func aSampleOfAllIsExactAndASeedDecides() throws {
    let graph = PlainGraph.random(nodes: 30, relationships: 60, seed: 7)
    let exact = try scores("algo.betweenness", on: graph)
    expectEqual(try scores("algo.betweenness", [("samples", 30), ("seed", 5)], on: graph), exact)
    let first = try scores("algo.betweenness", [("samples", 10), ("seed", 1)], on: graph)
    #expect(try scores("algo.betweenness", [("samples", 10), ("seed", 1)], on: graph) == first)
    #expect(try scores("algo.betweenness", [("samples", 10), ("seed", 2)], on: graph) != first)
    // Over all seeds the estimate is right on average; over many it is near.
    var mean = [Double](repeating: 0, count: 30)
    for seed in 0..<200 {
      let sample = try scores("algo.betweenness", [("samples", 10), ("seed", .integer(Int64(seed)))], on: graph)
      for node in 0..<30 { mean[node] += sample[node] / 200 }
    }
    let (estimated, right) = (mean.reduce(0, +), exact.reduce(0, +))
    #expect(abs(estimated - right) < 0.05 * right)
  }

  @Test(arguments: 0..<20) func trianglesAgreeWithAllTriples(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 3 + seed, relationships: seed * 4, seed: UInt64(seed) + 400)
    let all = graph.labels.indices
    let neighbours = all.map { graph.others($0, .both) }
    let expected = all.map { node in
      let pairs = neighbours[node].reduce(0) { sum, other in sum + neighbours[node].intersection(neighbours[other]).count } / 2
      let degree = neighbours[node].count
      return (pairs, degree < 2 ? 0 : 2 * Double(pairs) / Double(degree * (degree - 1)))
    }
    let found = try algorithm("algo.triangleCount", ["triangles", "coefficient"], on: graph)
    #expect(found.map { $0[0].integerValue } == expected.map { Int64($0.0) })
    expectEqual(found.map { $0[1].numberValue ?? .nan }, expected.map(\.1))
  }
}
