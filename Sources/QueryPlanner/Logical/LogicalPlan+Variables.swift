// Which variables an operator reads, adds and leaves: what verification, pruning and every reordering rest on.

import GraphModel

extension LogicalPlan {
  /// The expressions that this operator evaluates, plans inside it aside.
  package var expressions: [BoundExpression] {
    switch self {
    case .argument, .expand, .intersect, .expandCount, .distinct, .union, .eager, .emptyResult, .produce: []
    case .nodeScan(_, let scan): scan.access.expressions
    case .variableExpand(_, let expand): [expand.relationshipCondition?.condition].compactMap { $0 }
    case .shortestPath(_, let search): [search.relationshipCondition?.condition, search.nodeCondition?.condition].compactMap { $0 }
    case .pathSearch(_, let search): search.expressions
    case .filter(_, let conditions): conditions
    case .project(_, let items), .extend(_, let items): items.map(\.expression)
    case .aggregate(_, let aggregation):
      aggregation.keys.map(\.expression) + aggregation.aggregates.flatMap { [$0.argument, $0.parameter].compactMap { $0 } }
    case .sort(_, let keys): keys.map(\.expression)
    case .top(_, let keys, let skip, let count): keys.map(\.expression) + [skip, count].compactMap { $0 }
    case .skip(_, let count), .limit(_, let count): [count]
    case .unwind(_, let list, _): [list]
    case .apply(_, let apply): apply.collected.map { [$0] } ?? []
    case .procedureCall(_, let call): call.arguments
    case .create(_, let pattern): pattern.expressions
    case .merge(_, let merge): merge.create.expressions + (merge.onCreate + merge.onMatch).flatMap(\.expressions)
    case .set(_, let items): items.flatMap(\.expressions)
    case .remove(_, let items): items.flatMap(\.expressions)
    case .delete(_, let expressions, _): expressions
    case .foreach(_, _, let list, _): [list]
    }
  }

  /// The same operator with every expression changed that this operator evaluates itself.
  package func mapExpressions(_ change: (BoundExpression) -> BoundExpression) -> LogicalPlan {
    switch self {
    case .argument, .expand, .intersect, .expandCount, .distinct, .union, .eager, .emptyResult, .produce: self
    case .nodeScan(let input, let scan): .nodeScan(input, NodeScan(node: scan.node, access: scan.access.mapped(change)))
    case .variableExpand(let input, let expand):
      .variableExpand(input, expand.with(relationshipCondition: expand.relationshipCondition?.mapped(change)))
    case .shortestPath(let input, let search):
      .shortestPath(
        input,
        search.with(
          relationshipCondition: search.relationshipCondition?.mapped(change), nodeCondition: search.nodeCondition?.mapped(change)))
    case .pathSearch(let input, let search): .pathSearch(input, search.mapped(change))
    case .filter(let input, let conditions): .filter(input, conditions.map(change))
    case .project(let input, let items): .project(input, items.map { $0.mapped(change) })
    case .extend(let input, let items): .extend(input, items.map { $0.mapped(change) })
    case .aggregate(let input, let aggregation): .aggregate(input, aggregation.mapped(change))
    case .sort(let input, let keys): .sort(input, keys.map { $0.mapped(change) })
    case .top(let input, let keys, let skip, let count):
      .top(input, keys.map { $0.mapped(change) }, skip: skip.map(change), count: change(count))
    case .skip(let input, let count): .skip(input, change(count))
    case .limit(let input, let count): .limit(input, change(count))
    case .unwind(let input, let list, let variable): .unwind(input, list: change(list), variable)
    case .apply(let input, let apply): .apply(input, apply.mappingCollected(change))
    case .procedureCall(let input, let call): .procedureCall(input, call.mapped(change))
    case .create(let input, let pattern): .create(input, pattern.mapped(change))
    case .merge(let input, let merge): .merge(input, merge.mapped(change))
    case .set(let input, let items): .set(input, items.map { $0.mapped(change) })
    case .remove(let input, let items): .remove(input, items.map { $0.mapped(change) })
    case .delete(let input, let expressions, let detach): .delete(input, expressions.map(change), detach: detach)
    case .foreach(let input, let variable, let list, let updates): .foreach(input, variable, list: change(list), updates: updates)
    }
  }

