// Writing: what is created, changed and deleted, what the rows show afterwards, and what is refused.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct UpdateTests {
  private let names = Names()
  private var a: Variable { names.node("a") }
  private var b: Variable { names.node("b") }
  private var r: Variable { names.relationship("r") }
  private var x: Variable { names.any("x") }
  private var n: Variable { names.count("n") }

  private func map(_ entries: (String, BoundExpression)...) -> BoundExpression {
    BoundExpression(.map(entries.map { BoundExpression.MapEntry(key: $0.0, value: $0.1) }))
  }

  private func newNode(_ variable: Variable, _ labels: [String] = [], _ properties: BoundExpression? = nil) -> CreatePattern.NewNode {
    CreatePattern.NewNode(variable: variable, labels: labels.map { .name($0) }, properties: properties)
  }

  private func pattern(
    _ nodes: [CreatePattern.NewNode], _ relationships: [CreatePattern.NewRelationship] = [], refusesNull: Bool = false
  ) -> CreatePattern {
    CreatePattern(nodes: nodes, relationships: relationships, refusesNullProperties: refusesNull)
  }

  private func numbers(_ count: Int64) throws -> LogicalPlan { LogicalPlan.argument.unwind(try range(1, count), x) }

  private func count(_ plan: LogicalPlan, _ store: GraphStore) throws -> Value? {
    try rows(plan.aggregate([], aggregate(n, .count)), [n], on: store).first?.first
  }

  @Test func createsAcrossChunks() throws {
    let store = GraphStore()
    let create = pattern(
      [newNode(a, ["A"], map(("v", read(x)), ("none", literal(.null)))), newNode(b, ["A", "B"])],
      [.init(variable: r, type: .name("T"), from: a, to: b, properties: map(("w", binary(property(a, "v"), .add, literal(1)))))])
    let done = try update(.create(try numbers(5000), create), [x, r], on: store)
    #expect(done.rows.count == 5000)
    #expect(done.counters.nodesCreated == 10_000)
    #expect(done.counters.relationshipsCreated == 5000)
    #expect(done.counters.propertiesSet == 10_000)
    guard case .relationship(let last) = done.rows[4999][1] else { return #expect(Bool(false)) }
    #expect(last.type == "T")
    #expect(last.properties["w"] == 5001)
    let plan = LogicalPlan.argument.scan(a, label: "A").expand(a, r, b, types: ["T"], labels: .name("B"))
      .filter(binary(property(r, "w"), .equal, binary(property(a, "v"), .add, literal(1))))
    #expect(try count(plan, store) == 5000)
  }

  @Test func limitDoesNotLimitEffects() throws {
    let store = GraphStore()
    let done = try update(.limit(.create(try numbers(5000), pattern([newNode(a)])), literal(2)), [a], on: store)
    #expect(done.rows.count == 2)
    #expect(done.counters.nodesCreated == 5000)
    let inside = LogicalPlan.argument.unwind(try range(1, 3000), x)
      .apply(.semi(negated: false), .create(.argument, pattern([newNode(b)])))
    #expect(try update(.limit(inside, literal(1)), [x], on: store).counters.nodesCreated == 3000)
  }

  @Test func setReadsItsOwnWrites() throws {
    let store = GraphStore()
    try update(.create(.argument, pattern([newNode(a, ["C"], map(("v", literal(0))))])), on: store)
    let counting = LogicalPlan.set(
      try numbers(3000).scan(a, label: "C"), [.property(read(a), key: "v", binary(property(a, "v"), .add, literal(1)))])
    let done = try update(.limit(counting, literal(1)), [a], on: store)
    guard case .node(let node) = done.rows[0][0] else { return #expect(Bool(false)) }
    #expect(node.properties["v"] == 3000)
    let swapped = LogicalPlan.set(
      LogicalPlan.argument.scan(a), [.property(read(a), key: "w", literal(7)), .property(read(a), key: "v", property(a, "w"))])
    try update(swapped, on: store)
    #expect(try rows(LogicalPlan.argument.scan(a).project(item(x, property(a, "v"))), [x], on: store) == [[7]])
  }

  @Test func setItems() throws {
    let store = GraphStore()
    try update(.create(.argument, pattern([newNode(a, ["A"], map(("k", literal(1)), ("l", literal(2))))])), on: store)
    let items: [SetItem] = [
      .replaceProperties(a, map(("k", literal(5)), ("m", literal("s")))), .addProperties(a, map(("k", literal(.null)), ("z", literal(1)))),
      .dynamicProperty(read(a), key: literal("dyn"), literal(true)), .labels(a, [.name("B"), .dynamic(literal("D"))]),
    ]
    let done = try update(.set(LogicalPlan.argument.scan(a), items), [a], on: store)
    guard case .node(let node) = done.rows[0][0] else { return #expect(Bool(false)) }
    #expect(node.properties == ["m": "s", "z": 1, "dyn": true])
    #expect(Set(node.labels) == ["A", "B", "D"])
    let removal: [RemoveItem] = [
      .property(read(a), key: "m"), .dynamicProperty(read(a), key: literal("dyn")), .labels(a, [.name("A"), .name("Unknown")]),
    ]
    let removed = try update(.remove(LogicalPlan.argument.scan(a), removal), [a], on: store)
    guard case .node(let rest) = removed.rows[0][0] else { return #expect(Bool(false)) }
    #expect(rest.properties == ["z": 1])
    #expect(Set(rest.labels) == ["B", "D"])
  }

  @Test func updatesPassNullsOver() throws {
    let store = GraphStore()
    let absent = LogicalPlan.argument.apply(.optional(introduced: [a]), LogicalPlan.argument.scan(a, label: "None"))
    let plan = LogicalPlan.delete(
      .remove(
        .set(absent, [.property(read(a), key: "v", literal(1)), .replaceProperties(a, map(("v", literal(1)))), .labels(a, [.name("L")])]),
        [.property(read(a), key: "v"), .labels(a, [.name("L")])]), [read(a)], detach: true)
    let done = try update(plan, [a], on: store)
    #expect(done.rows == [[.null]])
    #expect(!done.counters.containsUpdates)
  }

  @Test func wrongValuesAreRefused() throws {
    let store = GraphStore()
    try update(.create(.argument, pattern([newNode(a, ["A"])])), on: store)
    let scan = LogicalPlan.argument.scan(a)
    let cases: [(LogicalPlan, QueryError.Kind, String)] = [
      (.set(scan, [.property(read(a), key: "v", map())]), .typeError, "InvalidPropertyType"),
      (.set(scan, [.property(literal(1), key: "v", literal(1))]), .typeError, "InvalidArgumentType"),
      (.set(scan, [.addProperties(a, literal(1))]), .typeError, "InvalidArgumentType"),
      (.delete(scan, [literal(1)], detach: false), .typeError, "InvalidArgumentType"),
      (.create(scan, pattern([newNode(b, [], map(("v", read(a))))])), .typeError, "InvalidPropertyType"),
      (
        .merge(
          .argument,
          Merge(
            match: LogicalPlan.argument.scan(b).filter(binary(property(b, "v"), .equal, literal(.null))),
            create: pattern([newNode(b, [], map(("v", literal(.null))))], refusesNull: true), introduced: [b], onCreate: [], onMatch: [])),
        .semanticError, "MergeReadOwnWrites"
      ),
      (
        .set(.delete(scan, [read(a)], detach: false), [.property(read(a), key: "v", literal(1))]), .entityNotFound,
        "DeletedEntityAccess"
      ),
    ]
    for (plan, kind, detail) in cases {
      let error = queryError { try update(plan, on: store) }
      #expect(error?.kind == kind)
      #expect(error?.detail == detail)
    }
    #expect(try rows(scan, [a], on: store).count == 1)
  }

  @Test func deletes() throws {
    var graph = PlainGraph()
    for _ in 0..<3 { graph.node() }
    graph.relate(0, 1)
    graph.relate(1, 2)
    graph.relate(1, 1)
    let store = try graph.store()
    let connected = LogicalPlan.delete(LogicalPlan.argument.scan(a), [read(a)], detach: false)
    let error = queryError { try update(connected, on: store) }
    #expect(error?.kind == .constraintVerificationFailed)
    #expect(error?.detail == "DeleteConnectedNode")
    #expect(error?.phase == .runtime)
    let all = LogicalPlan.delete(.eager(LogicalPlan.argument.scan(a).expand(a, r, b, .both)), [read(a), read(r), read(b)], detach: false)
    let done = try update(all.aggregate([], aggregate(n, .count)), [n], on: store)
    #expect(done.rows == [[5]])
    #expect(done.counters.nodesDeleted == 3)
    #expect(done.counters.relationshipsDeleted == 3)
    #expect(try rows(LogicalPlan.argument.scan(a), [a], on: store) == [])
  }

  @Test func detachAndPaths() throws {
    var graph = PlainGraph()
    for _ in 0..<4 { graph.node() }
    graph.relate(0, 1)
    graph.relate(1, 2)
    let store = try graph.store()
    let p = names.path("p")
    let path = LogicalPlan.extend(
      LogicalPlan.argument.scan(a).expand(a, r, b), [item(p, BoundExpression(.path(start: a, steps: [r])))])
    let done = try update(.delete(.eager(path), [read(p)], detach: false), on: store)
    #expect(done.counters.nodesDeleted == 3)
    #expect(done.counters.relationshipsDeleted == 2)
    let rest = try update(.delete(LogicalPlan.argument.scan(a), [read(a)], detach: true), [a], on: store)
    guard case .node(let gone) = rest.rows[0][0] else { return #expect(Bool(false)) }
    #expect(gone.labels.isEmpty)
  }

  @Test func mergesSeeTheirOwnWrites() throws {
    let store = GraphStore()
    let merge = Merge(
      match: LogicalPlan.argument.scan(a, label: "K").filter(binary(property(a, "k"), .equal, binary(read(x), .modulo, literal(10)))),
      create: pattern([newNode(a, ["K"], map(("k", binary(read(x), .modulo, literal(10)))))], refusesNull: true), introduced: [a],
      onCreate: [.property(read(a), key: "created", read(x))],
      onMatch: [.property(read(a), key: "seen", read(x))])
    let done = try update(.merge(try numbers(100), merge), [x, a], on: store)
    #expect(done.rows.count == 100)
    #expect(done.counters.nodesCreated == 10)
    for row in done.rows {
      guard case .node(let node) = row[1], let number = row[0].integerValue else { return #expect(Bool(false)) }
      #expect(node.properties["k"] == .integer(number % 10))
      #expect(node.properties["created"] == .integer(number % 10 == 0 ? 10 : number % 10))
      #expect(node.properties["seen"] == .integer(number % 10 == 0 ? 100 : 90 + number % 10))
    }
  }

  @Test func mergeFindsMoreThanAChunk() throws {
    let store = GraphStore()
    try update(.create(try numbers(5000), pattern([newNode(a, ["K"])])), on: store)
    let merge = Merge(
      match: LogicalPlan.argument.scan(a, label: "K"), create: pattern([newNode(a, ["K"])], refusesNull: true), introduced: [a],
      onCreate: [], onMatch: [.property(read(a), key: "seen", literal(1))])
    let done = try update(.merge(.argument, merge), [a], on: store)
    #expect(done.rows.count == 5000)
    #expect(done.counters.nodesCreated == 0)
    #expect(try count(LogicalPlan.argument.scan(a).filter(binary(property(a, "seen"), .equal, literal(1))), store) == 5000)
  }

  @Test func foreachUpdatesInTurn() throws {
    let store = GraphStore()
    try update(.create(.argument, pattern([newNode(a, ["A"], map(("v", literal(0))))])), on: store)
    let y = names.any("y")
    let single = LogicalPlan.foreach(
      LogicalPlan.argument.scan(a), y, list: try range(1, 5000),
      updates: .create(.argument, pattern([newNode(b, ["N"], map(("y", read(y))))])))
    #expect(try update(single, [a], on: store).rows.count == 1)
    #expect(try count(LogicalPlan.argument.scan(b, label: "N"), store) == 5000)
    let turns = LogicalPlan.foreach(
      LogicalPlan.argument.scan(a, label: "A"), y, list: literal([1, 2, 3]),
      updates: .set(
        .set(.argument, [.property(read(a), key: "v", binary(property(a, "v"), .add, read(y)))]),
        [.property(read(a), key: "w", binary(property(a, "v"), .multiply, literal(10)))]))
    try update(turns, on: store)
    let found = try rows(
      LogicalPlan.argument.scan(a, label: "A").project(item(x, property(a, "v")), item(y, property(a, "w"))), [x, y], on: store)
    #expect(found == [[6, 60]])
    try update(.foreach(.argument, y, list: literal(.null), updates: .create(.argument, pattern([newNode(b)]))), on: store)
    #expect(
      queryError { try update(.foreach(.argument, y, list: literal(1), updates: .create(.argument, pattern([newNode(b)]))), on: store) }?
        .kind == .typeError)
  }

  @Test func stringsOutliveWrites() throws {
    let store = GraphStore()
    try update(
      .create(
        try numbers(3000),
        pattern([newNode(a, ["A"], map(("s", try call("toString", binary(read(x), .multiply, literal(1_000_000_007))))))])),
      on: store)
    let y = names.any("y")
    let plan = LogicalPlan.create(
      .eager(LogicalPlan.argument.scan(a, label: "A").project(item(y, property(a, "s")), item(a, read(a)))),
      pattern([newNode(b, ["B"], map(("s", binary(read(y), .add, literal("-copy-of-a-longer-string")))))]))
    let done = try update(plan, [a, y, b], on: store)
    for row in done.rows {
      guard case .node(let old) = row[0], case .node(let new) = row[2], case .string(let text) = row[1] else { return #expect(Bool(false)) }
      #expect(old.properties["s"] == .string(text))
      #expect(new.properties["s"] == .string(text + "-copy-of-a-longer-string"))
    }
    let grouped = LogicalPlan.set(
      .sort(
        LogicalPlan.argument.scan(a, label: "A").project(item(y, property(a, "s")), item(a, read(a))),
        [SortKey(expression: read(y), descending: false)]),
      [.property(read(a), key: "s", binary(literal("changed "), .add, read(y)))]
    ).aggregate([item(x, read(y))], aggregate(n, .count))
    let keys = try update(grouped, [x, n], on: store).rows
    #expect(keys.count == 3000)
    #expect(keys.map { $0[0].stringValue ?? "" } == keys.map { $0[0].stringValue ?? "" }.sorted { $0.isByteLess(than: $1) })
  }

  @Test func createWithNullEndsIsRefused() throws {
    let store = GraphStore()
    let absent = LogicalPlan.argument.apply(.optional(introduced: [a]), LogicalPlan.argument.scan(a, label: "None"))
    let create = pattern([newNode(b)], [.init(variable: r, type: .name("T"), from: a, to: b, properties: nil)])
    #expect(queryError { try update(.create(absent, create), on: store) }?.kind == .entityNotFound)
    #expect(try rows(LogicalPlan.argument.scan(b), [b], on: store) == [])
  }

  @Test func writesNeedATransaction() throws {
    let plan = try PhysicalPlanner.plan(.emptyResult(.create(.argument, pattern([newNode(a)]))))
    #expect(plan.isWriting)
    #expect(queryError { _ = try QueryRun.rows(plan, ExecutionContext(snapshot: GraphStore().snapshot())) }?.detail == "NoTransaction")
  }

  @Test func hundredsOfCreatesStayShallow() throws {
    let store = GraphStore()
    var plan = LogicalPlan.argument
    for number in 0..<700 {
      plan = .create(
        plan,
        pattern([CreatePattern.NewNode(variable: Variable(id: 1000 + number, name: "v\(number)", type: .node), labels: [], properties: nil)]
        ))
    }
    #expect(try update(plan, on: store).counters.nodesCreated == 700)
  }
}
