// Functions of strings. A character is a Unicode scalar value throughout: `size`, `substring`, `left`, `right`, `reverse` and
// padding count scalars, neither bytes nor UTF-16 units nor grapheme clusters, so that results do not change with the Unicode
// version of the library, and every character of the name of a person or a place counts one.

import GraphModel

/// The functions of strings.
enum StringFunctions {
  static let all: [ScalarFunction] = [
    .ofString("toUpper", "The string in upper case.") { .string($0.uppercased()) },
    .ofString("toLower", "The string in lower case.") { .string($0.lowercased()) },
    .ofString("upper", "The string in upper case.") { .string($0.uppercased()) },
    .ofString("lower", "The string in lower case.") { .string($0.lowercased()) },
    .ofString("char_length", "The number of characters of a string.") { .integer(Int64($0.unicodeScalars.count)) },
    .ofString("character_length", "The number of characters of a string.") { .integer(Int64($0.unicodeScalars.count)) },
    trimming("trim", left: true, right: true, "The string without blanks, or without the given characters, at both ends."),
    trimming("btrim", left: true, right: true, "The string without blanks, or without the given characters, at both ends."),
    trimming("ltrim", left: true, right: false, "The string without blanks, or without the given characters, at its start."),
    trimming("rtrim", left: false, right: true, "The string without blanks, or without the given characters, at its end."),
    ScalarFunction("left", arguments: 2...2, summary: "The first characters of a string.", body: left),
    ScalarFunction("right", arguments: 2...2, summary: "The last characters of a string.", body: right),
    ScalarFunction("substring", arguments: 2...3, summary: "The characters of a string from a position (from 0), up to a length.", body: substring),
    ScalarFunction(
      "replace", arguments: 3...3, summary: "The string with every occurrence of a text replaced by another.",
      resultBytes: replacedBytes, body: replace),
    ScalarFunction("split", arguments: 2...2, summary: "The parts of a string between delimiters: one, or any of a list.", body: split),
    padding("lpad", atStart: true, "The string filled up to a length at its start."),
    padding("rpad", atStart: false, "The string filled up to a length at its end."),
  ]

  private static func trimming(_ name: String, left: Bool, right: Bool, _ summary: String) -> ScalarFunction {
    ScalarFunction(name, arguments: 1...2, summary: summary) { (arguments: [Value]) throws(QueryError) -> Value in
      var rest = try FunctionArguments.string(arguments[0], name).unicodeScalars[...]
      let set = arguments.count > 1 ? Array(try FunctionArguments.string(arguments[1], name).unicodeScalars) : nil
      func falls(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? scalar.properties.isWhitespace }
      if left { rest = rest.drop(while: falls) }
      while right, let last = rest.last, falls(last) { rest.removeLast() }
      return .string(String(rest))
    }
  }

  private static func left(_ arguments: [Value]) throws(QueryError) -> Value {
    let text = try FunctionArguments.string(arguments[0], "left")
    return .string(String(text.unicodeScalars.prefix(try FunctionArguments.count(arguments[1], "left"))))
  }

  private static func right(_ arguments: [Value]) throws(QueryError) -> Value {
    let text = try FunctionArguments.string(arguments[0], "right")
    return .string(String(text.unicodeScalars.suffix(try FunctionArguments.count(arguments[1], "right"))))
  }

  private static func substring(_ arguments: [Value]) throws(QueryError) -> Value {
    let text = try FunctionArguments.string(arguments[0], "substring")
    let rest = text.unicodeScalars.dropFirst(try FunctionArguments.count(arguments[1], "substring"))
    guard arguments.count > 2 else { return .string(String(rest)) }
    return .string(String(rest.prefix(try FunctionArguments.count(arguments[2], "substring"))))
  }

  // MARK: Searching by bytes

