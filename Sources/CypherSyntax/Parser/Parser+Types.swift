// Types: their many spellings, lists, unions, NOT NULL.

import GraphModel

extension Parser {
  /// `type [| type …]`, each with an optional `NOT NULL`. Where a comprehension waits for a `|`, the type leaves it alone.
  mutating func typeExpression(allowsPipe: Bool) throws(SyntaxFailure) -> TypeExpression {
    let outer = try enter(weight: SyntaxLimits.expressionWeight)
    let start = position
    var members: [TypeExpression] = []
    repeat {
      let member = try typeMember()
      if case .union(let inner) = member.kind { members += inner } else { members.append(member) }
    } while allowsPipe && accept(.pipe)
    try leave(outer, weight: SyntaxLimits.expressionWeight)
    if members.count == 1 { return members[0] }
    return TypeExpression(kind: .union(members), isNotNull: false, span: span(from: start))
  }

  private mutating func typeMember() throws(SyntaxFailure) -> TypeExpression {
    let start = position
    if at(.any), peek(1).kind == .less { return try anyOf() }
    var kind = try typeKind()
    var isNotNull = notNull()
    // `INTEGER LIST` is the older spelling of `LIST<INTEGER>`.
    while at(.list) || at(.array) {
      advance()
      try grow()
      kind = .list(TypeExpression(kind: kind, isNotNull: isNotNull, span: span(from: start)))
      isNotNull = notNull()
    }
    return TypeExpression(kind: kind, isNotNull: isNotNull, span: span(from: start))
  }

  private mutating func notNull() -> Bool { accept(.not, .null) || accept(.exclamation) }

  private mutating func typeKind() throws(SyntaxFailure) -> TypeExpression.Kind {
    if at(.list) || at(.array) {
      advance()
      return .list(try typeArgument())
    }
    if accept(.any) { return try anyType() }
    if let simple = temporalType() { return .simple(simple) }
    if at(.signed) {
      advance()
      guard at(.integer) || at(.int) else { throw unexpected("INTEGER") }
    }
    guard let keyword = current.keyword, let simple = Self.simpleTypes[keyword] else {
      attempted += Self.typeKeywords
      throw unexpected("a type")
    }
    advance()
    if keyword == .property { try expect(.value) }
    return .simple(simple)
  }

  private mutating func typeArgument() throws(SyntaxFailure) -> TypeExpression {
    guard accept(.less) else { throw unexpected("'<'", hint: "a list type is written LIST<STRING>") }
    let element = try typeExpression(allowsPipe: true)
    guard accept(.greater) else { throw unexpected("'>' to close the list type") }
    return element
  }

  /// `ANY<type | …>`, which is the union itself.
  private mutating func anyOf() throws(SyntaxFailure) -> TypeExpression {
    try expect(.any)
    try expect(.less)
    let type = try typeExpression(allowsPipe: true)
    guard accept(.greater) else { throw unexpected("'>' to close the type") }
    return type
  }

  /// What follows `ANY`: nothing, a kind of entity, `PROPERTY VALUE` or `MAP`.
  private mutating func anyType() throws(SyntaxFailure) -> TypeExpression.Kind {
    if at(.property) || at(.node) || at(.vertex) || at(.relationship) || at(.edge) || at(.map) { return try typeKind() }
    _ = accept(.value)
    return .simple(.any)
  }

  private mutating func temporalType() -> TypeExpression.SimpleType? {
    if accept(.local) { return accept(.datetime) ? .localDateTime : (accept(.time) ? .localTime : nil) }
    if accept(.zoned) { return accept(.datetime) ? .zonedDateTime : (accept(.time) ? .zonedTime : nil) }
    if accept(.time) { return hasZone() ? .zonedTime : .localTime }
    if accept(.timestamp) { return hasZone() ? .zonedDateTime : .localDateTime }
    return nil
  }

  private mutating func hasZone() -> Bool {
    let hasZone = accept(.with)
    if hasZone || accept(.without) {
      if accept(.timezone) { return hasZone }
      _ = accept(.time)
      _ = accept(.zone)
    }
    return hasZone
  }

  private static let typeKeywords = simpleTypes.keys.sorted { $0.rawValue < $1.rawValue } + [.list, .any, .local, .zoned]

  private static let simpleTypes: [Keyword: TypeExpression.SimpleType] = [
    .nothing: .nothing, .null: .null, .bool: .boolean, .boolean: .boolean, .int: .integer, .integer: .integer, .float: .float,
    .string: .string, .varchar: .string, .date: .date, .duration: .duration, .point: .point, .map: .map, .node: .node, .vertex: .node,
    .relationship: .relationship, .edge: .relationship, .path: .path, .paths: .path, .property: .propertyValue,
  ]
}
