// Where variables come from: one counter for a whole compilation, so that binding, planning and optimising never hand out the
// same number twice.

/// Makes variables with numbers of their own.
package final class VariableFactory {
  /// How many were made.
  package private(set) var count = 0

  /// A factory that has made none.
  package init() {}

  /// A variable that stands in the text.
  package func named(_ name: String, _ type: VariableType) -> Variable {
    count += 1
    return Variable(id: count - 1, name: name, type: type)
  }

  /// A variable that stands nowhere in the text; the hint shows in explanations.
  package func madeUp(_ hint: String, _ type: VariableType) -> Variable {
    named("  \(hint)\(count)", type)
  }
}
