// Chunks against rows: whatever a kernel says of a row, the evaluation of that row alone must say too. Random expressions over
// random columns with nulls, NaN, -0.0 and the limits of 64 bits, over all rows and over selections of them.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

@Suite struct KernelReferenceTests {
  /// The values of a kind, the awkward ones often.
  private static func value(_ kind: VectorKind, _ generator: inout SeededGenerator) -> Value {
    switch kind {
    case .integer:
      generator.pick([0, 1, -1, 2, 3, 7, .integer(.max), .integer(.min), .integer(1 << 53), .integer(Int64(generator.below(20)))])
    case .float:
      generator.pick([0.0, -0.0, 1.0, 0.5, -2.5, .float(.nan), .float(.infinity), 0x1p63, 0x1p53, .float(Double(generator.below(9)))])
    case .boolean: .boolean(generator.chance(50))
    case .string: generator.pick(["", "a", "ab", "Ada", "Bob", "中文", "é", "e\u{301}", "user-1", "A.*b"])
    case .node: node(generator.below(5_200))
    case .relationship: relationship(generator.below(520))
    case .mixed:
      generator.pick([
        1, 2.5, "a", true, .list([1, 2]), .list([.null]), .map(["i": 1, "s": "Ada"]), node(generator.below(5_000)), .integer(.max),
        .float(.nan), "ab",
        relationship(generator.below(500)),
      ])
    }
  }

  private static func rows(_ generator: inout SeededGenerator, _ context: ExecutionContext) throws -> TestRows {
    let count = generator.pick([1, 2, 63, 64, 65, 200])
    let nullPercent = generator.pick([0, 20, 90])
    func column(_ kind: VectorKind, _ generator: inout SeededGenerator) -> [Value] {
      (0..<count).map { _ in generator.chance(nullPercent) ? .null : value(kind, &generator) }
    }
    var selection: [Int32]?
    if generator.chance(50) {
      let percent = generator.pick([5, 50, 95])
      selection = (0..<Int32(count)).filter { _ in generator.chance(percent) }
    }
    let mixed = generator.chance(15)
    return try TestRows(
      [
        "i": column(.integer, &generator), "j": column(.integer, &generator), "f": column(.float, &generator),
        "g": column(.float, &generator),
        "b": column(.boolean, &generator), "c": column(.boolean, &generator), "s": column(.string, &generator),
        "t": column(.string, &generator),
        "n": column(.node, &generator), "o": column(.node, &generator), "r": column(.relationship, &generator),
        "m": column(.mixed, &generator),
      ], mixed: mixed, selection: selection, context)
  }

  private struct Maker {
    var generator: SeededGenerator
    let rows: TestRows
    var nextVariable = 1_000

    mutating func leaf() throws -> BoundExpression {
      if generator.chance(65) { return BoundExpression(.variable(generator.pick(rows.variables))) }
      if generator.chance(10) { return BoundExpression(.parameter(generator.pick(["p", "q"]))) }
      return lit(
        generator.chance(15)
          ? .null : KernelReferenceTests.value(generator.pick([.integer, .float, .boolean, .string, .mixed]), &generator))
    }

    mutating func make(_ depth: Int) throws -> BoundExpression {
      if depth == 0 { return try leaf() }
      switch generator.below(26) {
      case 0...4:
        let sign: BinaryOperator = generator.pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
        return try make(depth - 1).op(sign, try make(depth - 1))
      case 5...7:
        return try make(depth - 1).op(generator.pick([.add, .subtract, .multiply, .divide, .modulo, .power]), try make(depth - 1))
      case 8: return try make(depth - 1).op(generator.pick([.startsWith, .endsWith, .contains, .matches]), try make(depth - 1))
      case 9: return try truth(depth - 1).op(.exclusiveOr, try truth(depth - 1))
      case 10: return .of(.unary(generator.pick([.not, .negate, .plus]), try make(depth - 1)))
      case 11: return .of(.conjunction([try truth(depth - 1), try truth(depth - 1), try make(depth - 1)]))
      case 12: return .of(.disjunction([try truth(depth - 1), try truth(depth - 1)]))
      case 13: return .of(.isNull(try make(depth - 1), negated: generator.chance(50)))
      case 14: return try make(depth - 1).op(.isIn, try list(depth - 1))
      case 15:
        let alternatives = [
          BoundExpression.Alternative(condition: try truth(depth - 1), result: try make(depth - 1)),
          BoundExpression.Alternative(condition: try truth(depth - 1), result: try make(depth - 1)),
        ]
        return .of(.conditional(alternatives, otherwise: try make(depth - 1)))
      case 16: return try .call("coalesce", try make(depth - 1), try make(depth - 1), try leaf())
      case 17, 18:
        return BoundExpression(.variable(generator.pick(rows.variables))).property(
          generator.pick(["i", "f", "s", "u", "b", "m", "k", "none"]))
      case 19:
        let holder = BoundExpression(.variable(generator.pick(rows.variables.filter { ["n", "o", "r"].contains($0.name) })))
        let constant = lit(KernelReferenceTests.value(generator.pick([.string, .integer]), &generator))
        let sign: BinaryOperator = generator.pick([.equal, .notEqual, .less, .startsWith, .contains, .endsWith, .matches, .greaterOrEqual])
        return holder.property(generator.pick(["s", "u", "m", "i"])).op(sign, constant)
      case 20:
        let holder = BoundExpression(.variable(generator.pick(rows.variables.filter { ["n", "o", "r", "m"].contains($0.name) })))
        return .of(
          .hasLabels(holder, generator.pick([.name("A"), .and([.name("A"), .not(.name("B"))]), .any, .or([.name("T"), .name("X")])])))
      case 21: return .of(.element(try make(depth - 1), try make(depth - 1)))
      case 22:
        return .of(.slice(try list(depth - 1), from: generator.chance(50) ? try leaf() : nil, to: generator.chance(50) ? try leaf() : nil))
      case 23: return try function(depth)
      case 24: return try loop(depth)
      default: return .of(.entity(generator.pick([.id, .labels, .type, .startNode, .endNode, .keys]), try leaf()))
      }
    }

