// Correlated plans, over chunks and row by row: the same plan is run both ways (a DISTINCT over all its variables inside forces the
// row-by-row way) and compared with nested loops.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct ApplyTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var c: Variable { names.node("c") }
  private var r: Variable { names.relationship("r") }
  private var s: Variable { names.relationship("s") }
  private var n: Variable { names.count("n") }
  private var t: Variable { names.truth("t") }
  private var l: Variable { names.any("l") }

  /// (a)-[r]->(b) as an inner plan.
  private func inner(perRow: Bool, _ labels: LabelTest? = nil) -> LogicalPlan {
    let plan = LogicalPlan.argument.expand(a, r, b, labels: labels)
    return perRow ? .distinct(plan, [r, b]) : plan
  }

  private func graphs() -> [PlainGraph] {
    (1...4).map { PlainGraph.random(nodes: 3000, relationships: 700 * $0, seed: UInt64(900 + $0)) }
      + [PlainGraph.random(nodes: 5, relationships: 0, seed: 1), PlainGraph.random(nodes: 4, relationships: 9000, seed: 2)]
  }

  @Test(arguments: [false, true]) func kindsOfApply(perRow: Bool) throws {
    for graph in graphs() {
      let store = try graph.store()
      var steps: [[(relationship: Int, node: Int)]] = Array(repeating: [], count: graph.labels.count)
      for (number, relationship) in graph.relationships.enumerated() {
        steps[relationship.from].append((number, relationship.to))
      }
      let outer = LogicalPlan.argument.scan(a)
      let exists = try rows(outer.apply(.exists(t), inner(perRow: perRow)), [a, t], on: store)
      #expect(exists == graph.labels.indices.map { [node($0), .boolean(!steps[$0].isEmpty)] })
      let counts = try rows(outer.apply(.count(n), inner(perRow: perRow)), [a, n], on: store)
      #expect(counts == graph.labels.indices.map { [node($0), .integer(Int64(steps[$0].count))] })
      for negated in [false, true] {
        let semi = try rows(outer.apply(.semi(negated: negated), inner(perRow: perRow, .name("A"))), [a], on: store)
        let kept = graph.labels.indices.filter { start in
          steps[start].contains { graph.labels[$0.node].contains("A") } != negated
        }
        #expect(semi == kept.map { [node($0)] })
      }
      let optional = try rows(outer.apply(.optional(introduced: [r, b]), inner(perRow: perRow)), [a, r, b], on: store)
      #expect(
        bag(optional)
          == bag(
            graph.labels.indices.flatMap { start in
              steps[start].isEmpty
                ? [[node(start), .null, .null]] : steps[start].map { [node(start), relationship($0.relationship), node($0.node)] }
            }))
      #expect(optional.map { $0[0] } == graph.labels.indices.flatMap { Array(repeating: node($0), count: max(1, steps[$0].count)) })
      let joined = try rows(outer.apply(.join, inner(perRow: perRow)), [a, b], on: store)
      #expect(bag(joined) == bag(graph.labels.indices.flatMap { start in steps[start].map { [node(start), node($0.node)] } }))
      let lists = try rows(outer.apply(.collect(read(b), l), inner(perRow: perRow)), [a, l], on: store)
      #expect(
        lists.map { row in row[1].listValue.map { bag([$0]) } }
          == graph.labels.indices.map { start in bag([steps[start].map { node($0.node) }.sorted { text([$0]) < text([$1]) }]) }
          || bag(lists.flatMap { row in (row[1].listValue ?? []).map { [row[0], $0] } }) == bag(joined))
    }
  }

  @Test func limitsAndGroupsInside() throws {
    let graph = PlainGraph.random(nodes: 40, relationships: 200, seed: 77)
    let store = try graph.store()
    let one = LogicalPlan.limit(LogicalPlan.argument.expand(a, r, b), literal(1))
    let found = try rows(LogicalPlan.argument.scan(a).apply(.join, one), [a, b], on: store)
    let starts = graph.labels.indices.filter { !graph.steps($0, .outgoing, []).isEmpty }
    #expect(found.map { $0[0] } == starts.map(node))
    let count = LogicalPlan.argument.expand(a, r, b).aggregate([], aggregate(n, .count))
    let counted = try rows(LogicalPlan.argument.scan(a).apply(.join, count), [a, n], on: store)
    #expect(counted == graph.labels.indices.map { [node($0), .integer(Int64(graph.steps($0, .outgoing, []).count))] })
    let sorted = LogicalPlan.sort(
      LogicalPlan.argument.expand(a, r, b), [SortKey(expression: property(b, "number"), descending: true)])
    let lists = try rows(LogicalPlan.argument.scan(a).apply(.collect(property(b, "number"), l), sorted), [a, l], on: store)
    #expect(
      lists
        == graph.labels.indices.map { start in
          let ends = graph.steps(start, .outgoing, []).map(\.node).sorted(by: >)
          return [node(start), .list(ends.map { .integer(Int64($0)) })]
        })
  }

  @Test func appliesInsideApplies() throws {
    let graph = PlainGraph.random(nodes: 30, relationships: 60, seed: 78)
    let store = try graph.store()
    // a where there is (a)-->(b) such that not (b)-->(:A)
    let deepest = LogicalPlan.argument.expand(b, s, c, labels: .name("A"))
    let middle = LogicalPlan.argument.expand(a, r, b).apply(.semi(negated: true), deepest)
    let found = try rows(LogicalPlan.argument.scan(a).apply(.semi(negated: false), middle), [a], on: store)
    let expected = graph.labels.indices.filter { start in
      graph.steps(start, .outgoing, []).contains { first in
        !graph.steps(first.node, .outgoing, []).contains { graph.labels[$0.node].contains("A") }
      }
    }
    #expect(found == expected.map { [node($0)] })
    // OPTIONAL inside OPTIONAL, with a computed column on the way
    let inner = LogicalPlan.argument.expand(b, s, c)
    let optional = LogicalPlan.argument.expand(a, r, b).project(item(names.any("m"), property(b, "number")), item(b, read(b)))
      .apply(.optional(introduced: [s, c]), inner)
    let rowsFound = try rows(
      LogicalPlan.argument.scan(a).apply(.optional(introduced: [names.any("m"), b, s, c]), optional), [a, names.any("m"), c], on: store)
    var naive: [[Value]] = []
    for start in graph.labels.indices {
      let firsts = graph.steps(start, .outgoing, [])
      if firsts.isEmpty { naive.append([node(start), .null, .null]) }
      for first in firsts {
        let seconds = graph.steps(first.node, .outgoing, [])
        if seconds.isEmpty { naive.append([node(start), .integer(Int64(first.node)), .null]) }
        for second in seconds { naive.append([node(start), .integer(Int64(first.node)), node(second.node)]) }
      }
    }
    #expect(bag(rowsFound) == bag(naive))
  }

  @Test func unionsInside() throws {
    let graph = PlainGraph.random(nodes: 20, relationships: 40, seed: 79)
    let store = try graph.store()
    let out = UnionBranch(plan: LogicalPlan.argument.expand(a, r, b), columns: [b])
    let back = UnionBranch(plan: LogicalPlan.argument.expand(a, s, c, .incoming), columns: [c])
    let d = names.node("d")
    let plan = LogicalPlan.argument.scan(a).apply(.join, .union([out, back], output: [d], distinct: true))
    let expected = graph.labels.indices.flatMap { start in
      Set((graph.steps(start, .outgoing, []) + graph.steps(start, .incoming, [])).map(\.node)).map { [node(start), node($0)] }
    }
    #expect(bag(try rows(plan, [a, d], on: store)) == bag(expected))
  }

  @Test func existsStopsAtTheFirstRow() throws {
    var graph = PlainGraph()
    for _ in 0..<5001 { graph.node() }
    for number in 1...5000 { graph.relate(0, number) }
    let store = try graph.store()
    let x = names.any("x")
    // The filter fails with a division by zero on the last neighbour only.
    let risky = LogicalPlan.argument.expand(a, r, b).filter(
      binary(
        binary(literal(1), .divide, binary(literal(5000), .subtract, BoundExpression(.entity(.id, read(b))))), .greaterOrEqual, literal(0)))
    let plan = LogicalPlan.argument.scan(a).apply(.semi(negated: false), risky)
    #expect(try rows(plan, [a], on: store) == [[node(0)]])
    _ = x
  }
}
