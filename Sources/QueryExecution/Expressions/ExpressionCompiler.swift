// From a bound expression to a tree that evaluates row by row: every variable becomes a column of the chunk or a slot of the
// frame. (`ExpressionCompiler+Vectors` makes the tree that evaluates whole chunks.)
import GraphModel
import QueryPlanner

/// Compiles expressions over one layout.
struct ExpressionCompiler {
  /// Where the row's variables lie.
  let layout: ChunkLayout
  /// The slots of the variables that list expressions bind, by the number of the variable; numbers are unique over the query.
  private(set) var slots: [Int: Int] = [:]

  init(layout: ChunkLayout) { self.layout = layout }

  /// Refuses an expression that nests too deeply for the recursions over it.
  static func checkDepth(_ expression: BoundExpression) throws(QueryError) {
    guard expression.depth(upTo: ExpressionLimits.depthMax) <= ExpressionLimits.depthMax else {
      throw .runtime(
        .resourceExhausted, "ExpressionTooDeep", "an expression nests more than \(ExpressionLimits.depthMax) levels", at: expression.span)
    }
  }

  mutating func slot(_ variable: Variable) -> Int {
    if let slot = slots[variable.id] { return slot }
    slots[variable.id] = slots.count
    return slots.count - 1
  }

  func column(_ variable: Variable) throws(QueryError) -> Int {
    if let column = layout.column(of: variable) { return column }
    throw .runtime(.internalError, "UnknownVariable", "the variable '\(variable.name)' is not among the columns of the rows")
  }

  // MARK: Row by row

  mutating func scalars(_ expressions: [BoundExpression]) throws(QueryError) -> [ScalarExpression] {
    var compiled: [ScalarExpression] = []
    for expression in expressions { compiled.append(try scalar(expression)) }
    return compiled
  }

  private mutating func scalar(optional expression: BoundExpression?) throws(QueryError) -> ScalarExpression? {
    guard let expression else { return nil }
    return try scalar(expression)
  }

  /// The tree that evaluates an expression row by row.
  mutating func scalar(_ expression: BoundExpression) throws(QueryError) -> ScalarExpression {
    switch expression.kind {
    case .literal(let value): return ScalarLiteral(value)
    case .parameter(let name): return ScalarParameter(name)
    case .variable(let variable): return try scalar(variable)
    case .property(let holder, let key): return ScalarProperty(try scalar(holder), key: key)
    case .element(let holder, let place): return ScalarElement(try scalar(holder), try scalar(place))
    case .slice(let list, let from, let to):
      return ScalarSlice(try scalar(list), from: try scalar(optional: from), to: try scalar(optional: to))
    case .list(let elements): return ScalarList(try scalars(elements))
    case .map(let entries): return try scalarMap(entries)
    case .unary(let sign, let operand): return ScalarUnary(sign, try scalar(operand))
    case .binary(.matches, let left, let right): return ScalarMatch(try scalar(left), try scalar(right))
    case .binary(let sign, let left, let right): return ScalarBinary(sign, try scalar(left), try scalar(right))
    case .chain(let first, let links):
      return ScalarChain(try scalar(first), Array(zip(links.map(\.sign), try scalars(links.map(\.operand)))))
    case .conjunction(let operands): return ScalarJunction(try scalars(operands), isConjunction: true)
    case .disjunction(let operands): return ScalarJunction(try scalars(operands), isConjunction: false)
    case .isNull(let operand, let negated): return ScalarIsNull(try scalar(operand), negated: negated)
    case .isTyped(let operand, let test, let negated): return ScalarIsTyped(try scalar(operand), test, negated: negated)
    case .hasLabels(let operand, let test): return ScalarHasLabels(try scalar(operand), test)
    case .conditional(let alternatives, let otherwise): return try scalarConditional(alternatives, otherwise)
    case .call(let function, let arguments):
      let compiled = try scalars(arguments)
      return function.name == "coalesce" ? ScalarCoalesce(compiled) : ScalarCall(function, compiled)
    case .entity(let function, let operand): return ScalarEntity(function, try scalar(operand))
    case .path(let start, let steps): return try scalarPath(start, steps)
    case .listComprehension, .quantifier, .reduce: return try scalarLoop(expression)
    }
  }

  private func scalar(_ variable: Variable) throws(QueryError) -> ScalarExpression {
    if let slot = slots[variable.id] { return ScalarLocal(slot) }
    return ScalarColumn(try column(variable))
  }

  private mutating func scalarMap(_ entries: [BoundExpression.MapEntry]) throws(QueryError) -> ScalarExpression {
    var compiled: [(key: String, value: ScalarExpression)] = []
    for entry in entries { compiled.append((entry.key, try scalar(entry.value))) }
    return ScalarMap(compiled)
  }

  private mutating func scalarConditional(
    _ alternatives: [BoundExpression.Alternative], _ otherwise: BoundExpression
  ) throws(QueryError) -> ScalarExpression {
    var compiled: [(condition: ScalarExpression, result: ScalarExpression)] = []
    for alternative in alternatives { compiled.append((try scalar(alternative.condition), try scalar(alternative.result))) }
    return ScalarConditional(compiled, otherwise: try scalar(otherwise))
  }

  private func scalarPath(_ start: Variable, _ steps: [Variable]) throws(QueryError) -> ScalarExpression {
    var compiled: [ScalarExpression] = []
    for step in steps { compiled.append(try scalar(step)) }
    return ScalarPath(start: try scalar(start), steps: compiled)
  }

  /// The forms that bind a variable: the list is compiled outside of its scope, which the unique numbers keep apart anyway.
  private mutating func scalarLoop(_ expression: BoundExpression) throws(QueryError) -> ScalarExpression {
    switch expression.kind {
    case .listComprehension(let variable, let list, let predicate, let projection):
      let list = try scalar(list)
      return ScalarComprehension(
        slot: slot(variable), list: list, predicate: try scalar(optional: predicate), projection: try scalar(optional: projection))
    case .quantifier(let quantifier, let variable, let list, let predicate):
      let list = try scalar(list)
      return ScalarQuantifier(quantifier, slot: slot(variable), list: list, predicate: try scalar(predicate))
    case .reduce(let accumulator, let initial, let variable, let list, let body):
      let (initial, list) = (try scalar(initial), try scalar(list))
      let (first, second) = (slot(accumulator), slot(variable))
      if case .binary(.add, let left, let right) = body.kind, left.kind == .variable(accumulator), !right.reads(accumulator) {
        // What is appended cannot hold the accumulator, so nothing nests deeper from step to step.
        let appended = try scalar(right)
        return ScalarReduce(accumulator: first, initial: initial, slot: second, list: list, body: .append(appended), mayNest: false)
      }
      let compiled = try scalar(body)
      return ScalarReduce(
        accumulator: first, initial: initial, slot: second, list: list, body: .replace(compiled), mayNest: body.mayNest)
    default:
      return ScalarLiteral(.null)
    }
  }
}
