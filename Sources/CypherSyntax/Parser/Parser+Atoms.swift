// Operands: literals, names, calls, what stands in parentheses, and the look-ups that follow an operand.

import GraphModel

extension Parser {
  /// An operand with its look-ups (`.key`, `[index]`, `[from..to]`) and, where allowed, a label predicate behind them.
  mutating func postfix(allowsLabels: Bool) throws(QueryError) -> Expression {
    let start = position
    var base = try atom()
    while true {
      switch current.kind {
      case .dot:
        try requireValue(base)
        try grow()
        advance()
        let key = try anyName("a property key")
        base = Expression(.property(base, key), at: span(from: start))
      case .leftBracket:
        try requireValue(base)
        try grow()
        base = try subscripted(base, from: start)
      case .colon where allowsLabels:
        try requireValue(base)
        try grow()
        advance()
        let labels = try labelExpression(allowsPipe: !pipeEndsOperand)
        return Expression(.hasLabels(base, labels), at: span(from: start))
      default: return base
      }
    }
  }

  private mutating func subscripted(_ base: Expression, from start: Int) throws(QueryError) -> Expression {
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
  mutating func atom() throws(QueryError) -> Expression {
    let start = position
    switch current.kind {
    case .integerLiteral, .floatLiteral, .malformedNumber: return try number(isNegative: false, from: start)
    case .stringLiteral:
      let text = try TextLiteral.string(current, in: source)
      advance()
      return Expression(.literal(.string(text)), at: span(from: start))
    case .dollar: return Expression(.parameter(try parameter()), at: span(from: start))
    case .leftBracket: return try bracketed()
    case .leftBrace: return Expression(.map(try mapEntries()), at: span(from: start))
    case .leftParenthesis: return try parenthesized()
    case .word, .quotedName: return try named()
    default: throw unexpected("an expression")
    }
  }

  /// A number whose sign was read.
  mutating func number(isNegative: Bool, from start: Int) throws(QueryError) -> Expression {
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

  private mutating func parenthesized() throws(QueryError) -> Expression {
    if isPathPattern(at: position) { return try patternPredicate() }
    let opener = try open(.leftParenthesis)
    let expression = try predicate()
    try close(opener)
    return expression
  }

  private mutating func patternPredicate() throws(QueryError) -> Expression {
    let start = position
    let elements = try pathElements()
    let pattern = PathPattern(elements: elements, span: span(from: start))
    return Expression(.pattern(pattern), at: pattern.span)
  }

  /// `{key: value, …}`.
  mutating func mapEntries() throws(QueryError) -> [MapEntry] {
    let opener = try open(.leftBrace)
    var entries: [MapEntry] = []
    if !at(.rightBrace) { entries = try list { (parser: inout Parser) throws(QueryError) in try parser.mapEntry() } }
    try close(opener)
    return entries
  }

  /// `key: value`.
  mutating func mapEntry() throws(QueryError) -> MapEntry {
    let key = try anyName("a key")
    guard accept(.colon) else { throw unexpected("':' after the key '\(Excerpt.of(key.text))'") }
    return MapEntry(key: key, value: try value())
  }
}
