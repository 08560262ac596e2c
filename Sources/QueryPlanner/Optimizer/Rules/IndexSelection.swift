// A scan with conditions just above it that an index can answer becomes an access through that index.

import GraphModel

enum IndexSelection {
  static let rule = OptimizerRule(name: "indexSelection") { plan, context in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        guard case .filter(_, let conditions) = step, case .nodeScan(_, let scan)? = result.last, scan.access == .all,
          let found = NodeAccess.best(for: scan.node, conditions, schema: context.schema, notReading: [])
        else {
          result.append(step)
          continue
        }
        result[result.count - 1] = .nodeScan(.argument, NodeScan(node: scan.node, access: found.access))
        let rest = conditions.indices.filter { !found.replaced.contains($0) }.map { conditions[$0] }
        if !rest.isEmpty { result.append(.filter(.argument, rest)) }
      }
      return result
    }
  }
}
