// CALL: of procedures, and of subqueries.

import GraphModel

extension Parser {
  /// `CALL …`, whose `OPTIONAL` was read if it stands.
  mutating func call(isOptional: Bool, from start: Int) throws(SyntaxFailure) -> Clause {
    try expect(.call)
    if at(.leftBrace) || at(.leftParenthesis) { return .callSubquery(try subqueryCall(isOptional: isOptional, from: start)) }
    return .callProcedure(try procedureCall(isOptional: isOptional, from: start))
  }

  private mutating func procedureCall(isOptional: Bool, from start: Int) throws(SyntaxFailure) -> ProcedureCall {
    let name = try qualifiedName("the name of a procedure or a subquery in braces")
    let arguments = at(.leftParenthesis) ? try procedureArguments() : nil
    var yield: Yield?
    var predicate: Expression?
    if accept(.yield) {
      yield = try yieldedFields()
      predicate = try whereIfPresent()
    }
    return ProcedureCall(
      isOptional: isOptional, name: name, arguments: arguments, yield: yield, predicate: predicate, span: span(from: start))
  }

  private mutating func procedureArguments() throws(SyntaxFailure) -> [Expression] {
    let opener = try open(.leftParenthesis)
    var arguments: [Expression] = []
    if !at(.rightParenthesis) { arguments = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.value() } }
    try close(opener)
    return arguments
  }

  private mutating func yieldedFields() throws(SyntaxFailure) -> Yield {
    if accept(.star) { return .all }
    if accept(.minus) { return .items([]) }
    return .items(try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.yieldItem() })
  }

  private mutating func yieldItem() throws(SyntaxFailure) -> YieldItem {
    let start = position
    let field = try anyName("the name of a field")
    let alias = accept(.as) ? try variable() : nil
    return YieldItem(field: field, alias: alias, span: span(from: start))
  }

  private mutating func subqueryCall(isOptional: Bool, from start: Int) throws(SyntaxFailure) -> SubqueryCall {
    let imports = at(.leftParenthesis) ? try subqueryImports() : nil
    let opener = try open(.leftBrace)
    let outer = try enter(weight: SyntaxLimits.subqueryWeight)
    let body = try query()
    try leave(outer, weight: SyntaxLimits.subqueryWeight)
    try close(opener)
    try ClauseOrder.checkCalled(body)
    let transactions = at(.in) ? try transactionBatches() : nil
    return SubqueryCall(isOptional: isOptional, imports: imports, body: body, transactions: transactions, span: span(from: start))
  }

  private mutating func subqueryImports() throws(SyntaxFailure) -> SubqueryCall.Imports {
    let opener = try open(.leftParenthesis)
    var imports = SubqueryCall.Imports.variables([])
    if accept(.star) {
      imports = .all
    } else if !at(.rightParenthesis) {
      imports = .variables(try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.variable() })
    }
    try close(opener)
    return imports
  }

  private mutating func transactionBatches() throws(SyntaxFailure) -> TransactionBatches {
    let start = position
    try expect(.in)
    var batches = TransactionBatches(span: current.span)
    if at(.integerLiteral) || at(.dollar) || at(.concurrent) {
      if !at(.concurrent) { batches.concurrency = try value() }
      batches.isConcurrent = true
      try expect(.concurrent)
    }
    guard accept(.transactions, or: .transaction) else { throw unexpected("TRANSACTIONS") }
    try readOptions(into: &batches)
    batches.span = span(from: start)
    return batches
  }

  private mutating func readOptions(into batches: inout TransactionBatches) throws(SyntaxFailure) {
    while true {
      if batches.rows == nil, accept(.of) {
        batches.rows = try value()
        guard accept(.rows, or: .row) else { throw unexpected("ROWS") }
      } else if batches.onError == nil, accept(.on) {
        try expect(.error)
        batches.onError = try errorAction()
      } else if batches.status == nil, accept(.report) {
        try expect(.status)
        try expect(.as)
        batches.status = try variable()
      } else {
        return
      }
    }
  }

  private mutating func errorAction() throws(SyntaxFailure) -> TransactionBatches.ErrorAction {
    if accept(.continue) { return .continue }
    if accept(.break) { return .break }
    if accept(.fail) { return .fail }
    if accept(.retry) { return try actionAfterRetrying() }
    throw unexpected("CONTINUE, BREAK, FAIL or RETRY")
  }

  /// `[FOR n SECONDS] [THEN CONTINUE | BREAK | FAIL]` behind RETRY. What would pass by itself is retried; with one writer there are no
  /// such errors, so that what counts is the action after it.
  private mutating func actionAfterRetrying() throws(SyntaxFailure) -> TransactionBatches.ErrorAction {
    if accept(.for) {
      _ = try value()
      guard ["sec", "secs", "second", "seconds"].contains(where: atWord) else { throw unexpected("SECONDS") }
      advance()
    }
    guard accept(.then) else { return .fail }
    if accept(.continue) { return .continue }
    if accept(.break) { return .break }
    if accept(.fail) { return .fail }
    throw unexpected("CONTINUE, BREAK or FAIL")
  }
}
