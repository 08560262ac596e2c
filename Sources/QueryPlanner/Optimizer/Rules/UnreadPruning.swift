// What nobody reads is not made: paths, lists, lengths, relationships, projected columns, answers of subqueries, aggregates. It
// runs early (so that what is unread does not tie the hands of other rules) and late (when they have read their last).

import GraphModel

enum UnreadPruning {
  /// Before patterns are ordered: the ends of expansions stay, for an expansion may yet be walked from its other end.
  static let early = OptimizerRule(name: "unreadPruning") { plan, _ in pruned(plan, live: [], dropsEnds: false) }
  /// After all else.
  static let late = OptimizerRule(name: "unreadPruning") { plan, _ in pruned(plan, live: [], dropsEnds: true) }

  private static func pruned(_ plan: LogicalPlan, live liveAbove: Set<Variable>, dropsEnds: Bool) -> LogicalPlan {
    var live = liveAbove
    var result: [LogicalPlan] = []
    for step in plan.steps.reversed() {
      guard let kept = pruned(step, live: live, dropsEnds: dropsEnds) else { continue }
      result.append(kept)
      if kept.keeps != nil { live = [] } else { live.subtract(kept.adds) }
      live.formUnion(kept.reads)
    }
    return LogicalPlan(steps: result.reversed())
  }

  /// One operator without what is unread above it; `nil` if nothing of it is left.
  private static func pruned(_ step: LogicalPlan, live: Set<Variable>, dropsEnds: Bool) -> LogicalPlan? {
    func read(_ variable: Variable?) -> Variable? { variable.flatMap { live.contains($0) ? $0 : nil } }
    switch step {
    case .extend(_, let items):
      let rest = items.filter { live.contains($0.variable) }
      return rest.isEmpty ? nil : .extend(.argument, rest)
    case .project(_, let items): return .project(.argument, items.filter { live.contains($0.variable) })
    case .aggregate(_, let aggregation): return .aggregate(.argument, pruned(aggregation, live))
    case .expand(_, let expand):
      let dropsEnd = dropsEnds && !expand.isInto
      return .expand(
        .argument, expand.with(relationship: .some(read(expand.relationship)), to: .some(dropsEnd ? read(expand.to) : expand.to)))
    case .intersect(_, let intersect):
      let needed = live.union(intersect.legs.flatMap(\.distinctFrom))
      let legs = intersect.legs.map { leg in
        leg.with(relationship: .some(leg.relationship.flatMap { needed.contains($0) ? $0 : nil }))
      }
      return .intersect(.argument, Intersect(node: intersect.node, labels: intersect.labels, legs: legs))
    case .variableExpand(_, let expand):
      return .variableExpand(.argument, expand.with(relationships: .some(read(expand.relationships)), length: .some(read(expand.length))))
    case .shortestPath(_, let search):
      return .shortestPath(
        .argument,
        search.with(path: .some(read(search.path)), relationships: .some(read(search.relationships)), length: .some(read(search.length))))
    case .pathSearch(_, let search): return .pathSearch(.argument, search.keepingOutputs(live.contains))
    case .apply(_, let apply): return pruned(apply, live: live, dropsEnds: dropsEnds).map { .apply(.argument, $0) }
    case .merge(_, let merge):
      return step.mapInnerPlans { pruned($0, live: Set(merge.introduced), dropsEnds: false) }
    case .union(let branches, let output, let distinct):
      let kept = branches.map { UnionBranch(plan: pruned($0.plan, live: Set($0.columns), dropsEnds: dropsEnds), columns: $0.columns) }
      return .union(kept, output: output, distinct: distinct)
    case .foreach: return step.mapInnerPlans { pruned($0, live: [], dropsEnds: dropsEnds) }
    default: return step
    }
  }

  private static func pruned(_ aggregation: Aggregation, _ live: Set<Variable>) -> Aggregation {
    var rest = aggregation.aggregates.filter { live.contains($0.variable) }
    // Without keys there is one group, whoever reads it; one aggregate keeps it plain.
    if rest.isEmpty, aggregation.keys.isEmpty, let first = aggregation.aggregates.first { rest = [first] }
    return Aggregation(keys: aggregation.keys, aggregates: rest, weight: aggregation.weight, cluster: aggregation.cluster)
  }

  private static func pruned(_ apply: Apply, live: Set<Variable>, dropsEnds: Bool) -> Apply? {
    let isWriting = apply.plan.steps.contains(where: \.isWriting)
    switch apply.kind {
    case .exists(let answer), .count(let answer):
      return live.contains(answer) ? Apply(kind: apply.kind, plan: pruned(apply.plan, live: [], dropsEnds: dropsEnds)) : nil
    case .collect(let expression, let answer):
      guard live.contains(answer) else { return nil }
      return Apply(kind: apply.kind, plan: pruned(apply.plan, live: expression.variables, dropsEnds: dropsEnds))
    case .semi, .unit: return Apply(kind: apply.kind, plan: pruned(apply.plan, live: [], dropsEnds: dropsEnds && !isWriting))
    case .transactions(let batching):
      return Apply(kind: apply.kind, plan: pruned(apply.plan, live: Set(batching.introduced), dropsEnds: false))
    case .join: return Apply(kind: .join, plan: pruned(apply.plan, live: live, dropsEnds: dropsEnds))
    case .optional(let introduced):
      let read = introduced.filter(live.contains)
      return Apply(kind: .optional(introduced: read), plan: pruned(apply.plan, live: Set(read), dropsEnds: dropsEnds))
    }
  }
}
