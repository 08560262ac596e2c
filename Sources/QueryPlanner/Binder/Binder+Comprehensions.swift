// Comprehensions, quantifiers and reduce: expressions with a variable of their own. Where their inside asks something of the
// graph that depends on that variable, the asking is moved into a plan: the list is unwound, each element is asked, and a list
// of [element, answers …] is collected; the comprehension then runs over that list.

import CypherSyntax
import GraphModel

extension Binder {
  func bindListComprehension(_ form: ListComprehension, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let list = try bindIterated(form.list, in: "a list comprehension")
    let element = variables.named(form.variable.text, list.type.element.variableType)
    let inside = try bindInside(form.variable, element, list) { () throws(QueryError) -> [TypedExpression?] in
      [try bindOptionalTruth(form.predicate), try bindOptional(form.result)]
    }
    let type = inside.parts[1]?.type ?? list.type.element
    // Answers are collected beside the elements: without a result of its own the comprehension gives the elements alone.
    let result = inside.parts[1]?.expression ?? (inside.isCollected ? inside.elementAccess : nil)
    return TypedExpression(
      .listComprehension(inside.variable, list: inside.list, predicate: inside.parts[0]?.expression, projection: result), .list(type),
      at: span)
  }

  func bindQuantifier(_ form: QuantifierPredicate, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let list = try bindIterated(form.list, in: "\(form.kind.rawValue)()")
    let element = variables.named(form.variable.text, list.type.element.variableType)
    let inside = try bindInside(form.variable, element, list) { () throws(QueryError) -> [TypedExpression?] in
      let condition = form.predicate ?? Expression(.variable(form.variable), at: form.variable.span)
      return [try bindOptionalTruth(condition)]
    }
    let quantifier: Quantifier =
      switch form.kind {
      case .all: .all
      case .any: .any
      case .none: .none
      case .single: .single
      }
    let predicate = inside.parts[0]?.expression ?? .literal(.null)
    return TypedExpression(.quantifier(quantifier, inside.variable, list: inside.list, predicate: predicate), .boolean, at: span)
  }

  func bindReduction(_ form: Reduction, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let initial = try bind(form.initial)
    let list = try bindIterated(form.list, in: "reduce()")
    let accumulator = variables.named(form.accumulator.text, .any)
    let element = variables.named(form.variable.text, list.type.element.variableType)
    var inner = scope
    inner.declare(form.accumulator, accumulator, .any)
    let inside = try within(inner) { () throws(QueryError) -> Inside in
      try bindInside(form.variable, element, list, forbidding: accumulator) { () throws(QueryError) -> [TypedExpression?] in
        [try bind(form.result)]
      }
    }
    let body = inside.parts[0]?.expression ?? .literal(.null)
    return TypedExpression(
      .reduce(accumulator: accumulator, initial: initial.expression, inside.variable, list: inside.list, body: body), .any, at: span)
  }

  private func bindIterated(_ list: Expression, in place: String) throws(QueryError) -> TypedExpression {
    let bound = try bind(list)
    guard bound.type.admitsList else { throw BindingErrors.wrongOperand(of: place, wanted: "a list", got: bound.type, at: list.span) }
    return bound
  }

  private func bindOptionalTruth(_ condition: Expression?) throws(QueryError) -> TypedExpression? {
    guard let condition else { return nil }
    return TypedExpression(try bindTruth(condition, of: "a condition"), .boolean)
  }

  /// The inside of a comprehension, ready to run over its list.
  private struct Inside {
    let list: BoundExpression
    let variable: Variable
    let parts: [TypedExpression?]
    /// Whether the list is one of collected answers.
    var isCollected = false
    /// How the element is reached.
    var elementAccess = BoundExpression.literal(.null)
  }

  private func bindInside(
    _ name: Identifier, _ element: Variable, _ list: TypedExpression, forbidding accumulator: Variable? = nil,
    _ step: () throws(QueryError) -> [TypedExpression?]
  ) throws(QueryError) -> Inside {
    var inner = scope
    inner.declare(name, element, list.type.element)
    let outside = aggregation
    aggregation = AggregationState(mode: .forbidden("inside a comprehension or quantifier"))
    defer { aggregation = outside }
    let (parts, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [TypedExpression?] in try within(inner, step) }
    if let accumulator, let asking = subqueries.first(where: { $0.reads.contains(accumulator) }) {
      throw BindingErrors.notSupported(
        "a subquery that reads the accumulator of reduce()", at: nil,
        hint: "unwind the list instead (\(asking.result.name.drop { $0 == " " }))")
    }
    return lift(Inside(list: list.expression, variable: element, parts: parts), subqueries)
  }

  /// Moves the subqueries that depend on the element into a plan over the unwound list; the others stay with the row.
  private func lift(_ inside: Inside, _ subqueries: [BoundSubquery]) -> Inside {
    var local: Set<Variable> = [inside.variable]
    var lifted: [BoundSubquery] = []
    for subquery in subqueries {
      if subquery.reads.isDisjoint(with: local) {
        add(subquery)
      } else {
        lifted.append(subquery)
        local.insert(subquery.result)
      }
    }
    if lifted.isEmpty { return inside }

    let answers = [inside.variable] + lifted.map(\.result)
    let collected = variables.madeUp("answers", .any)
    let query = BoundQuery(
      branches: [BoundBranch(clauses: [.unwind(list: inside.list, inside.variable), .compute(lifted)], columns: [])], isDistinct: false,
      columns: [])
    let row = BoundExpression(.list(answers.map { .variable($0) }))
    let readInside = lifted.reduce(into: inside.list.variables) { $0.formUnion($1.reads) }
    add(BoundSubquery(question: .collect(row), query: query, result: collected, reads: readInside))

    let answer = variables.madeUp("answer", .any)
    func access(_ place: Int) -> BoundExpression { BoundExpression(.element(.variable(answer), .literal(.integer(Int64(place))))) }
    let parts = inside.parts.map { part in
      part.map { typed in
        TypedExpression(typed.expression.replacing { $0.asVariable.flatMap { answers.firstIndex(of: $0) }.map(access) }, typed.type)
      }
    }
    let isNull = BoundExpression.Alternative(condition: BoundExpression(.isNull(inside.list, negated: false)), result: .literal(.null))
    let list = BoundExpression(.conditional([isNull], otherwise: .variable(collected)))
    return Inside(list: list, variable: answer, parts: parts, isCollected: true, elementAccess: access(0))
  }

  /// Has a subquery asked before the expression being bound is evaluated.
  func add(_ subquery: BoundSubquery) { frames[frames.count - 1].append(subquery) }
}
