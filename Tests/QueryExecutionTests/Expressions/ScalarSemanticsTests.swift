import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// What the language says, form by form; both ways of evaluation are asked.
@Suite struct ScalarSemanticsTests {
  let graph: TestGraph
  let context: ExecutionContext

  init() throws {
    graph = try TestGraph.shared.get()
    context = graph.context()
  }

  private let x = Variable(id: 900, name: "x", type: .any)
  private let total = Variable(id: 901, name: "total", type: .any)

  private func check(_ expression: BoundExpression, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try constant(expression, context) == expected, sourceLocation: sourceLocation)
    let rows = try TestRows(["z": [1, 2]], context)
    #expect(try rows.evaluate(expression, context) == [expected, expected], sourceLocation: sourceLocation)
  }

  @Test func conjunctionsAreThreeValued() throws {
    let truths: [Value] = [true, false, .null]
    for a in truths {
      for b in truths {
        let both = BoundExpression(.conjunction([lit(a), lit(b)]))
        let either = BoundExpression(.disjunction([lit(a), lit(b)]))
        try check(both, a == false || b == false ? false : (a.isNull || b.isNull ? .null : true))
        try check(either, a == true || b == true ? true : (a.isNull || b.isNull ? .null : false))
      }
    }
    expectFailure(.typeError, "InvalidArgumentType") { try constant(.of(.conjunction([lit(true), lit(1)])), context) }
    try check(.of(.conjunction([lit(false), lit(1)])), false)
  }

  @Test func laterOperandsAreNotAskedWhereEarlierOnesDecide() throws {
    let rows = try TestRows(["i": [0, 1, 2, 0]], context)
    let i = try rows("i")
    let safe = BoundExpression(.conjunction([i.op(.notEqual, lit(0)), lit(10).op(.divide, i).op(.greater, lit(6))]))
    #expect(try rows.evaluate(safe, context) == [false, true, false, false])
    let guarded = BoundExpression(
      .conditional([.init(condition: i.op(.equal, lit(0)), result: lit("zero"))], otherwise: lit(10).op(.divide, i)))
    #expect(try rows.evaluate(guarded, context) == ["zero", 10, 5, "zero"])
    let first = try BoundExpression.call("coalesce", i, lit(1).op(.divide, lit(0)))
    #expect(try rows.evaluate(first, context) == [0, 1, 2, 0])
    expectFailure(.arithmeticError, "DivisionByZero") { try rows.evaluate(lit(10).op(.divide, i), context) }
  }

  @Test func quantifiersAreThreeValued() throws {
    func quantify(_ quantifier: Quantifier, _ list: Value) -> BoundExpression {
      .of(.quantifier(quantifier, x, list: lit(list), predicate: BoundExpression(.variable(x)).op(.equal, lit(2))))
    }
    let cases: [(Value, all: Value, any: Value, none: Value, single: Value)] = [
      ([], true, false, true, false), ([2, 2], true, true, false, false), ([2], true, true, false, true), ([1], false, false, true, false),
      ([2, .null], .null, true, false, .null), ([1, .null], false, .null, .null, .null), ([2, 2, .null], .null, true, false, false),
      (.null, .null, .null, .null, .null),
    ]
    for (list, all, any, none, single) in cases {
      try check(quantify(.all, list), all)
      try check(quantify(.any, list), any)
      try check(quantify(.none, list), none)
      try check(quantify(.single, list), single)
    }
    expectFailure(.typeError, "InvalidArgumentType") { try constant(quantify(.all, 1), context) }
  }

  @Test func comprehensionsFilterAndProject() throws {
    let element = BoundExpression(.variable(x))
    try check(
      .of(
        .listComprehension(
          x, list: lit([1, 2, .null, 4]), predicate: element.op(.greater, lit(1)), projection: element.op(.multiply, lit(10)))),
      [20, 40])
    try check(.of(.listComprehension(x, list: lit(.null), predicate: nil, projection: element)), .null)
    expectFailure(.typeError, "InvalidArgumentType") {
      try constant(.of(.listComprehension(x, list: lit([1]), predicate: element, projection: nil)), context)
    }
  }

  @Test func reductionsRunInOrder() throws {
    let (sum, element) = (BoundExpression(.variable(total)), BoundExpression(.variable(x)))
    try check(.of(.reduce(accumulator: total, initial: lit(""), x, list: lit(["a", "b", 1]), body: sum.op(.add, element))), "ab1")
    try check(.of(.reduce(accumulator: total, initial: lit(0), x, list: lit(.null), body: sum)), .null)
    func append(_ initial: Value, _ list: Value) -> BoundExpression {
      .of(.reduce(accumulator: total, initial: lit(initial), x, list: lit(list), body: sum.op(.add, element)))
    }
    try check(append([], [1, [2, 3], "a"]), [1, 2, 3, "a"])
    try check(append(0, [1, 2.5]), 3.5)
    try check(append([1], [.null, 2]), .null)
    try check(append(1, [[2], 3]), [1, 2, 3])
    try check(append(.null, [1]), .null)
    expectFailure(.typeError, "InvalidArgumentType") { try constant(append(true, [1]), context) }
  }

  @Test func readsParametersByName() throws {
    let held = graph.context(["p": [1, 2]])
    let expression = BoundExpression(.element(.of(.parameter("p")), lit(1)))
    #expect(try constant(expression, held) == 2)
    expectFailure(.parameterMissing, "MissingParameter") { try constant(expression, context) }
    // One compiled expression, two runs.
    let rows = try TestRows(["i": [2, 3]], held)
    let compiled = try CompiledExpression(try rows("i").op(.isIn, .of(.parameter("p"))), layout: rows.layout)
    func truths(_ context: ExecutionContext) throws -> [Value] {
      let vector = try compiled.evaluate(rows.chunk, context)
      return [vector.value(0), vector.value(1)]
    }
    #expect(try truths(held) == [true, false])
    #expect(try truths(graph.context(["p": [3]])) == [false, true])
  }

  @Test func readsEntities() throws {
    let rows = try TestRows(["n": [nodeValue(1), .null], "r": [relationshipValue(1), .null]], context)
    let (n, r) = (try rows("n"), try rows("r"))
    func entity(_ function: EntityFunction, _ operand: BoundExpression) throws -> [Value] {
      try rows.evaluate(.of(.entity(function, operand)), context)
    }
    #expect(try entity(.labels, n) == [["A"], .null])
    #expect(try entity(.type, r) == ["U", .null])
    #expect(try entity(.id, n) == [1, .null])
    #expect(try entity(.elementId, r) == ["1", .null])
    #expect(try entity(.startNode, r) == [nodeValue(1), .null])
    #expect(try entity(.endNode, r) == [nodeValue(2), .null])
    #expect(try entity(.keys, r) == [["i", "s"], .null])
    #expect(try entity(.properties, r) == [.map(["i": 1, "s": "Bob"]), .null])
    #expect(try rows.evaluate(.of(.element(n, lit("u"))), context) == ["user-1", .null])
    for (function, detail) in [
      (EntityFunction.labels, "InvalidArgumentValue"), (.type, "InvalidArgumentValue"), (.keys, "InvalidArgumentType"),
    ] {
      expectFailure(.typeError, detail) { try constant(.of(.entity(function, lit(1))), context) }
    }
    #expect(try constant(.of(.entity(.keys, lit(.map(["a": .null, "b": 1])))), context) == ["a", "b"])
    expectFailure(.typeError, "InvalidArgumentType") { try constant(lit(1).property("a"), context) }
    expectFailure(.typeError, "InvalidArgumentType") { try constant(lit([1]).property("a"), context) }
    #expect(try constant(lit(.null).property("a"), context) == .null)
    expectFailure(.typeError, "MapElementAccessByNonString") { try rows.evaluate(.of(.element(n, lit(1))), context) }
  }

  @Test func buildsPaths() throws {
    let rows = try TestRows(
      ["n": [nodeValue(2), nodeValue(2), .null], "r": [relationshipValue(1), .null, relationshipValue(1)]], context)
    let variables = rows.variables
    let path = BoundExpression(.path(start: variables[0], steps: [variables[1]]))
    #expect(try rows.evaluate(.of(.entity(.nodes, path)), context) == [[nodeValue(2), nodeValue(1)], .null, .null])
    #expect(try rows.evaluate(.of(.entity(.length, path)), context) == [1, .null, .null])
    let steps = try TestRows(
      ["n": [nodeValue(0)], "l": [[relationshipValue(0), relationshipValue(1)]], "r": [relationshipValue(2)]], context)
    let longer = BoundExpression(.path(start: steps.variables[0], steps: [steps.variables[1], steps.variables[2]]))
    #expect(
      try steps.evaluate(.of(.entity(.relationships, longer)), context) == [
        [relationshipValue(0), relationshipValue(1), relationshipValue(2)]
      ])
    #expect(try steps.evaluate(.of(.entity(.nodes, longer)), context) == [[nodeValue(0), nodeValue(1), nodeValue(2), nodeValue(3)]])
    let broken = try TestRows(["n": [nodeValue(9)], "r": [relationshipValue(1)]], context)
    expectFailure(.internalError, "InvalidPath") {
      try broken.evaluate(.of(.path(start: broken.variables[0], steps: [broken.variables[1]])), context)
    }
  }

  @Test func testsLabels() throws {
    let rows = try TestRows(["n": [nodeValue(0), nodeValue(1), nodeValue(2), nodeValue(3), .null]], context)
    let n = try rows("n")
    func labels(_ test: LabelTest) throws -> [Value] { try rows.evaluate(.of(.hasLabels(n, test)), context) }
    #expect(try labels(.name("A")) == [false, true, false, true, .null])
    #expect(try labels(.and([.name("A"), .name("B")])) == [false, false, false, true, .null])
    #expect(try labels(.not(.any)) == [true, false, false, false, .null])
    #expect(try labels(.name("Nowhere")) == [false, false, false, false, .null])
    let relationships = try TestRows(["r": [relationshipValue(0), relationshipValue(1), .null]], context)
    #expect(
      try relationships.evaluate(.of(.hasLabels(try relationships("r"), .or([.name("T"), .name("V")]))), context) == [true, false, .null])
    expectFailure(.typeError, "InvalidArgumentType") { try constant(.of(.hasLabels(lit(1), .any)), context) }
  }

  @Test func concatenatesAndSlices() throws {
    let rows = try TestRows(["s": ["a", "b", .null], "l": [[1, 2, 3], [], .null]], context)
    #expect(try rows.evaluate(try rows("s").op(.add, lit("!")), context) == ["a!", "b!", .null])
    #expect(try rows.evaluate(.of(.slice(try rows("l"), from: lit(1), to: nil)), context) == [[2, 3], [], .null])
    #expect(try rows.evaluate(.of(.slice(try rows("l"), from: nil, to: lit(-1))), context) == [[1, 2], [], .null])
    #expect(try rows.evaluate(.of(.map([.init(key: "k", value: try rows("s"))])), context)[2] == .map(["k": .null]))
    #expect(try rows.evaluate(.of(.isTyped(try rows("s"), .notNull(.string), negated: true)), context) == [false, false, true])
  }

  @Test func findsSingleStringsOnce() throws {
    // A dictionary column over a whole storage chunk, and one where every string is different.
    let all = (0..<2_048).map { nodeValue($0) }
    let rows = try TestRows(["n": all], context)
    let n = try rows("n")
    for (key, constant) in [("s", "Ada"), ("u", "user-7"), ("u", "user-77")] {
      for sign in [BinaryOperator.equal, .notEqual, .startsWith, .contains, .endsWith, .less, .greaterOrEqual] {
        let found = try rows.evaluate(n.property(key).op(sign, lit(.string(constant))), context)
        let snapshot = context.graph
        let id = try #require(snapshot.catalog.propertyKey(key))
        let expected = try (0..<2_048).map { try sign.apply(snapshot.nodeProperty(NodeID(rawValue: UInt32($0)), id), .string(constant)) }
        #expect(found == expected, "\(key) \(sign.rawValue) \(constant)")
      }
    }
    let members = n.property("s").op(.isIn, lit(["Bob", "中文", .null]))
    #expect(try rows.evaluate(members, context)[1] == true)
    #expect(try rows.evaluate(members, context)[2] == .null)
    let pattern = n.property("u").op(.matches, lit("user-1\\d"))
    #expect(try rows.evaluate(pattern, context).filter { $0 == true }.count == 10)
  }

  @Test func keepsConstantsConstant() throws {
    let rows = try TestRows(["i": [1, 2]], context)
    let compiled = try CompiledExpression(.of(.parameter("p")).op(.add, lit(1)), layout: rows.layout)
    let vector = try compiled.evaluate(rows.chunk, graph.context(["p": 4]))
    #expect(vector.isConstant && vector.kind == .integer && vector.value(1) == 5)
    let chance = try CompiledExpression(try .call("rand"), layout: rows.layout)
    #expect(!(try chance.evaluate(rows.chunk, context)).isConstant)
  }

  @Test func evaluatesNothingOverNoRows() throws {
    let rows = try TestRows(["i": [1]], selection: [], context)
    #expect(throws: Never.self) { try CompiledExpression(lit(1).op(.divide, lit(0)), layout: rows.layout).evaluate(rows.chunk, context) }
    #expect(throws: Never.self) { try CompiledExpression(lit(1).op(.divide, lit(0)), layout: rows.layout).filter(rows.chunk, context) }
  }

  @Test func refusesConditionsThatAreNoTruth() throws {
    let rows = try TestRows(["i": [1, 2]], context)
    expectFailure(.typeError, "InvalidArgumentType") {
      try CompiledExpression(try rows("i"), layout: rows.layout).filter(rows.chunk, context)
    }
    expectFailure(.typeError, "InvalidArgumentType") { try CompiledExpression(lit("x"), layout: rows.layout).filter(rows.chunk, context) }
    expectFailure(.internalError, "UnknownVariable") { try CompiledExpression(BoundExpression(.variable(x)), layout: rows.layout) }
  }
}
