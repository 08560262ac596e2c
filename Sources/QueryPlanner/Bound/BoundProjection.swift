// WITH and RETURN after binding: what is grouped, what is projected, and what ORDER BY and WHERE see.
// The steps run in this order: `before`, grouping, `after`, items, DISTINCT, `orderSubqueries`, order, skip, limit, conditions.

/// A bound WITH or RETURN.
package struct BoundProjection: Hashable, Sendable {
  /// What keys, plain items and aggregated expressions need from the graph: asked of the input rows.
  package var before: [BoundSubquery] = []
  /// The grouping; `nil` where no item aggregates.
  package var aggregation: Aggregation?
  /// What expressions around aggregates need from the graph: asked of the groups.
  package var after: [BoundSubquery] = []
  /// The output variables in order, each once; over the input rows, or over the groups.
  package var items: [ProjectionItem] = []
  package var isDistinct = false
  /// What the order needs from the graph.
  package var orderSubqueries: [BoundSubquery] = []
  package var order: [SortKey] = []
  /// Whether order or conditions read variables of the input that are no outputs. Never so when grouped or distinct.
  package var readsInput = false
  package var skip: BoundExpression?
  package var limit: BoundExpression?
  /// What the conditions need from the graph.
  package var filterSubqueries: [BoundSubquery] = []
  /// The conjuncts of WHERE.
  package var conditions: [BoundExpression] = []

  /// A projection of nothing.
  package init() {}

  /// The output variables.
  package var outputs: [Variable] { items.map(\.variable) }
}
