// From one type to another. A string that does not spell a value gives null; a value of a type that cannot be converted at all
// is a TypeError, except for the `…OrNull` variants; the `…List` variants convert each element and give null for what cannot be.

import GraphModel

/// The conversions.
enum ConversionFunctions {
  static let all: [ScalarFunction] = families.flatMap { family in
    let (name, target) = (family.name, family.target)
    let summaries = ("A value as \(target); an error for a type that has no such form.", "A value as \(target), or null.")
    return [
      ScalarFunction(name, arguments: 1...1, summary: summaries.0) { (arguments: [Value]) throws(QueryError) -> Value in
        try family.convert(arguments[0], name)
      },
      ScalarFunction(name + "OrNull", arguments: 1...1, summary: summaries.1) { (arguments: [Value]) throws(QueryError) -> Value in
        orNull(arguments[0], family)
      },
      ScalarFunction(name + "List", arguments: 1...1, summary: "The elements of a list, each as \(target) or null.") {
        (arguments: [Value]) throws(QueryError) -> Value in
        .list(try FunctionArguments.list(arguments[0], name + "List").map { orNull($0, family) })
      },
    ]
  }

  /// A target type and the way there.
  private struct Family: Sendable {
    let name: String
    let target: String
    let convert: @Sendable (Value, String) throws(QueryError) -> Value
  }

  private static let families = [
    Family(name: "toString", target: "a string", convert: string),
    Family(name: "toInteger", target: "an integer", convert: integer),
    Family(name: "toFloat", target: "a float", convert: float),
    Family(name: "toBoolean", target: "a truth value", convert: boolean),
  ]

  private static func orNull(_ value: Value, _ family: Family) -> Value {
    do throws(QueryError) { return try family.convert(value, family.name) } catch { return .null }
  }

  private static func invalid(_ function: String, _ value: Value, _ wanted: String) -> QueryError {
    FunctionArguments.mismatch(function, wanted: wanted, got: value, detail: "InvalidArgumentValue")
  }

  private static func string(_ value: Value, _ function: String) throws(QueryError) -> Value {
    guard let text = ValueText.plain(value) else {
      throw invalid(function, value, "a string, a number, a truth value, a temporal value or a point")
    }
    return .string(text)
  }

  private static func integer(_ value: Value, _ function: String) throws(QueryError) -> Value {
    switch value {
    case .null, .integer: return value
    case .boolean(let truth): return .integer(truth ? 1 : 0)
    case .float(let number): return .integer(try whole(number, function))
    case .string(let text):
      if let number = NumberText.integer(text) { return .integer(number) }
      guard let number = NumberText.float(text), number.isFinite else { return .null }
      return .integer(try whole(number, function))
    default: throw invalid(function, value, "a number, a string or a truth value")
    }
  }

  /// The integer towards zero.
  private static func whole(_ number: Double, _ function: String) throws(QueryError) -> Int64 {
    guard let whole = Int64(exactly: number.rounded(.towardZero)) else {
      throw ArithmeticFault.overflow("\(function)(\(NumberText.text(of: number)))")
    }
    return whole
  }

  private static func float(_ value: Value, _ function: String) throws(QueryError) -> Value {
    switch value {
    case .null, .float: value
    case .integer(let number): .float(Double(number))
    case .string(let text): NumberText.float(text).map { .float($0) } ?? .null
    default: throw invalid(function, value, "a number or a string")
    }
  }

  private static func boolean(_ value: Value, _ function: String) throws(QueryError) -> Value {
    switch value {
    case .null, .boolean: return value
    case .integer(let number): return .boolean(number != 0)
    case .string(let text):
      let word = NumberText.trimmed(text.lowercased())
      return word.elementsEqual("true".utf8) ? .boolean(true) : (word.elementsEqual("false".utf8) ? .boolean(false) : .null)
    default: throw invalid(function, value, "a truth value, an integer or a string")
    }
  }
}
