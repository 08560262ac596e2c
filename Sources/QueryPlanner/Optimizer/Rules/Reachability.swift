// Where nobody sees by which trail, or how often, a node is reached, a breadth-first search over nodes takes the place of the
// enumeration of trails. It is right because
// - a shortest walk from a node to another repeats no relationship, so a node other than the start is reached by a trail of a
//   length between 1 and the maximum exactly if a walk of such a length reaches it (longer minimums are left alone);
// - the same holds for the start itself where direction is given: a shortest cycle repeats no relationship. With either
//   direction, going there and back repeats one, so the rule asks that a condition rules the start out, or that trails of
//   length 0 reach it anyway.
// Duplicates are invisible above if a DISTINCT, a grouping of distinct aggregates or a question of existence comes before
// anything that counts rows.

import GraphModel

enum Reachability {
  static let rule = OptimizerRule(name: "reachability") { plan, _ in rewritten(plan, isInvisible: false) }

  private static func rewritten(_ plan: LogicalPlan, isInvisible: Bool) -> LogicalPlan {
    let steps = plan.steps
    var result: [LogicalPlan] = []
    for (place, step) in steps.enumerated() {
      let above = steps[(place + 1)...]
      switch step {
      case .variableExpand(_, let expand):
        let isHarmless = canSearch(expand) && hidesDuplicates(above, atTop: isInvisible) && seesNoStart(expand, steps[..<place], above)
        result.append(isHarmless ? .variableExpand(.argument, expand.with(mode: .reachable)) : step)
      case .pathSearch(_, let search):
        guard let expand = search.expansion, canSearch(expand), hidesDuplicates(above, atTop: isInvisible),
          seesNoStart(expand, steps[..<place], above)
        else {
          result.append(step)
          continue
        }
        result.append(.variableExpand(.argument, expand.with(mode: .reachable)))
      case .apply(_, let apply):
        let isInner: Bool
        switch apply.kind {
        case .semi, .exists: isInner = true
        case .join, .optional: isInner = hidesDuplicates(above, atTop: isInvisible)
        case .count, .collect, .unit, .transactions: isInner = false
        }
        result.append(.apply(.argument, Apply(kind: apply.kind, plan: rewritten(apply.plan, isInvisible: isInner))))
      default: result.append(step.mapInnerPlans { rewritten($0, isInvisible: false) })
      }
    }
    return LogicalPlan(steps: result)
  }

  /// Whether only the nodes are wanted.
  private static func canSearch(_ expand: VariableExpand) -> Bool {
    expand.mode == .trails && expand.relationships == nil && expand.length == nil && expand.distinctFrom.isEmpty
      && expand.minimumLength <= 1
      && (expand.maximumLength ?? .max) > 1
  }

  /// Whether nothing above sees how often a row comes.
  private static func hidesDuplicates(_ steps: ArraySlice<LogicalPlan>, atTop: Bool) -> Bool {
    for step in steps {
      switch step {
      case .distinct: return true
      case .aggregate(_, let aggregation): return aggregation.weight == nil && aggregation.aggregates.allSatisfy(\.ignoresDuplicates)
      case .nodeScan, .expand, .intersect, .variableExpand, .shortestPath, .pathSearch, .filter, .project, .extend, .sort, .unwind: continue
      case .apply(_, let apply):
        if case .unit = apply.kind { return false }
        if step.isWriting { return false }
      default: return false
      }
    }
    return atTop
  }

  // MARK: The start itself

  private static func seesNoStart(_ expand: VariableExpand, _ below: ArraySlice<LogicalPlan>, _ above: ArraySlice<LogicalPlan>) -> Bool {
    if expand.direction != .both || expand.minimumLength == 0 { return true }
    return Apartness(below: below, above: above).areApart(expand.from, expand.to)
  }
}

extension AggregateItem {
  /// Whether the same row twice gives the same result as once.
  fileprivate var ignoresDuplicates: Bool { distinct || function == .min || function == .max }
}
