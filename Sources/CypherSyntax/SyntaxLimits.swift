// Every bound that the reading of a text obeys, in one place.

import GraphModel

/// The limits of the syntax.
package enum SyntaxLimits {
  /// The longest text of one statement, in bytes.
  package static let textBytesMax = 10 << 20
  /// The longest text that is split into statements, in bytes.
  package static let scriptBytesMax = 1 << 30
  /// How deeply a text nests and how high a tree grows, in weights: each construct adds its own to that of what stands around
  /// it. A parenthesis weighs 1 and every expression in a tree 2 or more, so a tree is at most 50 expressions high; n-ary chains
  /// (AND, OR, +, comparisons …) are one expression however long. An unoptimised build reads, compares, prints and releases
  /// the highest tree on a stack of 512 KiB, with 8 KiB to spend for each level; the weights are measured for that.
  package static let nestingWeightMax = 100
  /// The same for a caller that reads on a stack of 32 MiB or more, and takes the tree apart there too: 500 expressions.
  package static let nestingWeightOnRoomyStackMax = 1_000
  /// The weight of an expression inside another.
  static let expressionWeight = 2
  /// The weight of a path pattern in an expression.
  static let patternWeight = 3
  /// The weight of a path in parentheses.
  static let groupWeight = 3
  /// The weight of a subquery or FOREACH.
  static let subqueryWeight = 6
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
