// The clauses that write.

import GraphModel

extension Parser {
  /// The updating clause that begins with a keyword, if one does.
  mutating func updatingClause(_ keyword: Keyword) throws(SyntaxFailure) -> Clause? {
    switch keyword {
    case .create, .insert: .create(try create())
    case .merge: .merge(try merge())
    case .set: .set(try set())
    case .remove: .remove(try remove())
    case .delete, .detach, .nodetach: .delete(try delete())
    case .foreach: .foreach(try foreach())
    default: nil
    }
  }

  private mutating func create() throws(SyntaxFailure) -> CreateClause {
    let start = position
    advance()
    attempted += [.index, .constraint, .range, .text, .point, .fulltext, .vector, .lookup]
    let patterns = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.pathPattern(.creating) }
    return CreateClause(patterns: patterns, span: span(from: start))
  }

  private mutating func merge() throws(SyntaxFailure) -> MergeClause {
    let start = position
    try expect(.merge)
    let pattern = try pathPattern(.merging)
    var actions: [MergeAction] = []
    while at(.on) { actions.append(try mergeAction()) }
    return MergeClause(pattern: pattern, actions: actions, span: span(from: start))
  }

  private mutating func mergeAction() throws(SyntaxFailure) -> MergeAction {
    let start = position
    try expect(.on)
    let isCreate = accept(.create)
    if !isCreate, !accept(.match) { throw unexpected("CREATE or MATCH") }
    try expect(.set)
    let items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.setItem() }
    return MergeAction(event: isCreate ? .create : .match, items: items, span: span(from: start))
  }

  private mutating func set() throws(SyntaxFailure) -> SetClause {
    let start = position
    try expect(.set)
    let items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.setItem() }
    return SetClause(items: items, span: span(from: start))
  }

  private mutating func setItem() throws(SyntaxFailure) -> SetItem {
    let start = position
    let target = try postfix(allowsLabels: false)
    let kind: SetItem.Kind
    switch target.kind {
    case .property, .subscript:
      if at(.plusEqual) { throw unexpected("'='", hint: "write \(Excerpt.of(source.text(of: span(from: start)))) = … + …") }
      try expect(.equal)
      kind = .property(target, value: try value())
    case .variable(let variable):
      if accept(.equal) {
        kind = .replaceProperties(variable, value: try value())
      } else if accept(.plusEqual) {
        kind = .mergeProperties(variable, value: try value())
      } else if at(.colon) || at(.is) {
        kind = .labels(variable, try labelConjunction())
      } else {
        throw unexpected("'=', '+=' or ':' in SET")
      }
    default: throw error("SET needs a variable, a property or a label on its left", at: target.span)
    }
    return SetItem(kind: kind, span: span(from: start))
  }

  private mutating func remove() throws(SyntaxFailure) -> RemoveClause {
    let start = position
    try expect(.remove)
    let items = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.removeItem() }
    return RemoveClause(items: items, span: span(from: start))
  }

  private mutating func removeItem() throws(SyntaxFailure) -> RemoveItem {
    let start = position
    let target = try postfix(allowsLabels: false)
    let kind: RemoveItem.Kind
    switch target.kind {
    case .property, .subscript: kind = .property(target)
    case .variable(let variable):
      guard at(.colon) || at(.is) else { throw unexpected("a property or a label in REMOVE") }
      kind = .labels(variable, try labelConjunction())
    default: throw error("REMOVE needs a property or a label", at: target.span)
    }
    return RemoveItem(kind: kind, span: span(from: start))
  }

  private mutating func delete() throws(SyntaxFailure) -> DeleteClause {
    let start = position
    let isDetach = accept(.detach)
    if !isDetach { _ = accept(.nodetach) }
    try expect(.delete)
    let expressions = try list { (parser: inout Parser) throws(SyntaxFailure) in try parser.value() }
    for expression in expressions {
      guard case .hasLabels = expression.kind else { continue }
      throw error(
        "DELETE takes nodes, relationships and paths, not labels", detail: "InvalidDelete", at: expression.span,
        hint: "REMOVE takes a label away")
    }
    return DeleteClause(isDetach: isDetach, expressions: expressions, span: span(from: start))
  }

  private mutating func foreach() throws(SyntaxFailure) -> ForeachClause {
    let start = position
    try expect(.foreach)
    let opener = try open(.leftParenthesis)
    let variable = try variable()
    try expect(.in)
    let list = try value(stoppingAtPipe: true)
    try expect(.pipe)
    let outer = try enter(weight: SyntaxLimits.subqueryWeight)
    let clauses = try clauses()
    try leave(outer, weight: SyntaxLimits.subqueryWeight)
    try close(opener)
    try ClauseOrder.checkForeach(clauses)
    return ForeachClause(variable: variable, list: list, clauses: clauses, span: span(from: start))
  }
}
