// Numbers to text and back, as the language spells them: floats always show a point or an exponent, so that their text tells
// them from integers; parsing takes what a literal would be, and what people type around it.

/// The texts of numbers.
package enum NumberText {
  /// The text of a float: the fewest digits that read back as the same number; plain from 10⁻³ to below 10⁷, else with an
  /// exponent (`1.5E20`); `NaN`, `Infinity`.
  package static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let decimal = DecimalDigits(number)
    let sign = decimal.isNegative ? "-" : ""
    if decimal.digits.isEmpty { return sign + "0.0" }
    let plain = decimal.exponent > -3 && decimal.exponent <= 7
    return sign + (plain ? plainText(decimal) : exponentText(decimal))
  }

  private static func plainText(_ decimal: DecimalDigits) -> String {
    let digits = decimal.digits.map { $0 + 0x30 }
    var bytes: [UInt8] = []
    if decimal.exponent <= 0 {
      bytes += [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -decimal.exponent) + digits
    } else if digits.count <= decimal.exponent {
      bytes += digits + [UInt8](repeating: 0x30, count: decimal.exponent - digits.count) + [0x2E, 0x30]
    } else {
      bytes += digits[..<decimal.exponent] + [0x2E] + digits[decimal.exponent...]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func exponentText(_ decimal: DecimalDigits) -> String {
    let digits = decimal.digits.map { $0 + 0x30 }
    let rest = digits.count > 1 ? String(decoding: digits[1...], as: UTF8.self) : "0"
    return "\(decimal.digits[0]).\(rest)E\(decimal.exponent - 1)"
  }

  /// The float that a text spells, blanks around it aside: digits with an optional sign, point and exponent, `NaN` or `Infinity`.
  package static func float(_ text: String) -> Double? {
    let bytes = trimmed(text)
    switch String(decoding: bytes, as: UTF8.self) {
    case "NaN": return .nan
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    case let spelling: return isDecimal(bytes) ? Double(spelling) : nil
    }
  }

  /// The integer that a text spells, blanks around it aside: digits with an optional sign. Nil also where it lies outside of 64 bits.
  package static func integer(_ text: String) -> Int64? {
    Int64(String(decoding: trimmed(text), as: UTF8.self))
  }

  /// The bytes of a text without the blanks and control characters at its ends.
  static func trimmed(_ text: String) -> ArraySlice<UInt8> {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return bytes[first...last]
  }

  /// Whether bytes are an optional sign, digits with at most one point, and an optional exponent.
  private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if let first = rest.first, first == 0x2B || first == 0x2D { rest.removeFirst() }
    let whole = dropDigits(&rest)
    var fraction = 0
    if rest.first == 0x2E {
      rest.removeFirst()
      fraction = dropDigits(&rest)
    }
    guard whole + fraction > 0 else { return false }
    guard let next = rest.first else { return true }
    guard next == 0x65 || next == 0x45 else { return false }
    rest.removeFirst()
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { rest.removeFirst() }
    return dropDigits(&rest) > 0 && rest.isEmpty
  }

  private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
    let count = bytes.prefix { (0x30...0x39).contains($0) }.count
    bytes.removeFirst(count)
    return count
  }
}
