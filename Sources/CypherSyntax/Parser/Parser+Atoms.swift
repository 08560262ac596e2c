// Operands: literals, names, calls, what stands in parentheses, and the look-ups that follow an operand.

import GraphModel

extension Parser {
  /// An operand with its look-ups (`.key`, `[index]`, `[from..to]`) and, where allowed, a label predicate behind them.
  mutating func postfix(allowsLabels: Bool) throws(SyntaxFailure) -> Expression {
    let start = position
    var base = try atom()
    while at(.dot) || at(.leftBracket) { base = try lookup(in: base, from: start) }
    return allowsLabels && at(.colon) ? try labelled(base, from: start) : base
  }

  private mutating func lookup(in base: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    try requireValue(base)
    try grow()
    guard accept(.dot) else { return try subscripted(base, from: start) }
    let key = try anyName("a property key")
    return Expression(.property(base, key), at: span(from: start))
  }

  private mutating func labelled(_ base: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    try requireValue(base)
    try grow()
    try expect(.colon)
    let labels = try labelExpression(allowsPipe: !pipeEndsOperand)
    return Expression(.hasLabels(base, labels), at: span(from: start))
  }

  private mutating func subscripted(_ base: Expression, from start: Int) throws(SyntaxFailure) -> Expression {
    let opener = try open(.leftBracket)
    let first = at(.doubleDot) ? nil : try value()
    if accept(.doubleDot) {
      let last = at(.rightBracket) ? nil : try value()
      try close(opener)
      return Expression(.slice(base, from: first, to: last), at: span(from: start))
    }
    try close(opener)
    guard let first else { throw unexpected("an index") }
    return Expression(.subscript(base, first), at: span(from: start))
  }

  /// An operand without operators and look-ups.
  mutating func atom() throws(SyntaxFailure) -> Expression {
    switch current.kind {
    case .leftParenthesis: return try parenthesized()
    case .word, .quotedName: return try named()
    case .leftBracket: return try bracketed()
    case .leftBrace: return try mapLiteral()
    default: return try scalar()
    }
  }

  private mutating func scalar() throws(SyntaxFailure) -> Expression {
    let start = position
    switch current.kind {
    case .integerLiteral, .floatLiteral, .malformedNumber: return try number(isNegative: false, from: start)
    case .dollar: return Expression(.parameter(try parameter()), at: span(from: start))
    case .stringLiteral:
      let text = try TextLiteral.string(current, in: source)
      advance()
      return Expression(.literal(.string(text)), at: span(from: start))
    default: throw unexpected("an expression")
    }
  }

  private mutating func mapLiteral() throws(SyntaxFailure) -> Expression {
    let start = position
    let entries = try mapEntries()
    return Expression(.map(entries), at: span(from: start))
  }

  /// A number whose sign was read.
  mutating func number(isNegative: Bool, from start: Int) throws(SyntaxFailure) -> Expression {
    let token = current
    let text = text(of: token)
    advance()
    let place = span(from: start)
    switch token.kind {
    case .integerLiteral: return Expression(.literal(.integer(try NumberLiteral.integer(text, isNegative: isNegative, at: place))), at: place)
    case .floatLiteral:
      let magnitude = try NumberLiteral.float(text, at: place)
      return Expression(.literal(.float(isNegative ? -magnitude : magnitude)), at: place)
    default: throw NumberLiteral.malformed(text, at: token.span)
    }
  }

  private mutating func parenthesized() throws(SyntaxFailure) -> Expression {
    if isPathPattern(at: position) { return try patternPredicate() }
    let opener = try open(.leftParenthesis)
    let outer = pipeEndsOperand
    pipeEndsOperand = false
    let expression = try expression(from: .or)
    pipeEndsOperand = outer
    try close(opener)
    return expression
  }

  private mutating func patternPredicate() throws(SyntaxFailure) -> Expression {
    let start = position
    let outer = try enter(weight: SyntaxLimits.patternWeight)
    let elements = try pathElements()
    try leave(outer, weight: SyntaxLimits.patternWeight)
    let pattern = PathPattern(elements: elements, span: span(from: start))
    return Expression(.pattern(pattern), at: pattern.span)
  }

  /// `{key: value, …}`.
  mutating func mapEntries() throws(SyntaxFailure) -> [MapEntry] {
    let opener = try open(.leftBrace)
    var entries: [MapEntry] = []
    if !at(.rightBrace) { entries = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.mapEntry() } }
    try close(opener)
    return entries
  }

  /// `key: value`.
  mutating func mapEntry() throws(SyntaxFailure) -> MapEntry {
    let key = try anyName("a key")
    guard accept(.colon) else { throw unexpected("':' after the key '\(Excerpt.of(key.text))'") }
    return MapEntry(key: key, value: try value())
  }
}
