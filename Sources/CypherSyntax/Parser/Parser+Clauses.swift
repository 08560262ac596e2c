// The choice of a clause, and the clauses that read.

import GraphModel

extension Parser {
  /// The words with which clauses begin, for hints.
  private static let clauseKeywords: [Keyword] = [
    .match, .optional, .unwind, .with, .return, .create, .insert, .merge, .set, .remove, .delete, .detach, .nodetach, .foreach, .call,
    .load, .use, .finish, .filter, .let, .order, .skip, .limit,
  ]

  /// The clause that begins at the next token, if one does.
  mutating func clauseIfPresent() throws(SyntaxFailure) -> Clause? {
    guard current.kind == .word, let keyword = current.keyword else {
      attempted += Self.clauseKeywords
      return nil
    }
    switch keyword {
    case .match: return .match(try match())
    case .optional: return try optionalClause()
    case .unwind: return .unwind(try unwind())
    case .with: return .with(try with())
    case .return: return .return(try returnClause())
    case .filter: return .with(try filter())
    case .let: return .with(try letting())
    case .order, .skip, .offset, .limit: return .with(try slice())
    case .call: return try call(isOptional: false, from: position)
    case .load: return .loadCSV(try loadCSV())
    case .use: return .use(try use())
    case .finish:
      advance()
      return .finish(FinishClause(span: span(from: position - 1)))
    default:
      if let clause = try updatingClause(keyword) { return clause }
      attempted += Self.clauseKeywords
      return nil
    }
  }

  private mutating func optionalClause() throws(SyntaxFailure) -> Clause {
    if peek(1).keyword == .match { return .match(try match()) }
    let start = position
    try expect(.optional)
    guard at(.call) else { throw unexpected("MATCH or CALL") }
    return try call(isOptional: true, from: start)
  }

  private mutating func match() throws(SyntaxFailure) -> MatchClause {
    let start = position
    let isOptional = accept(.optional)
    try expect(.match)
    let mode = matchMode()
    let patterns = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.pathPattern(.matching) }
    var asOf: Expression?
    if accept(.as) {
      try expect(.of)
      asOf = try value()
    }
    let advice = try advice()
    let predicate = try whereIfPresent()
    return MatchClause(
      isOptional: isOptional, mode: mode, patterns: patterns, asOf: asOf, advice: advice, predicate: predicate, span: span(from: start))
  }

  private mutating func matchMode() -> MatchClause.Mode? {
    if accept(.repeatable, .elements) || accept(.repeatable, .element) { return .repeatableElements }
    if accept(.different, .relationships) || accept(.different, .relationship) { return .differentRelationships }
    return nil
  }

  /// `WHERE predicate`, if it comes next.
  mutating func whereIfPresent(stoppingAtPipe: Bool = false) throws(SyntaxFailure) -> Expression? {
    guard accept(.where) else { return nil }
    return try predicate(stoppingAtPipe: stoppingAtPipe)
  }

  private mutating func unwind() throws(SyntaxFailure) -> UnwindClause {
    let start = position
    try expect(.unwind)
    let list = try value()
    try expect(.as)
    let variable = try variable()
    return UnwindClause(list: list, variable: variable, span: span(from: start))
  }

  private mutating func loadCSV() throws(SyntaxFailure) -> LoadCSVClause {
    let start = position
    try expect(.load)
    try expect(.csv)
    var hasHeaders = false
    if accept(.with) {
      try expect(.headers)
      hasHeaders = true
    }
    try expect(.from)
    let source = try value()
    try expect(.as)
    let variable = try variable()
    var terminator: Expression?
    if accept(.fieldterminator) {
      guard at(.stringLiteral) else { throw unexpected("a string") }
      terminator = try atom()
    }
    return LoadCSVClause(
      hasHeaders: hasHeaders, source: source, variable: variable, fieldTerminator: terminator, span: span(from: start))
  }

  private mutating func use() throws(SyntaxFailure) -> UseClause {
    let start = position
    try expect(.use)
    let graph = try qualifiedName("the name of a graph")
    return UseClause(graph: graph, span: span(from: start))
  }
}
