// The value of a number as it is written, and what is wrong with one that has none.

import GraphModel

/// Reads numbers.
enum NumberLiteral {
  /// The bases of integers with a prefix.
  enum Base: UInt64 {
    case octal = 8
    case hexadecimal = 16

    /// The base that the character after a leading zero announces.
    init?(prefix: UInt8?) {
      switch prefix {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): self = .hexadecimal
      case UInt8(ascii: "o"), UInt8(ascii: "O"): self = .octal
      default: return nil
      }
    }

    /// The value of a digit in this base.
    func digit(_ byte: UInt8) -> UInt64? {
      guard let value = Character(Unicode.Scalar(byte)).hexDigitValue, value < Int(rawValue) else { return nil }
      return UInt64(value)
    }
  }

  /// The value of an integer token, with a minus before it or not.
  static func integer(_ text: String, isNegative: Bool, at span: SourceSpan) throws(SyntaxFailure) -> Int64 {
    let bytes = Array(text.utf8)
    let base = bytes.first == UInt8(ascii: "0") ? Base(prefix: bytes.dropFirst().first) : nil
    var magnitude: UInt64 = 0
    for byte in base == nil ? bytes[...] : bytes.dropFirst(2) where byte != UInt8(ascii: "_") {
      let digit = base?.digit(byte) ?? UInt64(byte & 0x0F)
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: base?.rawValue ?? 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      guard !overflow, !carry else { throw integerOverflow(text, isNegative, at: span) }
      magnitude = sum
    }
    if isNegative, magnitude == Int64.min.magnitude { return .min }
    guard let value = Int64(exactly: magnitude) else { throw integerOverflow(text, isNegative, at: span) }
    return isNegative ? -value : value
  }

  /// The value of a float token, without its sign.
  static func float(_ text: String, at span: SourceSpan) throws(SyntaxFailure) -> Double {
    guard let value = Double(text.filter { $0 != "_" }), value.isFinite else {
      throw SyntaxFailure(
        "FloatingPointOverflow", "the number \(Excerpt.of(text)) is too large for a float", at: span,
        hint: "floats reach to about 1.8e308")
    }
    return value
  }

  /// Whether there are digits, and underscores neither side by side nor at the end. One may follow the prefix of a base.
  static func hasLoneUnderscores(_ digits: ArraySlice<UInt8>) -> Bool {
    let underscore = UInt8(ascii: "_")
    guard let last = digits.last, last != underscore else { return false }
    return !zip(digits, digits.dropFirst()).contains { $0 == underscore && $1 == underscore }
  }

  /// The error for a malformed number.
  static func malformed(_ text: String, at span: SourceSpan) -> SyntaxFailure {
    SyntaxFailure("InvalidNumberLiteral", "\(Excerpt.of(text)) is not a number", at: span, hint: mend(of: Array(text.utf8)))
  }

  private static func integerOverflow(_ text: String, _ isNegative: Bool, at span: SourceSpan) -> SyntaxFailure {
    SyntaxFailure(
      "IntegerOverflow", "the integer \(isNegative ? "-" : "")\(Excerpt.of(text)) does not fit into 64 bits", at: span,
      hint: "write it as a float (1.0e19) or as a string")
  }

  private static func mend(of bytes: [UInt8]) -> String {
    if bytes.first == UInt8(ascii: "0"), bytes.count > 1 {
      switch Base(prefix: bytes[1]) {
      case .hexadecimal: return "after 0x come the digits 0-9 and a-f"
      case .octal: return "after 0o come the digits 0-7"
      case nil: break
      }
      if bytes.allSatisfy(CharacterClass.isDigit) { return "an integer has no leading zero; octal numbers begin with 0o" }
    }
    if bytes.contains(UInt8(ascii: "_")) { return "single underscores may stand between digits: 1_000_000" }
    return "a name cannot begin with a digit, unless it is written in `backticks`"
  }
}
