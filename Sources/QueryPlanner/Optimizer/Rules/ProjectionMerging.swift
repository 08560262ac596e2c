// Columns that are added only to be projected next are computed by the projection; a projection of what was just projected is
// one projection.

import GraphModel

enum ProjectionMerging {
  static let rule = OptimizerRule(name: "projectionMerging") { plan, _ in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        guard case .project(_, let items) = step, items.allSatisfy(\.isIdentity) else {
          result.append(step)
          continue
        }
        switch result.last {
        case .extend(_, let added)?:
          result[result.count - 1] = .project(.argument, items.map { item in added.first { $0.variable == item.variable } ?? item })
        case .project(_, let computed)?:
          let wanted = Set(items.map(\.variable))
          result[result.count - 1] = .project(.argument, computed.filter { wanted.contains($0.variable) })
        default: result.append(step)
        }
      }
      return result
    }
  }
}
