// Grouping: keys, aggregates, and the weight that lets an expansion stay uncounted.

/// The aggregating functions.
package enum AggregateFunction: String, Hashable, Sendable {
  case count, sum, avg, min, max, collect
  case standardDeviation = "stDev"
  case standardDeviationOfPopulation = "stDevP"
  case percentileContinuous = "percentileCont"
  case percentileDiscrete = "percentileDisc"
}

/// One aggregate of a group.
package struct AggregateItem: Hashable, Sendable {
  package let variable: Variable
  package let function: AggregateFunction
  /// nil for `count(*)`.
  package let argument: BoundExpression?
  /// The second argument of the percentiles.
  package let parameter: BoundExpression?
  package let distinct: Bool

  /// An aggregate.
  package init(variable: Variable, function: AggregateFunction, argument: BoundExpression?, parameter: BoundExpression?, distinct: Bool) {
    self.variable = variable
    self.function = function
    self.argument = argument
    self.parameter = parameter
    self.distinct = distinct
  }
}

/// A grouping. Without keys there is exactly one group, also over no rows.
package struct Aggregation: Hashable, Sendable {
  package let keys: [ProjectionItem]
  package let aggregates: [AggregateItem]
  /// A count variable that says how many rows each input row stands for; nil means one.
  package let weight: Variable?
  /// What makes groups known without comparing keys, if anything does.
  package let cluster: GroupCluster?

  /// A grouping.
  package init(keys: [ProjectionItem], aggregates: [AggregateItem], weight: Variable?, cluster: GroupCluster? = nil) {
    self.keys = keys
    self.aggregates = aggregates
    self.weight = weight
    self.cluster = cluster
  }
}

/// A promise about the rows under a grouping: those of one node come one after the other, and the keys are computed from the node alone,
/// so that a group ends where the node changes.
package struct GroupCluster: Hashable, Sendable {
  /// The node.
  package let node: Variable
  /// The property among the keys that may tell nodes apart, and the label for which it is indexed; nil where the node is a key.
  /// Whether it does tell them apart is for a run to find out: no two nodes may have the same value, none may lack it or be NaN.
  package let property: Property?

  /// An indexed property of the nodes of a label.
  package struct Property: Hashable, Sendable {
    package let label: String
    package let key: String

    /// A property.
    package init(label: String, key: String) {
      self.label = label
      self.key = key
    }
  }

  /// A cluster.
  package init(node: Variable, property: Property?) {
    self.node = node
    self.property = property
  }
}
