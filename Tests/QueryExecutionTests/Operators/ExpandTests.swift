// Steps over relationships against a naive evaluation: directions, types, labels, uniqueness, loops, parallels, hubs, nulls.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct ExpandTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var c: Variable { names.node("c") }
  private var r: Variable { names.relationship("r") }
  private var s: Variable { names.relationship("s") }

  static let tests: [LabelTest?] = [nil, .name("A"), .name("C"), .not(.name("A")), .and([.name("A"), .name("B")]), .any]

  static func holds(_ test: LabelTest?, _ labels: [String]) -> Bool {
    switch test {
    case nil: true
    case .name(let name): labels.contains(name)
    case .any: !labels.isEmpty
    case .not(let inner): !holds(inner, labels)
    case .and(let parts): parts.allSatisfy { holds($0, labels) }
    case .or(let parts): parts.contains { holds($0, labels) }
    }
  }

  @Test(arguments: 1...6) func oneStepAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 5 + seed * 7, relationships: 30 * seed, seed: UInt64(seed))
    let store = try graph.store()
    for direction in Direction.allCases {
      for types in [[], ["R"], ["S", "R"], ["Q"], ["Q", "S", "S"]] {
        for test in Self.tests {
          let plan = LogicalPlan.argument.scan(a).expand(a, r, b, direction, types: types, labels: test)
          let expected = graph.labels.indices.flatMap { start in
            graph.steps(start, direction, types).filter { Self.holds(test, graph.labels[$0.node]) }
              .map { [node(start), relationship($0.relationship), node($0.node)] }
          }
          #expect(bag(try rows(plan, [a, r, b], on: store)) == bag(expected), "seed \(seed) \(direction) \(types)")
          let counted = plan.aggregate([item(names.node("a2"), read(a))], aggregate(names.count("n"), .count))
          var counts: [Int: Int] = [:]
          for start in graph.labels.indices {
            let count = expected.filter { $0[0] == node(start) }.count
            if count > 0 { counts[start] = count }
          }
          #expect(
            bag(try rows(counted, [names.node("a2"), names.count("n")], on: store))
              == bag(counts.map { [node($0.key), .integer(Int64($0.value))] }), "seed \(seed) \(direction) \(types)")
        }
      }
    }
  }

  @Test(arguments: 1...6) func twoStepsKeepRelationshipsApart(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 12, relationships: 40, seed: UInt64(seed + 100))
    let store = try graph.store()
    for direction in Direction.allCases {
      let plan = LogicalPlan.argument.scan(a).expand(a, r, b, direction).expand(b, s, c, direction, distinctFrom: [r])
      var expected: [[Value]] = []
      for start in graph.labels.indices {
        for first in graph.steps(start, direction, []) {
          for second in graph.steps(first.node, direction, []) where second.relationship != first.relationship {
            expected.append([node(start), relationship(first.relationship), relationship(second.relationship), node(second.node)])
          }
        }
      }
      #expect(bag(try rows(plan, [a, r, s, c], on: store)) == bag(expected), "seed \(seed) \(direction)")
      let counted = try rows(plan.aggregate([], aggregate(names.count("n"), .count)), [names.count("n")], on: store)
      #expect(counted == [[.integer(Int64(expected.count))]], "seed \(seed) \(direction)")
    }
  }

  @Test(arguments: 1...6) func intoAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 9, relationships: 60, seed: UInt64(seed + 200))
    let store = try graph.store()
    for direction in Direction.allCases {
      for test in Self.tests {
        let plan = LogicalPlan.argument.scan(a).scan(b).expand(a, r, b, into: true, direction, labels: test)
        let expected = graph.labels.indices.flatMap { start in
          graph.steps(start, direction, []).filter { Self.holds(test, graph.labels[$0.node]) }
            .map { [node(start), relationship($0.relationship), node($0.node)] }
        }
        #expect(bag(try rows(plan, [a, r, b], on: store)) == bag(expected), "seed \(seed) \(direction)")
        let counted = plan.aggregate([], aggregate(names.count("n"), .count))
        #expect(try rows(counted, [names.count("n")], on: store) == [[.integer(Int64(expected.count))]], "seed \(seed) \(direction)")
      }
    }
  }

  @Test(arguments: [0, 1, 2047, 2048, 2049, 9000]) func hubsAcrossChunks(degree: Int) throws {
    var graph = PlainGraph()
    let hub = graph.node("Hub")
    for _ in 0..<degree {
      let leaf = graph.node("Leaf")
      graph.relate(hub, leaf)
    }
    let store = try graph.store()
    let plan = LogicalPlan.argument.scan(a, label: "Hub").expand(a, r, b)
    #expect(try rows(plan, [r, b], on: store) == (0..<degree).map { [relationship($0), node($0 + 1)] })
    guard degree < 3000 else { return }
    let back = LogicalPlan.argument.scan(b, label: "Leaf").expand(b, r, a, .incoming).expand(a, s, c, distinctFrom: [r])
      .aggregate([], aggregate(names.count("n"), .count))
    #expect(try rows(back, [names.count("n")], on: store) == [[.integer(Int64(degree * max(0, degree - 1)))]])
    let into = LogicalPlan.argument.scan(a, label: "Hub").scan(b, label: "Leaf").expand(a, r, b, into: true, .both)
    #expect(try rows(into, [r], on: store).count == degree)
  }

  @Test func manyParallelRelationships() throws {
    var graph = PlainGraph()
    let (first, second) = (graph.node("A"), graph.node("B"))
    for _ in 0..<5000 { graph.relate(first, second) }
    for _ in 0..<3 { graph.relate(first, first) }
    let store = try graph.store()
    let into = LogicalPlan.argument.scan(a, label: "A").scan(b, label: "B").expand(a, r, b, into: true)
    #expect(try rows(into, [r], on: store) == (0..<5000).map { [relationship($0)] })
    let loops = LogicalPlan.argument.scan(a, label: "A").expand(a, r, a, into: true, .both)
    #expect(bag(try rows(loops, [r], on: store)) == bag((5000..<5003).map { [relationship($0)] }))
    let all = LogicalPlan.argument.scan(a, label: "A").expand(a, nil, nil, .both).aggregate([], aggregate(names.count("n"), .count))
    #expect(try rows(all, [names.count("n")], on: store) == [[5003]])
  }

  @Test func nullStartsGiveNothing() throws {
    var graph = PlainGraph()
    graph.node("A")
    let store = try graph.store()
    let optional = LogicalPlan.argument.scan(a).apply(
      .optional(introduced: [r, b]), LogicalPlan.argument.expand(a, r, b))
    #expect(try rows(optional, [a, r, b], on: store) == [[node(0), .null, .null]])
    #expect(try rows(optional.expand(b, s, c), [a, c], on: store) == [])
    #expect(try rows(optional.expand(b, s, a, into: true), [a], on: store) == [])
    #expect(try rows(optional.expand(a, s, b, into: true), [a], on: store) == [])
    let counted = optional.expand(b, s, c).aggregate([], aggregate(names.count("n"), .count))
    #expect(try rows(counted, [names.count("n")], on: store) == [[0]])
  }

  @Test func nodesOutOfListsAreStarts() throws {
    var graph = PlainGraph()
    let (first, second) = (graph.node(), graph.node())
    graph.relate(first, second)
    let store = try graph.store()
    let (list, x) = (names.any("list"), names.any("x"))
    let plan = LogicalPlan.argument.scan(a)
      .aggregate([], aggregate(list, .collect, read(a)))
      .unwind(read(list), x).expand(x, r, b)
    #expect(try rows(plan, [x, b], on: store) == [[node(0), node(1)]])
    let mixed = LogicalPlan.argument.unwind(literal([1, "x"]), x).expand(x, r, b)
    #expect(queryError { _ = try rows(mixed, [b], on: store) }?.kind == .typeError)
  }
}
