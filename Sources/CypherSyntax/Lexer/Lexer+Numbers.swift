// Where numbers begin and end. A run of digits and letters that begins like a number is one token, whole or malformed, so that
// `12ab` is never read as 12 and ab; `1..3` is an integer, two dots and an integer. Underscores may stand between digits.

extension Lexer {
  /// Reads a number without its sign, at a digit or at a dot before a digit.
  mutating func readNumber(from start: Mark) {
    if byte(after: 0) == UInt8(ascii: "0"), let base = NumberLiteral.Base(prefix: byte(after: 1)) {
      return readBased(base, from: start)
    }
    var isFloat = false
    let leadingZero = byte(after: 0) == UInt8(ascii: "0")
    var wholeDigits = skipDigits()
    if byte(after: 0) == UInt8(ascii: "."), let following = byte(after: 1), CharacterClass.isDigit(following) {
      isFloat = true
      wholeDigits = 0
      advance(ascii: 1)
      _ = skipDigits()
    }
    if skipExponent() { isFloat = true }
    let end = offset
    skipNameParts()
    let isMalformed = offset > end || (!isFloat && leadingZero && wholeDigits > 1)
    add(isMalformed ? .malformedNumber : (isFloat ? .floatLiteral : .integerLiteral), from: start)
  }

  private mutating func readBased(_ base: NumberLiteral.Base, from start: Mark) {
    advance(ascii: 2)
    let first = offset
    skipNameParts()
    let digits = source.bytes[first..<offset]
    let isWhole = NumberLiteral.hasLoneUnderscores(digits) && digits.allSatisfy { $0 == UInt8(ascii: "_") || base.digit($0) != nil }
    add(isWhole ? .integerLiteral : .malformedNumber, from: start)
  }

  /// Steps over digits, and over single underscores between them.
  private mutating func skipDigits() -> Int {
    let first = offset
    while let byte = byte(after: 0) {
      if CharacterClass.isDigit(byte) {
        advance(ascii: 1)
      } else if byte == UInt8(ascii: "_"), offset > first, let following = self.byte(after: 1), CharacterClass.isDigit(following) {
        advance(ascii: 2)
      } else {
        break
      }
    }
    return offset - first
  }

  private mutating func skipExponent() -> Bool {
    guard byte(after: 0) == UInt8(ascii: "e") || byte(after: 0) == UInt8(ascii: "E") else { return false }
    let hasSign = byte(after: 1) == UInt8(ascii: "-") || byte(after: 1) == UInt8(ascii: "+")
    guard let digit = byte(after: hasSign ? 2 : 1), CharacterClass.isDigit(digit) else { return false }
    advance(ascii: hasSign ? 2 : 1)
    _ = skipDigits()
    return true
  }
}
