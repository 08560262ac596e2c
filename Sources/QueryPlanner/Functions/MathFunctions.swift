// Functions of numbers: signs, roundings, roots, logarithms and angles. Floats follow IEEE 754 (the logarithm of 0 is
// -Infinity, the root of -1 is NaN); integers never wrap.

import Glibc
import GraphModel

/// The functions of numbers.
enum MathFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction("abs", arguments: 1...1, summary: "A number without its sign.", body: abs),
    ScalarFunction("sign", arguments: 1...1, summary: "-1, 0 or 1, as a number is below, at or above zero.", body: sign),
    ScalarFunction("round", arguments: 1...3, summary: "The nearest whole number, or a number with as many decimals, by a mode.", body: round),
    ScalarFunction("isNaN", arguments: 1...1, summary: "Whether a float is not a number.", body: isNaN),
    .ofNumber("ceil", "The smallest whole number that is not below.") { $0.rounded(.up) },
    .ofNumber("floor", "The greatest whole number that is not above.") { $0.rounded(.down) },
    .ofNumber("sqrt", "The square root.") { $0.squareRoot() },
    .ofNumber("exp", "e to the power of a number.", Glibc.exp),
    .ofNumber("log", "The natural logarithm.", Glibc.log),
    .ofNumber("log10", "The logarithm to base 10.", Glibc.log10),
    .ofNumber("sin", "The sine of an angle in radians.", Glibc.sin),
    .ofNumber("cos", "The cosine of an angle in radians.", Glibc.cos),
    .ofNumber("tan", "The tangent of an angle in radians.", Glibc.tan),
    .ofNumber("cot", "The cotangent of an angle in radians.") { 1 / Glibc.tan($0) },
    .ofNumber("asin", "The angle of a sine, in radians.", Glibc.asin),
    .ofNumber("acos", "The angle of a cosine, in radians.", Glibc.acos),
    .ofNumber("atan", "The angle of a tangent, in radians.", Glibc.atan),
    .ofNumber("sinh", "The hyperbolic sine.", Glibc.sinh),
    .ofNumber("cosh", "The hyperbolic cosine.", Glibc.cosh),
    .ofNumber("tanh", "The hyperbolic tangent.", Glibc.tanh),
    .ofNumber("coth", "The hyperbolic cotangent.") { 1 / Glibc.tanh($0) },
    .ofNumber("degrees", "Radians as degrees.") { $0 * 180 / .pi },
    .ofNumber("radians", "Degrees as radians.") { $0 * .pi / 180 },
    .ofNumber("haversin", "Half the versine of an angle in radians.") { (1 - Glibc.cos($0)) / 2 },
    ScalarFunction("atan2", arguments: 2...2, summary: "The angle of a point given by y and x, in radians.", body: atan2),
    ScalarFunction("pi", arguments: 0...0, summary: "The number π.") { (_: [Value]) throws(QueryError) -> Value in .float(.pi) },
    ScalarFunction("e", arguments: 0...0, summary: "The base of the natural logarithm.") { (_: [Value]) throws(QueryError) -> Value in .float(M_E) },
    ScalarFunction("rand", arguments: 0...0, isDeterministic: false, summary: "A random float from 0 to below 1.") {
      (_: [Value]) throws(QueryError) -> Value in .float(FunctionSeams.fraction)
    },
  ]

  private static func abs(_ arguments: [Value]) throws(QueryError) -> Value {
    guard case .integer(let number) = arguments[0] else { return .float(try FunctionArguments.number(arguments[0], "abs").magnitude) }
    guard let positive = Int64(exactly: number.magnitude) else { throw ArithmeticFault.overflow("abs(\(number))") }
    return .integer(positive)
  }

  private static func sign(_ arguments: [Value]) throws(QueryError) -> Value {
    let number = try FunctionArguments.number(arguments[0], "sign")
    return .integer(number > 0 ? 1 : (number < 0 ? -1 : 0))
  }

  private static func isNaN(_ arguments: [Value]) throws(QueryError) -> Value {
    .boolean(try FunctionArguments.number(arguments[0], "isNaN").isNaN)
  }

  private static func atan2(_ arguments: [Value]) throws(QueryError) -> Value {
    .float(Glibc.atan2(try FunctionArguments.number(arguments[0], "atan2"), try FunctionArguments.number(arguments[1], "atan2")))
  }

  /// Without a mode and to whole numbers, halves go up; to decimals, they go away from zero.
  private static func round(_ arguments: [Value]) throws(QueryError) -> Value {
    let number = try FunctionArguments.number(arguments[0], "round")
    let places = arguments.count > 1 ? try FunctionArguments.integer(arguments[1], "round") : 0
    var mode = DecimalRounding.halfUp
    if arguments.count > 2 {
      let name = try FunctionArguments.string(arguments[2], "round")
      guard let known = DecimalRounding(rawValue: name.uppercased()) else {
        throw .runtime(
          .argumentError, "InvalidArgumentValue", "round() knows no mode '\(name)'",
          hint: "the modes are UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN and HALF_EVEN")
      }
      mode = known
    }
    guard number.isFinite else { return .float(number) }
    if places == 0, arguments.count < 3 { return .float(roundedHalfUp(number)) }
    let limit = FunctionLimits.roundingDigitsMax
    var decimal = DecimalDigits(number)
    decimal.round(places: Int(max(-limit, min(limit, places))), mode)
    return .float(decimal.number)
  }

  /// The nearest whole number, of two the greater. Adding a half would round 0.49999999999999994 up.
  private static func roundedHalfUp(_ number: Double) -> Double {
    let below = number.rounded(.down)
    return number - below >= 0.5 ? below + 1 : below
  }
}
