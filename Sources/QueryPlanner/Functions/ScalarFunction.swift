// What a pure function of the language is: a name, how many arguments, and a body over values. Functions are looked up while
// binding, so that a run never sees a name. Null handling is stated, not repeated in every body.

package import GraphModel

/// A function that depends on its arguments alone.
package struct ScalarFunction: Hashable, Sendable {
  /// The name as documentation spells it; look-up ignores case.
  package let name: String
  /// How many arguments it takes.
  package let argumentCount: ClosedRange<Int>
  /// Whether a null argument makes the result null before the body is asked.
  package let returnsNullOnNull: Bool
  /// One line for `SHOW FUNCTIONS` and the shell.
  package let summary: String
  /// The body; never called with fewer or more arguments than stated.
  package let body: @Sendable ([Value]) throws(QueryError) -> Value

  /// A function.
  package init(
    _ name: String, arguments: ClosedRange<Int>, returnsNullOnNull: Bool = true, summary: String,
    body: @escaping @Sendable ([Value]) throws(QueryError) -> Value
  ) {
    self.name = name
    self.argumentCount = arguments
    self.returnsNullOnNull = returnsNullOnNull
    self.summary = summary
    self.body = body
  }

  /// Same name.
  package static func == (left: ScalarFunction, right: ScalarFunction) -> Bool { left.name == right.name }
  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
