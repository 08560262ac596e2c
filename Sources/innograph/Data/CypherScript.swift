// A script taken apart into its statements: `;` ends one unless it stands in a string, a quoted name or a comment. Nothing else of
// the language is known here; whether a statement makes sense is for the database to say.

/// A statement of a script.
struct ScriptStatement: Hashable {
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

  /// A script of which nothing has come.
  init() {}

  /// All statements of a text; a last one need not end with `;`.
  static func statements(of text: String) -> [ScriptStatement] {
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
  mutating func feed(_ text: String) -> [ScriptStatement] {
    bytes.append(contentsOf: text.utf8)
    var done: [ScriptStatement] = []
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
  var rest: ScriptStatement? {
    var copy = self
    while copy.position < copy.bytes.count { if let statement = copy.step() { return statement } }
    if let from = copy.statementStart { return copy.statement(from: from, to: copy.bytes.count) }
    if case .blockComment = copy.place { return ScriptStatement(text: "/*", line: line, column: column) }
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
  private mutating func step() -> ScriptStatement? {
    let byte = bytes[position]
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    switch place {
    case .lineComment:
      if byte == UInt8(ascii: "\n") { place = .code }
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

  private mutating func code(_ byte: UInt8, _ next: UInt8) -> ScriptStatement? {
    switch byte {
    case UInt8(ascii: "/") where next == UInt8(ascii: "/") || next == UInt8(ascii: "*"):
      place = next == UInt8(ascii: "/") ? .lineComment : .blockComment
      advance()
    case UInt8(ascii: ";"):
      let done = statementStart.map { statement(from: $0, to: position) }
      statementStart = nil
      advance()
      return done
    case 0x20, 0x09, 0x0A, 0x0D: break
    default:
      if statementStart == nil {
        statementStart = position
        start = (line, column)
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") { place = .quoted(byte) }
    }
    advance()
    return nil
  }

  private mutating func advance() {
    guard position < bytes.count else { return }
    if bytes[position] == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if bytes[position] & 0xC0 != 0x80 {
      column += 1
    }
    position += 1
  }

  private func statement(from: Int, to: Int) -> ScriptStatement {
    ScriptStatement(text: String(decoding: bytes[from..<to], as: UTF8.self), line: start.line, column: start.column)
  }
}
