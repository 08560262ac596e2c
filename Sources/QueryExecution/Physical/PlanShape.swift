// The shape of logical plans: a plan as the chain of its operators, and what may run for many outer rows at once.
import QueryPlanner

/// Questions about the shape of logical plans.
enum PlanShape {
  /// The plan that feeds an operator; nil for `argument` and for unions, whose branches start at the argument themselves.
  static func input(of plan: LogicalPlan) -> LogicalPlan? {
    switch plan {
    case .argument, .union: nil
    case .nodeScan(let input, _), .expand(let input, _), .intersect(let input, _), .expandCount(let input, _, _),
      .variableExpand(let input, _), .shortestPath(let input, _), .filter(let input, _), .project(let input, _),
      .extend(let input, _), .aggregate(let input, _), .distinct(let input, _), .sort(let input, _), .top(let input, _, _, _),
      .skip(let input, _), .limit(let input, _), .unwind(let input, _, _), .apply(let input, _), .procedureCall(let input, _),
      .eager(let input), .create(let input, _), .merge(let input, _), .set(let input, _), .remove(let input, _),
      .delete(let input, _, _), .foreach(let input, _, _, _), .emptyResult(let input), .produce(let input, _):
      input
    }
  }

  /// The operators of a plan from the bottom up, without `argument`. Iterative: long queries make long chains.
  static func chain(of plan: LogicalPlan) -> [LogicalPlan] {
    var steps: [LogicalPlan] = []
    var next: LogicalPlan? = plan
    while let step = next {
      if case .argument = step { break }
      steps.append(step)
      next = input(of: step)
    }
    steps.reverse()
    return steps
  }

  /// Whether each output row of a plan belongs to one argument row and depends on no other, and output comes in the order of the
  /// argument rows: then it runs for a whole chunk of argument rows at once.
  static func isRowWise(_ plan: LogicalPlan) -> Bool {
    chain(of: plan).allSatisfy { step in
      switch step {
      case .nodeScan, .expand, .intersect, .expandCount, .variableExpand, .shortestPath, .filter, .project, .extend, .unwind,
        .procedureCall:
        true
      case .apply(_, let apply): !isWriting(apply.plan)
      default: false
      }
    }
  }

  /// Whether a plan changes the graph.
  static func isWriting(_ plan: LogicalPlan) -> Bool {
    chain(of: plan).contains { step in
      switch step {
      case .create, .merge, .set, .remove, .delete, .foreach: true
      case .apply(_, let apply): isWriting(apply.plan)
      case .union(let branches, _, _): branches.contains { isWriting($0.plan) }
      default: false
      }
    }
  }
}
