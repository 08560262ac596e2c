// The k shortest paths against the enumeration of all paths, and the surroundings of a node against distances.
import GraphModel
import GraphStorage
import QueryExecution
import Testing

@Suite struct PathProcedureTests {
  /// All paths without repeated nodes, cheapest first, then shortest, then by their relationships.
  private func allPaths(
    _ graph: PlainGraph, _ from: Int, _ to: Int, _ direction: Direction, weighted: Bool
  ) -> [(cost: Double, relationships: [Int])] {
    var found: [(cost: Double, relationships: [Int])] = []
    func walk(_ node: Int, _ seen: Set<Int>, _ path: [Int], _ cost: Double) {
      if node == to { return found.append((cost, path)) }
      for step in graph.steps(node, direction, []) where !seen.contains(step.node) {
        let weight = weighted ? Double(graph.relationships[step.relationship].weight) : 1
        walk(step.node, seen.union([step.node]), path + [step.relationship], cost + weight)
      }
    }
    walk(from, [from], [], 0)
    return found.sorted { left, right in
      if left.cost != right.cost { return left.cost < right.cost }
      if left.relationships.count != right.relationships.count { return left.relationships.count < right.relationships.count }
      return left.relationships.lexicographicallyPrecedes(right.relationships)
    }
  }

  @Test(arguments: 0..<30) func pathsAgreeWithTheEnumeration(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 4 + seed % 5, relationships: 5 + seed % 11, seed: UInt64(seed) + 700)
    for (name, direction) in [("both", Direction.both), ("outgoing", .outgoing), ("incoming", .incoming)] {
      for weighted in [false, true] {
        let all = allPaths(graph, 0, 1, direction, weighted: weighted)
        for count in [1, 3, 1000] {
          var options: [(String, Value)] = [
            ("source", node(0)), ("target", node(1)), ("k", .integer(Int64(count))), ("direction", .string(name)),
          ]
          if weighted { options.append(("weight", "weight")) }
          let found = try algorithm("algo.kShortestPaths", ["rank", "path", "cost"], options, on: graph)
          #expect(found.map { $0[2].numberValue } == all.prefix(count).map(\.cost))
          #expect(found.map { $0[0].integerValue } == (0..<found.count).map { Int64($0 + 1) })
          let paths = found.map { row -> [Int] in
            guard case .path(let path) = row[1] else { return [] }
            #expect(path.nodes.first?.id.rawValue == 0 && path.nodes.last?.id.rawValue == 1)
            #expect(Set(path.nodes.map(\.id)).count == path.nodes.count)
            return path.relationships.map { Int($0.id.rawValue) }
          }
          // Equal costs may be cut anywhere by `k`; all together are exactly all paths.
          #expect(Set(paths).count == paths.count)
          #expect(Set(paths).isSubset(of: Set(all.map(\.relationships))))
          if count == 1000 { #expect(Set(paths) == Set(all.map(\.relationships))) }
        }
      }
    }
  }

  @Test func aNodeReachesItselfByTheEmptyPath() throws {
    let graph = PlainGraph.random(nodes: 3, relationships: 5, seed: 1)
    let found = try algorithm(
      "algo.kShortestPaths", ["path", "cost"], [("source", node(2)), ("target", node(2)), ("k", 5)], on: graph)
    #expect(found.map(text) == ["<2;> | 0.0"])
  }

  @Test(arguments: 0..<20) func surroundingsAgreeWithDistances(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 5 + seed, relationships: 5 + seed, seed: UInt64(seed) + 800)
    let store = try graph.store()
    for (name, direction) in [("both", Direction.both), ("outgoing", .outgoing), ("incoming", .incoming)] {
      for (depth, limit) in [(0, 100), (1, 100), (2, 100), (9, 100), (3, 4)] {
        let distances = graph.search(0, direction).distances
        let within = graph.labels.indices.filter { (distances[$0] ?? .max) <= depth }
        let kept = within.sorted { (distances[$0] ?? 0, $0) < (distances[$1] ?? 0, $1) }.prefix(limit)
        let between = graph.relationships.indices.filter { number in
          kept.contains(graph.relationships[number].from) && kept.contains(graph.relationships[number].to)
        }
        let found = try procedure(
          "graph.neighbourhood", ["nodes", "relationships", "truncated", "reachable"],
          [node(0), .integer(Int64(depth)), .map(["direction": .string(name), "limit": .integer(Int64(limit))])], on: store)
        let expected: [Value] = [
          .list(kept.map(node)), .list(between.map(relationship)), .boolean(within.count > limit), .integer(Int64(within.count)),
        ]
        #expect(found.map(text) == [text(expected)])
      }
    }
  }

  @Test func surroundingsOfCertainKinds() throws {
    var graph = PlainGraph()
    graph.node("A")
    for label in ["B", "A", "B"] { graph.node(label) }
    for (to, type) in [(1, "R"), (2, "R"), (3, "S")] { graph.relate(0, to, type) }
    graph.relate(2, 3, "R")
    let store = try graph.store()
    func nodes(_ options: ValueMap) throws -> String {
      try procedure("graph.neighbourhood", ["nodes"], [node(0), 2, .map(options)], on: store).map(text).joined()
    }
    #expect(try nodes(["types": ["S"]]) == "[(0), (3)]")
    #expect(try nodes(["labels": "A"]) == "[(0), (2)]")
    #expect(try nodes(["types": ["R"]]) == "[(0), (1), (2), (3)]")
    #expect(try procedure("graph.neighbourhood", ["nodes"], [.null, 1, .null], on: store) == [])
  }
}
