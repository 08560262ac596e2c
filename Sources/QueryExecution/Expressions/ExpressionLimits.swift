// The bounds of expressions: how deep they nest, how large a value may grow unseen, and how often a long loop looks up.

/// The bounds of evaluating expressions.
package enum ExpressionLimits {
  /// The deepest nesting of an expression; the parser's own limit is lower, so only made-up expressions meet this one.
  package static let depthMax = 1_000
  /// The deepest nesting of lists and maps that `reduce` may build.
  package static let valueDepthMax = 500
  /// The size of a string or list from which on it is charged to the budget.
  package static let chargedBytesMin = 4_096
  /// The steps of a loop between two looks at the clock and the flag.
  package static let stepsPerCheck = 4_096
}
