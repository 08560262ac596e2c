// Text to tokens. The lexer never throws and never stops early: a stretch that is no token becomes a `.failure`, the first of
// which keeps its error, and reading goes on behind it. So the parser reports whichever error comes first in the text, and a
// script can be split although one of its statements is broken. White space and comments are dropped. The last token is
// always `.endOfText`. Cost: linear in the text.

package import GraphModel

/// The tokens of a text.
package struct Tokens: Sendable {
  /// The text they lie in.
  package let source: SourceText
  /// The tokens in order; the last is `.endOfText`.
  package let list: [Token]
  /// The error of the first `.failure`, if there is one.
  package var failure: QueryError? { syntaxFailure?.error }
  /// Whether the text ends inside a string, a quoted name or a comment.
  package let endsInside: Bool
  let syntaxFailure: SyntaxFailure?
}

/// Reads tokens from a text.
package struct Lexer {
  let source: SourceText
  var tokens: [Token] = []
  var failure: SyntaxFailure?
  var endsInside = false
  private var isAtEnd = false
  var offset = 0
  var line = 1
  var column = 1

  init(_ text: String) { source = SourceText(text) }

  /// The tokens of a text.
  package static func tokens(in text: String) -> Tokens {
    var lexer = Lexer(text)
    while lexer.read() {}
    return Tokens(source: lexer.source, list: lexer.tokens, endsInside: lexer.endsInside, syntaxFailure: lexer.failure)
  }

  /// The next token; `nil` behind the last. Nothing is kept, so that a long text takes no memory for tokens.
  mutating func nextToken() -> Token? {
    tokens.removeAll(keepingCapacity: true)
    while tokens.isEmpty, !isAtEnd { isAtEnd = !read() }
    return tokens.first
  }

  /// Reads one token, comment or white space; `false` after the end.
  private mutating func read() -> Bool {
    guard let (scalar, length) = source.scalar(at: offset) else {
      tokens.append(Token(kind: .endOfText, offset: offset, length: 0, line: line, column: column))
      return false
    }
    let start = mark
    if CharacterClass.isWhitespace(scalar) {
      advance()
    } else if CharacterClass.isNameStart(scalar) {
      readWord(from: start)
    } else if scalar.isASCII {
      readASCII(source.bytes[offset], from: start)
    } else {
      advance()
      failUnknown(scalar, length: length, at: start)
    }
    return true
  }

  private mutating func readASCII(_ byte: UInt8, from start: Mark) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber(from: start)
    case UInt8(ascii: "."):
      if let following = self.byte(after: 1), CharacterClass.isDigit(following) { readNumber(from: start) } else { readSymbol(from: start) }
    case UInt8(ascii: "'"), UInt8(ascii: "\""): readString(quote: byte, from: start)
    case UInt8(ascii: "`"): readQuotedName(from: start)
    case UInt8(ascii: "/"):
      switch self.byte(after: 1) {
      case UInt8(ascii: "/"): skipLineComment()
      case UInt8(ascii: "*"): skipBlockComment(from: start)
      default: readSymbol(from: start)
      }
    default: readSymbol(from: start)
    }
  }
}

extension Lexer {
  /// A place in the text.
  struct Mark {
    let offset: Int
    let line: Int
    let column: Int
  }

  /// The place of the next character.
  var mark: Mark { Mark(offset: offset, line: line, column: column) }

  /// The byte some bytes ahead.
  func byte(after distance: Int) -> UInt8? {
    offset + distance < source.bytes.count ? source.bytes[offset + distance] : nil
  }

  /// Steps over one character and counts lines: LF, CR and CR LF each end one.
  mutating func advance() {
    guard let (scalar, length) = source.scalar(at: offset) else { return }
    offset += length
    let endsLine = scalar == "\n" || (scalar == "\r" && byte(after: 0) != UInt8(ascii: "\n"))
    if endsLine {
      line += 1
      column = 1
    } else if scalar != "\r" {
      column += 1
    }
  }

  /// Steps over ASCII characters that are no line ends.
  mutating func advance(ascii count: Int) {
    offset += count
    column += count
  }

  /// Adds the token between a mark and here.
  mutating func add(_ kind: Token.Kind, keyword: Keyword? = nil, from start: Mark) {
    tokens.append(
      Token(kind: kind, keyword: keyword, offset: start.offset, length: offset - start.offset, line: start.line, column: start.column))
  }

  /// Adds a failure between a mark and here, and keeps its error if it is the first.
  mutating func fail(_ detail: String, _ message: String, from start: Mark, place: SourceSpan? = nil, hint: String? = nil) {
    add(.failure, from: start)
    let span = place ?? SourceSpan(offset: start.offset, length: offset - start.offset, line: start.line, column: start.column)
    if failure == nil { failure = SyntaxFailure(detail, message, at: span, hint: hint) }
  }

  /// Adds the failure for a character that begins no token, which has just been read.
  mutating func failUnknown(_ scalar: Unicode.Scalar, length: Int, at start: Mark) {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let printable = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
    let shown = printable ? "'\(Character(scalar))' (\(name))" : name
    let hint =
      CharacterClass.asciiMeant(by: scalar).map { $0 == "'" ? "quotes are written ' or \"" : "write '\($0)'" }
      ?? (scalar.isASCII ? nil : "names with this character are written in `backticks`, texts in 'quotes'")
    fail(scalar.isASCII ? "UnexpectedSyntax" : "InvalidUnicodeCharacter", "unexpected character \(shown)", from: start, hint: hint)
  }
}
