// The operators by name: one door for whoever has an operator and two values, while planning or row by row.

package import GraphModel

extension BinaryOperator {
  /// The result of the operator over two values; this is the reference that every faster way must agree with.
  package func apply(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    switch self {
    case .equal: ValueComparison.equal(left, right)
    case .notEqual: ValueComparison.notEqual(left, right)
    case .less: ValueComparison.ordered(left, right, .less)
    case .lessOrEqual: ValueComparison.ordered(left, right, .lessOrEqual)
    case .greater: ValueComparison.ordered(left, right, .greater)
    case .greaterOrEqual: ValueComparison.ordered(left, right, .greaterOrEqual)
    case .exclusiveOr: try ValueLogic.exclusiveOr(left, right)
    case .add: try ValueArithmetic.add(left, right)
    case .subtract: try ValueArithmetic.subtract(left, right)
    case .multiply: try ValueArithmetic.multiply(left, right)
    case .divide: try ValueArithmetic.divide(left, right)
    case .modulo: try ValueArithmetic.modulo(left, right)
    case .power: try ValueArithmetic.power(left, right)
    case .startsWith: ValueStrings.startsWith(left, right)
    case .endsWith: ValueStrings.endsWith(left, right)
    case .contains: ValueStrings.contains(left, right)
    case .matches: try matches(left, right)
    case .isIn: try ValueAccess.isIn(left, right)
    case .concatenate: try ValueArithmetic.concatenate(left, right)
    }
  }

  /// `left =~ right`; the pattern is compiled for this one text.
  private func matches(_ left: Value, _ right: Value) throws(QueryError) -> Value {
    guard case .string(let text) = left, case .string(let pattern) = right else { return .null }
    return .boolean(try RegularExpressionMatcher(RegularExpression(pattern)).matches(text))
  }
}

extension UnaryOperator {
  /// The result of the operator over a value.
  package func apply(_ operand: Value) throws(QueryError) -> Value {
    switch self {
    case .not: try ValueLogic.not(operand)
    case .negate: try ValueArithmetic.negate(operand)
    case .plus: try ValueArithmetic.plus(operand)
    }
  }
}
