// What rules share: going through every chain of a plan, and questions that several of them ask.

import GraphModel

extension LogicalPlan {
  /// The plan with every chain rewritten, those inside first.
  func rewritingChains(_ change: ([LogicalPlan]) -> [LogicalPlan]) -> LogicalPlan {
    let steps = self.steps.map { $0.mapInnerPlans { $0.rewritingChains(change) } }
    return LogicalPlan(steps: change(steps))
  }

  /// The operator with every expression rewritten, those of plans inside it too.
  func mapAllExpressions(_ change: (BoundExpression) -> BoundExpression) -> LogicalPlan {
    mapExpressions(change).mapInnerPlans { inner in LogicalPlan(steps: inner.steps.map { $0.mapAllExpressions(change) }) }
  }

  /// Whether the operator, or a plan inside it, changes the graph.
  var isWriting: Bool {
    switch self {
    case .create, .merge, .set, .remove, .delete, .foreach: true
    default: innerPlans.contains { inner in inner.steps.contains(where: \.isWriting) }
    }
  }
}

extension BoundExpression {
  /// Whether equal rows always give equal results.
  var isDeterministic: Bool {
    !contains { part in
      if case .call(let function, _) = part.kind { return BoundExpression.undeterministic.contains(function.name.lowercased()) }
      return false
    }
  }

  private static let undeterministic: Set<String> = ["rand", "randomuuid", "timestamp"]

  /// Whether computing it twice costs next to nothing.
  var isCheap: Bool {
    switch kind {
    case .literal, .parameter, .variable: true
    case .property(let base, _): base.isCheap
    case .unary(_, let operand): operand.isCheap
    case .binary(let op, let left, let right): op != .matches && op != .concatenate && left.isCheap && right.isCheap
    case .hasLabels(let operand, _), .isNull(let operand, _): operand.isCheap
    case .entity(let function, let operand): [.id, .type, .startNode, .endNode].contains(function) && operand.isCheap
    default: false
    }
  }
}

extension [LogicalPlan] {
  /// The variables that these steps add to rows, whatever they keep.
  var added: Set<Variable> { reduce(into: []) { $0.formUnion($1.adds) } }
}
