// Constants are computed once, and conditions that are always true vanish.

import GraphModel

enum ConstantFolding {
  static let rule = OptimizerRule(name: "constantFolding") { plan, _ in
    plan.rewritingChains { steps in
      steps.compactMap { step in
        let folded = step.mapExpressions(Folding.folded)
        guard case .filter(_, let conditions) = folded else { return folded }
        let rest = conditions.flatMap(\.conjuncts).filter { $0.constant != .boolean(true) }
        return rest.isEmpty ? nil : .filter(.argument, rest)
      }
    }
  }
}
