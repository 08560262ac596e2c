// Constant folding: what can be computed from literals alone is computed while planning. Only what cannot fail and does not
// depend on chance is folded; an operation that would fail (an overflow, a division by zero) is left to the run, which says so
// with its place, and only if a row gets there.

package import GraphModel

/// Folds constants.
package enum Folding {
  /// The expression with every constant part computed.
  package static func folded(_ expression: BoundExpression) -> BoundExpression { expression.rewritten(foldedOnce) }

  /// One expression whose parts are folded already.
  private static func foldedOnce(_ expression: BoundExpression) -> BoundExpression {
    func literal(_ value: Value) -> BoundExpression { BoundExpression(.literal(value), at: expression.span) }
    switch expression.kind {
    case .unary(let op, let operand): return operand.constant.flatMap { unary(op, $0) }.map(literal) ?? expression
    case .binary(let op, let left, let right):
      guard let a = left.constant, let b = right.constant else { return expression }
      return binary(op, a, b).map(literal) ?? expression
    case .conjunction(let parts): return logical(parts, neutral: true, expression)
    case .disjunction(let parts): return logical(parts, neutral: false, expression)
    case .isNull(let operand, let negated): return operand.constant.map { literal(.boolean($0.isNull != negated)) } ?? expression
    case .list(let elements):
      let values = elements.compactMap(\.constant)
      return values.count == elements.count ? literal(.list(values)) : expression
    default: return expression
    }
  }

  private static func unary(_ op: UnaryOperator, _ value: Value) -> Value? {
    switch (op, value) {
    case (_, .null): .null
    case (.not, .boolean(let truth)): .boolean(!truth)
    case (.plus, .integer), (.plus, .float): value
    case (.negate, .integer(let number)): number == .min ? nil : .integer(-number)
    case (.negate, .float(let number)): .float(-number)
    default: nil
    }
  }

  private static func binary(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    switch op {
    case .equal: return truth(Value.equals(left, right))
    case .notEqual: return truth(Value.equals(left, right).map { !$0 })
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return comparison(op, left, right)
    case .add, .subtract, .multiply, .divide, .modulo: return arithmetic(op, left, right)
    default: return nil
    }
  }

  private static func truth(_ value: Bool?) -> Value { value.map { .boolean($0) } ?? .null }

  private static func comparison(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    if left.isNull || right.isNull { return .null }
    // Only numbers and strings: for the rest the run knows best.
    switch (left, right) {
    case (.integer, .integer), (.float, .float), (.integer, .float), (.float, .integer), (.string, .string): break
    default: return nil
    }
    guard let order = Value.compare(left, right) else { return nil }
    switch op {
    case .less: return .boolean(order == .less)
    case .lessOrEqual: return .boolean(order == .less || order == .same)
    case .greater: return .boolean(order == .greater)
    default: return .boolean(order == .greater || order == .same)
    }
  }

  private static func arithmetic(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return integers(op, a, b)
    case (.float(let a), .float(let b)): return floats(op, a, b)
    case (.integer(let a), .float(let b)): return floats(op, Double(a), b)
    case (.float(let a), .integer(let b)): return floats(op, a, Double(b))
    case (.string(let a), .string(let b)): return op == .add ? .string(a + b) : nil
    default: return nil
    }
  }

  private static func integers(_ op: BinaryOperator, _ left: Int64, _ right: Int64) -> Value? {
    let (result, overflow): (Int64, Bool)
    switch op {
    case .add: (result, overflow) = left.addingReportingOverflow(right)
    case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
    case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
    default: return nil
    }
    return overflow ? nil : .integer(result)
  }

  private static func floats(_ op: BinaryOperator, _ left: Double, _ right: Double) -> Value? {
    switch op {
    case .add: .float(left + right)
    case .subtract: .float(left - right)
    case .multiply: .float(left * right)
    case .divide: .float(left / right)
    default: nil
    }
  }

  /// AND (`neutral` true) or OR: neutral parts go, and a part that decides (false, true) decides, if no other part can fail.
  private static func logical(_ parts: [BoundExpression], neutral: Bool, _ whole: BoundExpression) -> BoundExpression {
    let rest = parts.filter { $0.constant?.booleanValue != neutral }
    if rest.isEmpty { return BoundExpression(.literal(.boolean(neutral)), at: whole.span) }
    if rest.allSatisfy({ $0.constant != nil }), rest.contains(where: { $0.constant?.booleanValue == !neutral }) {
      return BoundExpression(.literal(.boolean(!neutral)), at: whole.span)
    }
    if rest.count == parts.count { return whole }
    // A single part left over must still be a truth value: only a form that always is may stand alone.
    if rest.count == 1 { return rest[0].isTruth ? rest[0] : whole }
    return BoundExpression(neutral ? .conjunction(rest) : .disjunction(rest), at: whole.span)
  }
}

extension BoundExpression {
  /// The value, if this is a literal.
  package var constant: Value? {
    if case .literal(let value) = kind { return value }
    return nil
  }

  /// Whether the form gives a truth value or null and nothing else.
  package var isTruth: Bool {
    switch kind {
    case .literal(.boolean), .isNull, .isTyped, .hasLabels, .quantifier, .conjunction, .disjunction, .unary(.not, _): true
    case .binary(let op, _, _):
      switch op {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .exclusiveOr, .startsWith, .endsWith, .contains, .matches, .isIn:
        true
      default: false
      }
    case .variable(let variable): variable.type == .truth
    default: false
    }
  }
}
