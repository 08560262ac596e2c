// Unicode normal forms. The canonical ones are the standard library's own, which it keeps for the comparison of strings; the
// compatibility forms would need tables that it does not have, and are refused.

import GraphModel
@_spi(_Unicode) import Swift

/// Normal forms of strings.
enum NormalForms {
  static let all: [ScalarFunction] = [
    ScalarFunction("normalize", arguments: 1...2, summary: "The string in a normal form of Unicode: NFC, or NFD.") {
      (arguments: [Value]) throws(QueryError) -> Value in
      let form = arguments.count > 1 ? try FunctionArguments.string(arguments[1], "normalize") : "NFC"
      return .string(try normalized(try FunctionArguments.string(arguments[0], "normalize"), form))
    }
  ]

  /// `string IS form NORMALIZED`: null of null and of what is no string.
  static let test = ScalarFunction("isNormalized", arguments: 2...2, summary: "Whether a string is in a normal form of Unicode.") {
    (arguments: [Value]) throws(QueryError) -> Value in
    guard case .string(let text) = arguments[0], case .string(let form) = arguments[1] else { return .null }
    return .boolean(try normalized(text, form).isByteEqual(to: text))
  }

  private static func normalized(_ text: String, _ form: String) throws(QueryError) -> String {
    switch form {
    case "NFC": return String(String.UnicodeScalarView(text._nfc))
    case "NFD": return String(String.UnicodeScalarView(text._nfd))
    case "NFKC", "NFKD":
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "the compatibility form \(form) is not known here", hint: "use NFC or NFD")
    default:
      throw .runtime(.argumentError, "InvalidArgumentValue", "'\(form)' is no normal form", hint: "use NFC or NFD")
    }
  }
}