  private static func replacedBytes(_ arguments: [Value]) -> Int {
    guard arguments.count == 3, let text = arguments[0].stringValue, let old = arguments[1].stringValue, let new = arguments[2].stringValue
    else { return 0 }
    let (bytes, overflow) = (text.utf8.count / max(1, old.utf8.count) + 1).multipliedReportingOverflow(by: new.utf8.count)
    return overflow ? Int.max / 2 : min(bytes, Int.max / 4) + text.utf8.count
  }

  private static func replace(_ arguments: [Value]) throws(QueryError) -> Value {
    let text = try FunctionArguments.string(arguments[0], "replace")
    let old = try FunctionArguments.string(arguments[1], "replace")
    let new = try FunctionArguments.string(arguments[2], "replace")
    if old.isEmpty {
      return .string(try joined([""] + text.unicodeScalars.map { String($0) } + [""], by: new, "replace"))
    }
    return .string(try joined(parts(of: text, between: [Array(old.utf8)]), by: new, "replace"))
  }

  private static func split(_ arguments: [Value]) throws(QueryError) -> Value {
    let text = try FunctionArguments.string(arguments[0], "split")
    var delimiters: [[UInt8]] = []
    if case .list(let elements) = arguments[1] {
      for element in elements { delimiters.append(Array(try FunctionArguments.string(element, "split").utf8)) }
    } else {
      delimiters.append(Array(try FunctionArguments.string(arguments[1], "split").utf8))
    }
    if delimiters.contains([]), !text.isEmpty { return .list(text.unicodeScalars.map { .string(String($0)) }) }
    return .list(parts(of: text, between: delimiters).map { .string($0) })
  }

  /// The parts of a text between delimiters that are not empty; at a place where several fit, the first given counts.
  private static func parts(of text: String, between delimiters: [[UInt8]]) -> [String] {
    let bytes = Array(text.utf8)
    let wanted = delimiters.filter { !$0.isEmpty }
    var parts: [String] = []
    var start = 0
    var place = 0
    while place < bytes.count {
      if let delimiter = wanted.first(where: { bytes[place...].starts(with: $0) }) {
        parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
        place += delimiter.count
        start = place
      } else {
        place += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  private static func joined(_ parts: [String], by glue: String, _ function: String) throws(QueryError) -> String {
    let (glueBytes, overflow) = glue.utf8.count.multipliedReportingOverflow(by: max(0, parts.count - 1))
    let bytes = parts.reduce(0) { $0 + $1.utf8.count }
    guard !overflow, glueBytes <= FunctionLimits.stringBytesMax - min(bytes, FunctionLimits.stringBytesMax) else {
      throw FunctionArguments.tooLarge(function, "a string of more than \(FunctionLimits.stringBytesMax) bytes")
    }
    return parts.joined(separator: glue)
  }

  // MARK: Padding

  private static func padding(_ name: String, atStart: Bool, _ summary: String) -> ScalarFunction {
    let bytes: @Sendable ([Value]) -> Int = { arguments in
      arguments.count > 1 ? Int(clamping: max(0, min(arguments[1].integerValue ?? 0, 1 << 40))) : 0
    }
    return ScalarFunction(name, arguments: 2...3, summary: summary, resultBytes: bytes) { (arguments: [Value]) throws(QueryError) -> Value in
      let text = Array(try FunctionArguments.string(arguments[0], name).unicodeScalars)
      let wanted = try FunctionArguments.count(arguments[1], name)
      let fill = arguments.count > 2 ? Array(try FunctionArguments.string(arguments[2], name).unicodeScalars) : [" "]
      var result = String.UnicodeScalarView()
      guard wanted > text.count, !fill.isEmpty else {
        result.append(contentsOf: text.prefix(wanted))
        return .string(String(result))
      }
      guard wanted <= FunctionLimits.stringBytesMax / 4 else {
        throw FunctionArguments.tooLarge(name, "a string of more than \(FunctionLimits.stringBytesMax / 4) characters")
      }
      if !atStart { result.append(contentsOf: text) }
      for place in 0..<(wanted - text.count) { result.append(fill[place % fill.count]) }
      if atStart { result.append(contentsOf: text) }
      return .string(String(result))
    }
  }
}
