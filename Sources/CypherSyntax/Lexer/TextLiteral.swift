// The value of a string and of a quoted name: escapes are read here and nowhere else. Known escapes are \\ \' \" \` \b \f \n
// \r \t, \uXXXX and \UXXXXXXXX; two \u that are a surrogate pair make one character.

import GraphModel

/// Reads quoted texts.
enum TextLiteral {
  /// The value of a string token, quotes and all.
  static func string(_ token: Token, in source: SourceText) throws(SyntaxFailure) -> String {
    let content = source.bytes[(token.offset + 1)..<(token.end - 1)]
    guard content.contains(UInt8(ascii: "\\")) else { return String(decoding: content, as: UTF8.self) }
    var reader = EscapeReader(source: source, token: token, bytes: content)
    return try reader.read()
  }

  /// The name inside the backticks of a token.
  static func quotedName(_ token: Token, in source: SourceText) -> String {
    var name: [UInt8] = []
    var skipsNext = false
    for byte in source.bytes[(token.offset + 1)..<(token.end - 1)] {
      if byte == UInt8(ascii: "`") {
        skipsNext.toggle()
        if !skipsNext { continue }
      }
      name.append(byte)
    }
    return String(decoding: name, as: UTF8.self)
  }
}

/// Reads the escapes of one string.
private struct EscapeReader {
  let source: SourceText
  let token: Token
  let bytes: ArraySlice<UInt8>
  var value: [UInt8] = []
  var place: Int

  init(source: SourceText, token: Token, bytes: ArraySlice<UInt8>) {
    self.source = source
    self.token = token
    self.bytes = bytes
    place = bytes.startIndex
    value.reserveCapacity(bytes.count)
  }

  mutating func read() throws(SyntaxFailure) -> String {
    while place < bytes.endIndex {
      if bytes[place] == UInt8(ascii: "\\") {
        try readEscape()
      } else {
        value.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: value, as: UTF8.self)
  }

  private mutating func readEscape() throws(SyntaxFailure) {
    let start = place
    let letter = place + 1 < bytes.endIndex ? bytes[place + 1] : 0
    place += 2
    switch Unicode.Scalar(letter) {
    case "\\", "'", "\"", "`": value.append(letter)
    case "b", "B": value.append(0x08)
    case "f", "F": value.append(0x0C)
    case "n", "N": value.append(0x0A)
    case "r", "R": value.append(0x0D)
    case "t", "T": value.append(0x09)
    case "u": try readCodePoint(digits: 4, from: start)
    case "U": try readCodePoint(digits: 8, from: start)
    default:
      let end = min(bytes.endIndex, start + 1 + (source.scalar(at: start + 1)?.length ?? 0))
      throw error(
        "UnexpectedSyntax", "unknown escape '\(source.text(from: start, to: end))' in a string", from: start, to: end,
        hint: "a backslash itself is written \\\\")
    }
  }

  private mutating func readCodePoint(digits: Int, from start: Int) throws(SyntaxFailure) {
    var code = try readHexadecimal(digits, from: start)
    if (0xD800..<0xDC00).contains(code), place + 1 < bytes.endIndex, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") {
      place += 2
      let low = try readHexadecimal(4, from: place - 2)
      guard (0xDC00..<0xE000).contains(low) else { throw invalidCodePoint(from: start) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw invalidCodePoint(from: start) }
    value.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func readHexadecimal(_ digits: Int, from start: Int) throws(SyntaxFailure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard place < bytes.endIndex, let digit = NumberLiteral.Base.hexadecimal.digit(bytes[place]) else {
        throw error(
          "InvalidUnicodeLiteral", "\\\(digits == 4 ? "u" : "U") must be followed by \(digits) hexadecimal digits", from: start, to: place,
          hint: digits == 4 ? "for example \\u4E2D" : "for example \\U0001F600")
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }

  private func invalidCodePoint(from start: Int) -> SyntaxFailure {
    error(
      "InvalidUnicodeLiteral", "'\(source.text(from: start, to: place))' is no Unicode character", from: start, to: place,
      hint: "code points end at \\U0010FFFF, and D800 to DFFF only form pairs")
  }

  private func error(_ detail: String, _ message: String, from start: Int, to end: Int, hint: String) -> SyntaxFailure {
    SyntaxFailure(detail, message, at: span(from: start, to: end), hint: hint)
  }

  /// The place of some bytes inside the token; lines and columns are counted from the token's own.
  private func span(from start: Int, to end: Int) -> SourceSpan {
    let before = source.text(from: token.offset, to: start).unicodeScalars
    var line = token.span.line
    var column = token.span.column
    for scalar in before {
      if scalar == "\n" {
        line += 1
        column = 1
      } else if scalar != "\r" {
        column += 1
      }
    }
    return SourceSpan(offset: start, length: max(1, end - start), line: line, column: column)
  }
}
