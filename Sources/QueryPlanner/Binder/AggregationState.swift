// Where aggregating functions may stand, and those found so far. Equal aggregates share one variable: ORDER BY finds the
// aggregates of its RETURN that way.

import GraphModel

/// The aggregates of the projection being bound.
struct AggregationState {
  /// What an aggregate means here.
  enum Mode {
    /// An error; the text says where it stands.
    case forbidden(String)
    /// An aggregate of the projection.
    case collected
    /// One that the projection must have already; its arguments see the projection's input.
    case known(Scope)
  }

  var mode: Mode = .forbidden("here")
  var items: [AggregateItem] = []
  /// What the arguments need from the graph.
  var before: [BoundSubquery] = []
  /// Whether an argument of an aggregate is being bound.
  var isInside = false

  /// The aggregate equal to this one, if it is known.
  func known(_ item: AggregateItem) -> AggregateItem? {
    items.first {
      $0.function == item.function && $0.argument == item.argument && $0.parameter == item.parameter && $0.distinct == item.distinct
    }
  }
}