    private mutating func truth(_ depth: Int) throws -> BoundExpression {
      if depth == 0 || generator.chance(40) {
        return BoundExpression(.variable(generator.pick(rows.variables.filter { ["b", "c"].contains($0.name) })))
      }
      return try make(depth).op(generator.pick([.equal, .less, .greaterOrEqual]), try leaf())
    }

    private mutating func list(_ depth: Int) throws -> BoundExpression {
      if generator.chance(60) {
        let kind: VectorKind = generator.pick([.integer, .string, .float, .mixed, .boolean])
        let count = generator.below(5)
        var values: [Value] = []
        for _ in 0..<count { values.append(generator.chance(10) ? .null : KernelReferenceTests.value(kind, &generator)) }
        return lit(.list(values))
      }
      return .of(.list([try leaf(), try leaf(), try leaf()]))
    }

    private mutating func function(_ depth: Int) throws -> BoundExpression {
      let name = generator.pick(["toString", "toUpper", "size", "abs", "toInteger", "head", "sign", "reverse", "toFloat", "isEmpty"])
      return try .call(name, try make(depth - 1))
    }

    private mutating func loop(_ depth: Int) throws -> BoundExpression {
      nextVariable += 2
      let (x, y) = (Variable(id: nextVariable, name: "x", type: .any), Variable(id: nextVariable + 1, name: "y", type: .any))
      let (element, accumulator) = (BoundExpression(.variable(x)), BoundExpression(.variable(y)))
      let list = try list(depth - 1)
      switch generator.below(3) {
      case 0:
        return .of(
          .listComprehension(x, list: list, predicate: element.op(.notEqual, try leaf()), projection: .of(.list([element, try leaf()]))))
      case 1:
        return .of(.quantifier(generator.pick([.all, .any, .none, .single]), x, list: list, predicate: element.op(.equal, try leaf())))
      default: return .of(.reduce(accumulator: y, initial: try leaf(), x, list: list, body: accumulator.op(.equal, element)))
      }
    }
  }

  @Test func chunksAgreeWithRows() throws {
    let graph = try TestGraph.shared.get()
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var outcomes = (values: 0, errors: 0)
    for round in 0..<1_500 {
      let context = graph.context(["p": 2, "q": "Ada"])
      let rows = try Self.rows(&generator, context)
      var maker = Maker(generator: SeededGenerator(seed: generator.next()), rows: rows)
      let expression = try maker.make(1 + generator.below(3))
      let compiled = try CompiledExpression(expression, layout: rows.layout)
      let place = "seed \(seed), round \(round): \(expression.kind)"
      let expected = Result { try (0..<rows.chunk.selectedCount).map { try compiled.value(rows.chunk, row: rows.chunk.row($0), context) } }
      for _ in 0..<2 {  // twice: what is kept between calls must not show
        let found = Result {
          let vector = try compiled.evaluate(rows.chunk, context)
          return (0..<rows.chunk.selectedCount).map { vector.value(rows.chunk.row($0)) }
        }
        switch (expected, found) {
        case (.success(let expected), .success(let found)):
          outcomes.values += 1
          for n in expected.indices where expected[n] != found[n] {
            Issue.record("row \(n): expected \(expected[n]), found \(found[n]); \(place)")
            return
          }
        case (.failure, .failure): outcomes.errors += 1
        case (.success, .failure(let error)):
          Issue.record("only the chunk failed: \(error); \(place)")
          return
        case (.failure(let error), .success):
          Issue.record("only a row failed: \(error); \(place)")
          return
        }
      }
      try Self.checkFilter(compiled, rows, expected, context, place)
    }
    #expect(outcomes.values > 500 && outcomes.errors > 100, "\(outcomes)")
  }

  private static func checkFilter(
    _ compiled: CompiledExpression, _ rows: TestRows, _ expected: Result<[Value], any Error>, _ context: ExecutionContext, _ place: String
  ) throws {
    guard case .success(let values) = expected, values.allSatisfy({ $0.isNull || $0.booleanValue != nil }) else { return }
    let kept = (0..<rows.chunk.selectedCount).filter { values[$0] == true }.map { rows.chunk.row($0) }
    try compiled.filter(rows.chunk, context)
    let found = (0..<rows.chunk.selectedCount).map { rows.chunk.row($0) }
    #expect(found == kept, "filter: \(place)")
  }
}
