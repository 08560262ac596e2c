// Where a plan looks at every node of a large label to find those with a value: an index would find them at once.

import GraphModel

/// Finds the indexes that a plan lacks.
enum MissingIndexes {
  /// A remark for each label and key of which the plan compares every node, in the order of the text.
  static func remarks(on plan: LogicalPlan, statistics: PlanningStatistics) -> [Notification] {
    var found: [Notification] = []
    visit(plan, statistics, &found)
    var seen: Set<String> = []
    return found.filter { seen.insert($0.message).inserted }
  }

  private static func visit(_ plan: LogicalPlan, _ statistics: PlanningStatistics, _ found: inout [Notification]) {
    let steps = plan.steps
    for (place, step) in steps.enumerated() {
      for inner in step.innerPlans { visit(inner, statistics, &found) }
      guard case .nodeScan(_, let scan) = step, case .label(let label) = scan.access, let count = statistics.nodesByLabel[label],
        count >= PlannerLimits.unindexedNodesMin
      else { continue }
      for above in steps[(place + 1)...] {
        guard case .filter(_, let conditions) = above else { break }
        for condition in conditions {
          guard let key = condition.keyCompared(of: scan.node) else { continue }
          found.append(
            Notification(
              .noIndex, "`\(label)` has \(count) nodes and no index on `\(key)`: each of them is looked at", at: condition.span,
              hint: "CREATE INDEX FOR (n:\(ExpressionText.name(label))) ON (n.\(ExpressionText.name(key)))"))
        }
      }
    }
  }
}

extension BoundExpression {
  /// The key if this compares a property of a node for equality with something that does not read the node.
  fileprivate func keyCompared(of node: Variable) -> String? {
    guard case .binary(let sign, let left, let right) = kind, sign == .equal || sign == .isIn else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      if case .property(let holder, let key) = side.kind, holder.asVariable == node, !other.variables.contains(node) { return key }
      if sign == .isIn { return nil }
    }
    return nil
  }
}
