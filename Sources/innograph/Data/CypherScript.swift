// A script taken apart into its statements: `;` ends one unless it stands in a string, a quoted name or a comment. Nothing else of
// the language is known here; whether a statement makes sense is for the database to say.

/// A statement of a script.
struct ScriptPart: Hashable {
  /// The statement, without the `;` and without blanks and comments in front.
  let text: String
  /// The line on which it begins, from 1.
  let line: Int
  /// The column at which it begins in Unicode scalar values, from 1.
  let column: Int
}

/// Splits scripts. Feed it text as it comes; it keeps what is not yet complete.
struct CypherScript {
  private enum Place { case code, lineComment, blockComment, quoted(UInt8) }

  private var bytes: [UInt8] = []
  private var place = Place.code
  private var position = 0
  private var statementStart: Int?
  private var start = (line: 1, column: 1)
  private var line = 1
  private var column = 1
  /// Whether the last byte was a carriage return, so that a line feed now ends no further line.
  private var wasReturn = false

  /// A script of which nothing has come.
  init() {}

  /// All statements of a text; a last one need not end with `;`.
  static func statements(of text: String) -> [ScriptPart] {
    var script = CypherScript()
    var result = script.feed(text)
    if let rest = script.rest { result.append(rest) }
    return result
  }

  /// Whether a text leaves no statement open: whether a shell may run it.
  static func isComplete(_ text: String) -> Bool {
    var script = CypherScript()
    _ = script.feed(text)
    return script.rest == nil
  }

  /// Adds text and hands out the statements that it completes. Cost: linear in the text that is not yet handed out.
  mutating func feed(_ text: String) -> [ScriptPart] {
    bytes.append(contentsOf: text.utf8)
    var done: [ScriptPart] = []
    while position < bytes.count {
      // A slash or star at the end may begin or end a comment with what comes next.
      if position + 1 == bytes.count, isHalfOfTwo(bytes[position]) { break }
      if let statement = step() { done.append(statement) }
    }
    let keep = statementStart ?? position
    bytes.removeSubrange(..<keep)
    position -= keep
    if statementStart != nil { statementStart = 0 }
    return done
  }

  /// Whether a statement or a comment has begun and not ended. Cost: constant.
  var isOpen: Bool {
    if case .blockComment = place { return true }
    return statementStart != nil || position < bytes.count
  }

  /// Whether what comes next stands in a string, a quoted name or a comment.
  var isInsideText: Bool {
    if case .code = place { return false }
    return true
  }

  /// What stands after the last `;`, unless it is blanks and whole comments.
  var rest: ScriptPart? {
    var copy = self
    while copy.position < copy.bytes.count { if let statement = copy.step() { return statement } }
    if let from = copy.statementStart { return copy.statement(from: from, to: copy.bytes.count) }
    if case .blockComment = copy.place { return ScriptPart(text: "/*", line: copy.start.line, column: copy.start.column) }
    return nil
  }

  private func isHalfOfTwo(_ byte: UInt8) -> Bool {
    switch place {
    case .code: byte == UInt8(ascii: "/")
    case .blockComment: byte == UInt8(ascii: "*")
    case .quoted: byte == UInt8(ascii: "\\")
    case .lineComment: false
    }
  }

  /// Takes one byte, or two that belong together.
  private mutating func step() -> ScriptPart? {
    let byte = bytes[position]
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    switch place {
    case .lineComment:
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { place = .code }
    case .blockComment:
      if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        place = .code
        advance()
      }
    case .quoted(let quote):
      if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
        advance()
      } else if byte == quote {
        place = .code
      }
    case .code: return code(byte, next)
    }
    advance()
    return nil
  }

  private mutating func code(_ byte: UInt8, _ next: UInt8) -> ScriptPart? {
    switch byte {
    case UInt8(ascii: "/") where next == UInt8(ascii: "/") || next == UInt8(ascii: "*"):
      place = next == UInt8(ascii: "/") ? .lineComment : .blockComment
      if statementStart == nil { start = (line, column) }
      advance()
    case UInt8(ascii: ";"):
      let done = statementStart.map { statement(from: $0, to: position) }
      statementStart = nil
      advance()
      return done
    default:
      let blank = blankLength
      guard blank == 0 else {
        for _ in 0..<blank { advance() }
        return nil
      }
      if statementStart == nil {
        statementStart = position
        start = (line, column)
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") { place = .quoted(byte) }
    }
    advance()
    return nil
  }

  /// The number of bytes of the white space here, 0 where there is none: what the language takes for white space, U+3000 too.
  private var blankLength: Int {
    let byte = bytes[position]
    if byte < 0x80 { return (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte) ? 1 : 0 }
    let length = byte < 0xE0 ? 2 : 3
    guard byte < 0xF0, position + length <= bytes.count else { return 0 }
    let value = bytes[position + 1..<position + length].reduce(UInt32(byte) & (length == 2 ? 0x1F : 0x0F)) { $0 << 6 | UInt32($1 & 0x3F) }
    switch value {
    case 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return length
    default: return 0
    }
  }

  private mutating func advance() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == UInt8(ascii: "\r")
    defer { wasReturn = isReturn }
    if isReturn || bytes[position] == UInt8(ascii: "\n") {
      line += isReturn || !wasReturn ? 1 : 0
      column = 1
    } else if bytes[position] & 0xC0 != 0x80 {
      column += 1
    }
    position += 1
  }

  private func statement(from: Int, to: Int) -> ScriptPart {
    ScriptPart(text: String(decoding: bytes[from..<to], as: UTF8.self), line: start.line, column: start.column)
  }
}
