// What must hold of every plan: an operator reads only what its input (or the enclosing row) provides, and introduces only
// variables that are not there yet. The gate of the optimiser asks after every rule in debug builds, tests ask always.

import GraphModel

/// Checks plans.
package enum PlanVerifier {
  /// The first thing that is wrong with a plan that starts at rows of some variables, or `nil`.
  package static func fault(in plan: LogicalPlan, outer: Set<Variable> = []) -> String? {
    var provided = outer
    for step in plan.steps {
      let missing = step.reads.subtracting(provided)
      if let variable = missing.min(by: { $0.id < $1.id }) {
        return
          "\(OperatorText.name(step)) \(OperatorText.details(step)) reads \(ExpressionText.of(variable)), which its input does not provide"
      }
      if let fault = faultInside(step, provided) { return fault }
      if let kept = step.keeps { provided = Set(kept).union(kept.isEmpty ? [] : []) }
      for variable in step.adds {
        if provided.contains(variable), !mayRepeat(step, variable, outer) {
          return "\(OperatorText.name(step)) \(OperatorText.details(step)) introduces \(ExpressionText.of(variable)) a second time"
        }
        provided.insert(variable)
      }
    }
    return nil
  }

  private static func faultInside(_ step: LogicalPlan, _ provided: Set<Variable>) -> String? {
    switch step {
    case .foreach(_, let variable, _, let updates): return fault(in: updates, outer: provided.union([variable]))
    case .union(let branches, let output, _):
      for branch in branches {
        if let fault = fault(in: branch.plan, outer: provided) { return fault }
        if branch.columns.count != output.count { return "a branch of a union has \(branch.columns.count) columns, not \(output.count)" }
        let missing = Set(branch.columns).subtracting(provided).subtracting(branch.plan.outputs)
        if let variable = missing.min(by: { $0.id < $1.id }) {
          return "a branch of a union does not provide \(ExpressionText.of(variable))"
        }
      }
      return nil
    default:
      for inner in step.innerPlans { if let fault = fault(in: inner, outer: provided) { return fault } }
      return nil
    }
  }

  /// An apply may hand back a variable that its inner plan passes through unchanged, and a union starts anew.
  private static func mayRepeat(_ step: LogicalPlan, _ variable: Variable, _ outer: Set<Variable>) -> Bool {
    switch step {
    case .apply(_, let apply): !apply.plan.introducesAnew.contains(variable)
    case .union: true
    default: false
    }
  }
}

extension LogicalPlan {
  /// The variables that the chain makes itself, those that it passes on left out.
  fileprivate var introducesAnew: Set<Variable> {
    var found: Set<Variable> = []
    for step in steps {
      switch step {
      case .project(_, let items): for item in items where !item.isIdentity { found.insert(item.variable) }
      case .aggregate(_, let aggregation):
        for key in aggregation.keys where !key.isIdentity { found.insert(key.variable) }
        found.formUnion(aggregation.aggregates.map(\.variable))
      case .distinct: break
      case .apply(_, let apply):
        if case .join = apply.kind { found.formUnion(apply.plan.introducesAnew) } else { found.formUnion(apply.adds) }
      default: found.formUnion(step.adds)
      }
    }
    return found
  }
}
