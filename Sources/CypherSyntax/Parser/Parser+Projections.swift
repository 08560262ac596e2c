// WITH, RETURN, the clauses that are a WITH in other words, and the parts they share with the YIELD of SHOW.

import GraphModel

extension Parser {
  /// `WITH …`.
  mutating func with() throws(SyntaxFailure) -> Projection {
    let start = position
    try expect(.with)
    var projection = try projection(from: start)
    projection.predicate = try whereIfPresent()
    projection.span = span(from: start)
    return projection
  }

  /// `RETURN …`.
  mutating func returnClause() throws(SyntaxFailure) -> Projection {
    let start = position
    try expect(.return)
    let projection = try projection(from: start)
    if at(.where) { throw unexpected(hint: "WHERE stands behind MATCH, WITH or YIELD, before RETURN") }
    return projection
  }

  /// `FILTER [WHERE] predicate`.
  mutating func filter() throws(SyntaxFailure) -> Projection {
    let start = position
    try expect(.filter)
    _ = accept(.where)
    let predicate = try predicate()
    return Projection(
      form: .filter, isDistinct: false, includesAll: true, items: [], order: [], predicate: predicate, span: span(from: start))
  }

  /// `LET name = value, …`.
  mutating func letting() throws(SyntaxFailure) -> Projection {
    let start = position
    try expect(.let)
    let items = try list { (parser: inout Parser) throws(SyntaxFailure) in
      let first = parser.position
      let name = try parser.variable()
      try parser.expect(.equal)
      let valueStart = parser.position
      let value = try parser.value()
      let text = parser.source.text(of: parser.span(from: valueStart))
      return ProjectionItem(expression: value, alias: name, text: text, span: parser.span(from: first))
    }
    return Projection(form: .letting, isDistinct: false, includesAll: true, items: items, order: [], span: span(from: start))
  }

  /// `[ORDER BY …] [SKIP …] [LIMIT …]` as a clause of its own; at least one of them.
  mutating func slice() throws(SyntaxFailure) -> Projection {
    let start = position
    var projection = Projection(
      form: .slice, isDistinct: false, includesAll: true, items: [], order: [], span: span(from: start))
    try orderAndSlice(of: &projection)
    projection.span = span(from: start)
    return projection
  }

  /// What follows `WITH` or `RETURN`, without `WHERE`.
  private mutating func projection(from start: Int) throws(SyntaxFailure) -> Projection {
    let isDistinct = accept(.distinct)
    if !isDistinct, atSetQuantifierAll { advance() }
    let includesAll = accept(.star)
    var items: [ProjectionItem] = []
    if !includesAll || accept(.comma) {
      items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.projectionItem() }
    }
    var projection = Projection(isDistinct: isDistinct, includesAll: includesAll, items: items, order: [], span: span(from: start))
    try orderAndSlice(of: &projection)
    projection.span = span(from: start)
    return projection
  }

  /// Whether `ALL` comes next as the opposite of DISTINCT, and not as the name of a variable or a quantifier.
  private var atSetQuantifierAll: Bool {
    guard current.keyword == .all, current.kind == .word else { return false }
    let next = peek(1)
    switch next.kind {
    case .quotedName, .stringLiteral, .integerLiteral, .floatLiteral, .dollar: return true
    case .star:
      let behind = peek(2)
      return [.endOfText, .comma, .semicolon, .rightBrace].contains(behind.kind) || behind.keyword == .order || behind.keyword == .union
    case .word:
      let infix: [Keyword] = [.as, .in, .is, .and, .or, .xor, .starts, .ends, .contains, .order, .skip, .limit, .offset, .union, .where]
      return next.keyword.map { !infix.contains($0) && !$0.beginsClause } ?? true
    default: return false
    }
  }

  private mutating func projectionItem() throws(SyntaxFailure) -> ProjectionItem {
    let start = position
    let expression = try value()
    let text = source.text(of: span(from: start))
    let alias = accept(.as) ? try variable() : nil
    return ProjectionItem(expression: expression, alias: alias, text: text, span: span(from: start))
  }

  /// `[ORDER BY …] [SKIP …] [LIMIT …]`.
  mutating func orderAndSlice(of projection: inout Projection) throws(SyntaxFailure) {
    if accept(.order) {
      try expect(.by)
      projection.order = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.sortItem() }
    }
    if accept(.skip, or: .offset) { projection.skip = try value() }
    if accept(.limit) { projection.limit = try value() }
  }

  private mutating func sortItem() throws(SyntaxFailure) -> SortItem {
    let start = position
    let expression = try value()
    let isDescending = accept(.descending, or: .desc)
    if !isDescending { _ = accept(.ascending, or: .asc) }
    return SortItem(expression: expression, isDescending: isDescending, span: span(from: start))
  }
}
