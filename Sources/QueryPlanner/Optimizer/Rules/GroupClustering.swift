// Where the first scan of a query finds each node once and the keys of a grouping are computed from that node and tell nodes apart,
// a group is a stretch of rows: no key needs to be compared, and none is hashed. Keys tell nodes apart if the node is one of them, or a
// property whose values are all different: an index knows whether they are, and a run asks it.
// What an index says of the moment before a write is no help after it, so the rule keeps to queries that read.

import GraphModel

enum GroupClustering {
  static let rule = OptimizerRule(name: "groupClustering") { plan, context in
    // Inner plans are left alone: what surrounds them may write.
    let steps = plan.steps
    guard !steps.contains(where: \.isWriting) else { return plan }
    return LogicalPlan(steps: rewritten(steps, context))
  }

  private static func rewritten(_ steps: [LogicalPlan], _ context: OptimizerContext) -> [LogicalPlan] {
    guard case .nodeScan(_, let scan)? = steps.first else { return steps }
    let label = scan.access.label
    var result: [LogicalPlan] = []
    for (place, step) in steps.enumerated() {
      if case .aggregate(_, let aggregation) = step {
        guard let cluster = cluster(aggregation, scan.node, label, context) else { return steps }
        result.append(
          .aggregate(
            .argument,
            Aggregation(keys: aggregation.keys, aggregates: aggregation.aggregates, weight: aggregation.weight, cluster: cluster)))
        return result + steps[(place + 1)...]
      }
      guard place == 0 || keepsStretches(step, of: scan.node) else { return steps }
      result.append(step)
    }
    return steps
  }

  /// Whether the rows of a node still come one after the other.
  private static func keepsStretches(_ step: LogicalPlan, of node: Variable) -> Bool {
    switch step {
    case .expand, .expandCount, .intersect, .variableExpand, .filter, .unwind: true
    case .extend(_, let items): !items.contains { $0.variable == node }
    case .project(_, let items): items.contains { $0.variable == node && $0.isIdentity }
    default: false
    }
  }

  private static func cluster(
    _ aggregation: Aggregation, _ node: Variable, _ label: String?, _ context: OptimizerContext
  ) -> GroupCluster? {
    let keys = aggregation.keys.map(\.expression)
    guard !keys.isEmpty, keys.allSatisfy({ $0.isDeterministic && $0.variables.isSubset(of: [node]) }) else { return nil }
    if keys.contains(where: { $0.asVariable == node }) { return GroupCluster(node: node, property: nil) }
    guard let label else { return nil }
    for key in keys {
      guard case .property(let base, let name) = key.kind, base.asVariable == node,
        context.schema.index(label: label, property: name) != nil, tellsApart(label, name, context.estimator.model)
      else { continue }
      return GroupCluster(node: node, property: .init(label: label, key: name))
    }
    return nil
  }

  /// Whether, as far as is known, no two nodes of a label have the same value.
  private static func tellsApart(_ label: String, _ key: String, _ model: CostModel) -> Bool {
    model.distinctValues(label, key).map { $0 >= model.nodes(label) } ?? false
  }
}
