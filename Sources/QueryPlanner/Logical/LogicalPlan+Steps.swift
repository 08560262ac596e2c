// A plan as the list of its operators. A plan is a chain from `argument` (or a union) to its top, so rules work on arrays of
// steps, from the bottom up, and never recurse along the chain. In a step the input is cut off (it stands as `argument`);
// plans inside an operator (of an apply, a merge, a union) are whole plans of their own.

import GraphModel

extension LogicalPlan {
  /// The operators from the bottom up, each without its input; empty for `argument`. A union is the first step of its chain.
  package var steps: [LogicalPlan] {
    var result: [LogicalPlan] = []
    var plan = self
    while true {
      if case .argument = plan { break }
      result.append(plan.withInput(.argument))
      guard let input = plan.input else { break }
      plan = input
    }
    return result.reversed()
  }

  /// The chain of these operators, upon `argument` or a union at its start.
  package init(steps: some Sequence<LogicalPlan>) {
    self = .argument
    for step in steps { self = step.withInput(self) }
  }

  /// The plan below; `nil` for `argument` and a union, which have none.
  package var input: LogicalPlan? {
    switch self {
    case .argument, .union: nil
    case .nodeScan(let input, _), .expand(let input, _), .intersect(let input, _), .expandCount(let input, _, _),
      .variableExpand(let input, _), .shortestPath(let input, _), .pathSearch(let input, _), .filter(let input, _), .project(let input, _),
      .extend(let input, _),
      .aggregate(let input, _), .distinct(let input, _), .sort(let input, _), .top(let input, _, _, _), .skip(let input, _),
      .limit(let input, _), .unwind(let input, _, _), .apply(let input, _), .procedureCall(let input, _), .eager(let input),
      .create(let input, _), .merge(let input, _), .set(let input, _), .remove(let input, _), .delete(let input, _, _),
      .foreach(let input, _, _, _), .emptyResult(let input), .produce(let input, _):
      input
    }
  }

  /// The same operator upon another plan; `argument` and unions stay as they are.
  package func withInput(_ input: LogicalPlan) -> LogicalPlan {
    switch self {
    case .argument, .union: self
    case .nodeScan(_, let scan): .nodeScan(input, scan)
    case .expand(_, let expand): .expand(input, expand)
    case .intersect(_, let intersect): .intersect(input, intersect)
    case .expandCount(_, let expand, let count): .expandCount(input, expand, count: count)
    case .variableExpand(_, let expand): .variableExpand(input, expand)
    case .shortestPath(_, let search): .shortestPath(input, search)
    case .pathSearch(_, let search): .pathSearch(input, search)
    case .filter(_, let conditions): .filter(input, conditions)
    case .project(_, let items): .project(input, items)
    case .extend(_, let items): .extend(input, items)
    case .aggregate(_, let aggregation): .aggregate(input, aggregation)
    case .distinct(_, let variables): .distinct(input, variables)
    case .sort(_, let keys): .sort(input, keys)
    case .top(_, let keys, let skip, let count): .top(input, keys, skip: skip, count: count)
    case .skip(_, let count): .skip(input, count)
    case .limit(_, let count): .limit(input, count)
    case .unwind(_, let list, let variable): .unwind(input, list: list, variable)
    case .apply(_, let apply): .apply(input, apply)
    case .procedureCall(_, let call): .procedureCall(input, call)
    case .eager: .eager(input)
    case .create(_, let pattern): .create(input, pattern)
    case .merge(_, let merge): .merge(input, merge)
    case .set(_, let items): .set(input, items)
    case .remove(_, let items): .remove(input, items)
    case .delete(_, let expressions, let detach): .delete(input, expressions, detach: detach)
    case .foreach(_, let variable, let list, let updates): .foreach(input, variable, list: list, updates: updates)
    case .emptyResult: .emptyResult(input)
    case .produce(_, let columns): .produce(input, columns)
    }
  }

  /// The plans inside this operator.
  package var innerPlans: [LogicalPlan] {
    switch self {
    case .apply(_, let apply): [apply.plan]
    case .merge(_, let merge): [merge.match]
    case .foreach(_, _, _, let updates): [updates]
    case .union(let branches, _, _): branches.map(\.plan)
    default: []
    }
  }

  /// The same operator with each plan inside it changed.
  package func mapInnerPlans(_ change: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    switch self {
    case .apply(let input, let apply): .apply(input, Apply(kind: apply.kind, plan: change(apply.plan)))
    case .merge(let input, let merge):
      .merge(
        input,
        Merge(
          match: change(merge.match), create: merge.create, introduced: merge.introduced, onCreate: merge.onCreate, onMatch: merge.onMatch))
    case .foreach(let input, let variable, let list, let updates): .foreach(input, variable, list: list, updates: change(updates))
    case .union(let branches, let output, let distinct):
      .union(branches.map { UnionBranch(plan: change($0.plan), columns: $0.columns) }, output: output, distinct: distinct)
    default: self
    }
  }
}
