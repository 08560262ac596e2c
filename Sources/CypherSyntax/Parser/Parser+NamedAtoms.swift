// Operands that begin with a word: constants, CASE, subqueries, quantifiers, reduce, calls, map projections, variables.

import GraphModel

extension Parser {
  /// An operand that begins with a word or a quoted name.
  mutating func named() throws(QueryError) -> Expression {
    let start = position
    if let constant = constant() { return constant }
    if at(.case) {
      let expression = try caseExpression()
      return Expression(.case(expression), at: span(from: start))
    }
    guard atVariable else { throw unexpected("an expression") }
    switch peek(1).kind {
    case .leftBrace: return try nameBeforeBrace()
    case .leftParenthesis: if let special = try specialCall() { return special }
    default: break
    }
    if isFunctionCall { return try functionCall() }
    let variable = try variable()
    return Expression(.variable(variable), at: variable.span)
  }

  private mutating func constant() -> Expression? {
    let value: Value
    switch current.keyword {
    case .true: value = .boolean(true)
    case .false: value = .boolean(false)
    case .null: value = .null
    default: return nil
    }
    let place = current.span
    advance()
    return Expression(.literal(value), at: place)
  }

  private mutating func nameBeforeBrace() throws(QueryError) -> Expression {
    let start = position
    let kind: SubqueryKind
    switch current.keyword {
    case .exists: kind = .exists
    case .count: kind = .count
    case .collect: kind = .collect
    default:
      let projection = try mapProjection()
      return Expression(.mapProjection(projection), at: span(from: start))
    }
    advance()
    let body = try subqueryBody(kind)
    return Expression(.subquery(kind, body), at: span(from: start))
  }

  /// What looks like a function call and is none.
  private mutating func specialCall() throws(QueryError) -> Expression? {
    let start = position
    if atShortestPathFunction {
      let pattern = try shortestPathFunction()
      return Expression(.pattern(pattern), at: pattern.span)
    }
    let second = peek(2)
    let third = peek(3)
    switch current.keyword {
    case .count where second.kind == .star && third.kind == .rightParenthesis:
      for _ in 0..<4 { advance() }
      return Expression(.countStar, at: span(from: start))
    case .all, .any, .some(.none), .single:
      guard isVariable(second), third.keyword == .in else { return nil }
      let quantifier = try quantifier()
      return Expression(.quantifier(quantifier), at: span(from: start))
    case .reduce where isVariable(second) && third.kind == .equal:
      let reduction = try reduction()
      return Expression(.reduce(reduction), at: span(from: start))
    default: return nil
    }
  }

  private mutating func functionCall() throws(QueryError) -> Expression {
    let start = position
    let takesPattern = current.keyword == .exists
    let name = try qualifiedName("the name of a function")
    let opener = try open(.leftParenthesis)
    let isDistinct = accept(.distinct)
    var arguments: [Expression] = []
    if !at(.rightParenthesis) {
      arguments = try list { (parser: inout Parser) throws(QueryError) in
        takesPattern ? try parser.predicate() : try parser.value()
      }
    }
    try close(opener)
    return Expression(.function(FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)), at: span(from: start))
  }

  private mutating func mapProjection() throws(QueryError) -> MapProjection {
    let subject = try variable()
    let opener = try open(.leftBrace)
    var items: [MapProjection.Item] = []
    if !at(.rightBrace) { items = try list { (parser: inout Parser) throws(QueryError) in try parser.mapProjectionItem() } }
    try close(opener)
    return MapProjection(subject: subject, items: items)
  }

  private mutating func mapProjectionItem() throws(QueryError) -> MapProjection.Item {
    if accept(.dot) {
      if accept(.star) { return .allProperties }
      return .property(try anyName("a property key"))
    }
    if peek(1).kind == .colon { return .entry(try mapEntry()) }
    guard atVariable else { throw unexpected("'.key', '.*', 'key: value' or a variable") }
    return .variable(try variable())
  }
}
