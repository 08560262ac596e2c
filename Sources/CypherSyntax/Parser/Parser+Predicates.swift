// The operators between comparison and addition: IN, STARTS WITH, ENDS WITH, CONTAINS, =~, IS NULL, IS :: type, IS label.

import GraphModel

extension Parser {
  /// Applies the predicate operator that comes next.
  mutating func predicateOperator(on left: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    try requireValue(left)
    try grow()
    if at(.doubleColon) { return try typeTest(on: left, negated: false, from: start) }
    if at(.is) { return try isOperator(on: left, from: start) }
    let symbol = try binaryOperator()
    let right = try expression(from: .additive)
    try requireValue(right)
    return Expression(.binary(symbol, left, right), at: span(from: start))
  }

  private mutating func binaryOperator() throws(SyntaxFailure) -> BinaryOperator {
    if accept(.matches) { return .matches }
    if accept(.in) { return .in }
    if accept(.contains) { return .contains }
    let symbol: BinaryOperator = at(.starts) ? .startsWith : .endsWith
    advance()
    try expect(.with)
    return symbol
  }

  private mutating func isOperator(on left: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    let isTest = isNullOrTypeTest(at: position)
    try expect(.is)
    guard isTest else {
      let labels = try labelExpression(allowsPipe: !pipeEndsOperand)
      return Expression(.hasLabels(left, labels), at: span(from: start))
    }
    let negated = accept(.not)
    if accept(.null) { return Expression(.isNull(left, negated: negated), at: span(from: start)) }
    if let form = normalForm() { return Expression(.isNormalized(left, form, negated: negated), at: span(from: start)) }
    guard at(.typed) || at(.doubleColon) else { throw unexpected("NULL, TYPED, NORMALIZED or '::'") }
    return try typeTest(on: left, negated: negated, from: start)
  }

  /// `[form] NORMALIZED`, if it comes next.
  private mutating func normalForm() -> NormalForm? {
    if accept(.normalized) { return .nfc }
    guard peek(1).keyword == .normalized, let form = NormalForm(rawValue: text(of: current).uppercased()) else { return nil }
    advance()
    advance()
    return form
  }

  private mutating func typeTest(on left: Expression, negated: Bool, from start: Int) throws(SyntaxFailure) -> Expression {
    advance()
    let type = try typeExpression(allowsPipe: !pipeEndsOperand)
    return Expression(.isTyped(left, type, negated: negated), at: span(from: start))
  }
}
