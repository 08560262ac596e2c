// Variable-length walks, reachable nodes and shortest paths against naive enumerations.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// A variable-length step for tests.
func walk(
  _ from: Variable, _ to: Variable, _ direction: Direction, _ minimum: Int, _ maximum: Int?, relationships: Variable? = nil,
  length: Variable? = nil, into: Bool = false, types: [String] = [], labels: LabelTest? = nil, mode: VariableExpand.Mode = .trails,
  condition: StepCondition? = nil, distinctFrom: [Variable] = []
) -> VariableExpand {
  VariableExpand(
    from: from, relationships: relationships, length: length, to: to, isInto: into, direction: direction, types: types, toLabels: labels,
    minimumLength: minimum, maximumLength: maximum, mode: mode, relationshipCondition: condition, distinctFrom: distinctFrom)
}

@Suite struct TrailTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var c: Variable { names.node("c") }
  private var list: Variable { names.list("list") }
  private var length: Variable { names.count("length") }
  private var r: Variable { names.relationship("r") }

  @Test(arguments: 1...6) func trailsAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 6, relationships: 9, seed: UInt64(seed + 500))
    let store = try graph.store()
    for direction in Direction.allCases {
      for (minimum, maximum) in [(1, 3), (0, 2), (2, 2), (0, 0), (3, 1), (1, nil), (0, nil), (2, nil)] as [(Int, Int?)] {
        for types in [[], ["R"]] {
          let upper = maximum ?? graph.relationships.count
          var expected: [[Value]] = []
          for start in graph.labels.indices where minimum <= upper {
            for trail in graph.trails(start, direction, types, minimum...upper) {
              expected.append([
                node(start), .list(trail.relationships.map(relationship)), .integer(Int64(trail.relationships.count)), node(trail.end),
              ])
            }
          }
          let plan = LogicalPlan.variableExpand(
            LogicalPlan.argument.scan(a), walk(a, b, direction, minimum, maximum, relationships: list, length: length, types: types))
          let message: Comment = "seed \(seed) \(direction) \(minimum)..\(maximum ?? -1) \(types)"
          #expect(bag(try rows(plan, [a, list, length, b], on: store)) == bag(expected), message)
          #expect(bag(try rows(plan, [b], on: store)) == bag(expected.map { [$0[3]] }), message)
          let into = LogicalPlan.variableExpand(
            LogicalPlan.argument.scan(a).scan(b, label: "A"),
            walk(a, b, direction, minimum, maximum, relationships: list, into: true, types: types))
          let ends = graph.labels.indices.filter { graph.labels[$0].contains("A") }
          let closed = expected.filter { row in ends.contains { row[3] == node($0) } }
          #expect(bag(try rows(into, [a, list, b], on: store)) == bag(closed.map { [$0[0], $0[1], $0[3]] }), message)
          let labelled = LogicalPlan.variableExpand(
            LogicalPlan.argument.scan(a), walk(a, b, direction, minimum, maximum, length: length, types: types, labels: .name("A")))
          #expect(bag(try rows(labelled, [a, length, b], on: store)) == bag(closed.map { [$0[0], $0[2], $0[3]] }), message)
        }
      }
    }
  }

  @Test(arguments: 1...4) func conditionsAndUniqueness(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 6, relationships: 10, seed: UInt64(seed + 600))
    let store = try graph.store()
    let condition = StepCondition(variable: r, condition: binary(property(r, "weight"), .greaterOrEqual, property(a, "number")))
    let plan = LogicalPlan.variableExpand(LogicalPlan.argument.scan(a), walk(a, b, .both, 0, 3, relationships: list, condition: condition))
    var expected: [[Value]] = []
    for start in graph.labels.indices {
      for trail in graph.trails(start, .both, [], 0...3, admits: { graph.relationships[$0].weight >= Int64(start) }) {
        expected.append([node(start), .list(trail.relationships.map(relationship)), node(trail.end)])
      }
    }
    #expect(bag(try rows(plan, [a, list, b], on: store)) == bag(expected), "seed \(seed)")

    let more = names.list("more")
    let two = LogicalPlan.variableExpand(
      .variableExpand(
        LogicalPlan.argument.scan(a).expand(a, r, b),
        walk(b, c, .outgoing, 1, 2, relationships: list, distinctFrom: [r])),
      walk(c, names.node("d"), .outgoing, 1, 2, relationships: more, distinctFrom: [r, list]))
    var pairs: [[Value]] = []
    for start in graph.labels.indices {
      for step in graph.steps(start, .outgoing, []) {
        for first in graph.trails(step.node, .outgoing, [], 1...2, admits: { $0 != step.relationship }) {
          let used = first.relationships + [step.relationship]
          for second in graph.trails(first.end, .outgoing, [], 1...2, admits: { !used.contains($0) }) {
            pairs.append([
              relationship(step.relationship), .list(first.relationships.map(relationship)), .list(second.relationships.map(relationship)),
            ])
          }
        }
      }
    }
    #expect(bag(try rows(two, [r, list, more], on: store)) == bag(pairs), "seed \(seed)")
  }

  @Test func longTrailsAreCheckedInTheBitmap() throws {
    var graph = PlainGraph()
    for _ in 0...60 { graph.node() }
    for number in 0..<60 { graph.relate(number, number + 1) }
    graph.relate(60, 0)
    let store = try graph.store()
    let plan = LogicalPlan.variableExpand(
      .nodeScan(.argument, NodeScan(node: a, access: .identity(literal(0)))), walk(a, b, .outgoing, 1, nil, length: length))
    #expect(try rows(plan, [length, b], on: store) == (1...61).map { [.integer(Int64($0)), node($0 % 61)] })
  }

  /// A clique of `size` nodes.
  private func clique(_ size: Int) throws -> GraphStore {
    var graph = PlainGraph()
    for _ in 0..<size { graph.node() }
    for first in 0..<size { for second in 0..<first { graph.relate(second, first) } }
    return try graph.store()
  }

  @Test func unboundedTrailsEndByTheLimits() throws {
    let store = try clique(60)
    let plan = LogicalPlan.variableExpand(
      LogicalPlan.argument.scan(a), walk(a, b, .both, 1, nil, relationships: list, length: length))
    let counted = plan.aggregate([], aggregate(names.count("n"), .count))
    let limits = ExecutionLimits(timeout: .milliseconds(200))
    #expect(queryError { _ = try rows(counted, [names.count("n")], on: store, limits: limits) }?.detail == "Timeout")
    let cancellation = CancellationFlag()
    cancellation.cancel()
    #expect(
      queryError { _ = try rows(counted, [names.count("n")], on: store, limits: ExecutionLimits(cancellation: cancellation)) }?.kind
        == .cancelled)
    let collected = plan.aggregate([], aggregate(names.any("all"), .collect, read(list)))
    let narrow = ExecutionLimits(memoryBytesMax: 8 << 20, timeout: .seconds(60))
    #expect(queryError { _ = try rows(collected, [names.any("all")], on: store, limits: narrow) }?.detail == "MemoryBudgetExceeded")
    let limited = LogicalPlan.limit(plan, literal(5000))
    #expect(try rows(limited, [b], on: store).count == 5000)
  }
}

