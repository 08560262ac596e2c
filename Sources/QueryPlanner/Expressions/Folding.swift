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
    case .call(let function, let arguments):
      let values = arguments.compactMap(\.constant)
      return values.count == arguments.count ? call(function, values).map(literal) ?? expression : expression
    case .conjunction(let parts): return logical(parts, neutral: true, expression)
    case .disjunction(let parts): return logical(parts, neutral: false, expression)
    case .isNull(let operand, let negated): return operand.constant.map { literal(.boolean($0.isNull != negated)) } ?? expression
    case .list(let elements):
      let values = elements.compactMap(\.constant)
      return values.count == elements.count && !values.contains(where: \.isLarge) ? literal(.list(values)) : expression
    default: return expression
    }
  }

  private static func unary(_ op: UnaryOperator, _ value: Value) -> Value? {
    do { return try op.apply(value) } catch { return nil }
  }

  private static func binary(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    // Strings and lists may grow with every operation, and a regular expression may be slow: the run has budgets for that.
    if op == .matches || left.isLarge || right.isLarge { return nil }
    do { return try op.apply(left, right) } catch { return nil }
  }

  private static func call(_ function: ScalarFunction, _ arguments: [Value]) -> Value? {
    guard function.isDeterministic, function.resultBytes.map({ $0(arguments) <= PlannerLimits.foldedBytesMax }) ?? true else { return nil }
    if function.returnsNullOnNull, arguments.contains(where: \.isNull) { return .null }
    if arguments.contains(where: \.isLarge) { return nil }
    do { return try function.body(arguments, .absent) } catch { return nil }
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

extension Value {
  /// Whether the value takes more room than is folded.
  fileprivate var isLarge: Bool {
    switch self {
    case .string(let text): text.utf8.count > PlannerLimits.foldedBytesMax
    case .list(let elements): elements.count > PlannerLimits.foldedBytesMax / 16
    default: false
    }
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
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .exclusiveOr, .startsWith, .endsWith, .contains, .matches,
        .isIn:
        true
      default: false
      }
    case .variable(let variable): variable.type == .truth
    default: false
    }
  }
}
