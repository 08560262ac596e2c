// Expressions with operators, by precedence climbing. From the weakest: OR, XOR, AND, NOT, comparisons, predicates (IN,
// STARTS WITH, ENDS WITH, CONTAINS, =~, IS …), + - ||, * / %, ^, sign; all of them from left to right. Operators of one
// precedence make one n-ary node or one chain, read in a loop.

import GraphModel

extension Parser {
  /// An expression whose value is used. A bare path pattern is none.
  mutating func value(stoppingAtPipe: Bool = false) throws(SyntaxFailure) -> Expression {
    let expression = try predicate(stoppingAtPipe: stoppingAtPipe)
    try requireValue(expression)
    return expression
  }

  /// An expression that is a condition, where a path pattern may stand for its existence.
  mutating func predicate(stoppingAtPipe: Bool = false) throws(SyntaxFailure) -> Expression {
    let outerWeight = try enter(weight: 1)
    let outer = pipeEndsOperand
    pipeEndsOperand = stoppingAtPipe
    let expression = try expression(from: .or)
    pipeEndsOperand = outer
    try leave(outerWeight, weight: 1)
    return expression
  }

  /// Refuses a path pattern where its value would be used.
  func requireValue(_ expression: Expression) throws(SyntaxFailure) {
    guard case .pattern(let pattern) = expression.kind, pattern.selector == nil else { return }
    throw error(
      "a path pattern is a condition and has no value here", at: expression.span,
      hint: "write EXISTS { … }, COUNT { … } or a pattern comprehension [ … | … ]")
  }

  /// An expression of operators that bind at least as strongly as one. The recursion runs through here: what it does is kept in
  /// functions of its own, for an unoptimised frame holds the temporaries of every branch.
  mutating func expression(from minimum: Precedence) throws(SyntaxFailure) -> Expression {
    let outer = try enter(weight: 1)
    let start = position
    var left = isPrefix ? try prefixed(minimum) : try postfix(allowsLabels: true)
    while let precedence = infixPrecedence(), precedence >= minimum { left = try infix(precedence, after: left, from: start) }
    try leave(outer, weight: 1)
    return left
  }

  /// The operators of one precedence that come next, with the operands right of them.
  private mutating func infix(_ precedence: Precedence, after left: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    let kind: Expression.Kind
    switch precedence {
    case .or: kind = .or(try operands(after: left, joinedBy: .or, from: .xor))
    case .xor: kind = .xor(try operands(after: left, joinedBy: .xor, from: .and))
    case .and: kind = .and(try operands(after: left, joinedBy: .and, from: .not))
    case .comparison: kind = .comparison(left, try comparisonTerms(after: left))
    case .predicate: return try predicateOperator(on: left, from: start)
    default: kind = .arithmetic(left, try arithmeticTerms(after: left, precedence))
    }
    return Expression(kind, at: span(from: start))
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
  ) throws(SyntaxFailure) -> [Expression] {
    var operands = [first]
    while accept(keyword) { operands.append(try expression(from: next)) }
    return operands
  }

  private mutating func arithmeticTerms(after first: Expression, _ precedence: Precedence) throws(SyntaxFailure) -> [ArithmeticTerm] {
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

  /// The comparisons that follow an operand.
  mutating func comparisonTerms(after first: Expression) throws(SyntaxFailure) -> [ComparisonTerm] {
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

  /// Whether NOT or a sign comes next.
  private var isPrefix: Bool { current.keyword == .not || current.kind == .minus || current.kind == .plus }

  /// An operand with the NOTs or signs before it.
  private mutating func prefixed(_ minimum: Precedence) throws(SyntaxFailure) -> Expression {
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
  private mutating func signed() throws(SyntaxFailure) -> Expression {
    let start = position
    var signs: [UnaryOperator] = []
    while at(.minus) || at(.plus) {
      signs.append(at(.minus) ? .minus : .plus)
      try grow()
      advance()
    }
    let isNegative = signs.last == .minus && (at(.integerLiteral) || at(.floatLiteral))
    if isNegative { signs.removeLast() }
    let operand = isNegative ? try number(isNegative: true, from: position - 1) : try postfix(allowsLabels: true)
    try requireValue(operand)
    return wrap(operand, in: signs, from: start)
  }

  private func wrap(_ operand: Expression, in signs: [UnaryOperator], from start: Int) -> Expression {
    var expression = operand
    for (index, sign) in signs.enumerated().reversed() {
      expression = Expression(.unary(sign, expression), at: span(from: start + index))
    }
    return expression
  }
}
