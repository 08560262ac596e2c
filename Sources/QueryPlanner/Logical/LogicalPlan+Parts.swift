// The parts of operators that hold expressions: reading them out and changing them.

import GraphModel

extension NodeScan.Access {
  /// The expressions that say what is sought.
  package var expressions: [BoundExpression] {
    switch self {
    case .all, .label: []
    case .indexEqual(_, _, let value), .indexIn(_, _, let value), .indexPrefix(_, _, let value), .identity(let value): [value]
    case .indexRange(_, _, let lower, let upper): [lower?.value, upper?.value].compactMap { $0 }
    }
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> NodeScan.Access {
    func mapped(_ bound: NodeScan.Bound?) -> NodeScan.Bound? { bound.map { .init(value: change($0.value), inclusive: $0.inclusive) } }
    switch self {
    case .all, .label: return self
    case .indexEqual(let label, let property, let value): return .indexEqual(label: label, property: property, change(value))
    case .indexIn(let label, let property, let value): return .indexIn(label: label, property: property, change(value))
    case .indexPrefix(let label, let property, let value): return .indexPrefix(label: label, property: property, change(value))
    case .identity(let value): return .identity(change(value))
    case .indexRange(let label, let property, let lower, let upper):
      return .indexRange(label: label, property: property, lower: mapped(lower), upper: mapped(upper))
    }
  }
}

extension StepCondition {
  func mapped(_ change: (BoundExpression) -> BoundExpression) -> StepCondition {
    StepCondition(variable: variable, condition: change(condition))
  }
}

extension ProjectionItem {
  /// Whether the item passes a variable on as it is.
  package var isIdentity: Bool { expression.asVariable == variable }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> ProjectionItem {
    ProjectionItem(variable: variable, expression: change(expression))
  }
}

extension SortKey {
  func mapped(_ change: (BoundExpression) -> BoundExpression) -> SortKey { SortKey(expression: change(expression), descending: descending) }
}

extension Aggregation {
  func mapped(_ change: (BoundExpression) -> BoundExpression) -> Aggregation {
    let items = aggregates.map { item in
      AggregateItem(
        variable: item.variable, function: item.function, argument: item.argument.map(change), parameter: item.parameter.map(change),
        distinct: item.distinct)
    }
    return Aggregation(keys: keys.map { $0.mapped(change) }, aggregates: items, weight: weight, cluster: cluster)
  }
}

extension ProcedureCall {
  func mapped(_ change: (BoundExpression) -> BoundExpression) -> ProcedureCall {
    ProcedureCall(name: name, arguments: arguments.map(change), yields: yields, isVoid: isVoid, span: span, readsGraph: readsGraph)
  }
}

extension NameExpression {
  var expressions: [BoundExpression] {
    if case .dynamic(let expression) = self { return [expression] }
    return []
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> NameExpression {
    if case .dynamic(let expression) = self { return .dynamic(change(expression)) }
    return self
  }
}

extension CreatePattern {
  /// Property maps and computed names.
  package var expressions: [BoundExpression] {
    nodes.flatMap { $0.labels.flatMap(\.expressions) + [$0.properties].compactMap { $0 } }
      + relationships.flatMap { $0.type.expressions + [$0.properties].compactMap { $0 } }
  }

  /// What is created.
  package var introduced: [Variable] { nodes.map(\.variable) + relationships.map(\.variable) }

  /// The nodes between which relationships are created, beyond those that it creates itself.
  var reads: Set<Variable> {
    var found: Set<Variable> = []
    for relationship in relationships { found.formUnion([relationship.from, relationship.to]) }
    return found.subtracting(nodes.map(\.variable))
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> CreatePattern {
    CreatePattern(
      nodes: nodes.map {
        NewNode(variable: $0.variable, labels: $0.labels.map { $0.mapped(change) }, properties: $0.properties.map(change))
      },
      relationships: relationships.map {
        NewRelationship(
          variable: $0.variable, type: $0.type.mapped(change), from: $0.from, to: $0.to, properties: $0.properties.map(change))
      }, refusesNullProperties: refusesNullProperties)
  }
}

extension Merge {
  func mapped(_ change: (BoundExpression) -> BoundExpression) -> Merge {
    Merge(
      match: match, create: create.mapped(change), introduced: introduced, onCreate: onCreate.map { $0.mapped(change) },
      onMatch: onMatch.map { $0.mapped(change) })
  }
}

extension SetItem {
  /// What is written to and what is written.
  package var expressions: [BoundExpression] {
    switch self {
    case .property(let entity, _, let value): [entity, value]
    case .dynamicProperty(let entity, let key, let value): [entity, key, value]
    case .replaceProperties(_, let map), .addProperties(_, let map): [map]
    case .labels(_, let labels): labels.flatMap(\.expressions)
    }
  }

  /// The variables written to by name.
  package var targets: [Variable] {
    switch self {
    case .property, .dynamicProperty: []
    case .replaceProperties(let variable, _), .addProperties(let variable, _), .labels(let variable, _): [variable]
    }
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> SetItem {
    switch self {
    case .property(let entity, let key, let value): .property(change(entity), key: key, change(value))
    case .dynamicProperty(let entity, let key, let value): .dynamicProperty(change(entity), key: change(key), change(value))
    case .replaceProperties(let variable, let map): .replaceProperties(variable, change(map))
    case .addProperties(let variable, let map): .addProperties(variable, change(map))
    case .labels(let variable, let labels): .labels(variable, labels.map { $0.mapped(change) })
    }
  }
}

extension RemoveItem {
  /// What is removed from.
  package var expressions: [BoundExpression] {
    switch self {
    case .property(let entity, _): [entity]
    case .dynamicProperty(let entity, let key): [entity, key]
    case .labels(_, let labels): labels.flatMap(\.expressions)
    }
  }

  /// The variables written to by name.
  package var targets: [Variable] {
    if case .labels(let variable, _) = self { return [variable] }
    return []
  }

  func mapped(_ change: (BoundExpression) -> BoundExpression) -> RemoveItem {
    switch self {
    case .property(let entity, let key): .property(change(entity), key: key)
    case .dynamicProperty(let entity, let key): .dynamicProperty(change(entity), key: change(key))
    case .labels(let variable, let labels): .labels(variable, labels.map { $0.mapped(change) })
    }
  }
}
