// WITH and RETURN: items, grouping, DISTINCT, order, slice and condition. The heart of it is who sees what: items and
// aggregates see the input; ORDER BY and WHERE see the outputs and, where rows are neither grouped nor made distinct, the
// input behind them.

import CypherSyntax
import GraphModel

/// A projected column, on its way.
struct ProjectedItem {
  let name: Identifier
  let span: SourceSpan
  /// Over the input rows and aggregates, as written.
  let expression: BoundExpression
  let type: StaticType
  /// What it needs from the graph.
  var subqueries: [BoundSubquery] = []
  /// Whether it holds an aggregate.
  var isAggregated = false
  /// Whether the query gives it a name, or it is a name itself.
  var isNamed = true
  /// The output.
  var variable: Variable?
}

/// A column of a result.
struct TypedColumn {
  let name: Identifier
  let variable: Variable
  let type: StaticType
}

extension Binder {
  /// Binds a projection and leaves its outputs as the scope.
  func bindProjection(_ projection: Projection, isReturn: Bool) throws(QueryError) -> (BoundProjection, [TypedColumn]) {
    let input = scope
    aggregation = AggregationState(mode: projection.form == .letting ? .forbidden("in LET") : .collected)
    var items = try bindItems(projection, isReturn: isReturn)
    var result = BoundProjection()
    result.isDistinct = projection.isDistinct
    result.before = aggregation.before
    nameOutputs(&items)
    if aggregation.items.isEmpty {
      result.before += items.flatMap(\.subqueries)
      result.items = Self.unique(
        items.compactMap { item in item.variable.map { ProjectionItem(variable: $0, expression: item.expression) } })
    } else {
      try group(items, into: &result)
    }

    let columns = items.compactMap { item in item.variable.map { TypedColumn(name: item.name, variable: $0, type: item.type) } }
    var outputs = input.imported
    for column in columns { outputs.declare(column.name, column.variable, column.type) }
    let tail = ProjectionTail(
      items: items, input: input, outputs: outputs, isGrouped: !aggregation.items.isEmpty, isDistinct: result.isDistinct)
    try bindOrder(projection, tail, into: &result)
    try bindSlice(projection, into: &result)
    try bindCondition(projection, tail, into: &result)
    try checkNames(items, isReturn: isReturn)
    scope = outputs
    return (result, columns)
  }

  // MARK: Items

  private func bindItems(_ projection: Projection, isReturn: Bool) throws(QueryError) -> [ProjectedItem] {
    var items: [ProjectedItem] = []
    if projection.includesAll {
      let entries = scope.ownEntries
      if entries.isEmpty, isReturn, projection.items.isEmpty {
        throw BindingErrors.syntax(
          "NoVariablesInScope", "RETURN * needs a variable to return", at: projection.span, hint: "name a part of the pattern")
      }
      for entry in entries {
        note(reading: entry.variable)
        items.append(ProjectedItem(name: entry.name, span: projection.span, expression: .variable(entry.variable), type: entry.type))
      }
    }
    for item in projection.items { items.append(try bindItem(item)) }
    return items
  }

  private func bindItem(_ item: CypherSyntax.ProjectionItem) throws(QueryError) -> ProjectedItem {
    let (bound, subqueries) = try gatheringSubqueries { () throws(QueryError) -> TypedExpression in try bind(item.expression) }
    let aggregates = Set(aggregation.items.map(\.variable))
    var isVariable = false
    if case .variable = item.expression.kind { isVariable = true }
    return ProjectedItem(
      name: item.alias ?? Identifier(item.columnName, at: item.span), span: item.expression.span, expression: bound.expression,
      type: bound.type, subqueries: subqueries, isAggregated: !bound.expression.variables.isDisjoint(with: aggregates),
      isNamed: item.alias != nil || isVariable)
  }

  /// Gives each item its output variable: a plain variable stays itself, an aggregate alone takes the column's name.
  private func nameOutputs(_ items: inout [ProjectedItem]) {
    var taken: Set<Variable> = []
    for place in items.indices {
      let item = items[place]
      guard let variable = item.expression.asVariable else {
        items[place].variable = variables.named(item.name.text, item.type.variableType)
        continue
      }
      if item.isAggregated, taken.insert(variable).inserted {
        items[place].variable = rename(variable, to: item.name.text)
      } else if let answer = item.subqueries.first(where: { $0.result == variable }) {
        items[place].variable = variables.named(item.name.text, answer.result.type)
      } else {
        items[place].variable = variable
      }
    }
  }

