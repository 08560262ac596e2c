// Where only the existence of an inner row is asked for, what is projected, sorted or made distinct at the top of the inner
// plan is nobody's concern; where rows are counted, what is projected and sorted is not.

import GraphModel

enum ExistenceTrimming {
  static let rule = OptimizerRule(name: "existenceTrimming") { plan, _ in
    plan.rewritingChains { steps in
      steps.map { step in
        guard case .apply(_, let apply) = step else { return step }
        switch apply.kind {
        case .semi, .exists: return .apply(.argument, Apply(kind: apply.kind, plan: trimmed(apply.plan, dropsDistinct: true)))
        case .count: return .apply(.argument, Apply(kind: apply.kind, plan: trimmed(apply.plan, dropsDistinct: false)))
        default: return step
        }
      }
    }
  }

  private static func trimmed(_ plan: LogicalPlan, dropsDistinct: Bool) -> LogicalPlan {
    var steps = plan.steps
    while let last = steps.last {
      switch last {
      case .project, .extend, .sort: break
      case .distinct where dropsDistinct: break
      default: return LogicalPlan(steps: steps)
      }
      steps.removeLast()
    }
    return LogicalPlan(steps: steps)
  }
}
