// Calls: aggregates, functions of entities, and the pure functions of the library. Unknown names are refused with the nearest
// known one, wrong counts and impossible argument types with what the function takes.

import CypherSyntax
import GraphModel

extension Binder {
  func bindCall(_ call: FunctionCall, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    let name = call.name.text
    let lowered = name.lowercased()
    if let aggregate = Self.aggregates[lowered] {
      return try bindAggregate(aggregate, arguments: call.arguments, isDistinct: call.isDistinct, name: name, at: span)
    }
    if call.isDistinct {
      throw BindingErrors.syntax(
        "UnexpectedSyntax", "DISTINCT stands only in aggregating functions, and `\(name)` is none", at: span, hint: "leave DISTINCT out")
    }
    if lowered == "exists" { return try bindExists(call.arguments, at: span) }
    if lowered == "rels" { noteDeprecated("`rels()`", at: call.name.span, use: "relationships()") }
    if let entity = Self.entityFunctions[lowered] { return try bindEntity(entity, call.arguments, name, at: span) }
    return try bindScalar(call, lowered, at: span)
  }

  static let aggregates: [String: AggregateFunction] = [
    "count": .count, "sum": .sum, "avg": .avg, "min": .min, "max": .max, "collect": .collect, "stdev": .standardDeviation,
    "stdevp": .standardDeviationOfPopulation, "percentilecont": .percentileContinuous, "percentiledisc": .percentileDiscrete,
  ]

  static let entityFunctions: [String: EntityFunction] = [
    "labels": .labels, "type": .type, "id": .id, "elementid": .elementId, "keys": .keys, "properties": .properties,
    "startnode": .startNode, "endnode": .endNode, "nodes": .nodes, "relationships": .relationships, "rels": .relationships,
    "length": .length,
  ]

  // MARK: Aggregates

  func bindAggregate(
    _ function: AggregateFunction, arguments: [Expression], isDistinct: Bool, name: String, at span: SourceSpan
  ) throws(QueryError) -> TypedExpression {
    if aggregation.isInside {
      throw BindingErrors.syntax(
        "NestedAggregation", "an aggregating function cannot stand inside another", at: span,
        hint: "aggregate in two steps, with a WITH between")
    }
    var argumentScope = scope
    switch aggregation.mode {
    case .forbidden(let place): throw BindingErrors.aggregation(place, at: span)
    case .collected: break
    case .known(let input): argumentScope = input
    }
    if !(function == .count && arguments.isEmpty && name == "count(*)") {
      try check(count: arguments.count, function.takesParameter ? 2...2 : 1...1, of: name, at: span)
    }
    let bound = try bindAggregateArguments(arguments, in: argumentScope)
    let type = function.resultType(of: bound.first?.type ?? .any)
    let variable = variables.madeUp(function.rawValue, function == .count ? .count : type.variableType)
    let item = AggregateItem(
      variable: variable, function: function, argument: bound.first?.expression, parameter: bound.count > 1 ? bound[1].expression : nil,
      distinct: isDistinct)
    if let known = aggregation.known(item) { return TypedExpression(.variable(known.variable), type, at: span) }
    if case .known = aggregation.mode { throw unknownAggregate(bound, at: span) }
    aggregation.items.append(item)
    return TypedExpression(.variable(variable), type, at: span)
  }

  private func bindAggregateArguments(_ arguments: [Expression], in argumentScope: Scope) throws(QueryError) -> [TypedExpression] {
    aggregation.isInside = true
    defer { aggregation.isInside = false }
    let (bound, subqueries) = try gatheringSubqueries { () throws(QueryError) -> [TypedExpression] in
      try within(argumentScope) { () throws(QueryError) -> [TypedExpression] in
        var bound: [TypedExpression] = []
        for argument in arguments { bound.append(try bind(argument)) }
        return bound
      }
    }
    aggregation.before += subqueries
    return bound
  }

  /// ORDER BY may only repeat aggregates: one that is not projected either reads what is gone, or is simply too much.
  private func unknownAggregate(_ arguments: [TypedExpression], at span: SourceSpan) -> QueryError {
    for argument in arguments {
      let visible = Set(scope.entries.map(\.variable).filter { variable in outputsInOrder.contains(variable) })
      if let hidden = argument.expression.firstVariable(outside: visible) {
        return BindingErrors.hidden(hidden.variable, at: hidden.span, by: "aggregation")
      }
    }
    return BindingErrors.aggregation("in ORDER BY unless it is projected too", at: span)
  }

  // MARK: Functions