@Suite struct ReachableTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var r: Variable { names.relationship("r") }

  @Test(arguments: 1...10) func reachableAsTrails(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 7, relationships: 4 + seed, seed: UInt64(seed + 700))
    let store = try graph.store()
    let condition = StepCondition(variable: r, condition: binary(property(r, "weight"), .less, literal(3)))
    for direction in Direction.allCases {
      for (minimum, maximum) in [(1, nil), (0, nil), (1, 1), (1, 2), (1, 3), (0, 2), (2, 3), (2, nil), (0, 0)] as [(Int, Int?)] {
        for isConditional in [false, true] {
          let upper = maximum ?? graph.relationships.count
          var expected: Set<[Int]> = []
          for start in graph.labels.indices where minimum <= upper {
            for trail in graph.trails(
              start, direction, [], minimum...upper, admits: { !isConditional || graph.relationships[$0].weight < 3 })
            {
              expected.insert([start, trail.end])
            }
          }
          let step = { (into: Bool, labels: LabelTest?) in
            walk(
              self.a, self.b, direction, minimum, maximum, into: into, labels: labels, mode: .reachable,
              condition: isConditional ? condition : nil)
          }
          let message: Comment = "seed \(seed) \(direction) \(minimum)..\(maximum ?? -1) conditional \(isConditional)"
          let all = bag(expected.map { $0.map(node) })
          #expect(bag(try rows(.variableExpand(LogicalPlan.argument.scan(a), step(false, nil)), [a, b], on: store)) == all, message)
          #expect(
            bag(try rows(.variableExpand(LogicalPlan.argument.scan(a).scan(b), step(true, nil)), [a, b], on: store)) == all, message)
          let labelled = expected.filter { graph.labels[$0[1]].contains("B") }
          #expect(
            bag(try rows(.variableExpand(LogicalPlan.argument.scan(a), step(false, .name("B"))), [a, b], on: store))
              == bag(labelled.map { $0.map(node) }), message)
        }
      }
    }
  }

  @Test func largeLevelsCrossChunks() throws {
    var graph = PlainGraph()
    let root = graph.node("Root")
    for _ in 0..<3 {
      let middle = graph.node()
      graph.relate(root, middle)
      for _ in 0..<2100 {
        let leaf = graph.node()
        graph.relate(middle, leaf)
      }
    }
    let store = try graph.store()
    let plan = LogicalPlan.variableExpand(LogicalPlan.argument.scan(a, label: "Root"), walk(a, b, .outgoing, 1, nil, mode: .reachable))
    #expect(Set(try rows(plan, [b], on: store).map(text)).count == 3 * 2101)
    #expect(try rows(.limit(plan, literal(1)), [b], on: store).count == 1)
  }
}

