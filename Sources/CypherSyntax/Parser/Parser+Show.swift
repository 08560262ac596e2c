// SHOW: indexes, constraints, functions, procedures.

import GraphModel

extension Parser {
  /// `SHOW [filter] subject [YIELD …] [WHERE …] [RETURN …]`.
  mutating func showCommand() throws(SyntaxFailure) -> ShowCommand {
    let start = position
    try expect(.show)
    let (subject, filter) = try showSubject()
    var command = ShowCommand(subject: subject, filter: filter, span: current.span)
    if at(.yield) {
      command.yield = try showYield()
      if at(.return) { command.result = try returnClause() }
    } else {
      command.predicate = try whereIfPresent()
    }
    command.span = span(from: start)
    return command
  }

  private mutating func showSubject() throws(SyntaxFailure) -> (ShowCommand.Subject, String?) {
    var filter: [String] = []
    while filter.count <= Self.showFilterWordsMax {
      if accept(.indexes, or: .index) { return (.indexes, joined(filter)) }
      if accept(.constraints, or: .constraint) { return (.constraints, joined(filter)) }
      if accept(.functions, or: .function) { return (.functions, joined(filter)) }
      if accept(.procedures, or: .procedure) { return (.procedures, joined(filter)) }
      guard let word = current.keyword?.rawValue ?? filterWord, Self.showFilters.contains(word) else { break }
      filter.append(word)
      advance()
    }
    throw unexpected("INDEXES, CONSTRAINTS, FUNCTIONS or PROCEDURES")
  }

  private var filterWord: String? { at(.word) ? text(of: current).uppercased() : nil }

  private func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }

  private static let showFilterWordsMax = 4

  private static let showFilters: Set<String> = [
    "ALL", "BUILT", "IN", "USER", "DEFINED", "RANGE", "TEXT", "POINT", "FULLTEXT", "VECTOR", "LOOKUP", "UNIQUE", "UNIQUENESS", "NODE",
    "RELATIONSHIP", "REL", "KEY", "EXIST", "EXISTENCE", "PROPERTY", "TYPE",
  ]

  private mutating func showYield() throws(SyntaxFailure) -> Projection {
    let start = position
    try expect(.yield)
    let includesAll = accept(.star)
    var items: [ProjectionItem] = []
    if !includesAll { items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.showColumn() } }
    var projection = Projection(isDistinct: false, includesAll: includesAll, items: items, order: [], span: span(from: start))
    try orderAndSlice(of: &projection)
    projection.predicate = try whereIfPresent()
    projection.span = span(from: start)
    return projection
  }

  private mutating func showColumn() throws(SyntaxFailure) -> ProjectionItem {
    let start = position
    let column = try anyName("the name of a column")
    let alias = accept(.as) ? try variable() : nil
    return ProjectionItem(
      expression: Expression(.variable(column), at: column.span), alias: alias, text: column.text, span: span(from: start))
  }
}
