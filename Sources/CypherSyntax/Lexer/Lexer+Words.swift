// Names, strings and comments. Of strings only the end is found here; `TextLiteral` reads their escapes.

import GraphModel

extension Lexer {
  /// Steps over characters that may continue a name. Fast over ASCII.
  mutating func skipNameParts() {
    while let (scalar, length) = source.scalar(at: offset), CharacterClass.isNamePart(scalar) {
      offset += length
      column += 1
    }
  }

  /// Reads a name or keyword.
  mutating func readWord(from start: Mark) {
    skipNameParts()
    add(.word, keyword: Keyword.spelt(by: source.bytes[start.offset..<offset]), from: start)
  }

  /// Reads a string; it may hold line ends.
  mutating func readString(quote: UInt8, from start: Mark) {
    advance(ascii: 1)
    while let byte = byte(after: 0) {
      if byte == quote {
        advance(ascii: 1)
        return add(.stringLiteral, from: start)
      }
      if byte == UInt8(ascii: "\\") { advance(ascii: 1) }
      advance()
    }
    failUnterminated("string", opener: Character(Unicode.Scalar(quote)), from: start)
  }

  /// Reads a name in backticks, in which two stand for one.
  mutating func readQuotedName(from start: Mark) {
    advance(ascii: 1)
    while let byte = byte(after: 0) {
      guard byte == UInt8(ascii: "`") else {
        advance()
        continue
      }
      advance(ascii: 1)
      guard self.byte(after: 0) == UInt8(ascii: "`") else { return add(.quotedName, from: start) }
      advance(ascii: 1)
    }
    failUnterminated("quoted name", opener: "`", from: start)
  }

  /// Skips a comment up to the end of its line.
  mutating func skipLineComment() {
    while let byte = byte(after: 0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { advance() }
  }

  /// Skips a comment up to its end mark.
  mutating func skipBlockComment(from start: Mark) {
    advance(ascii: 2)
    while let byte = byte(after: 0) {
      if byte == UInt8(ascii: "*"), self.byte(after: 1) == UInt8(ascii: "/") { return advance(ascii: 2) }
      advance()
    }
    endsInside = true
    fail(
      "UnexpectedSyntax", "this comment is not closed", from: start,
      place: SourceSpan(offset: start.offset, length: 2, line: start.line, column: start.column), hint: "close it with '*/'")
  }

  private mutating func failUnterminated(_ noun: String, opener: Character, from start: Mark) {
    endsInside = true
    fail(
      "UnexpectedSyntax", "this \(noun) is not closed", from: start,
      place: SourceSpan(offset: start.offset, length: 1, line: start.line, column: start.column),
      hint: noun == "string" ? "close it with \(opener); a quote inside is written \\\(opener)" : "close it with \(opener)")
  }
}
