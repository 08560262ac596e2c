// What stands in square brackets (lists and comprehensions), and the constructs that walk over a list or choose a case.

import GraphModel

extension Parser {
  /// A list, a list comprehension or a pattern comprehension.
  mutating func bracketed() throws(SyntaxFailure) -> Expression {
    if isListComprehension { return try listComprehension() }
    if isPatternComprehension { return try patternComprehension() }
    return try listLiteral()
  }

  /// `[x IN …` is a comprehension unless a comma shows that it is a list whose first element is a test.
  private var isListComprehension: Bool {
    guard isVariable(peek(1)), peek(2).keyword == .in else { return false }
    return firstTopLevel(inside: position) { $0.kind == .comma } == nil
  }

  /// A path pattern, behind a variable or not, with `WHERE` or `|` behind it.
  private var isPatternComprehension: Bool {
    let place = isVariable(peek(1)) && peek(2).kind == .equal ? position + 3 : position + 1
    guard place < tokens.count, isPathPattern(at: place) else { return false }
    return firstTopLevel(inside: position) { $0.kind == .pipe || $0.keyword == .where } != nil
  }

  private mutating func listLiteral() throws(SyntaxFailure) -> Expression {
    let start = position
    let opener = try open(.leftBracket)
    var elements: [Expression] = []
    if !at(.rightBracket) { elements = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.value() } }
    try close(opener)
    return Expression(.list(elements), at: span(from: start))
  }

  private mutating func listComprehension() throws(SyntaxFailure) -> Expression {
    let start = position
    let opener = try open(.leftBracket)
    let variable = try variable()
    try expect(.in)
    let list = try value(stoppingAtPipe: true)
    let predicate = try whereIfPresent(stoppingAtPipe: true)
    let result = accept(.pipe) ? try value() : nil
    try close(opener)
    let comprehension = ListComprehension(variable: variable, list: list, predicate: predicate, result: result)
    return Expression(.listComprehension(comprehension), at: span(from: start))
  }

  private mutating func patternComprehension() throws(SyntaxFailure) -> Expression {
    let start = position
    let opener = try open(.leftBracket)
    let outer = try enter(weight: SyntaxLimits.patternWeight)
    let pattern = try comprehendedPattern()
    let predicate = try whereIfPresent(stoppingAtPipe: true)
    try expect(.pipe)
    let result = try value()
    try leave(outer, weight: SyntaxLimits.patternWeight)
    try close(opener)
    let comprehension = PatternComprehension(pattern: pattern, predicate: predicate, result: result)
    return Expression(.patternComprehension(comprehension), at: span(from: start))
  }

  private mutating func comprehendedPattern() throws(SyntaxFailure) -> PathPattern {
    let start = position
    var variable: Identifier?
    if atVariable {
      variable = try self.variable()
      try expect(.equal)
    }
    let elements = try pathElements()
    return PathPattern(variable: variable, elements: elements, span: span(from: start))
  }

  /// `all(x IN list WHERE predicate)` and its siblings.
  mutating func quantifier() throws(SyntaxFailure) -> QuantifierPredicate {
    let kind: QuantifierPredicate.Kind
    switch current.keyword {
    case .all: kind = .all
    case .any: kind = .any
    case .some(.none): kind = .none
    default: kind = .single
    }
    advance()
    let opener = try open(.leftParenthesis)
    let variable = try variable()
    try expect(.in)
    let list = try value()
    let predicate = try whereIfPresent()
    try close(opener)
    return QuantifierPredicate(kind: kind, variable: variable, list: list, predicate: predicate)
  }

  /// `reduce(accumulator = initial, x IN list | result)`.
  mutating func reduction() throws(SyntaxFailure) -> Reduction {
    advance()
    let opener = try open(.leftParenthesis)
    let accumulator = try variable()
    try expect(.equal)
    let initial = try value()
    try expect(.comma)
    let variable = try variable()
    try expect(.in)
    let list = try value(stoppingAtPipe: true)
    try expect(.pipe)
    let result = try value()
    try close(opener)
    return Reduction(accumulator: accumulator, initial: initial, variable: variable, list: list, result: result)
  }

  /// `CASE [subject] WHEN … THEN … [ELSE …] END`.
  mutating func caseExpression() throws(SyntaxFailure) -> CaseExpression {
    try expect(.case)
    let subject = at(.when) ? nil : try value()
    var branches: [CaseExpression.Branch] = []
    repeat {
      try expect(.when)
      let tests = subject == nil ? [try predicate()] : try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.caseTest() }
      try expect(.then)
      branches.append(CaseExpression.Branch(tests: tests, result: try value()))
    } while at(.when)
    let otherwise = accept(.else) ? try value() : nil
    try expect(.end)
    return CaseExpression(subject: subject, branches: branches, otherwise: otherwise)
  }

  /// What follows WHEN in a simple CASE: a value, or an operator whose left operand is the subject.
  private mutating func caseTest() throws(SyntaxFailure) -> Expression {
    let start = position
    let subject = Expression(.caseSubject, at: current.span)
    if ComparisonOperator(rawValue: current.kind.symbol) != nil {
      return Expression(.comparison(subject, try comparisonTerms(after: subject)), at: span(from: start))
    }
    return beginsPredicateOperator ? try predicateOperator(on: subject, from: start) : try value()
  }

  /// Whether a predicate operator comes next and not a name that is spelt like one.
  private var beginsPredicateOperator: Bool {
    let next = peek(1)
    switch current.keyword {
    case .in: return true
    case .is: return isNullOrTypeTest(at: position)
    case .starts, .ends: return next.keyword == .with
    case .contains: return next.kind == .stringLiteral || next.kind == .dollar || (isVariable(next) && next.kind != .endOfText)
    default: return at(.matches) || at(.doubleColon)
    }
  }
}
