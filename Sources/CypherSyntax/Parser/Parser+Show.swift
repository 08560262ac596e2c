// SHOW: indexes, constraints, functions, procedures.

import GraphModel

extension Parser {
  /// `SHOW [filter] subject [YIELD …] [WHERE …] [RETURN …]`.
  mutating func showCommand() throws(SyntaxFailure) -> ShowCommand {
    let start = position
    try expect(.show)
    let (subject, filter) = try showSubject()
    var command = ShowCommand(subject: subject, filter: filter, span: current.span)
    if subject == .functions || subject == .procedures { try readExecutable() }
    if at(.yield) {
      command.yield = try showYield()
      if at(.return) { command.result = try returnClause() }
    } else {
      command.predicate = try whereIfPresent()
    }
    command.span = span(from: start)
    return command
  }

  /// `EXECUTABLE [BY CURRENT USER | BY name]`: without users everything is.
  private mutating func readExecutable() throws(SyntaxFailure) {
    guard atWord("executable") else { return }
    advance()
    guard accept(.by) else { return }
    _ = try anyName("the name of a user")
    if atWord("user") { advance() }
  }

  private mutating func showSubject() throws(SyntaxFailure) -> (ShowCommand.Subject, String?) {
    var filter: [String] = []
    while filter.count <= Self.showFilterWordsMax {
      if accept(.indexes, or: .index) { return (.indexes, joined(filter)) }
      if accept(.constraints, or: .constraint) { return (.constraints, joined(filter)) }
      if accept(.functions, or: .function) { return (.functions, joined(filter)) }
      if accept(.procedures, or: .procedure) { return (.procedures, joined(filter)) }
      guard at(.word), Self.showFilters.contains(text(of: current).uppercased()) else { break }
      filter.append(text(of: current).uppercased())
      advance()
    }
    throw unexpected("INDEXES, CONSTRAINTS, FUNCTIONS or PROCEDURES", hint: administrationHint(at: position))
  }

  /// What is said of commands on databases, users and roles.
  func administrationHint(at index: Int) -> String? {
    guard Self.administered.contains(text(of: tokens[index]).uppercased()) else { return nil }
    return "a database is a file, and has no users, roles or settings: who may read the file may query it"
  }

  private static let administered: Set<String> = [
    "DATABASE", "DATABASES", "DEFAULT", "HOME", "USER", "USERS", "CURRENT", "ROLE", "ROLES", "POPULATED", "PRIVILEGE", "PRIVILEGES",
    "SUPPORTED", "TRANSACTION", "TRANSACTIONS", "SETTING", "SETTINGS", "SERVER", "SERVERS", "ALIAS", "ALIASES", "COMPOSITE",
  ]

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
