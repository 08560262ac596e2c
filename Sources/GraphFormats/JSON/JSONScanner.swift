// JSON (RFC 8259, strict) as a stream of tokens over blocks of bytes: memory is one block and the longest string. The grammar is
// a state and a stack of open containers, never recursion. Refused with line and column: what RFC 8259 refuses, lone
// surrogates, invalid UTF-8, integers beyond 64 bits, floats beyond the double, nesting beyond `jsonDepthMax`.

package import GraphModel

/// A token of JSON.
package enum JSONToken: Sendable {
  case beginObject
  case endObject
  case beginArray
  case endArray
  /// The name of a member; its value follows.
  case name(String)
  case string(String)
  case integer(Int64)
  case float(Double)
  case boolean(Bool)
  case null
  /// The end of the text.
  case end
}

/// Turns bytes into JSON tokens.
package struct JSONScanner {
  private enum Expectation { case value, valueOrEnd, nameOrEnd, name, colon, commaOrEnd, end }
  private enum Container { case array, object }

  var cursor: TextCursor
  var scratch: [UInt8] = []
  private var containers: [Container] = []
  private var expectation = Expectation.value
  /// Where the last token began.
  package private(set) var place = TextPlace(line: 1, column: 1)

  /// Scans a stream.
  package init(_ source: ByteSource) { cursor = TextCursor(source) }

  /// Scans bytes in memory, of which the first stands on a line of a file.
  package init(bytes: [UInt8], file: String, line: Int = 1) { cursor = TextCursor(bytes: bytes, file: file, line: line) }

  /// How many containers are open.
  package var depth: Int { containers.count }

  /// An error where the last token began, or at a place.
  package func error(_ code: String, _ message: String, at place: TextPlace? = nil, hint: String? = nil) -> FormatError {
    cursor.error(code, message, at: place ?? self.place, hint: hint)
  }

  private mutating func skipSpace() throws(FormatError) {
    while let byte = try cursor.peek() {
      switch byte {
      case 0x20, 0x09, 0x0D: cursor.position += 1
      case 0x0A:
        cursor.position += 1
        cursor.startLine()
      default: return
      }
    }
  }

  // MARK: Tokens

  /// The next token.
  package mutating func next() throws(FormatError) -> JSONToken {
    while true {
      try skipSpace()
      place = cursor.here
      guard let byte = try cursor.peek() else {
        guard expectation == .end else { throw cursor.error("unexpectedEnd", "the text ends too early") }
        return .end
      }
      switch (byte, expectation) {
      case (UInt8(ascii: ","), .commaOrEnd):
        cursor.position += 1
        expectation = containers.last == .object ? .name : .value
      case (UInt8(ascii: ":"), .colon):
        cursor.position += 1
        expectation = .value
      case (UInt8(ascii: "}"), .nameOrEnd), (UInt8(ascii: "}"), .commaOrEnd):
        return try close(.object, .endObject)
      case (UInt8(ascii: "]"), .valueOrEnd), (UInt8(ascii: "]"), .commaOrEnd):
        return try close(.array, .endArray)
      case (UInt8(ascii: "\""), .nameOrEnd), (UInt8(ascii: "\""), .name):
        expectation = .colon
        return .name(try string())
      case (_, .value), (_, .valueOrEnd):
        return try value(byte)
      default:
        throw unexpected(byte)
      }
    }
  }

  private func unexpected(_ byte: UInt8) -> FormatError {
    let wanted =
      switch expectation {
      case .value: "a value"
      case .valueOrEnd: "a value or ']'"
      case .nameOrEnd: "a member's name in double quotes or '}'"
      case .name: "a member's name in double quotes"
      case .colon: "':'"
      case .commaOrEnd: containers.last == .object ? "',' or '}'" : "',' or ']'"
      case .end: "nothing more"
      }
    let trailing = (expectation == .name && byte == UInt8(ascii: "}")) || (expectation == .value && byte == UInt8(ascii: "]"))
    return cursor.error(
      "unexpectedCharacter", "expected \(wanted), found \(Self.shown(byte))", hint: trailing ? "remove the comma before it" : nil)
  }

  private static func shown(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F ? "'\(Unicode.Scalar(byte))'" : "byte 0x" + String(byte, radix: 16)
  }

  private mutating func close(_ container: Container, _ token: JSONToken) throws(FormatError) -> JSONToken {
    guard containers.last == container else { throw unexpected(cursor.window[cursor.position]) }
    cursor.position += 1
    containers.removeLast()
    afterValue()
    return token
  }

  mutating func afterValue() { expectation = containers.isEmpty ? .end : .commaOrEnd }

  private mutating func open(_ container: Container) throws(FormatError) {
    guard containers.count < FormatLimits.jsonDepthMax else {
      throw cursor.error("nestingTooDeep", "the text nests deeper than \(FormatLimits.jsonDepthMax) levels")
    }
    cursor.position += 1
    containers.append(container)
    expectation = container == .object ? .nameOrEnd : .valueOrEnd
  }

  private mutating func value(_ byte: UInt8) throws(FormatError) -> JSONToken {
    switch byte {
    case UInt8(ascii: "{"):
      try open(.object)
      return .beginObject
    case UInt8(ascii: "["):
      try open(.array)
      return .beginArray
    case UInt8(ascii: "\""):
      let text = try string()
      afterValue()
      return .string(text)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      throw cursor.error("unexpectedCharacter", "NaN and Infinity are not JSON", hint: "use null, or a typed value")
    default: throw unexpected(byte)
    }
  }

  private mutating func word(_ text: StaticString, _ token: JSONToken) throws(FormatError) -> JSONToken {
    for offset in 0..<text.utf8CodeUnitCount {
      guard try cursor.peek() == text.utf8Start[offset] else { throw cursor.error("unexpectedCharacter", "expected '\(text)'") }
      cursor.position += 1
    }
    if let byte = try cursor.peek(), byte == 0x5F || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A {
      throw cursor.error("unexpectedCharacter", "expected '\(text)'")
    }
    afterValue()
    return token
  }
}
