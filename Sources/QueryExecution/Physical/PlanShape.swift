// What of a logical plan decides how it runs: whether it may run for many outer rows at once, and whether it writes.
import QueryPlanner

/// Questions about the shape of logical plans.
enum PlanShape {
  /// Whether each output row of a plan belongs to one argument row and depends on no other, and output comes in the order of the
  /// argument rows: then it runs for a whole chunk of argument rows at once.
  static func isRowWise(_ plan: LogicalPlan) -> Bool {
    plan.steps.allSatisfy { step in
      switch step {
      case .nodeScan, .expand, .intersect, .expandCount, .variableExpand, .shortestPath, .pathSearch, .filter, .project, .extend, .unwind,
        .procedureCall:
        true
      case .apply(_, let apply): !isWriting(apply.plan)
      default: false
      }
    }
  }

  /// Whether a plan changes the graph.
  static func isWriting(_ plan: LogicalPlan) -> Bool {
    plan.steps.contains { step in
      switch step {
      case .create, .merge, .set, .remove, .delete, .foreach: true
      case .apply(_, let apply):
        if case .transactions = apply.kind { true } else { isWriting(apply.plan) }
      default: step.innerPlans.contains(where: isWriting)
      }
    }
  }
}
