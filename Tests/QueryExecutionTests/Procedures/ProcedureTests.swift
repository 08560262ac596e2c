// CALL: the engine's procedures, and procedures of an embedder.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct ProcedureTests {
  private let names = Names()
  private var x: Variable { names.any("x") }
  private var y: Variable { names.any("y") }

  private func call(
    _ name: String, _ yields: [(String, Variable)], input: LogicalPlan = .argument, arguments: [BoundExpression] = [], isVoid: Bool = false
  ) -> LogicalPlan {
    .procedureCall(
      input,
      ProcedureCall(
        name: name, arguments: arguments, yields: yields.map { ProcedureCall.Yield(field: $0.0, variable: $0.1) }, isVoid: isVoid,
        span: .none))
  }

  private func store() throws -> GraphStore {
    var graph = PlainGraph()
    graph.node("B", properties: [("k", 1)])
    graph.node("A", "B", properties: [("k", "s")])
    graph.node(properties: [("l", true)])
    graph.relate(0, 1, "T")
    graph.relate(0, 1, "S")
    graph.relate(1, 2, "T")
    let store = try graph.store()
    let transaction = try store.beginWrite()
    try transaction.createIndex(IndexDefinition(name: "ix", label: "A", property: "k", isUnique: false))
    try transaction.createConstraint(Constraint(name: "only", target: .nodes(label: "B"), rule: .unique(property: "k")))
    _ = try transaction.commit()
    return store
  }

  @Test func namesOfTheGraph() throws {
    let store = try store()
    #expect(try rows(call("db.labels", [("label", x)]), [x], on: store) == [["A"], ["B"]])
    #expect(try rows(call("db.relationshipTypes", [("relationshipType", x)]), [x], on: store) == [["S"], ["T"]])
    #expect(try rows(call("db.propertyKeys", [("propertyKey", x)]), [x], on: store) == [["k"], ["l"], ["weight"]])
    #expect(
      try rows(call("db.indexes", [("name", x), ("owningConstraint", y)]), [x, y], on: store)
        == [["ix", .null], ["lookup_labels", .null], ["lookup_types", .null], ["only", "only"]])
    #expect(try rows(call("db.constraints", [("name", x), ("type", y)]), [x, y], on: store) == [["only", "UNIQUENESS"]])
    #expect(try rows(call("dbms.components", [("name", x)]), [x], on: store) == [["innograph"]])
  }

  @Test func schemaWithCounts() throws {
    let fields = ["kind", "name", "from", "to", "property", "types", "count"]
    let variables = fields.map { names.any($0) }
    let found = try rows(call("db.schema", Array(zip(fields, variables))), variables, on: try store())
    let expected: [[Value]] = [
      ["node", .null, .null, .null, .null, .null, 1], ["node", .null, .null, .null, "l", ["BOOLEAN"], 1],
      ["node", "A", .null, .null, .null, .null, 1], ["node", "A", .null, .null, "k", ["STRING"], 1],
      ["node", "B", .null, .null, .null, .null, 2], ["node", "B", .null, .null, "k", ["INTEGER", "STRING"], 2],
      ["relationship", "S", .null, .null, .null, .null, 1], ["relationship", "S", .null, .null, "weight", ["INTEGER"], 1],
      ["relationship", "S", "B", "B:A", .null, .null, 1],
      ["relationship", "T", .null, .null, .null, .null, 2], ["relationship", "T", .null, .null, "weight", ["INTEGER"], 2],
      ["relationship", "T", "B", "B:A", .null, .null, 1], ["relationship", "T", "B:A", "", .null, .null, 1],
    ]
    #expect(found.map(text) == expected.map(text))
  }

  @Test func proceduresOfAnEmbedder() throws {
    let counting = Procedure(
      ProcedureSignature(
        name: "test.count", arguments: [.init("to", .integer)], fields: [.init("number", .integer), .init("name", .string)])
    ) { arguments, _, emit throws(QueryError) in
      guard case .integer(let last)? = arguments.first, last > 0 else { return }
      for number in 1...last {
        guard try emit([.integer(number), .string("n\(number)")]) else { return }
      }
    }
    let nothing = Procedure(ProcedureSignature(name: "test.nothing")) { _, _, _ in }
    let library = ProcedureLibrary.standard.adding([counting, nothing])
    let input = LogicalPlan.argument.unwind(literal([2, 0, 3000]), x)
    let plan = try prepare(
      call("test.count", [("number", y)], input: input, arguments: [read(x)]), [x, y], procedures: library)
    let context = { ExecutionContext(snapshot: GraphStore().snapshot()) }
    let found = try QueryRun.rows(plan, context())
    #expect(found.count == 3002)
    #expect(found.prefix(3) == [[2, 1], [2, 2], [3000, 1]])
    let limited = try prepare(
      .limit(call("test.count", [("name", y)], arguments: [literal(.integer(Int64.max))]), literal(2)), [y], procedures: library)
    #expect(try QueryRun.rows(limited, context()) == [["n1"], ["n2"]])
    let void = try prepare(call("test.nothing", [], input: input, isVoid: true), [x], procedures: library)
    #expect(try QueryRun.rows(void, context()) == [[2], [0], [3000]])
    let none = try prepare(call("test.nothing", [], input: input), [x], procedures: library)
    #expect(try QueryRun.rows(none, context()) == [])
  }

  @Test func unknownProceduresAreNamed() throws {
    let error = queryError { _ = try prepare(call("db.label", []), []) }
    #expect(error?.detail == "ProcedureNotFound")
    #expect(error?.hint == "did you mean `db.labels`?")
  }
}
