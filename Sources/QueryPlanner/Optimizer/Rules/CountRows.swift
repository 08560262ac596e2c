// `count(x)` of a node or relationship that a scan or expansion found is `count(*)`, for it is never null; then nobody may need
// to know it.

import GraphModel

enum CountRows {
  static let rule = OptimizerRule(name: "countRows") { plan, _ in
    plan.rewritingChains { steps in
      var found: Set<Variable> = []
      return steps.map { step in
        var step = step
        if case .aggregate(_, let aggregation) = step { step = .aggregate(.argument, counting(aggregation, found)) }
        if let kept = step.keeps { found.formIntersection(kept) }
        switch step {
        case .nodeScan, .expand, .intersect: found.formUnion(step.adds)
        default: break
        }
        return step
      }
    }
  }

  private static func counting(_ aggregation: Aggregation, _ found: Set<Variable>) -> Aggregation {
    let aggregates = aggregation.aggregates.map { item in
      guard item.function == .count, !item.distinct, let variable = item.argument?.asVariable, found.contains(variable) else { return item }
      return AggregateItem(variable: item.variable, function: .count, argument: nil, parameter: nil, distinct: false)
    }
    return Aggregation(keys: aggregation.keys, aggregates: aggregates, weight: aggregation.weight)
  }
}