  private func bindExists(_ arguments: [Expression], at span: SourceSpan) throws(QueryError) -> TypedExpression {
    try check(count: arguments.count, 1...1, of: "exists", at: span)
    if case .pattern = arguments[0].kind {
      admitsPatterns = true
      defer { admitsPatterns = false }
      return try bind(arguments[0])
    }
    noteDeprecated("`exists()` of a value", at: span, use: "IS NOT NULL")
    return TypedExpression(.isNull(try bind(arguments[0]).expression, negated: true), .boolean, at: span)
  }

  private func bindEntity(
    _ function: EntityFunction, _ arguments: [Expression], _ name: String, at span: SourceSpan
  ) throws(QueryError)
    -> TypedExpression
  {
    try check(count: arguments.count, 1...1, of: name, at: span)
    let argument = try bind(arguments[0])
    guard function.admits(argument.type) else {
      throw BindingErrors.wrongOperand(of: "\(name)()", wanted: function.wanted, got: argument.type, at: arguments[0].span)
    }
    return TypedExpression(.entity(function, argument.expression), function.resultType, at: span)
  }

  private func bindScalar(_ call: FunctionCall, _ lowered: String, at span: SourceSpan) throws(QueryError) -> TypedExpression {
    guard let function = FunctionLibrary.scalar(named: call.name.text) else { throw unknownFunction(call.name) }
    if aggregation.isInside, !function.isDeterministic {
      throw BindingErrors.syntax(
        "NonConstantExpression", "`\(call.name.text)()` cannot stand inside an aggregate", at: span, hint: "compute it in a WITH before")
    }
    try check(count: call.arguments.count, function.argumentCount, of: function.name, at: span)
    var bound: [TypedExpression] = []
    for argument in call.arguments { bound.append(try bind(argument)) }
    if lowered == "size", let type = bound.first?.type, [.path, .node, .relationship, .boolean, .integer, .float, .number].contains(type) {
      throw BindingErrors.wrongOperand(of: "size()", wanted: "a list or string", got: type, at: call.arguments[0].span)
    }
    return TypedExpression(.call(function, bound.map(\.expression)), FunctionTypes.result(of: lowered, bound.map(\.type)), at: span)
  }

  private func unknownFunction(_ name: QualifiedName) -> QueryError {
    let known = FunctionLibrary.names + Self.aggregates.keys + Self.entityFunctions.keys
    return BindingErrors.syntax(
      "UnknownFunction", "function `\(name.text)` is not known", at: name.span,
      hint: Self.successors[name.text.lowercased()].map { "it is called `\($0)` now" } ?? BindingErrors.didYouMean(name.text, among: known)
        ?? "SHOW FUNCTIONS lists all")
  }

  /// Functions of older dialects, and what took their places.
  private static let successors = [
    "distance": "point.distance", "extract": "[x IN list | …]", "filter": "[x IN list WHERE …]", "toint": "toInteger", "str": "toString",
    "percentile_cont": "percentileCont", "percentile_disc": "percentileDisc", "stddev": "stdev", "stddev_samp": "stdev",
    "stddev_pop": "stDevP", "length_in_bytes": "size", "len": "size", "ifnull": "coalesce", "now": "datetime", "uuid": "randomUUID",
    "collect_list": "collect", "average": "avg", "mod": "the operator %", "pow": "the operator ^", "power": "the operator ^",
    "ceiling": "ceil", "ln": "log", "cardinality": "size", "path_length": "length", "concat": "the operator ||",
  ]

  func check(count: Int, _ allowed: ClosedRange<Int>, of name: String, at span: SourceSpan) throws(QueryError) {
    guard !allowed.contains(count) else { return }
    let wanted =
      allowed.lowerBound == allowed.upperBound
      ? "\(allowed.lowerBound)"
      : (allowed.upperBound == .max ? "at least \(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)")
    throw BindingErrors.syntax("InvalidNumberOfArguments", "`\(name)` takes \(wanted) arguments, not \(count)", at: span)
  }
}

extension AggregateFunction {
  /// Whether a second argument says which percentile.
  var takesParameter: Bool { self == .percentileContinuous || self == .percentileDiscrete }

  func resultType(of argument: StaticType) -> StaticType {
    switch self {
    case .count: .integer
    case .collect: .list(argument)
    case .min, .max: argument
    case .sum: argument == .integer || argument == .float ? argument : .any
    case .avg, .standardDeviation, .standardDeviationOfPopulation, .percentileContinuous, .percentileDiscrete: .any
    }
  }
}
