// What follows the items of WITH and RETURN: ORDER BY, SKIP, LIMIT, WHERE. Parts that repeat a projected expression are
// replaced by its output, so that `RETURN a.name AS x, count(*) ORDER BY a.name` reads no `a` that grouping has dropped.

import CypherSyntax
import GraphModel

/// What order and condition see.
struct ProjectionTail {
  let items: [ProjectedItem]
  let input: Scope
  let outputs: Scope
  let isGrouped: Bool
  let isDistinct: Bool

  /// Whether the rows behind the outputs are still there.
  var seesInput: Bool { !isGrouped && !isDistinct }
  /// Both scopes, outputs first.
  var combined: Scope { input.overlaid(by: outputs) }
  /// The variables that certainly remain.
  var visible: Set<Variable> { Set(outputs.entries.map(\.variable)) }
}

extension Binder {
  func bindOrder(_ projection: Projection, _ tail: ProjectionTail, into result: inout BoundProjection) throws(QueryError) {
    guard !projection.order.isEmpty else { return }
    aggregation.mode = tail.isGrouped ? .known(tail.input) : .forbidden("in ORDER BY of a projection that does not aggregate")
    outputsInOrder = tail.visible
    let (keys, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [SortKey] in
      try within(tail.combined) { () throws(QueryError) -> [SortKey] in
        var keys: [SortKey] = []
        for item in projection.order {
          keys.append(SortKey(expression: try bindOverOutputs(item.expression, tail, &result), descending: item.isDescending))
        }
        return keys
      }
    }
    try checkReads(of: subqueries, tail, &result)
    result.order = keys.filter { !$0.expression.isConstant }
    result.orderSubqueries = subqueries
  }

  func bindCondition(_ projection: Projection, _ tail: ProjectionTail, into result: inout BoundProjection) throws(QueryError) {
    guard let predicate = projection.predicate else { return }
    aggregation.mode = .forbidden("in WHERE")
    let (condition, subqueries) = try gatheringSubqueries { () throws(QueryError) -> BoundExpression in
      try within(tail.combined) { () throws(QueryError) -> BoundExpression in
        admitsPatterns = true
        defer { admitsPatterns = false }
        return try bindOverOutputs(predicate, tail, &result, isTruth: true)
      }
    }
    try checkReads(of: subqueries, tail, &result)
    result.conditions = condition.conjuncts
    result.filterSubqueries = subqueries
  }

  /// Binds an expression of ORDER BY or WHERE, and replaces what repeats a projected expression.
  private func bindOverOutputs(
    _ expression: Expression, _ tail: ProjectionTail, _ result: inout BoundProjection, isTruth: Bool = false
  ) throws(QueryError) -> BoundExpression {
    let bound = isTruth ? try bindTruth(expression, of: "WHERE") : try bind(expression).expression
    if tail.isGrouped { try refuseAmbiguity(bound, tail) }
    let replaced = bound.replacing { part in
      guard let item = tail.items.first(where: { $0.expression == part && !$0.expression.isConstant }), let output = item.variable else {
        return nil
      }
      return BoundExpression(.variable(output), at: part.span)
    }
    let answers = Set((frames.last ?? []).map(\.result))
    if let hidden = replaced.firstVariable(outside: tail.visible.union(answers)) {
      guard tail.seesInput else {
        throw BindingErrors.hidden(hidden.variable, at: hidden.span, by: tail.isGrouped ? "aggregation" : "DISTINCT")
      }
      result.readsInput = true
    }
    return replaced
  }

  /// An expression that mixes aggregates with a composite grouping key says not clearly what is meant.
  private func refuseAmbiguity(_ expression: BoundExpression, _ tail: ProjectionTail) throws(QueryError) {
    guard !expression.variables.isDisjoint(with: aggregation.items.map(\.variable)) else { return }
    var found: (SourceSpan, String)?
    for item in tail.items where !item.isAggregated && !item.expression.isSimpleKey && !item.expression.isConstant {
      if expression.contains(where: { $0 == item.expression }) { found = (item.span, item.name.text) }
    }
    if let found { throw BindingErrors.ambiguous(at: found.0, found.1) }
  }

  private func checkReads(of subqueries: [BoundSubquery], _ tail: ProjectionTail, _ result: inout BoundProjection) throws(QueryError) {
    for subquery in subqueries {
      guard let foreign = subquery.query.firstForeign(subquery.reads, known: tail.visible, scope: tail.input) else { continue }
      guard tail.seesInput else {
        throw BindingErrors.hidden(foreign, at: .none, by: tail.isGrouped ? "aggregation" : "DISTINCT")
      }
      result.readsInput = true
    }
  }

  // MARK: SKIP and LIMIT

  func bindSlice(_ projection: Projection, into result: inout BoundProjection) throws(QueryError) {
    aggregation.mode = .forbidden("in SKIP or LIMIT")
    result.skip = try bindCount(projection.skip, of: "SKIP")
    result.limit = try bindCount(projection.limit, of: "LIMIT")
  }

  /// A number of rows: constant, and if it is a literal then an integer that is not negative.
  private func bindCount(_ expression: Expression?, of clause: String) throws(QueryError) -> BoundExpression? {
    guard let expression else { return nil }
    let (bound, subqueries) = try gatheringSubqueries { () throws(QueryError) -> TypedExpression in
      try within(scope) { () throws(QueryError) -> TypedExpression in try bind(expression) }
    }
    guard subqueries.isEmpty, bound.expression.isConstant else {
      throw BindingErrors.syntax(
        "NonConstantExpression", "\(clause) takes a number that is the same for all rows", at: expression.span,
        hint: "write a literal or a parameter")
    }
    guard bound.type.isOpen || bound.type == .integer || bound.type == .number else {
      throw BindingErrors.wrongOperand(of: clause, wanted: "an integer", got: bound.type, at: expression.span)
    }
    if case .literal(.integer(let count)) = Folding.folded(bound.expression).kind, count < 0 {
      throw BindingErrors.syntax("NegativeIntegerArgument", "\(clause) takes no negative number", at: expression.span)
    }
    return bound.expression
  }
}
