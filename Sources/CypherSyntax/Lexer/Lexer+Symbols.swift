// Punctuation and operators. Arrows are not tokens of their own: `<-[` is three tokens and `-->` is three, for `a<-1` is a
// comparison; the parser puts them together.

extension Lexer {
  /// Reads the longest symbol at this place.
  mutating func readSymbol(from start: Mark) {
    guard let byte = byte(after: 0) else { return }
    if let following = self.byte(after: 1), let pair = Self.pair(byte, following) {
      advance(ascii: 2)
      return add(pair, from: start)
    }
    advance(ascii: 1)
    if let kind = Self.symbol(byte) { add(kind, from: start) } else { failUnknown(Unicode.Scalar(byte), length: 1, at: start) }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Token.Kind? {
    switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
    case (":", ":"): .doubleColon
    case (".", "."): .doubleDot
    case ("<", ">"): .notEqual
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    case ("=", "~"): .matches
    case ("+", "="): .plusEqual
    case ("|", "|"): .doublePipe
    default: nil
    }
  }

  private static func symbol(_ byte: UInt8) -> Token.Kind? {
    switch Unicode.Scalar(byte) {
    case "(": .leftParenthesis
    case ")": .rightParenthesis
    case "[": .leftBracket
    case "]": .rightBracket
    case "{": .leftBrace
    case "}": .rightBrace
    case ",": .comma
    case ";": .semicolon
    case ":": .colon
    case ".": .dot
    case "$": .dollar
    case "=": .equal
    case "<": .less
    case ">": .greater
    case "+": .plus
    case "-": .minus
    case "*": .star
    case "/": .slash
    case "%": .percent
    case "^": .caret
    case "|": .pipe
    case "&": .ampersand
    case "!": .exclamation
    default: nil
    }
  }
}
