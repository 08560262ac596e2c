// The bounds of pure functions, which know no budget: what they may build at most, wherever they are called from. A run
// asks its own budget before it calls (`ScalarFunction.resultBytes`); these limits hold also while a plan is made.

/// The bounds of the function library.
package enum FunctionLimits {
  /// The most elements that a function puts into a list.
  package static let listElementsMax = 1 << 25
  /// The most bytes that a function puts into a string.
  package static let stringBytesMax = 1 << 30
  /// The depth of nested lists and maps down to which `valueType` looks.
  package static let valueTypeDepthMax = 32
  /// The most digits after the decimal point that `round` keeps, and the most before it that it clears.
  package static let roundingDigitsMax: Int64 = 400
}
