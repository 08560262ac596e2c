// The errors of arithmetic: what would trap in Swift or wrap in C is an error that says which operation failed.

package import GraphModel

/// The ways in which a calculation on integers can fail.
package enum ArithmeticFault {
  /// A result outside of 64 bits.
  package static func overflow(_ calculation: String) -> QueryError {
    .runtime(
      .arithmeticError, "IntegerOverflow", "\(calculation) does not fit into a 64-bit integer",
      hint: "calculate with floats: toFloat(…)")
  }

  /// An integer divided by zero.
  package static func division(_ calculation: String) -> QueryError {
    .runtime(.arithmeticError, "DivisionByZero", "\(calculation) divides by zero")
  }
}
