// What a pure function of the language is: a name, how many arguments, and a body over values. Functions are looked up while
// binding, so that a run never sees a name. Null handling is stated, not repeated in every body.

package import GraphModel

/// A function that depends on its arguments and, if it says so, on the clock of the run.
package struct ScalarFunction: Hashable, Sendable {
  /// The name as documentation spells it; look-up ignores case.
  package let name: String
  /// How many arguments it takes.
  package let argumentCount: ClosedRange<Int>
  /// Whether a null argument makes the result null before the body is asked.
  package let returnsNullOnNull: Bool
  /// Whether equal arguments give equal results throughout a run. Such a call over constants may be computed while planning, unless
  /// it reads the clock, which is not there then.
  package let isDeterministic: Bool
  /// One line for `SHOW FUNCTIONS` and the shell.
  package let summary: String
  private let work: Work
  /// About how many bytes the result will take beyond a few hundred, so that a run can ask its budget before the body allocates
  /// them; nil where the result is about as large as the arguments. Called with the arguments of the body.
  package let resultBytes: (@Sendable ([Value]) -> Int)?

  /// The body; never called with fewer or more arguments than stated.
  package typealias Body = @Sendable ([Value]) throws(QueryError) -> Value
  /// A body that may read the clock.
  package typealias TimedBody = @Sendable ([Value], StatementClock) throws(QueryError) -> Value

  private enum Work: Sendable {
    case pure(Body)
    case timed(TimedBody)
  }

  /// A function.
  package init(
    _ name: String, arguments: ClosedRange<Int>, returnsNullOnNull: Bool = true, isDeterministic: Bool = true, summary: String,
    resultBytes: (@Sendable ([Value]) -> Int)? = nil,
    body: @escaping Body
  ) {
    self.name = name
    self.argumentCount = arguments
    self.returnsNullOnNull = returnsNullOnNull
    self.isDeterministic = isDeterministic
    self.summary = summary
    self.resultBytes = resultBytes
    work = .pure(body)
  }

  /// A function that may read the clock; null if an argument is null.
  package init(
    _ name: String, arguments: ClosedRange<Int>, isDeterministic: Bool = true, summary: String, timedBody: @escaping TimedBody
  ) {
    self.name = name
    self.argumentCount = arguments
    self.isDeterministic = isDeterministic
    self.summary = summary
    returnsNullOnNull = true
    resultBytes = nil
    work = .timed(timedBody)
  }

  /// Calls the body; null handling and limits are the caller's.
  package func body(_ arguments: [Value], _ clock: StatementClock) throws(QueryError) -> Value {
    switch work {
    case .pure(let body): try body(arguments)
    case .timed(let body): try body(arguments, clock)
    }
  }

  /// Same name.
  package static func == (left: ScalarFunction, right: ScalarFunction) -> Bool { left.name == right.name }
  /// Hashes the name.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
