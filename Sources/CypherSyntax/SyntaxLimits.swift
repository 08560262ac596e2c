// Every bound that the reading of a text obeys, in one place.

/// The limits of the syntax.
package enum SyntaxLimits {
  /// The longest text of one query or script, in bytes.
  package static let textBytesMax = 10 << 20
  /// How deep expressions, patterns and subqueries nest, and how high a tree grows. A debug build walks a tree of this
  /// height on a stack of 512 KiB; n-ary chains (AND, +, …) do not count.
  package static let nestingDepthMax = 100
}
