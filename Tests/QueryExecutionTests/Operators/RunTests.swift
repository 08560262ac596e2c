// The door of the module: reuse of operators, profiles, held results, limits of plans.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct RunTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var r: Variable { names.relationship("r") }
  private var x: Variable { names.any("x") }
  private var n: Variable { names.count("n") }

  @Test func memoryIsGivenBack() throws {
    let graph = PlainGraph.random(nodes: 200, relationships: 600, seed: 5)
    let store = try graph.store()
    let key = SortKey(expression: property(b, "number"), descending: true)
    let plans: [(LogicalPlan, [Variable])] = [
      (.sort(LogicalPlan.argument.scan(a).expand(a, r, b), [key]), [a, b]),
      (.top(LogicalPlan.argument.scan(a).expand(a, r, b), [key], skip: nil, count: literal(3)), [a, b]),
      (.eager(LogicalPlan.argument.scan(a)), [a]), (.distinct(LogicalPlan.argument.scan(a).expand(a, r, b), [b]), [b]),
      (LogicalPlan.argument.scan(a).aggregate([item(x, read(a))], aggregate(n, .count)), [x, n]),
      (.variableExpand(LogicalPlan.argument.scan(a), walk(a, b, .both, 1, nil, mode: .reachable)), [b]),
      (LogicalPlan.argument.scan(a).apply(.collect(read(b), x), LogicalPlan.argument.expand(a, r, b)), [x]),
      (.limit(.sort(LogicalPlan.argument.scan(a), [SortKey(expression: property(a, "number"), descending: false)]), literal(1)), [a]),
    ]
    for (plan, columns) in plans {
      let limits = ExecutionLimits()
      _ = try rows(plan, columns, on: store, limits: limits)
      #expect(limits.memoryBytes <= 64 * 1024, "\(plan)")
    }
  }

  @Test func profilesCountRows() throws {
    var graph = PlainGraph()
    for _ in 0..<100 { graph.node("A") }
    for number in 0..<99 { graph.relate(number, number + 1) }
    let store = try graph.store()
    let inner = LogicalPlan.argument.expand(b, names.relationship("s"), names.node("c"))
    let plan = try prepare(
      LogicalPlan.argument.scan(a, label: "A").expand(a, r, b).apply(.optional(introduced: [names.node("c")]), inner).aggregate(
        [], aggregate(n, .count)), [n])
    let sink = RowSink()
    let profile = try QueryRun.profile(plan, ExecutionContext(snapshot: store.snapshot()), into: sink)
    #expect(sink.rows == [[99]])
    let text = profile.text(plan)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) ?? "" }
    #expect(lines == ["Produce", "Aggregate", "Optional", "Expand", "Argument", "Expand", "LabelScan"])
    #expect(text.contains("LabelScan (a:A)") && text.contains("100 rows") && text.contains("98 rows"))
    #expect(plan.text.contains("Optional"))
    #expect(profile.counters.map(\.rows) == [100, 99, 98, 99, 1, 1])
  }

  @Test func readingQueriesSeeTheirTransaction() throws {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    _ = try transaction.createNode(labels: [], properties: [])
    let plan = try prepare(LogicalPlan.argument.scan(a), [a])
    #expect(try QueryRun.rows(plan, ExecutionContext(snapshot: transaction.base, transaction: transaction)).count == 1)
    #expect(try QueryRun.rows(plan, ExecutionContext(snapshot: store.snapshot())).count == 0)
    transaction.rollback()
  }

  @Test func plansThatAreTooLongAreRefused() throws {
    var plan = LogicalPlan.argument
    for _ in 0..<5000 { plan = .eager(plan) }
    #expect(queryError { _ = try PhysicalPlanner.plan(plan) }?.detail == "PlanTooLarge")
  }

  @Test func sinksMayStop() throws {
    final class FirstChunk: ResultSink {
      var chunks = 0
      func receive(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
        chunks += 1
        return false
      }
    }
    let sink = FirstChunk()
    let plan = try prepare(LogicalPlan.argument.unwind(try range(1, 1_000_000_000), x), [x])
    try QueryRun.run(plan, ExecutionContext(snapshot: GraphStore().snapshot()), into: sink)
    #expect(sink.chunks == 1)
  }

  @Test func entitiesComeWithContentWhereverTheyStand() throws {
    var graph = PlainGraph()
    graph.node("A", properties: [("k", 1)])
    graph.node("B")
    graph.relate(0, 1, "T", weight: 5)
    let store = try graph.store()
    let p = names.path("p")
    let nested = BoundExpression(.map([.init(key: "list", value: BoundExpression(.list([read(a), read(r)])))]))
    let plan = LogicalPlan.extend(
      LogicalPlan.argument.scan(a, label: "A").expand(a, r, b),
      [item(x, nested), item(p, BoundExpression(.path(start: a, steps: [r])))])
    let found = try rows(plan, [x, p], on: store)
    guard case .map(let map) = found[0][0], case .list(let elements)? = map["list"], case .node(let first) = elements[0],
      case .relationship(let second) = elements[1], case .path(let path) = found[0][1]
    else { return #expect(Bool(false)) }
    #expect(first.labels == ["A"] && first.properties["k"] == 1)
    #expect(second.type == "T" && second.properties["weight"] == 5 && second.end == NodeID(rawValue: 1))
    #expect(path.nodes[1].labels == ["B"])
  }
}
