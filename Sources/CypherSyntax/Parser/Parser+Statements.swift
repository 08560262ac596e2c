// Statements and queries: the prefix, the choice between query and command, UNION.

import GraphModel

extension Parser {
  /// `[CYPHER version name=value …] [EXPLAIN | PROFILE] query | command`.
  mutating func statement() throws(SyntaxFailure) -> Statement {
    let start = position
    var mode: Statement.Mode?
    var options: [Statement.Option] = []
    while true {
      if mode == nil, at(.explain) || at(.profile) {
        mode = at(.explain) ? .explain : .profile
        advance()
      } else if atWord("cypher") {
        advance()
        options += try cypherOptions()
      } else {
        break
      }
    }
    let kind = try statementKind()
    return Statement(mode: mode, options: options, kind: kind, span: span(from: start))
  }

  /// What follows `CYPHER`: a version of the language, and `name = value` for advice on how to run the statement.
  private mutating func cypherOptions() throws(SyntaxFailure) -> [Statement.Option] {
    if at(.integerLiteral) || at(.floatLiteral) {
      guard ["5", "25"].contains(text(of: current)) else {
        throw error("this is not a version of Cypher that is spoken here", at: current.span, hint: "write CYPHER 5, CYPHER 25 or nothing")
      }
      advance()
    }
    var options: [Statement.Option] = []
    while at(.word), peek(1).kind == .equal {
      let name = try anyName()
      advance()
      options.append(Statement.Option(name: name, value: try anyName("the value of an option")))
    }
    return options
  }

  private mutating func statementKind() throws(SyntaxFailure) -> Statement.Kind {
    if atSchemaCommand { return .schema(try schemaCommand()) }
    if at(.show) { return .show(try showCommand()) }
    if at(.create) || at(.drop), peek(2).kind == .word, let hint = administrationHint(at: position + 1) {
      throw error("this database has nothing of that kind to make or drop", at: peek(1).span, hint: hint)
    }
    let query = try query()
    if query.union == nil, query.branches[0].clauses.count == 1, case .use(let use) = query.branches[0].clauses[0] {
      return .use(use.graph)
    }
    guard at(.endOfText) || at(.semicolon) else { throw unexpected() }
    try ClauseOrder.checkTopLevel(query)
    return .query(query)
  }

  /// Single queries joined by `UNION`.
  mutating func query() throws(SyntaxFailure) -> Query {
    let start = position
    var branches = [try singleQuery()]
    var union: Query.Union?
    while at(.union) {
      let unionSpan = current.span
      advance()
      let kind: Query.Union = accept(.all) ? .all : .distinct
      if kind == .distinct { _ = accept(.distinct) }
      if let union, union != kind {
        throw error(
          "UNION and UNION ALL cannot be mixed in one query", detail: "InvalidClauseComposition", at: unionSpan,
          hint: "put one of them into a CALL { … } subquery")
      }
      union = kind
      branches.append(try singleQuery())
    }
    return Query(branches: branches, union: union, span: span(from: start))
  }

  private mutating func singleQuery() throws(SyntaxFailure) -> SingleQuery {
    let start = position
    let clauses = try clauses()
    return SingleQuery(clauses: clauses, span: span(from: start))
  }

  /// Clauses up to the first token that begins none; at least one.
  mutating func clauses() throws(SyntaxFailure) -> [Clause] {
    var clauses: [Clause] = []
    while let clause = try clauseIfPresent() { clauses.append(clause) }
    guard !clauses.isEmpty else { throw unexpected(at(.endOfText) && position == 0 ? "a query" : "a clause") }
    return clauses
  }
}
