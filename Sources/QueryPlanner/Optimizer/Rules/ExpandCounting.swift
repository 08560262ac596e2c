// The last expansions before a count need no rows: one number per row says how many there would have been.

import GraphModel

enum ExpandCounting {
  static let rule = OptimizerRule(name: "expandCounting") { plan, context in
    plan.rewritingChains { steps in rewritten(steps, context.variables) }
  }

  private static func rewritten(_ steps: [LogicalPlan], _ variables: VariableFactory) -> [LogicalPlan] {
    var result: [LogicalPlan] = []
    for step in steps {
      if case .aggregate(_, let aggregation) = step, let counting = Counting(aggregation, result, variables) {
        result = counting.steps
        result.append(.aggregate(.argument, counting.aggregation))
      } else {
        result.append(step)
      }
    }
    return result
  }

  /// A grouping over counted expansions.
  private struct Counting {
    let aggregation: Aggregation
    private(set) var steps: [LogicalPlan]

    init?(_ aggregation: Aggregation, _ below: [LogicalPlan], _ variables: VariableFactory) {
      guard aggregation.weight == nil, aggregation.aggregates.contains(where: \.isPlainCount),
        aggregation.aggregates.allSatisfy({ $0.isPlainCount || $0.distinct || $0.function == .min || $0.function == .max })
      else { return nil }
      var read = LogicalPlan.aggregate(.argument, aggregation).reads
      var rest = below
      var counted: [(expand: Expand, count: Variable)] = []
      while case .expand(_, let expand)? = rest.last, !expand.isInto,
        !read.contains(where: { $0 == expand.to || $0 == expand.relationship })
      {
        rest.removeLast()
        read.formUnion(expand.reads)
        counted.insert((expand.with(relationship: .some(nil), to: .some(nil)), variables.madeUp("rows", .count)), at: 0)
      }
      guard !counted.isEmpty else { return nil }
      steps = rest + counted.map { .expandCount(.argument, $0.expand, count: $0.count) }
      let weight = Counting.product(counted.map(\.count), &steps, variables)
      self.aggregation = Aggregation(keys: aggregation.keys, aggregates: aggregation.aggregates, weight: weight)
    }

    /// The product of several counts as one variable.
    private static func product(_ counts: [Variable], _ steps: inout [LogicalPlan], _ variables: VariableFactory) -> Variable {
      guard counts.count > 1 else { return counts[0] }
      let weight = variables.madeUp("rows", .count)
      let product = counts.dropFirst().reduce(BoundExpression.variable(counts[0])) {
        BoundExpression(.binary(.multiply, $0, .variable($1)))
      }
      steps.append(.extend(.argument, [ProjectionItem(variable: weight, expression: product)]))
      return weight
    }
  }
}

extension AggregateItem {
  /// Whether this is `count(*)` or `count(x)` without DISTINCT.
  fileprivate var isPlainCount: Bool { function == .count && !distinct }
}
