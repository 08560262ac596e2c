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

  private let blocks: TextBlocks?
  private let file: String
  var window: [UInt8]
  var position = 0
  private var containers: [Container] = []
  private var expectation = Expectation.value
  var scratch: [UInt8] = []
  private var invalid: TextBlocks.Invalid?

  // Where the scanner stands: the column is the bytes since the line's start, less continuation bytes.
  private var line: Int
  private var lineStart = 0
  var continuations = 0
  /// Where the last token began.
  package private(set) var place = JSONPlace(line: 1, column: 1)

  /// Scans a stream.
  package init(_ source: ByteSource) {
    blocks = TextBlocks(source)
    file = source.name
    window = []
    line = 1
  }

  /// Scans bytes in memory, of which the first stands on a line of a file.
  package init(bytes: [UInt8], file: String, line: Int = 1) {
    blocks = nil
    self.file = file
    window = bytes
    self.line = line
    if let bad = UTF8Check.firstInvalid(in: bytes[...]) {
      invalid = TextBlocks.Invalid(offset: bad, byte: bytes[bad])
      window.removeLast(bytes.count - bad)
    }
    if window.starts(with: [0xEF, 0xBB, 0xBF]) { window.removeFirst(3) }
  }

  /// How many containers are open.
  package var depth: Int { containers.count }

  // MARK: Errors

  /// An error where the last token began.
  package func error(_ code: String, _ message: String, at place: JSONPlace? = nil, hint: String? = nil) -> FormatError {
    let stands = place ?? self.place
    return FormatError(file: file, line: Int(stands.line), column: Int(stands.column), code: code, message: message, hint: hint)
  }

  var here: JSONPlace {
    JSONPlace(line: Int32(clamping: line), column: Int32(clamping: position - lineStart - continuations + 1))
  }

  func errorHere(_ code: String, _ message: String, hint: String? = nil) -> FormatError {
    error(code, message, at: here, hint: hint)
  }

  // MARK: Bytes

  /// Makes sure a byte is there; `false` at the end.
  mutating func fill() throws(FormatError) -> Bool {
    if position < window.count { return true }
    guard let blocks else {
      if let invalid { throw errorHere("invalidUTF8", invalid.message, hint: TextBlocks.Invalid.hint) }
      return false
    }
    lineStart -= position
    window.removeAll(keepingCapacity: true)
    position = 0
    let more = try blocks.appendCheckedBlock(to: &window)
    invalid = blocks.invalid
    if !more, let invalid { throw errorHere("invalidUTF8", invalid.message, hint: TextBlocks.Invalid.hint) }
    return more
  }

  mutating func peek() throws(FormatError) -> UInt8? {
    try fill() ? window[position] : nil
  }

  private mutating func skipSpace() throws(FormatError) {
    while let byte = try peek() {
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
        continuations = 0
      default: return
      }
    }
  }

  // MARK: Tokens

  /// The next token.
  package mutating func next() throws(FormatError) -> JSONToken {
    while true {
      try skipSpace()
      place = here
      guard let byte = try peek() else {
        guard expectation == .end else { throw errorHere("unexpectedEnd", "the text ends too early") }
        return .end
      }
      switch (byte, expectation) {
      case (UInt8(ascii: ","), .commaOrEnd):
        position += 1
        expectation = containers.last == .object ? .name : .value
      case (UInt8(ascii: ":"), .colon):
        position += 1
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
    return errorHere(
      "unexpectedCharacter", "expected \(wanted), found \(Self.shown(byte))", hint: trailing ? "remove the comma before it" : nil)
  }

  private static func shown(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F ? "'\(Unicode.Scalar(byte))'" : "byte 0x" + String(byte, radix: 16)
  }

  private mutating func close(_ container: Container, _ token: JSONToken) throws(FormatError) -> JSONToken {
    guard containers.last == container else { throw unexpected(window[position]) }
    position += 1
    containers.removeLast()
    afterValue()
    return token
  }

  mutating func afterValue() { expectation = containers.isEmpty ? .end : .commaOrEnd }

  private mutating func open(_ container: Container) throws(FormatError) {
    guard containers.count < FormatLimits.jsonDepthMax else {
      throw errorHere("nestingTooDeep", "the text nests deeper than \(FormatLimits.jsonDepthMax) levels")
    }
    position += 1
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
      throw errorHere("unexpectedCharacter", "NaN and Infinity are not JSON", hint: "use null, or a typed value")
    default: throw unexpected(byte)
    }
  }

  private mutating func word(_ text: StaticString, _ token: JSONToken) throws(FormatError) -> JSONToken {
    for offset in 0..<text.utf8CodeUnitCount {
      guard try peek() == text.utf8Start[offset] else { throw errorHere("unexpectedCharacter", "expected '\(text)'") }
      position += 1
    }
    if let byte = try peek(), byte == 0x5F || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A {
      throw errorHere("unexpectedCharacter", "expected '\(text)'")
    }
    afterValue()
    return token
  }
}