@Suite struct ShortestPathTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var r: Variable { names.relationship("r") }
  private var n: Variable { names.node("n") }
  private var p: Variable { names.path("p") }
  private var list: Variable { names.list("list") }
  private var length: Variable { names.count("length") }

  private func search(
    _ direction: Direction, all: Bool, types: [String] = [], minimum: Int = 1, maximum: Int? = nil, path: Bool = true,
    relationship: StepCondition? = nil, node: StepCondition? = nil
  ) -> LogicalPlan {
    .shortestPath(
      LogicalPlan.argument.scan(a).scan(b),
      ShortestPath(
        from: a, to: b, path: path ? p : nil, relationships: path ? list : nil, length: length, direction: direction, types: types,
        minimumLength: minimum, maximumLength: maximum, all: all, relationshipCondition: relationship, nodeCondition: node))
  }

  @Test(arguments: 1...10) func shortestAsNaive(seed: Int) throws {
    let graph = PlainGraph.random(nodes: 9, relationships: 6 + seed * 2, seed: UInt64(seed + 800))
    let store = try graph.store()
    let heavy = StepCondition(variable: r, condition: binary(property(r, "weight"), .greater, literal(0)))
    let labelled = StepCondition(variable: n, condition: BoundExpression(.hasLabels(read(n), .name("A"))))
    for direction in Direction.allCases {
      for (types, condition, nodes, maximum) in [
        ([], false, false, nil), (["R"], false, false, nil), ([], true, false, nil), ([], false, true, nil), ([], false, false, 2),
        (["Q"], false, false, nil),
      ] as [([String], Bool, Bool, Int?)] {
        var expected: [[Int]: [[Int]]] = [:]
        for from in graph.labels.indices {
          for to in graph.labels.indices where from != to {
            let paths = graph.shortestPaths(
              from, to, direction, types, admits: { !condition || graph.relationships[$0].weight > 0 },
              admitsNode: { !nodes || graph.labels[$0].contains("A") })
            if let first = paths.first, first.count <= maximum ?? Int.max { expected[[from, to]] = paths }
          }
        }
        let message: Comment = "seed \(seed) \(direction) \(types) condition \(condition) nodes \(nodes) maximum \(maximum ?? -1)"
        let all = search(
          direction, all: true, types: types, maximum: maximum, relationship: condition ? heavy : nil, node: nodes ? labelled : nil)
        let found = try rows(all, [a, b, list, length], on: store)
        let flat = expected.flatMap { ends, paths in
          paths.map { [node(ends[0]), node(ends[1]), .list($0.map(relationship)), .integer(Int64($0.count))] }
        }
        #expect(bag(found) == bag(flat), message)
        let one = search(
          direction, all: false, types: types, maximum: maximum, relationship: condition ? heavy : nil, node: nodes ? labelled : nil)
        let single = try rows(one, [a, b, list, length], on: store)
        #expect(single.count == expected.count, message)
        #expect(Set(single.map(text)).isSubset(of: Set(found.map(text))), message)
        let lengths = search(
          direction, all: false, types: types, maximum: maximum, path: false, relationship: condition ? heavy : nil,
          node: nodes ? labelled : nil)
        #expect(
          bag(try rows(lengths, [a, b, length], on: store))
            == bag(expected.map { [node($0.key[0]), node($0.key[1]), .integer(Int64($0.value[0].count))] }), message)
      }
    }
  }

  @Test func pathsRunFromTheStartToTheEnd() throws {
    var graph = PlainGraph()
    for _ in 0..<4 { graph.node() }
    graph.relate(0, 1)
    graph.relate(2, 1)
    graph.relate(2, 3)
    let store = try graph.store()
    let found = try rows(search(.both, all: true).filter(binary(property(a, "x"), .isIn, literal([1]))), [p], on: store)
    #expect(found == [])
    let all = try rows(search(.both, all: true), [a, b, p], on: store)
    let wanted = all.first { $0[0] == node(0) && $0[1] == node(3) }
    #expect(wanted.map(text) == "(0) | (3) | <0,1,2,3;0,1,2>")
  }

  @Test func equalEnds() throws {
    var graph = PlainGraph()
    graph.node()
    graph.relate(0, 0)
    let store = try graph.store()
    #expect(try rows(search(.outgoing, all: false, minimum: 1), [p], on: store) == [])
    #expect(try rows(search(.outgoing, all: true, minimum: 0), [p, length], on: store).map(text) == ["<0;> | 0"])
  }
}