  /// The variables that this operator reads from its input: by its own expressions, by name, or inside its plans.
  package var reads: Set<Variable> {
    var found: Set<Variable> = []
    for expression in expressions { found.formUnion(expression.variables) }
    switch self {
    case .expand(_, let expand), .expandCount(_, let expand, _): found.formUnion(expand.reads)
    case .intersect(_, let intersect): found.formUnion(intersect.reads)
    case .variableExpand(_, let expand):
      if let step = expand.relationshipCondition?.variable { found.remove(step) }
      found.insert(expand.from)
      if expand.isInto { found.insert(expand.to) }
      found.formUnion(expand.distinctFrom)
    case .shortestPath(_, let search):
      for step in [search.relationshipCondition, search.nodeCondition].compactMap({ $0 }) { found.remove(step.variable) }
      found.formUnion([search.from, search.to])
    case .pathSearch(_, let search): found = search.reads
    case .aggregate(_, let aggregation): if let weight = aggregation.weight { found.insert(weight) }
    case .distinct(_, let variables): found.formUnion(variables)
    case .apply(_, let apply):
      found.subtract(apply.plan.outputs)
      found.formUnion(apply.plan.readsFromOutside)
    case .union(let branches, _, _): for branch in branches { found.formUnion(branch.plan.readsFromOutside) }
    case .create(_, let pattern): found.formUnion(pattern.reads)
    case .merge(_, let merge):
      found.formUnion(merge.match.readsFromOutside)
      found.formUnion(merge.create.reads)
      found.formUnion((merge.onCreate + merge.onMatch).flatMap(\.targets))
      found.subtract(merge.introduced)
    case .set(_, let items): found.formUnion(items.flatMap(\.targets))
    case .remove(_, let items): found.formUnion(items.flatMap(\.targets))
    case .foreach(_, let variable, _, let updates): found.formUnion(updates.readsFromOutside.subtracting([variable]))
    case .produce(_, let columns): found.formUnion(columns.map(\.variable))
    default: break
    }
    if case .create(_, let pattern) = self { found.subtract(pattern.introduced) }
    return found
  }

  /// The variables that this operator adds to a row.
  package var adds: [Variable] {
    switch self {
    case .argument, .filter, .project, .aggregate, .distinct, .sort, .top, .skip, .limit, .eager, .set, .remove, .delete, .foreach,
      .emptyResult,
      .produce:
      []
    case .nodeScan(_, let scan): [scan.node]
    case .expand(_, let expand): [expand.relationship, expand.isInto ? nil : expand.to].compactMap { $0 }
    case .intersect(_, let intersect): [intersect.node] + intersect.legs.compactMap(\.relationship)
    case .expandCount(_, _, let count): [count]
    case .variableExpand(_, let expand): [expand.relationships, expand.length, expand.isInto ? nil : expand.to].compactMap { $0 }
    case .shortestPath(_, let search): [search.path, search.relationships, search.length].compactMap { $0 }
    case .pathSearch(_, let search): search.adds
    case .extend(_, let items): items.map(\.variable)
    case .unwind(_, _, let variable): [variable]
    case .union(_, let output, _): output
    case .apply(_, let apply): apply.adds
    case .procedureCall(_, let call): call.yields.map(\.variable)
    case .create(_, let pattern): pattern.introduced
    case .merge(_, let merge): merge.introduced
    }
  }

  /// The variables that remain if this operator's rows have none but certain ones; `nil` where it passes on what comes.
  package var keeps: [Variable]? {
    switch self {
    case .project(_, let items): items.map(\.variable)
    case .aggregate(_, let aggregation): aggregation.keys.map(\.variable) + aggregation.aggregates.map(\.variable)
    case .distinct(_, let variables): variables
    case .union(_, let output, _): output
    default: nil
    }
  }

  /// The variables of the enclosing row that the plan reads.
  package var readsFromOutside: Set<Variable> {
    var provided: Set<Variable> = []
    var found: Set<Variable> = []
    for step in steps {
      found.formUnion(step.reads.subtracting(provided))
      if let kept = step.keeps { provided.formUnion(kept) }
      provided.formUnion(step.adds)
    }
    return found
  }

  /// Every variable that some operator of the chain introduces.
  package var introduced: Set<Variable> {
    var found: Set<Variable> = []
    for step in steps {
      found.formUnion(step.adds)
      if let kept = step.keeps { found.formUnion(kept) }
    }
    return found
  }

  /// The variables of the rows that come out, beyond those of the enclosing row.
  package var outputs: [Variable] {
    var found: [Variable] = []
    var seen: Set<Variable> = []
    for step in steps {
      if let kept = step.keeps {
        found = []
        seen = []
        for variable in kept where seen.insert(variable).inserted { found.append(variable) }
      }
      for variable in step.adds where seen.insert(variable).inserted { found.append(variable) }
    }
    return found
  }
}

extension Expand {
  /// The variables that must be bound.
  package var reads: Set<Variable> {
    var found = Set(distinctFrom)
    found.insert(from)
    if isInto, let to { found.insert(to) }
    return found
  }
}

extension Intersect {
  /// The variables that must be bound: what its steps read beyond the node found and each other's relationships.
  package var reads: Set<Variable> {
    var found: Set<Variable> = []
    for leg in legs { found.formUnion(leg.reads) }
    return found.subtracting([node]).subtracting(legs.compactMap(\.relationship))
  }
}

extension Apply {
  /// The expression collected, if that is what the apply does.
  package var collected: BoundExpression? {
    if case .collect(let expression, _) = kind { return expression }
    return nil
  }

  /// The variables that it adds to the outer row.
  package var adds: [Variable] {
    switch kind {
    case .join: plan.outputs
    case .optional(let introduced): introduced
    case .exists(let variable), .count(let variable), .collect(_, let variable): [variable]
    case .semi, .unit: []
    case .transactions(let batching): batching.adds
    }
  }

  func mappingCollected(_ change: (BoundExpression) -> BoundExpression) -> Apply {
    guard case .collect(let expression, let variable) = kind else { return self }
    return Apply(kind: .collect(change(expression), variable), plan: plan)
  }
}
