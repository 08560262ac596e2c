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
  /// Whether equal arguments always give equal results: such a call over constants may be computed once, while planning.
  package let isDeterministic: Bool
  /// One line for `SHOW FUNCTIONS` and the shell.
  package let summary: String
  /// The body; never called with fewer or more arguments than stated.
  package let body: @Sendable ([Value]) throws(QueryError) -> Value
  /// About how many bytes the result will take beyond a few hundred, so that a run can ask its budget before the body allocates
  /// them; nil where the result is about as large as the arguments. Called with the arguments of the body.
  package let resultBytes: (@Sendable ([Value]) -> Int)?

  /// A function.
  package init(
    _ name: String, arguments: ClosedRange<Int>, returnsNullOnNull: Bool = true, isDeterministic: Bool = true, summary: String,
    resultBytes: (@Sendable ([Value]) -> Int)? = nil,
    body: @escaping @Sendable ([Value]) throws(QueryError) -> Value
  ) {
    self.name = name
    self.argumentCount = arguments
    self.returnsNullOnNull = returnsNullOnNull
    self.isDeterministic = isDeterministic
    self.summary = summary
    self.resultBytes = resultBytes
    self.body = body
  }

  /// Same name.
  package static func == (left: ScalarFunction, right: ScalarFunction) -> Bool { left.name == right.name }
  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
