// Conditions go down to where their variables first are: below expansions, projections, sorts, groupings (if they speak of
// keys), and into correlated plans. They never pass what counts rows (LIMIT, SKIP), what writes, or a fence.

import GraphModel

enum PredicatePushdown {
  static let rule = OptimizerRule(name: "predicatePushdown") { plan, _ in plan.rewritingChains(pushed) }

  /// The steps with every condition as low as it goes.
  static func pushed(_ steps: [LogicalPlan]) -> [LogicalPlan] {
    var result: [LogicalPlan] = []
    for step in steps {
      guard case .filter(_, let conditions) = step else {
        result.append(step)
        continue
      }
      for condition in conditions.flatMap(\.conjuncts) { sink(condition, into: &result) }
    }
    return result
  }

  private static func sink(_ condition: BoundExpression, into steps: inout [LogicalPlan]) {
    var condition = condition
    var place = steps.count
    // Past operators that a condition may pass, as long as it does not read what they add.
    while place > 0, let lower = passing(steps[place - 1], condition) {
      condition = lower
      place -= 1
    }
    if place > 0, case .apply(_, let apply) = steps[place - 1], let inner = pushedInside(apply, condition) {
      steps[place - 1] = .apply(.argument, inner)
      return
    }
    // A filter that was passed lies just above: the condition joins the lowest run of filters.
    if place < steps.count, case .filter(_, let others) = steps[place] {
      if !others.contains(condition) { steps[place] = .filter(.argument, others + [condition]) }
    } else {
      steps.insert(.filter(.argument, [condition]), at: place)
    }
  }

  /// The condition as it reads below an operator, or `nil` if it must stay above.
  private static func passing(_ step: LogicalPlan, _ condition: BoundExpression) -> BoundExpression? {
    switch step {
    case .filter, .sort, .distinct: return condition
    case .nodeScan, .expand, .expandCount, .intersect, .variableExpand, .shortestPath, .pathSearch, .unwind:
      return condition.variables.isDisjoint(with: step.adds) ? condition : nil
    case .extend(_, let items): return substituted(condition, items, mayKeep: true)
    case .project(_, let items): return substituted(condition, items, mayKeep: false)
    case .aggregate(_, let aggregation):
      guard !aggregation.keys.isEmpty, condition.variables.isSubset(of: aggregation.keys.map(\.variable)) else { return nil }
      return substituted(condition, aggregation.keys, mayKeep: false)
    case .apply(_, let apply):
      return !step.isWriting && condition.variables.isDisjoint(with: apply.adds) ? condition : nil
    default: return nil
    }
  }

  /// The condition over what items are computed from; `nil` where that costs more than it saves or means another thing.
  private static func substituted(_ condition: BoundExpression, _ items: [ProjectionItem], mayKeep: Bool) -> BoundExpression? {
    guard condition.isDeterministic else { return nil }
    let computed = items.filter { !$0.isIdentity }
    if condition.variables.isDisjoint(with: computed.map(\.variable)) { return condition }
    for item in computed where condition.variables.contains(item.variable) {
      guard item.expression.isCheap, item.expression.isDeterministic else { return nil }
    }
    if condition.contains(where: { if case .path = $0.kind { true } else { false } }) { return nil }
    return condition.replacing { part in
      guard let variable = part.asVariable else { return nil }
      return computed.first { $0.variable == variable }?.expression
    }
  }

  /// A join with the condition inside, if it speaks of what the join adds.
  private static func pushedInside(_ apply: Apply, _ condition: BoundExpression) -> Apply? {
    guard case .join = apply.kind, !apply.plan.steps.contains(where: \.isWriting), condition.isDeterministic else { return nil }
    let inner = Correlation.carried(LogicalPlan(steps: pushed(apply.plan.steps + [.filter(.argument, [condition])])))
    return Apply(kind: .join, plan: inner)
  }
}
