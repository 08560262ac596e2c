// Which clauses may stand where. This is decided from the text alone, so it is checked here; what needs names or types is left
// to the binder.

import GraphModel

/// Checks the order of clauses.
enum ClauseOrder {
  /// A query that is a statement of its own. A lone procedure call may yield everything.
  static func checkTopLevel(_ query: Query) throws(SyntaxFailure) {
    if query.branches.count == 1, query.branches[0].clauses.count == 1, case .callProcedure = query.branches[0].clauses[0] { return }
    for branch in query.branches {
      try checkSequence(branch.clauses)
      try checkConclusion(branch.clauses, within: "a query")
    }
  }

  /// The body of `CALL { … }`.
  static func checkCalled(_ query: Query) throws(SyntaxFailure) {
    for branch in query.branches {
      try checkSequence(branch.clauses)
      try checkConclusion(branch.clauses, within: "a subquery")
    }
  }

  /// The body of a subquery in an expression: it only reads, and its `RETURN` may be missing, except for `COLLECT`.
  static func checkExpression(_ query: Query, _ kind: SubqueryKind) throws(SyntaxFailure) {
    for branch in query.branches {
      try checkSequence(branch.clauses)
      for clause in branch.clauses { try checkReadsOnly(clause, kind) }
      guard kind == .collect, let last = branch.clauses.last else { continue }
      if case .return = last { continue }
      throw refusal("COLLECT needs a RETURN at its end", at: last.span, hint: "RETURN the one value that is collected")
    }
  }

  /// The clauses of `FOREACH`: they only write.
  static func checkForeach(_ clauses: [Clause]) throws(SyntaxFailure) {
    for clause in clauses {
      switch clause {
      case .create, .merge, .set, .remove, .delete, .foreach: continue
      default:
        throw refusal("FOREACH holds only updating clauses", at: clause.span, hint: "use UNWIND, or CALL { … }, for anything else")
      }
    }
  }

  private static func checkSequence(_ clauses: [Clause]) throws(SyntaxFailure) {
    for (index, clause) in clauses.enumerated() {
      switch clause {
      case .return where index + 1 < clauses.count:
        if case .with(let next) = clauses[index + 1], next.form == .slice {
          throw SyntaxFailure("UnexpectedSyntax", "RETURN was sliced already", at: next.span, hint: "the order is ORDER BY, SKIP, LIMIT")
        }
        throw refusal("RETURN ends a query; nothing but UNION can follow it", at: clauses[index + 1].span, hint: "use WITH to go on")
      case .finish where index + 1 < clauses.count:
        throw refusal("FINISH ends a query; nothing can follow it", at: clauses[index + 1].span)
      case .callProcedure(let call) where call.yield == .all:
        throw SyntaxFailure(
          "UnexpectedSyntax", "YIELD * stands only in a call that is a statement of its own", at: call.span, hint: "name the yielded fields"
        )
      case .use where index > 0: throw refusal("USE stands at the start of a query", at: clause.span)
      default: continue
      }
    }
  }

  private static func checkConclusion(_ clauses: [Clause], within what: String) throws(SyntaxFailure) {
    guard let last = clauses.last else { return }
    let name: String
    switch last {
    case .match: name = "MATCH"
    case .unwind: name = "UNWIND"
    case .with(let projection): name = projection.form.keyword
    case .loadCSV: name = "LOAD CSV"
    case .use: name = "USE"
    default: return
    }
    throw refusal("\(what) cannot end with \(name)", at: last.span, hint: "end it with RETURN, FINISH or an updating clause")
  }

  private static func checkReadsOnly(_ clause: Clause, _ kind: SubqueryKind) throws(SyntaxFailure) {
    switch clause {
    case .create, .merge, .set, .remove, .delete, .foreach:
      throw refusal("\(kind.rawValue) { … } cannot write", at: clause.span, hint: "write in a clause of its own, or in CALL { … }")
    case .callSubquery(let call):
      for branch in call.body.branches {
        for inner in branch.clauses { try checkReadsOnly(inner, kind) }
      }
    default: return
    }
  }

  private static func refusal(_ message: String, at span: SourceSpan, hint: String? = nil) -> SyntaxFailure {
    SyntaxFailure("InvalidClauseComposition", message, at: span, hint: hint)
  }
}
