// A WITH that only names variables again separates patterns that could be planned together: where a pattern goes on above it,
// the projection goes. What is no longer named costs nothing, for nobody reads it.

import GraphModel

enum IdentityProjection {
  static let rule = OptimizerRule(name: "identityProjection") { plan, _ in
    plan.rewritingChains { steps in
      steps.indices.filter { !isNeedless($0, steps) }.map { steps[$0] }
    }
  }

  private static func isNeedless(_ place: Int, _ steps: [LogicalPlan]) -> Bool {
    guard case .project(_, let items) = steps[place], items.allSatisfy(\.isIdentity) else { return false }
    for above in steps[(place + 1)...] {
      switch above {
      case .nodeScan, .expand, .variableExpand, .pathSearch: return true
      case .filter, .extend, .unwind: continue
      default: return false
      }
    }
    return false
  }
}
