// The elements of a path pattern: nodes, relationships, variable length, quantifiers.

import GraphModel

extension Parser {
  /// `(variable:Labels {properties} WHERE predicate)`.
  mutating func nodePattern(_ use: PatternUse) throws(SyntaxFailure) -> NodePattern {
    let start = position
    let opener = try open(.leftParenthesis)
    var node = NodePattern(span: current.span)
    node.variable = try patternVariable()
    if at(.colon) || at(.is) { node.labels = try labelCondition() }
    node.properties = try propertiesIfPresent(use)
    node.predicate = try whereIfPresent()
    try close(opener)
    node.span = span(from: start)
    return node
  }

  /// `-[…]->` and its like, with a quantifier if one follows.
  mutating func relationshipPattern(_ use: PatternUse) throws(SyntaxFailure) -> RelationshipPattern {
    let start = position
    let pointsLeft = accept(.less)
    try expect(.minus)
    var relationship = RelationshipPattern(direction: .both, span: current.span)
    if at(.leftBracket) { try readDetail(into: &relationship, use) }
    guard accept(.minus) else { throw unexpected("'-' in a relationship pattern") }
    let pointsRight = accept(.greater)
    relationship.direction = pointsLeft == pointsRight ? .both : (pointsLeft ? .incoming : .outgoing)
    let quantifierStart = current.span
    relationship.quantifier = try quantifierIfPresent()
    if relationship.quantifier != nil, relationship.length != nil {
      throw error(
        "a relationship has a variable length or a quantifier, not both", detail: "InvalidRelationshipPattern", at: quantifierStart)
    }
    relationship.span = span(from: start)
    return relationship
  }

  private mutating func readDetail(into relationship: inout RelationshipPattern, _ use: PatternUse) throws(SyntaxFailure) {
    let opener = try open(.leftBracket)
    relationship.variable = try patternVariable()
    if at(.colon) || at(.is) { relationship.types = try labelCondition() }
    if at(.doubleDot) {
      throw error("a variable length begins with '*'", detail: "InvalidRelationshipPattern", hint: "write *.. for any length")
    }
    if at(.star) { relationship.length = try variableLength() }
    relationship.properties = try propertiesIfPresent(use)
    relationship.predicate = try whereIfPresent()
    try close(opener)
  }

  /// The variable of a node or relationship, if one stands. A reserved word in its place is one that lacks its backticks.
  private mutating func patternVariable() throws(SyntaxFailure) -> Identifier? {
    guard let keyword = current.keyword, keyword.isReserved, keyword != .where, keyword != .is else { return variableIfPresent() }
    switch peek(1).kind {
    case .rightParenthesis, .rightBracket, .colon, .leftBrace, .star: throw unexpected("a name")
    default: return nil
    }
  }

  private mutating func variableLength() throws(SyntaxFailure) -> VariableLength {
    let start = position
    try expect(.star)
    if at(.minus) {
      throw error("a path cannot have a negative length", detail: "InvalidRelationshipPattern", hint: "lengths are 0, 1, 2, …")
    }
    let minimum = try countIfPresent()
    var maximum = minimum
    if accept(.doubleDot) { maximum = try countIfPresent() }
    return VariableLength(minimum: minimum, maximum: maximum, span: span(from: start))
  }

  /// `+`, `*`, `{n}`, `{m,n}`, if one comes next.
  mutating func quantifierIfPresent() throws(SyntaxFailure) -> PathQuantifier? {
    let start = position
    if accept(.plus) { return PathQuantifier(minimum: 1, span: span(from: start)) }
    if accept(.star) { return PathQuantifier(minimum: 0, span: span(from: start)) }
    guard at(.leftBrace) else { return nil }
    let opener = try open(.leftBrace)
    let minimum = try countIfPresent()
    var maximum = minimum
    if at(.doubleDot) { throw unexpected("','", hint: "a quantifier is written {1,3}") }
    if accept(.comma) {
      maximum = try countIfPresent()
    } else if minimum == nil {
      throw unexpected("a number of repetitions")
    }
    try close(opener)
    return PathQuantifier(minimum: minimum ?? 0, maximum: maximum, span: span(from: start))
  }

  /// A number of steps, if one comes next.
  private mutating func countIfPresent() throws(SyntaxFailure) -> Int64? {
    if at(.malformedNumber) { throw NumberLiteral.malformed(text(of: current), at: current.span) }
    guard at(.integerLiteral) else { return nil }
    let token = current
    advance()
    return try NumberLiteral.integer(text(of: token), isNegative: false, at: token.span)
  }

  /// The properties of a pattern, if they come next: a map or, where they are created and not matched by name, a parameter.
  private mutating func propertiesIfPresent(_ use: PatternUse) throws(SyntaxFailure) -> Expression? {
    guard at(.leftBrace) || at(.dollar) else { return nil }
    let properties = try atom()
    if case .parameter = properties.kind, use != .creating {
      throw error(
        "a parameter cannot stand for all properties of a pattern here", detail: "InvalidParameterUse", at: properties.span,
        hint: "name the properties: {key: \(source.text(of: properties.span)).key}")
    }
    return properties
  }
}
