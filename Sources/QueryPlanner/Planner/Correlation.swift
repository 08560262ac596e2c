// A plan inside another starts from the enclosing row, and may read that row's variables anywhere, also above a projection or
// aggregation that does not name them. Here such readings are made plain: projections and DISTINCT carry the variables along,
// and what stands below an aggregation or union is wrapped in an apply of its own, so that its input keeps them.
// Invariant afterwards: every operator reads only what its input provides, `argument` providing the enclosing row.

import GraphModel

/// Carries the enclosing row through a plan.
enum Correlation {
  /// The plan with every outer variable carried up to where it is read.
  static func carried(_ plan: LogicalPlan) -> LogicalPlan {
    var steps = plan.steps
    let outside = plan.readsFromOutside
    if outside.isEmpty { return plan }
    var needed: Set<Variable> = []
    var place = steps.count - 1
    while place >= 0 {
      let step = steps[place]
      if let kept = step.keeps {
        let missing = needed.subtracting(kept).sorted { $0.id < $1.id }
        switch step {
        case _ where missing.isEmpty: break
        case .project(_, let items):
          steps[place] = .project(.argument, items + missing.map { ProjectionItem(variable: $0, expression: .variable($0)) })
        case .distinct(_, let variables): steps[place] = .distinct(.argument, variables + missing)
        default:
          let below = carried(LogicalPlan(steps: steps[...place]))
          return LogicalPlan(steps: [.apply(.argument, Apply(kind: .join, plan: below))] + steps[(place + 1)...])
        }
      }
      needed.formUnion(step.reads.intersection(outside))
      place -= 1
    }
    return LogicalPlan(steps: steps)
  }

  /// The plan with the same done in every plan inside it, innermost first.
  static func carriedEverywhere(_ plan: LogicalPlan) -> LogicalPlan {
    carried(LogicalPlan(steps: plan.steps.map { $0.mapInnerPlans(carriedEverywhere) }))
  }
}
