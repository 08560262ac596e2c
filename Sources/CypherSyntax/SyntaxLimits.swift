// Every bound that the reading of a text obeys, in one place.

import GraphModel

/// The limits of the syntax.
package enum SyntaxLimits {
  /// The longest text of one statement, in bytes.
  package static let textBytesMax = 10 << 20
  /// The longest text that is split into statements, in bytes.
  package static let scriptBytesMax = 1 << 30
  /// How deep expressions, patterns and subqueries nest, and how high a tree grows. A debug build reads, walks and releases a
  /// tree of this height on a stack of 512 KiB; n-ary chains (AND, +, …) do not count.
  package static let nestingDepthMax = 100
  /// How many levels a subquery or FOREACH counts for: reading one takes that much more stack than a parenthesis.
  package static let subqueryWeight = 4
  /// How many levels a path in parentheses counts for.
  package static let groupWeight = 2
}

extension SyntaxLimits {
  /// Refuses a statement that is too long to read.
  static func checkStatement(_ text: String) throws(QueryError) {
    try check(text, "query", textBytesMax, hint: "divide it into several statements, or pass the data as parameters")
  }

  /// Refuses a script that is too long to split.
  static func checkScript(_ text: String) throws(QueryError) {
    try check(text, "script", scriptBytesMax, hint: "divide it into several files")
  }

  private static func check(_ text: String, _ noun: String, _ limit: Int, hint: String) throws(QueryError) {
    guard text.utf8.count > limit else { return }
    throw .compile(
      .syntaxError, "QueryTooLarge", "the \(noun) is \(text.utf8.count) bytes long; the limit is \(limit)", hint: hint)
  }
}
