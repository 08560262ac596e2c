// Reading the arguments of functions: the value as the type that the function asks for, or the TypeError that says which
// function wanted what. Every body goes through here, so that messages read alike.

import GraphModel

/// Typed views of argument values.
enum FunctionArguments {
  /// The error of an argument of the wrong type.
  static func mismatch(_ function: String, wanted: String, got value: Value, detail: String = "InvalidArgumentType") -> QueryError {
    .runtime(.typeError, detail, "\(function)() takes \(wanted), not a value of type \(value.typeName)")
  }

  /// The error of an argument of the right type that lies outside of what the function takes.
  static func outOfRange(_ function: String, _ complaint: String) -> QueryError {
    .runtime(.argumentError, "NumberOutOfRange", "\(function)(): \(complaint)")
  }

  /// The error of a result that no limit admits.
  static func tooLarge(_ function: String, _ what: String) -> QueryError {
    .runtime(.resourceExhausted, "ResultTooLarge", "\(function)() would give \(what)", hint: "ask for less, or walk it in parts")
  }

  /// A string.
  static func string(_ value: Value, _ function: String) throws(QueryError) -> String {
    guard case .string(let text) = value else { throw mismatch(function, wanted: "a string", got: value) }
    return text
  }

  /// A list.
  static func list(_ value: Value, _ function: String) throws(QueryError) -> [Value] {
    guard case .list(let elements) = value else { throw mismatch(function, wanted: "a list", got: value) }
    return elements
  }

  /// An integer.
  static func integer(_ value: Value, _ function: String) throws(QueryError) -> Int64 {
    guard case .integer(let number) = value else { throw mismatch(function, wanted: "an integer", got: value) }
    return number
  }

  /// An integer or a float as a float.
  static func number(_ value: Value, _ function: String) throws(QueryError) -> Double {
    guard let number = value.numberValue else { throw mismatch(function, wanted: "a number", got: value) }
    return number
  }

  /// A count of characters or elements: an integer that is not negative.
  static func count(_ value: Value, _ function: String) throws(QueryError) -> Int {
    let number = try integer(value, function)
    guard number >= 0 else { throw outOfRange(function, "\(number) is negative") }
    return Int(clamping: number)
  }
}

extension ScalarFunction {
  /// A function of one string.
  static func ofString(_ name: String, _ summary: String, _ body: @escaping @Sendable (String) -> Value) -> ScalarFunction {
    ScalarFunction(name, arguments: 1...1, summary: summary) { (arguments: [Value]) throws(QueryError) -> Value in
      body(try FunctionArguments.string(arguments[0], name))
    }
  }

  /// A function from one number to a float.
  static func ofNumber(_ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double) -> ScalarFunction {
    ScalarFunction(name, arguments: 1...1, summary: summary) { (arguments: [Value]) throws(QueryError) -> Value in
      .float(body(try FunctionArguments.number(arguments[0], name)))
    }
  }
}
