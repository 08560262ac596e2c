// Operands that begin with a word: constants, CASE, subqueries, quantifiers, reduce, calls, map projections, variables.

import GraphModel

extension Parser {
  /// An operand that begins with a word or a quoted name.
  mutating func named() throws(SyntaxFailure) -> Expression {
    if let constant = constant() { return constant }
    if at(.case) { return try caseOperand() }
    guard atVariable else { throw unexpected("an expression") }
    if peek(1).kind == .leftBrace { return try nameBeforeBrace() }
    if isFunctionCall { return try callOperand() }
    return try variableOperand()
  }

  private mutating func variableOperand() throws(SyntaxFailure) -> Expression {
    let variable = try variable()
    return Expression(.variable(variable), at: variable.span)
  }

  private mutating func caseOperand() throws(SyntaxFailure) -> Expression {
    let start = position
    let expression = try caseExpression()
    return Expression(.case(expression), at: span(from: start))
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

  private mutating func nameBeforeBrace() throws(SyntaxFailure) -> Expression {
    switch current.keyword {
    case .exists: return try subquery(.exists)
    case .count: return try subquery(.count)
    case .collect: return try subquery(.collect)
    default: return try mapProjection()
    }
  }

  private mutating func subquery(_ kind: SubqueryKind) throws(SyntaxFailure) -> Expression {
    let start = position
    advance()
    let body = try subqueryBody(kind)
    return Expression(.subquery(kind, body), at: span(from: start))
  }

  /// A call, or what looks like a call and is none.
  private mutating func callOperand() throws(SyntaxFailure) -> Expression {
    if atShortestPathFunction { return try shortestPathOperand() }
    let second = peek(2)
    let third = peek(3)
    switch current.keyword {
    case .count where second.kind == .star && third.kind == .rightParenthesis: return countStar()
    case .all, .any, .some(.none), .single: if isVariable(second), third.keyword == .in { return try quantifierOperand() }
    case .reduce: if isVariable(second), third.kind == .equal { return try reductionOperand() }
    default: break
    }
    return try functionCall()
  }

  private mutating func shortestPathOperand() throws(SyntaxFailure) -> Expression {
    let outer = try enter(weight: SyntaxLimits.patternWeight)
    let pattern = try shortestPathFunction()
    try leave(outer, weight: SyntaxLimits.patternWeight)
    return Expression(.pattern(pattern), at: pattern.span)
  }

  private mutating func countStar() -> Expression {
    let start = position
    for _ in 0..<4 { advance() }
    return Expression(.countStar, at: span(from: start))
  }

  private mutating func quantifierOperand() throws(SyntaxFailure) -> Expression {
    let start = position
    let quantifier = try quantifier()
    return Expression(.quantifier(quantifier), at: span(from: start))
  }

  private mutating func reductionOperand() throws(SyntaxFailure) -> Expression {
    let start = position
    let reduction = try reduction()
    return Expression(.reduce(reduction), at: span(from: start))
  }

  private mutating func functionCall() throws(SyntaxFailure) -> Expression {
    if atWord("trim"), let trimming = try trimming() { return trimming }
    let start = position
    let takesPattern = current.keyword == .exists
    let name = try qualifiedName("the name of a function")
    let opener = try open(.leftParenthesis)
    let isDistinct = accept(.distinct)
    var arguments: [Expression] = []
    if !at(.rightParenthesis) {
      arguments = try list { (parser: inout Parser) throws(SyntaxFailure) in
        takesPattern ? try parser.predicate() : try parser.value()
      }
    }
    if name.text.lowercased() == "normalize", arguments.count == 2 { arguments[1] = namedForm(arguments[1]) }
    try close(opener)
    return Expression(.function(FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)), at: span(from: start))
  }

  /// The second argument of normalize() is a word; what is called is told it as a string.
  private func namedForm(_ argument: Expression) -> Expression {
    guard case .variable(let name) = argument.kind, let form = NormalForm(rawValue: name.text.uppercased()) else { return argument }
    return Expression(.literal(.string(form.rawValue)), at: argument.span)
  }

  /// `trim([BOTH | LEADING | TRAILING] [characters] FROM string)`, if the word before FROM is there: a call of the function that it
  /// means.
  private mutating func trimming() throws(SyntaxFailure) -> Expression? {
    let isName = peek(2).keyword == .from && peek(3).kind == .rightParenthesis
    guard !isName, firstTopLevel(inside: position + 1, where: { $0.keyword == .from }) != nil else { return nil }
    let start = position
    advance()
    let nameSpan = span(from: start)
    let opener = try open(.leftParenthesis)
    var function = "trim"
    for (word, meant) in [("both", "trim"), ("leading", "ltrim"), ("trailing", "rtrim")] where atWord(word) && peek(1).kind != .dot {
      function = meant
      advance()
      break
    }
    let characters = at(.from) ? nil : try value()
    try expect(.from)
    let subject = try value()
    try close(opener)
    let name = QualifiedName(parts: [Identifier(function, at: nameSpan)], span: nameSpan)
    let call = FunctionCall(name: name, isDistinct: false, arguments: [subject] + (characters.map { [$0] } ?? []))
    return Expression(.function(call), at: span(from: start))
  }

  private mutating func mapProjection() throws(SyntaxFailure) -> Expression {
    let start = position
    let subject = try variable()
    let opener = try open(.leftBrace)
    var items: [MapProjection.Item] = []
    if !at(.rightBrace) { items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.mapProjectionItem() } }
    try close(opener)
    return Expression(.mapProjection(MapProjection(subject: subject, items: items)), at: span(from: start))
  }

  private mutating func mapProjectionItem() throws(SyntaxFailure) -> MapProjection.Item {
    if accept(.dot) {
      if accept(.star) { return .allProperties }
      return .property(try anyName("a property key"))
    }
    if peek(1).kind == .colon { return .entry(try mapEntry()) }
    guard atVariable else { throw unexpected("'.key', '.*', 'key: value' or a variable") }
    return .variable(try variable())
  }
}