  /// Gives an aggregate's variable the name of its column.
  private func rename(_ variable: Variable, to name: String) -> Variable {
    let renamed = Variable(id: variable.id, name: name, type: variable.type)
    if let place = aggregation.items.firstIndex(where: { $0.variable == variable }) {
      let item = aggregation.items[place]
      aggregation.items[place] = AggregateItem(
        variable: renamed, function: item.function, argument: item.argument, parameter: item.parameter, distinct: item.distinct)
    }
    return renamed
  }

  /// Each output once: a variable may be projected under several names.
  static func unique(_ items: [ProjectionItem]) -> [ProjectionItem] {
    var seen: Set<Variable> = []
    return items.filter { seen.insert($0.variable).inserted }
  }

  private func checkNames(_ items: [ProjectedItem], isReturn: Bool) throws(QueryError) {
    if !isReturn, let item = items.first(where: { !$0.isNamed }) {
      throw BindingErrors.syntax(
        "NoExpressionAlias", "an expression in WITH needs a name", at: item.span, hint: "write `… AS name`")
    }
    var seen: Set<Identifier> = []
    for item in items where !seen.insert(item.name).inserted {
      throw BindingErrors.syntax(
        "ColumnNameConflict", "two columns are named `\(item.name.text)`", at: item.span, hint: "give one another name with AS")
    }
  }

  // MARK: Grouping

  private func group(_ items: [ProjectedItem], into result: inout BoundProjection) throws(QueryError) {
    let keys = items.filter { !$0.isAggregated }
    let keyItems = Self.unique(keys.compactMap { item in item.variable.map { ProjectionItem(variable: $0, expression: item.expression) } })
    result.before += keys.flatMap(\.subqueries)
    result.aggregation = Aggregation(keys: keyItems, aggregates: aggregation.items, weight: nil)
    var outputs: [ProjectionItem] = []
    for item in items {
      guard let variable = item.variable else { continue }
      if item.isAggregated {
        outputs.append(ProjectionItem(variable: variable, expression: try overGroups(item, keyItems)))
        result.after += item.subqueries
      } else {
        outputs.append(ProjectionItem(variable: variable, expression: .variable(variable)))
      }
    }
    result.items = Self.unique(outputs)
  }

  /// An aggregated expression over groups: what stands beside the aggregates must be keys, or properties that are keys.
  private func overGroups(_ item: ProjectedItem, _ keys: [ProjectionItem]) throws(QueryError) -> BoundExpression {
    let expression = item.expression.replacing { part in
      guard part.isSimpleKey, let key = keys.first(where: { $0.expression == part }) else { return nil }
      return BoundExpression(.variable(key.variable), at: part.span)
    }
    var visible = Set(keys.map(\.variable))
    visible.formUnion(aggregation.items.map(\.variable))
    for subquery in item.subqueries {
      if let foreign = subquery.query.firstForeign(subquery.reads, known: visible, scope: scope) {
        throw BindingErrors.ambiguous(at: item.span, foreign.name)
      }
      visible.insert(subquery.result)
    }
    if let foreign = expression.firstVariable(outside: visible) {
      throw BindingErrors.ambiguous(at: foreign.span, foreign.variable.name)
    }
    return expression
  }
}

extension BoundExpression {
  /// A variable, or a property of one: what may stand beside an aggregate when it is a grouping key.
  var isSimpleKey: Bool {
    switch kind {
    case .variable: true
    case .property(let base, _): base.asVariable != nil
    default: false
    }
  }

  /// The first variable of the row that is read and does not belong to a set, and where.
  func firstVariable(outside known: Set<Variable>) -> (variable: Variable, span: SourceSpan)? {
    guard let missing = variables.subtracting(known).min(by: { $0.id < $1.id }) else { return nil }
    var place = span
    _ = contains { part in
      guard part.asVariable == missing else { return false }
      place = part.span
      return true
    }
    return (missing, place)
  }
}

extension BoundQuery {
  /// The first variable in scope that the query reads and that is not among the known.
  func firstForeign(_ reads: Set<Variable>, known: Set<Variable>, scope: Scope) -> Variable? {
    scope.entries.map(\.variable).first { reads.contains($0) && !known.contains($0) }
  }
}
