// Communities: their defining properties on random graphs, two cliques by hand, seeds, and modularity from its formula.
import GraphModel
import QueryExecution
import Testing

@Suite struct CommunityTests {
  private func communities(_ name: String, _ options: [(String, Value)] = [], on graph: PlainGraph) throws -> [Int] {
    try algorithm(name, ["community"], options, on: graph).map { Int($0[0].integerValue ?? -1) }
  }

  /// Two cliques of five with one relationship between them.
  private var twoCliques: PlainGraph {
    var graph = PlainGraph()
    for _ in 0..<10 { graph.node() }
    for start in [0, 5] {
      for from in 0..<5 { for to in 0..<from { graph.relate(start + from, start + to, weight: 1) } }
    }
    graph.relate(0, 5, weight: 1)
    return graph
  }

  @Test func twoCliquesAreTwoCommunities() throws {
    let expected = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    for seed in 0..<20 {
      #expect(try communities("algo.louvain", [("seed", .integer(Int64(seed)))], on: twoCliques) == expected)
    }
    #expect(try communities("algo.labelPropagation", [("seed", 1)], on: twoCliques) == expected)
    let modularity = try algorithm("algo.louvain", ["modularity", "size"], on: twoCliques)
    #expect(abs((modularity[0][0].numberValue ?? 0) - naiveModularity(twoCliques, expected, resolution: 1, weighted: false)) < 1e-12)
    #expect(modularity.allSatisfy { $0[1] == 5 })
  }

  /// Modularity as its formula has it: over all pairs of nodes.
  private func naiveModularity(_ graph: PlainGraph, _ groups: [Int], resolution: Double, weighted: Bool) -> Double {
    let count = graph.labels.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for relationship in graph.relationships {
      let weight = weighted ? Double(relationship.weight) : 1
      matrix[relationship.from][relationship.to] += weight
      matrix[relationship.to][relationship.from] += weight
    }
    let strengths = matrix.map { $0.reduce(0, +) }
    let total = strengths.reduce(0, +)
    guard total > 0 else { return 0 }
    var sum = 0.0
    for left in 0..<count {
      for right in 0..<count where groups[left] == groups[right] {
        sum += matrix[left][right] / total - resolution * strengths[left] * strengths[right] / total / total
      }
    }
    return sum
  }

  @Test(arguments: 0..<20) func louvainIsALocalOptimumOfItsModularity(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 4 + seed, relationships: 4 + seed * 2, seed: UInt64(seed) + 500)
    for (weighted, resolution) in [(false, 1.0), (true, 1.0), (false, 0.5)] {
      var options: [(String, Value)] = [("seed", .integer(Int64(seed))), ("resolution", .float(resolution))]
      if weighted { options.append(("weight", "weight")) }
      let found = try algorithm("algo.louvain", ["community", "modularity"], options, on: graph)
      let groups = found.map { Int($0[0].integerValue ?? -1) }
      let own = naiveModularity(graph, groups, resolution: resolution, weighted: weighted)
      #expect(found.allSatisfy { abs(($0[1].numberValue ?? .nan) - own) < 1e-9 })
      #expect(groups == PlainGraph.canonical(groups))
      // No two communities would be better as one: otherwise a last level would have merged them.
      for left in Set(groups) {
        for right in Set(groups) where left < right {
          let merged = groups.map { $0 == right ? left : $0 }
          #expect(naiveModularity(graph, merged, resolution: resolution, weighted: weighted) <= own + 1e-9)
        }
      }
      let alone = naiveModularity(graph, Array(groups.indices), resolution: resolution, weighted: weighted)
      #expect(own >= alone - 1e-12)
    }
  }

  @Test(arguments: 0..<20) func propagationEndsWhereNobodyWantsToChange(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 4 + seed, relationships: 3 + seed * 2, seed: UInt64(seed) + 600)
    let groups = try communities("algo.labelPropagation", [("seed", .integer(Int64(seed))), ("iterations", 10_000)], on: graph)
    #expect(groups == PlainGraph.canonical(groups))
    for node in graph.labels.indices {
      var counts: [Int: Int] = [:]
      for relationship in graph.relationships where relationship.from != relationship.to {
        if relationship.from == node { counts[groups[relationship.to], default: 0] += 1 }
        if relationship.to == node { counts[groups[relationship.from], default: 0] += 1 }
      }
      #expect((counts[groups[node]] ?? 0) == (counts.values.max() ?? 0))
      #expect(Set(groups.indices.filter { groups[$0] == groups[node] }).isSubset(of: graph.reachable(node, .both)))
    }
  }

  @Test func theSeedDecides() throws {
    let graph = PlainGraph.random(nodes: 60, relationships: 120, seed: 9)
    for name in ["algo.louvain", "algo.labelPropagation"] {
      let first = try communities(name, [("seed", 3)], on: graph)
      #expect(try communities(name, [("seed", 3)], on: graph) == first)
      let others = try (4..<12).map { try communities(name, [("seed", .integer($0))], on: graph) }
      #expect(others.contains { $0 != first })
    }
  }

  @Test func withoutRelationshipsEverybodyIsAlone() throws {
    var graph = PlainGraph()
    for _ in 0..<3 { graph.node() }
    graph.relate(1, 1)
    #expect(try communities("algo.louvain", on: graph) == [0, 1, 2])
    #expect(try communities("algo.labelPropagation", on: graph) == [0, 1, 2])
  }
}
