// LIMIT and SKIP go below projections, so that what is cut off is never computed.

import GraphModel

enum LimitPushdown {
  static let rule = OptimizerRule(name: "limitPushdown") { plan, _ in
    plan.rewritingChains { steps in
      var result: [LogicalPlan] = []
      for step in steps {
        var place = result.count
        switch step {
        case .limit, .skip, .top:
          while place > 0, passes(step, result[place - 1]) { place -= 1 }
        default: break
        }
        result.insert(step, at: place)
      }
      return result
    }
  }

  private static func passes(_ step: LogicalPlan, _ below: LogicalPlan) -> Bool {
    let items: [ProjectionItem]
    switch below {
    case .project(_, let projected): items = projected
    case .extend(_, let added): items = added
    default: return false
    }
    guard items.allSatisfy({ $0.expression.isDeterministic }) else { return false }
    return step.reads.isDisjoint(with: items.filter { !$0.isIdentity }.map(\.variable))
  }
}
