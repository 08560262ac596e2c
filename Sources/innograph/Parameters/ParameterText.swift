// A parameter's value from the text that people type. Without a declared type: integers, floats, `true`, `false`, `null`, JSON
// lists and maps are what they look like, `date('2021-01-01')` and its kin are temporal values, everything else is a string; `01`, `+1` and integers beyond 64 bits stay strings, so
// that no identifier loses a digit. `name:=<json>` says exactly what is meant.

internal import GraphFormats
internal import GraphModel

/// Reads parameter values.
enum ParameterText {
  /// The value that an untyped text stands for.
  /// - Throws: `ToolFailure` where a text that begins like JSON is none.
  static func value(of text: String, name: String) throws(ToolFailure) -> Value {
    switch text {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: break
    }
    if let number = number(text) { return number }
    if let (type, content) = TextualType.call(text) {
      guard let value = type.value(of: content) else {
        throw .usage("the parameter '\(name)' is no \(type.rawValue)", hint: "write it like \(type.example)")
      }
      return value
    }
    if let first = text.utf8.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return try json(text, name: name) }
    return .string(text)
  }

  /// The value of a JSON text.
  static func json(_ text: String, name: String) throws(ToolFailure) -> Value {
    do {
      return try GraphJSON.value(of: try JSONTree.parse(Array(text.utf8), file: ""), file: "")
    } catch {
      let place = error.column > 0 ? " (column \(error.column))" : ""
      throw .usage("the parameter '\(name)' is not valid JSON: \(error.message)\(place)", hint: error.hint ?? stringHint(name))
    }
  }

  private static func stringHint(_ name: String) -> String { "for a string that looks like JSON, write --param '\(name):=\"…\"'" }

  /// A number in JSON's spelling; `nil` for anything else, and for an integer beyond 64 bits.
  static func number(_ text: String) -> Value? {
    var digits = Substring(text)
    if digits.first == "-" { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, isDigit(first), !(first == UInt8(ascii: "0") && digits.utf8.dropFirst().first.map(isDigit) == true)
    else { return nil }
    if digits.utf8.allSatisfy(isDigit) { return Int64(text).map { .integer($0) } }
    return isFloat(digits.utf8) ? Double(text).flatMap { $0.isFinite ? .float($0) : nil } : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Digits, then a fraction, an exponent or both.
  private static func isFloat(_ text: Substring.UTF8View) -> Bool {
    var rest = text.drop(while: isDigit)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst()
      rest = fraction.drop(while: isDigit)
      if rest.count == fraction.count { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      var exponent = rest.dropFirst()
      if let sign = exponent.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { exponent = exponent.dropFirst() }
      rest = exponent.drop(while: isDigit)
      if rest.count == exponent.count { return false }
    }
    return rest.isEmpty
  }
}
