// = <> < <= > >= over values as values: the relations themselves live with the values.

package import GraphModel

/// Comparisons over values of any types.
package enum ValueComparison {
  /// `left = right`.
  package static func equal(_ left: Value, _ right: Value) -> Value { ValueLogic.value(Value.equals(left, right)) }

  /// `left <> right`.
  package static func notEqual(_ left: Value, _ right: Value) -> Value { ValueLogic.value(Value.equals(left, right).map { !$0 }) }

  /// `left < right`, `<=`, `>` or `>=`, as the orders say for which it holds; null for values of different kinds.
  package static func ordered(_ left: Value, _ right: Value, _ test: OrderTest) -> Value {
    ValueLogic.value(Value.compare(left, right).map { test.holds($0) })
  }
}

/// The tests of an order; a comparison with NaN fails all of them.
package enum OrderTest: Sendable {
  case less, lessOrEqual, greater, greaterOrEqual

  /// Whether the test holds.
  @inlinable package func holds(_ order: NumberOrder) -> Bool {
    switch self {
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .same
    case .greater: order == .greater
    case .greaterOrEqual: order == .greater || order == .same
    }
  }
}
