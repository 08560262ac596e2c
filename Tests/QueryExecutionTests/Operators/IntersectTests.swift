// Nodes adjacent to several bound nodes at once, as rows and as counts, against nested loops.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct IntersectTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var x: Variable { names.node("x") }
  private var r: Variable { names.relationship("r") }
  private var p: Variable { names.relationship("p") }
  private var q: Variable { names.relationship("q") }
  private var n: Variable { names.count("n") }

  /// The triangles (a)-[r]-(b), (a)-[p]-(x), (b)-[q]-(x), all relationships different.
  private func naive(_ graph: PlainGraph, _ directions: [Direction], _ test: LabelTest?, unique: Bool) -> [[Value]] {
    var found: [[Value]] = []
    for start in graph.labels.indices {
      for first in graph.steps(start, directions[0], []) {
        for second in graph.steps(start, directions[1], []) where ExpandTests.holds(test, graph.labels[second.node]) {
          for third in graph.steps(first.node, directions[2], []) where third.node == second.node {
            let all = [first.relationship, second.relationship, third.relationship]
            if unique, Set(all).count < 3 { continue }
            found.append([node(start), node(first.node), node(second.node)] + all.map(relationship))
          }
        }
      }
    }
    return found
  }

  private func triangles(_ directions: [Direction], _ test: LabelTest?, unique: Bool) -> LogicalPlan {
    let legs = [
      step(a, p, x, directions[1], distinctFrom: unique ? [r] : []),
      step(b, q, x, directions[2], distinctFrom: unique ? [r, p] : []),
    ]
    return .intersect(LogicalPlan.argument.scan(a).expand(a, r, b, directions[0]), Intersect(node: x, labels: test, legs: legs))
  }

  @Test(arguments: 1...8) func trianglesAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 4 + seed * 2, relationships: 20 + seed * 10, seed: UInt64(seed + 300))
    let store = try graph.store()
    let patterns: [[Direction]] = [
      [.outgoing, .outgoing, .outgoing], [.both, .both, .both], [.incoming, .outgoing, .both], [.outgoing, .both, .incoming],
    ]
    for directions in patterns {
      for unique in [false, true] {
        for test in [nil, LabelTest.name("A"), .not(.name("B")), .name("C")] {
          let plan = triangles(directions, test, unique: unique)
          let expected = naive(graph, directions, test, unique: unique)
          #expect(
            bag(try rows(plan, [a, b, x, r, p, q], on: store)) == bag(expected), "seed \(seed) \(directions) unique \(unique)")
          let counted = plan.aggregate([], aggregate(n, .count))
          #expect(
            try rows(counted, [n], on: store) == [[.integer(Int64(expected.count))]], "seed \(seed) \(directions) unique \(unique)")
          let exists = LogicalPlan.argument.scan(a).expand(a, r, b, directions[0]).apply(
            .semi(negated: false), .intersect(.argument, Intersect(node: x, labels: test, legs: legs(plan))))
          let pairs = Set(expected.map { text([$0[0], $0[1], $0[3]]) })
          #expect(Set(try rows(exists, [a, b, r], on: store).map(text)) == pairs, "seed \(seed) \(directions) unique \(unique)")
        }
      }
    }
  }

  private func legs(_ plan: LogicalPlan) -> [Expand] {
    if case .intersect(_, let intersect) = plan { return intersect.legs }
    return []
  }

  @Test(arguments: 1...4) func threeLegsAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 8, relationships: 40, seed: UInt64(seed + 400))
    let store = try graph.store()
    let c = names.node("c")
    let s = names.relationship("s")
    let legs = [step(a, p, x), step(b, q, x, distinctFrom: [p]), step(c, s, x, .incoming, distinctFrom: [p, q])]
    let plan = LogicalPlan.intersect(LogicalPlan.argument.scan(a).scan(b).scan(c), Intersect(node: x, labels: nil, legs: legs))
    var expected = 0
    for first in graph.labels.indices {
      for second in graph.labels.indices {
        for third in graph.labels.indices {
          for one in graph.steps(first, .outgoing, []) {
            for two in graph.steps(second, .outgoing, []) where two.node == one.node && two.relationship != one.relationship {
              for three in graph.steps(third, .incoming, []) where three.node == one.node {
                if three.relationship != one.relationship, three.relationship != two.relationship { expected += 1 }
              }
            }
          }
        }
      }
    }
    #expect(try rows(plan, [x], on: store).count == expected, "seed \(seed)")
    #expect(try rows(plan.aggregate([], aggregate(n, .count)), [n], on: store) == [[.integer(Int64(expected))]], "seed \(seed)")
  }

  @Test func aHubBesideALeaf() throws {
    var graph = PlainGraph()
    let (hub, leaf) = (graph.node("Hub"), graph.node("Leaf"))
    let others = (0..<6000).map { _ in graph.node() }
    for other in others { graph.relate(hub, other) }
    for other in [others[0], others[17], others[5999]] { graph.relate(leaf, other) }
    let store = try graph.store()
    for (first, second) in [("Hub", "Leaf"), ("Leaf", "Hub")] {
      let plan = LogicalPlan.intersect(
        LogicalPlan.argument.scan(a, label: first).scan(b, label: second),
        Intersect(node: x, labels: nil, legs: [step(a, nil, x), step(b, nil, x)]))
      #expect(try rows(plan, [x], on: store) == [[node(others[0])], [node(others[17])], [node(others[5999])]])
      #expect(try rows(plan.aggregate([], aggregate(n, .count)), [n], on: store) == [[3]])
    }
    let same = LogicalPlan.intersect(
      LogicalPlan.argument.scan(a, label: "Hub").scan(b, label: "Hub"),
      Intersect(node: x, labels: nil, legs: [step(a, p, x), step(b, q, x, distinctFrom: [p])]))
    #expect(try rows(same.aggregate([], aggregate(n, .count)), [n], on: store) == [[0]])
  }
}
