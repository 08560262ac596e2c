// Subqueries inside expressions: EXISTS, COUNT, COLLECT, patterns as conditions or as values, pattern comprehensions. Each
// becomes a `BoundSubquery` in the innermost frame; what remains of it in the expression is the variable of its answer.

import CypherSyntax
import GraphModel

extension Binder {
  /// `EXISTS { }`, `COUNT { }`, `COLLECT { }`.
  func bindSubquery(_ kind: SubqueryKind, _ body: SubqueryBody, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    try asking(
      { () throws(QueryError) -> Asked in
        switch body {
        case .patterns(let patterns, let predicate):
          let clause = try self.bindMatchParts(patterns, predicate, isOptional: false, mode: nil, use: .match)
          let query = BoundQuery(branches: [BoundBranch(clauses: [.match(clause)], columns: [])], isDistinct: false, columns: [])
          if kind == .collect {
            throw BindingErrors.composition(
              "COLLECT { } needs a RETURN of one column", at: span, hint: "write COLLECT { MATCH … RETURN … }")
          }
          return Asked(question: kind == .exists ? .exists : .count, query: query, type: kind == .exists ? .boolean : .integer)
        case .query(let query):
          let bound = try self.bindQuery(query, as: .expression(kind))
          switch kind {
          case .exists: return Asked(question: .exists, query: bound.query, type: .boolean)
          case .count: return Asked(question: .count, query: bound.query, type: .integer)
          case .collect:
            guard let column = bound.columns.first, bound.columns.count == 1 else {
              throw BindingErrors.composition("COLLECT { } needs a RETURN of exactly one column", at: span)
            }
            return Asked(question: .collect(.variable(column.variable)), query: bound.query, type: .list(column.type))
          }
        }
      }, in: (scope.asImported, span))
  }

  /// A pattern as a condition (is there a match?), or `shortestPath(…)` as a value.
  func bindPatternExpression(_ pattern: PathPattern, admitsPattern: Bool, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    if let selector = pattern.selector, selector == .shortestPathFunction || selector == .allShortestPathsFunction {
      return try bindSearchExpression(pattern, isAll: selector == .allShortestPathsFunction, at: span)
    }
    guard admitsPattern else {
      throw BindingErrors.syntax(
        "UnexpectedSyntax", "a pattern cannot stand here as a value", at: span,
        hint: "ask `exists((a)-->(b))`, `COUNT { (a)-->(b) }` or `[p = (a)-->(b) | p]`")
    }
    return try asking(
      { () throws(QueryError) -> Asked in
        let clause = try self.bindMatchParts([pattern], nil, isOptional: false, mode: nil, use: .condition)
        return Asked(question: .exists, query: Self.query(of: clause), type: .boolean)
      }, in: (scope.asImported, span))
  }

  /// `[p = (a)-->(b) WHERE condition | result]`.
  func bindPatternComprehension(_ form: PatternComprehension, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    try asking(
      { () throws(QueryError) -> Asked in
        let clause = try self.bindMatchParts([form.pattern], form.predicate, isOptional: false, mode: nil, use: .match)
        let (result, subqueries) = try self.gatheringSubqueries { () throws(QueryError) -> TypedExpression in try self.bind(form.result) }
        return Asked(
          question: .collect(result.expression), query: Self.query(of: clause, then: subqueries), type: .list(result.type))
      }, in: (scope.asImported, span))
  }

  private func bindSearchExpression(_ pattern: PathPattern, isAll: Bool, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let name = Identifier("  path", at: pattern.span)
    var named = pattern
    named.variable = name
    let answer = try asking(
      { () throws(QueryError) -> Asked in
        let clause = try self.bindMatchParts([named], nil, isOptional: false, mode: nil, use: .search)
        guard let path = self.scope[name] else { throw BindingErrors.undefined(name, in: self.scope) }
        return Asked(question: .collect(.variable(path.variable)), query: Self.query(of: clause), type: .list(.path))
      }, in: (scope.asImported, span))
    if isAll { return answer }
    return TypedExpression(.element(answer.expression, .literal(.integer(0))), .path, at: span)
  }

  private static func query(of clause: BoundMatch, then subqueries: [BoundSubquery] = []) -> BoundQuery {
    let computed: [BoundClause] = subqueries.isEmpty ? [] : [.compute(subqueries)]
    return BoundQuery(branches: [BoundBranch(clauses: [.match(clause)] + computed, columns: [])], isDistinct: false, columns: [])
  }

  /// What a subquery turned out to ask.
  private struct Asked {
    let question: BoundSubquery.Question
    let query: BoundQuery
    let type: StaticType
  }

  /// Binds a subquery apart from the expression around it, and leaves the variable of its answer.
  private func asking(
    _ step: () throws(QueryError) -> Asked, in place: (scope: Scope, span: SourceSpan)
  ) throws(QueryError) -> TypedExpression {
    let outside = (aggregation, admitsPatterns)
    aggregation = AggregationState(mode: .forbidden("in a subquery outside of its WITH and RETURN"))
    admitsPatterns = false
    reads.append([])
    defer { (aggregation, admitsPatterns) = outside }
    let asked: Asked
    do {
      asked = try within(place.scope, step)
    } catch {
      reads.removeLast()
      throw error
    }
    let read = reads.removeLast()
    let (hint, type): (String, VariableType) =
      switch asked.question {
      case .exists: ("exists", .truth)
      case .count: ("count", .count)
      case .collect: ("collected", .any)
      }
    let result = variables.madeUp(hint, type)
    add(BoundSubquery(question: asked.question, query: asked.query, result: result, reads: read))
    return TypedExpression(.variable(result), asked.type, at: place.span)
  }
}
