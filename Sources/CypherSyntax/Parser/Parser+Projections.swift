// WITH, RETURN, and the parts they share with the YIELD of SHOW.

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

  /// What follows `WITH` or `RETURN`, without `WHERE`.
  private mutating func projection(from start: Int) throws(SyntaxFailure) -> Projection {
    let isDistinct = accept(.distinct)
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
    if at(.order) || at(.skip) || at(.offset) || at(.limit) { throw unexpected(hint: "the order is ORDER BY, SKIP, LIMIT") }
  }

  private mutating func sortItem() throws(SyntaxFailure) -> SortItem {
    let start = position
    let expression = try value()
    let isDescending = accept(.descending, or: .desc)
    if !isDescending { _ = accept(.ascending, or: .asc) }
    return SortItem(expression: expression, isDescending: isDescending, span: span(from: start))
  }
}
