// WITH and RETURN. Where order or condition read the input behind the outputs, the outputs are added to the rows first and the
// rest is dropped last; otherwise rows are projected at once.

import GraphModel

extension LogicalPlanner {
  func plan(_ projection: BoundProjection, upon start: LogicalPlan) -> LogicalPlan {
    var plan = answering(projection.before, upon: start)
    if let aggregation = projection.aggregation {
      plan = .aggregate(plan, aggregation)
      plan = answering(projection.after, upon: plan)
    }
    let outputs = projection.items.map { ProjectionItem(variable: $0.variable, expression: .variable($0.variable)) }
    if projection.readsInput {
      let added = projection.items.filter { !$0.isIdentity }
      if !added.isEmpty { plan = .extend(plan, added) }
      return .project(tail(of: projection, upon: plan), outputs)
    }
    if !isPlain(projection) { plan = .project(plan, projection.items) }
    if projection.isDistinct { plan = .distinct(plan, projection.outputs) }
    return tail(of: projection, upon: plan)
  }

  /// Whether a grouping gives exactly the outputs, so that nothing is left to project.
  private func isPlain(_ projection: BoundProjection) -> Bool {
    guard let aggregation = projection.aggregation, projection.after.isEmpty, projection.items.allSatisfy(\.isIdentity) else {
      return false
    }
    return Set(projection.outputs) == Set(aggregation.keys.map(\.variable) + aggregation.aggregates.map(\.variable))
  }

  /// Order, slice and condition.
  private func tail(of projection: BoundProjection, upon start: LogicalPlan) -> LogicalPlan {
    var plan = answering(projection.orderSubqueries, upon: start)
    if !projection.order.isEmpty { plan = .sort(plan, projection.order) }
    if let skip = projection.skip { plan = .skip(plan, skip) }
    if let limit = projection.limit { plan = .limit(plan, limit) }
    return filtering(projection.conditions, projection.filterSubqueries, upon: plan)
  }
}
