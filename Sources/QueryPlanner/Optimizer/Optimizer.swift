// The gate through which every rule goes: named, switchable, verified after each run in debug builds. A rule takes a right plan
// and gives a right plan that is as fast or faster; the order of the list is the order of the runs.

import GraphModel

/// A plan after optimising.
package struct OptimizedPlan: Sendable {
  package let plan: LogicalPlan
  /// The names of the rules that changed something, in order.
  package let applied: [String]
}

/// What rules may look at.
struct OptimizerContext {
  let schema: PlanningSchema
  let estimator: CardinalityEstimator
  let variables: VariableFactory
}

/// A rule: a name and what it makes of a plan.
struct OptimizerRule: Sendable {
  let name: String
  let apply: @Sendable (LogicalPlan, OptimizerContext) -> LogicalPlan
}

/// Runs the rules.
package enum Optimizer {
  /// The rules in the order of their runs.
  static let rules: [OptimizerRule] = [
    ConstantFolding.rule,
    SemiApply.rule,
    ExistenceTrimming.rule,
    QuantifiedSteps.rule,
    PathLengths.rule,
    CountRows.rule,
    UnreadPruning.early,
    RepeatedSteps.rule,
    IdentityProjection.rule,
    PredicatePushdown.rule,
    PatternOrdering.rule,
    PredicatePushdown.rule,
    IndexSelection.rule,
    LabelScan.rule,
    LabelsIntoExpand.rule,
    ImpliedUniqueness.rule,
    Intersection.rule,
    Reachability.rule,
    RedundantDistinct.rule,
    ExpandCounting.rule,
    TopRows.rule,
    LimitPushdown.rule,
    ProjectionMerging.rule,
    UnreadPruning.late,
    GroupClustering.rule,
  ]

  /// The names of all rules, each once, though some run twice.
  package static var ruleNames: [String] {
    var seen: Set<String> = []
    return rules.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The plan after all rules that the options admit.
  package static func optimized(
    _ plan: LogicalPlan, schema: PlanningSchema, statistics: PlanningStatistics, variables: VariableFactory, options: OptimizerOptions
  ) -> OptimizedPlan {
    let context = OptimizerContext(
      schema: schema, estimator: CardinalityEstimator(CostModel(statistics, schema: schema)), variables: variables)
    var plan = plan
    var applied: [String] = []
    verify(plan, after: "planning")
    for rule in rules where options.admits(rule.name) {
      let next = rule.apply(plan, context)
      if next == plan { continue }
      verify(next, after: rule.name)
      plan = next
      if applied.last != rule.name { applied.append(rule.name) }
    }
    return OptimizedPlan(plan: plan, applied: applied)
  }

  private static func verify(_ plan: LogicalPlan, after rule: String) {
    assert(PlanVerifier.fault(in: plan) == nil, "after \(rule): \(PlanVerifier.fault(in: plan) ?? "")\n\(PlanDescription(plan).text())")
  }
}
