// Expressions over one row of values: the slow way that knows everything, and the reference for every fast one. One class per
// form; a compiled tree of them belongs to one operator and one thread.
// Invariants: slots of columns and local variables are settled when the tree is made; names are looked up once per run.
import GraphModel
import QueryPlanner

/// An expression that gives the value of one row.
class ScalarExpression {
  /// The value in the frame's row.
  func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { .null }
}

/// A value that is in the text.
final class ScalarLiteral: ScalarExpression {
  let literal: Value
  init(_ literal: Value) { self.literal = literal }
  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { literal }
}

/// A parameter, looked up once per run.
final class ScalarParameter: ScalarExpression {
  private let name: String
  private var serial: UInt64?
  private var found = Value.null

  init(_ name: String) { self.name = name }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    if serial != frame.context.serial {
      guard let given = frame.context.parameters[name] else {
        throw .runtime(.parameterMissing, "MissingParameter", "the parameter $\(name) was not given a value")
      }
      found = given
      serial = frame.context.serial
    }
    return found
  }
}

/// A variable of the row.
final class ScalarColumn: ScalarExpression {
  private let column: Int
  init(_ column: Int) { self.column = column }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    frame.chunk?.columns[column].value(frame.row) ?? .null
  }
}

/// A variable that a list expression binds.
final class ScalarLocal: ScalarExpression {
  private let slot: Int
  init(_ slot: Int) { self.slot = slot }
  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { frame.locals[slot] }
}

/// An operator of one operand.
final class ScalarUnary: ScalarExpression {
  private let sign: UnaryOperator
  private let operand: ScalarExpression

  init(_ sign: UnaryOperator, _ operand: ScalarExpression) {
    self.sign = sign
    self.operand = operand
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { try sign.apply(operand.value(&frame)) }
}

/// An operator of two operands.
final class ScalarBinary: ScalarExpression {
  private let sign: BinaryOperator
  private let left: ScalarExpression
  private let right: ScalarExpression

  init(_ sign: BinaryOperator, _ left: ScalarExpression, _ right: ScalarExpression) {
    self.sign = sign
    self.left = left
    self.right = right
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    let (a, b) = (try left.value(&frame), try right.value(&frame))
    if sign == .add || sign == .concatenate { try frame.probe(ValueArithmetic.addedBytes(a, b)) }
    return try sign.apply(a, b)
  }
}

/// Operators taken from left to right, however many.
final class ScalarChain: ScalarExpression {
  private let first: ScalarExpression
  private let links: [(sign: BinaryOperator, operand: ScalarExpression)]

  init(_ first: ScalarExpression, _ links: [(BinaryOperator, ScalarExpression)]) {
    self.first = first
    self.links = links.map { (sign: $0.0, operand: $0.1) }
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var result = try first.value(&frame)
    for (place, link) in links.enumerated() {
      let operand = try link.operand.value(&frame)
      if link.sign == .add || link.sign == .concatenate { try frame.probe(ValueArithmetic.addedBytes(result, operand)) }
      result = try link.sign.apply(result, operand)
      if place & 0xFFF == 0xFFF { try frame.context.limits.check() }
    }
    return result
  }
}

/// `=~`, which keeps the last pattern ready.
final class ScalarMatch: ScalarExpression {
  private let left: ScalarExpression
  private let right: ScalarExpression
  private var patterns = PatternCache()

  init(_ left: ScalarExpression, _ right: ScalarExpression) {
    self.left = left
    self.right = right
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    let (subject, wanted) = (try left.value(&frame), try right.value(&frame))
    guard case .string(let text) = subject, case .string(let pattern) = wanted else { return .null }
    return .boolean(try patterns.matcher(for: pattern).matches(text))
  }
}

/// The matcher of the pattern last asked for.
struct PatternCache {
  private var pattern: String?
  private var matcher: RegularExpressionMatcher?

  /// A matcher for a pattern: the last one if the pattern is the same.
  mutating func matcher(for wanted: String) throws(QueryError) -> RegularExpressionMatcher {
    if let matcher, let pattern, pattern.isByteEqual(to: wanted) { return matcher }
    let fresh = RegularExpressionMatcher(try RegularExpression(wanted))
    pattern = wanted
    matcher = fresh
    return fresh
  }
}

/// AND, or OR: stops at the first operand that decides.
final class ScalarJunction: ScalarExpression {
  private let operands: [ScalarExpression]
  private let isConjunction: Bool

  init(_ operands: [ScalarExpression], isConjunction: Bool) {
    self.operands = operands
    self.isConjunction = isConjunction
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var unknown = false
    for operand in operands {
      guard let truth = try ValueLogic.truth(operand.value(&frame), of: isConjunction ? "AND" : "OR") else {
        unknown = true
        continue
      }
      if truth != isConjunction { return .boolean(truth) }
    }
    return unknown ? .null : .boolean(isConjunction)
  }
}

/// IS NULL and IS NOT NULL.
final class ScalarIsNull: ScalarExpression {
  private let operand: ScalarExpression
  private let negated: Bool

  init(_ operand: ScalarExpression, negated: Bool) {
    self.operand = operand
    self.negated = negated
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { .boolean(try operand.value(&frame).isNull != negated) }
}

/// IS :: and IS NOT ::.
final class ScalarIsTyped: ScalarExpression {
  private let operand: ScalarExpression
  private let test: TypeTest
  private let negated: Bool

  init(_ operand: ScalarExpression, _ test: TypeTest, negated: Bool) {
    self.operand = operand
    self.test = test
    self.negated = negated
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value { .boolean(test.holds(try operand.value(&frame)) != negated) }
}

/// CASE.
final class ScalarConditional: ScalarExpression {
  private let alternatives: [(condition: ScalarExpression, result: ScalarExpression)]
  private let otherwise: ScalarExpression

  init(_ alternatives: [(condition: ScalarExpression, result: ScalarExpression)], otherwise: ScalarExpression) {
    self.alternatives = alternatives
    self.otherwise = otherwise
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    for alternative in alternatives where try ValueLogic.truth(alternative.condition.value(&frame), of: "WHEN") == true {
      return try alternative.result.value(&frame)
    }
    return try otherwise.value(&frame)
  }
}

/// A call of a pure function.
final class ScalarCall: ScalarExpression {
  private let function: ScalarFunction
  private let arguments: [ScalarExpression]

  init(_ function: ScalarFunction, _ arguments: [ScalarExpression]) {
    self.function = function
    self.arguments = arguments
  }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.value(&frame)) }
    return try function.call(values, frame.context)
  }
}

extension ScalarFunction {
  /// Calls the body after the limits have been asked; null where an argument is null and the function says so.
  func call(_ arguments: [Value], _ context: ExecutionContext) throws(QueryError) -> Value {
    if returnsNullOnNull, arguments.contains(where: { $0.isNull }) { return .null }
    if let bytes = resultBytes?(arguments), bytes >= ExpressionLimits.chargedBytesMin {
      try context.limits.charge(bytes)
      context.limits.release(bytes)
    }
    return try body(arguments, context.clock)
  }
}

/// coalesce: evaluates no further than the first value that is not null.
final class ScalarCoalesce: ScalarExpression {
  private let arguments: [ScalarExpression]
  init(_ arguments: [ScalarExpression]) { self.arguments = arguments }

  override func value(_ frame: inout ScalarFrame) throws(QueryError) -> Value {
    for argument in arguments {
      let value = try argument.value(&frame)
      if !value.isNull { return value }
    }
    return .null
  }
}
