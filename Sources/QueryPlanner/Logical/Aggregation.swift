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

  /// A grouping.
  package init(keys: [ProjectionItem], aggregates: [AggregateItem], weight: Variable?) {
    self.keys = keys
    self.aggregates = aggregates
    self.weight = weight
  }
}
