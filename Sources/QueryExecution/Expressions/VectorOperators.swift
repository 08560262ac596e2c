// Operators over chunks: each evaluates its operands, deals with constants and nulls, and hands flat vectors to a kernel.
import GraphModel
import GraphStorage
import QueryPlanner

/// What operators of two operands have in common: null constants make everything null, and two constants a constant.
class VectorBinary: VectorExpression {
  let sign: BinaryOperator
  let left: VectorExpression
  let right: VectorExpression
  let result = Vector(.boolean)

  init(_ sign: BinaryOperator, _ left: VectorExpression, _ right: VectorExpression) {
    self.sign = sign
    self.left = left
    self.right = right
  }

  override final func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    if let vector = try evaluateStored(rows, context) { return vector }
    let (a, b) = (try left.evaluate(rows, context), try right.evaluate(rows, context))
    if a.isConstantNull || b.isConstantNull {
      result.becomeConstantNull()
    } else if a.isConstant, b.isConstant {
      result.becomeConstant(try sign.apply(a.value(0), b.value(0)), nil)
    } else {
      try combine(a, b, rows, context)
    }
    return result
  }

  /// A way that reads a stored column itself, where there is one.
  func evaluateStored(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector? { nil }

  /// Fills the result from operands that are not both constant and neither a null constant.
  func combine(_ a: Vector, _ b: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) {}
}

/// + - * / % ^.
final class VectorArithmetic: VectorBinary {
  override func combine(_ a: Vector, _ b: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) {
    try ArithmeticKernels.calculate(sign, a, b, rows, into: result, context.limits)
  }
}

/// The comparisons, STARTS WITH, ENDS WITH, CONTAINS and =~.
final class VectorPredicate: VectorBinary {
  private let memo = CodeMemo()
  private var patterns = PatternCache()

  /// The test against a constant string on the right; nil where there is none for it.
  private func test(_ fixed: StringReference) throws(QueryError) -> AnyStringTest {
    switch sign {
    case .equal: .equality(EqualityTest(fixed: fixed))
    case .startsWith: .prefix(PrefixTest(fixed: fixed))
    case .endsWith: .suffix(SuffixTest(fixed: fixed))
    case .contains: .contains(ContainsTest(fixed: fixed))
    case .matches: .pattern(PatternTest(matcher: try patterns.matcher(for: fixed.string)))
    default: .comparison(ComparisonTest(sign: sign, fixed: fixed))
    }
  }

  override func evaluateStored(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector? {
    guard let property = left as? VectorProperty, let constant = right as? VectorConstant else { return nil }
    let fixed = try constant.evaluate(rows, context)
    guard fixed.kind == .string, let stored = try property.stored(rows, context) else { return nil }
    result.reset(.boolean)
    let (sign, value) = (sign, constant.value)
    let loop = StoredStringLoop(holders: stored.holders, column: stored.column, rows: rows, result: result, memo: memo) {
      (other: Value) throws(QueryError) -> Value in try sign.apply(other, value)
    }
    try test(fixed.strings[0]).run(loop)
    return result
  }

  override func combine(_ a: Vector, _ b: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) {
    if a.kind == .string, b.kind == .string, b.isConstant {
      result.reset(.boolean)
      result.takeNulls(of: a)
      try test(b.strings[0]).run(StringVectorLoop(vector: a, rows: rows, result: result))
    } else if sign.isComparison {
      try ComparisonKernels.compare(sign, a, b, rows, into: result)
    } else {
      try combineValues(a, b, rows)
    }
  }

  private func combineValues(_ a: Vector, _ b: Vector, _ rows: RowSet) throws(QueryError) {
    result.reset(.boolean)
    for n in 0..<rows.count {
      let row = rows[n]
      let (text, other) = (a.value(row), b.value(row))
      if sign == .matches, case .string(let subject) = text, case .string(let pattern) = other {
        result.booleans[row] = try patterns.matcher(for: pattern).matches(subject) ? 1 : 0
      } else {
        result.setTruth(try sign.apply(text, other).booleanValue, row: row)
      }
    }
  }
}

/// XOR.
final class VectorExclusiveOr: VectorBinary {
  override func combine(_ a: Vector, _ b: Vector, _ rows: RowSet, _ context: ExecutionContext) throws(QueryError) {
    result.reset(.boolean)
    let truths = (RowBytes(), RowBytes())
    try LogicKernels.truths(a, rows, into: truths.0.bytes, of: "XOR")
    try LogicKernels.truths(b, rows, into: truths.1.bytes, of: "XOR")
    for n in 0..<rows.count {
      let (x, y) = (truths.0.bytes[n], truths.1.bytes[n])
      if x == LogicKernels.unknown || y == LogicKernels.unknown { result.setNull(rows[n]) } else { result.booleans[rows[n]] = x ^ y }
    }
  }
}

/// NOT, - and +.
final class VectorUnary: VectorExpression {
  private let sign: UnaryOperator
  private let operand: VectorExpression
  private let result = Vector(.boolean)

  init(_ sign: UnaryOperator, _ operand: VectorExpression) {
    self.sign = sign
    self.operand = operand
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try operand.evaluate(rows, context)
    if vector.isConstant {
      result.becomeConstant(try sign.apply(vector.value(0)), nil)
      return result
    }
    switch (sign, vector.kind) {
    case (.plus, .integer), (.plus, .float): return vector
    case (.not, .boolean):
      result.reset(.boolean)
      let (from, to) = (vector.booleans, result.booleans)
      if let count = rows.denseCount {
        for row in 0..<count { to[row] = from[row] ^ 1 }
      } else {
        for n in 0..<rows.count { to[rows[n]] = from[rows[n]] ^ 1 }
      }
      result.takeNulls(of: vector)
    case (.negate, .float):
      result.reset(.float)
      for n in 0..<rows.count { result.floats[rows[n]] = -vector.floats[rows[n]] }
      result.takeNulls(of: vector)
    default:
      result.reset(sign == .not ? .boolean : .mixed)
      for n in 0..<rows.count {
        let value = try sign.apply(vector.value(rows[n]))
        if sign == .not { result.setTruth(value.booleanValue, row: rows[n]) } else { result.values[rows[n]] = value }
      }
    }
    return result
  }
}

/// IS NULL and IS NOT NULL.
final class VectorIsNull: VectorExpression {
  private let operand: VectorExpression
  private let negated: Bool
  private let result = Vector(.boolean)

  init(_ operand: VectorExpression, negated: Bool) {
    self.operand = operand
    self.negated = negated
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    let vector = try operand.evaluate(rows, context)
    result.reset(.boolean)
    let out = result.booleans
    if vector.isConstant || (vector.kind != .mixed && !vector.mayHaveNulls) {
      result.isConstant = true
      out[0] = vector.isNull(0) != negated ? 1 : 0
    } else {
      for n in 0..<rows.count { out[rows[n]] = vector.isNull(rows[n]) != negated ? 1 : 0 }
    }
    return result
  }
}

/// A byte for each row, that belongs to one expression.
final class RowBytes {
  let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: Vector.capacity)
  deinit { bytes.deallocate() }
}
