// Expressions with operators, by precedence climbing. From the weakest: OR, XOR, AND, NOT, comparisons, predicates (IN,
// STARTS WITH, ENDS WITH, CONTAINS, =~, IS …), + - ||, * / %, ^, sign; all of them from left to right. Operators of one
// precedence make one n-ary node or one chain, read in a loop.

import GraphModel

extension Parser {
  /// An expression whose value is used. A bare path pattern is none.
  mutating func value(stoppingAtPipe: Bool = false) throws(QueryError) -> Expression {
    let expression = try predicate(stoppingAtPipe: stoppingAtPipe)
    try requireValue(expression)
    return expression
  }

  /// An expression that is a condition, where a path pattern may stand for its existence.
  mutating func predicate(stoppingAtPipe: Bool = false) throws(QueryError) -> Expression {
    let outer = pipeEndsOperand
    pipeEndsOperand = stoppingAtPipe
    let expression = try expression(from: .or)
    pipeEndsOperand = outer
    return expression
  }

  /// Refuses a path pattern where its value would be used.
  func requireValue(_ expression: Expression) throws(QueryError) {
    guard case .pattern(let pattern) = expression.kind, pattern.selector == nil else { return }
    throw error(
      "a path pattern is a condition and has no value here", at: expression.span,
      hint: "write EXISTS { … }, COUNT { … } or a pattern comprehension [ … | … ]")
  }

  /// An expression of operators that bind at least as strongly as one.
  mutating func expression(from minimum: Precedence) throws(QueryError) -> Expression {
    let outer = try enter()
    let start = position
    var left = try operand(minimum)
    while let precedence = infixPrecedence(), precedence >= minimum {
      switch precedence {
      case .or: left = Expression(.or(try operands(after: left, joinedBy: .or, from: .xor)), at: span(from: start))
      case .xor: left = Expression(.xor(try operands(after: left, joinedBy: .xor, from: .and)), at: span(from: start))
      case .and: left = Expression(.and(try operands(after: left, joinedBy: .and, from: .not)), at: span(from: start))
      case .comparison: left = Expression(.comparison(left, try comparisonTerms(after: left)), at: span(from: start))
      case .predicate:
        try grow()
        left = try predicateOperator(on: left, from: start)
      case .additive, .multiplicative, .power:
        left = Expression(.arithmetic(left, try arithmeticTerms(after: left, precedence)), at: span(from: start))
      case .not, .sign, .label, .operand: throw unexpected()
      }
    }
    try leave(outer)
    return left
  }

  /// The precedence of the operator that comes next, if one does.
  private mutating func infixPrecedence() -> Precedence? {
    switch current.kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return .comparison
    case .matches, .doubleColon: return .predicate
    case .plus, .minus, .doublePipe: return .additive
    case .star, .slash, .percent: return .multiplicative
    case .caret: return .power
    case .word:
      switch current.keyword {
      case .or: return .or
      case .xor: return .xor
      case .and: return .and
      case .in, .starts, .ends, .contains, .is: return .predicate
      default:
        attempted += [.or, .xor, .and, .in, .starts, .ends, .contains, .is]
        return nil
      }
    default: return nil
    }
  }

  private mutating func operands(
    after first: Expression, joinedBy keyword: Keyword, from next: Precedence
  ) throws(QueryError) -> [Expression] {
    var operands = [first]
    while accept(keyword) { operands.append(try expression(from: next)) }
    return operands
  }

  private mutating func arithmeticTerms(after first: Expression, _ precedence: Precedence) throws(QueryError) -> [ArithmeticTerm] {
    try requireValue(first)
    var terms: [ArithmeticTerm] = []
    while infixPrecedence() == precedence, let symbol = ArithmeticOperator(rawValue: current.kind.symbol) {
      advance()
      let operand = try expression(from: precedence.next)
      try requireValue(operand)
      terms.append(ArithmeticTerm(symbol, operand))
    }
    return terms
  }

  private mutating func comparisonTerms(after first: Expression) throws(QueryError) -> [ComparisonTerm] {
    try requireValue(first)
    var terms: [ComparisonTerm] = []
    while let symbol = ComparisonOperator(rawValue: current.kind.symbol) {
      advance()
      if symbol == .equal, at(.equal) { throw unexpected("an expression", hint: "equality is written with one '='") }
      let operand = try expression(from: .predicate)
      try requireValue(operand)
      terms.append(ComparisonTerm(symbol, operand))
    }
    return terms
  }

  /// The operand that stands left of an operator, with the NOTs before it.
  private mutating func operand(_ minimum: Precedence) throws(QueryError) -> Expression {
    guard at(.not) else { return try signed() }
    guard minimum <= .not else { throw unexpected("an expression", hint: "put NOT and what it negates into parentheses") }
    let start = position
    while accept(.not) { try grow() }
    let count = position - start
    var expression = try expression(from: .comparison)
    for step in 0..<count {
      expression = Expression(.unary(.not, expression), at: span(from: start + count - 1 - step))
    }
    return expression
  }

  /// An operand with the signs before it. A minus before a number belongs to the number.
  private mutating func signed() throws(QueryError) -> Expression {
    guard at(.minus) || at(.plus) else { return try postfix(allowsLabels: true) }
    let start = position
    var signs: [UnaryOperator] = []
    while at(.minus) || at(.plus) {
      signs.append(at(.minus) ? .minus : .plus)
      try grow()
      advance()
    }
    let isNegative = signs.last == .minus && (at(.integerLiteral) || at(.floatLiteral))
    if isNegative { signs.removeLast() }
    var expression = isNegative ? try number(isNegative: true, from: position - 1) : try postfix(allowsLabels: true)
    try requireValue(expression)
    for (index, sign) in signs.enumerated().reversed() {
      expression = Expression(.unary(sign, expression), at: span(from: start + index))
    }
    return expression
  }
}
