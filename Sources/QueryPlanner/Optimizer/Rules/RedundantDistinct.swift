// DISTINCT over the keys of a grouping, or right after another DISTINCT of the same variables, changes nothing.

import GraphModel

enum RedundantDistinct {
  static let rule = OptimizerRule(name: "redundantDistinct") { plan, _ in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        if case .distinct(_, let variables) = step, isUnique(Set(variables), result) { continue }
        result.append(step)
      }
      return result
    }
  }

  /// Whether no two rows agree in some variables.
  private static func isUnique(_ variables: Set<Variable>, _ steps: [LogicalPlan]) -> Bool {
    for step in steps.reversed() {
      switch step {
      case .filter, .sort, .top, .skip, .limit: continue
      case .project(_, let items) where items.allSatisfy(\.isIdentity): continue
      case .aggregate(_, let aggregation): return variables.isSuperset(of: aggregation.keys.map(\.variable))
      case .distinct(_, let others): return variables.isSuperset(of: others)
      default: return false
      }
    }
    return false
  }
}
