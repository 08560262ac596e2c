// Numbers from bytes, without strings and without a locale. Integers are exact or nothing; floats are correctly rounded: small
// mantissas and exponents by one exact multiplication or division, the rest by the standard library.

/// Reads numbers.
package enum NumberText {
  /// A decimal integer with an optional sign `-` or `+`; `nil` if it is none or does not fit into 64 bits.
  package static func integer(_ bytes: ArraySlice<UInt8>) -> Int64? {
    bytes.withUnsafeBufferPointer { integer($0) }
  }

  /// The same over a buffer.
  package static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var at = 0
    var negative = false
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      at = 1
    }
    guard at < bytes.count else { return nil }
    if bytes.count - at <= 18 {
      var small: Int64 = 0
      while at < bytes.count {
        let digit = bytes[at] &- 0x30
        guard digit <= 9 else { return nil }
        small = small &* 10 &+ Int64(digit)
        at += 1
      }
      return negative ? -small : small
    }
    var value: Int64 = 0
    while at < bytes.count {
      let digit = bytes[at] &- 0x30
      guard digit <= 9 else { return nil }
      let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
      let (next, beyond) = tenfold.subtractingReportingOverflow(Int64(digit))
      guard !over, !beyond else { return nil }
      value = next
      at += 1
    }
    if negative { return value }
    let (positive, over) = (0 as Int64).subtractingReportingOverflow(value)
    return over ? nil : positive
  }

  /// A decimal float: digits with an optional sign, fraction and exponent, or `NaN`, `Infinity`, `-Infinity`; `nil` if it is
  /// none. A number beyond the range is infinite.
  package static func float(_ bytes: ArraySlice<UInt8>) -> Double? {
    bytes.withUnsafeBufferPointer { float($0) }
  }

  /// The same over a buffer.
  package static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var scan = DecimalScan(bytes)
    guard scan.read() else { return special(bytes) }
    if let exact = scan.exact { return exact }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  private static func special(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    switch bytes.count {
    case 3 where bytes.elementsEqual("NaN".utf8): .nan
    case 8 where bytes.elementsEqual("Infinity".utf8): .infinity
    case 9 where bytes.elementsEqual("-Infinity".utf8): -.infinity
    default: nil
    }
  }
}

/// A decimal number taken apart: mantissa and exponent of ten.
private struct DecimalScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var exponent = 0
  private var negative = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the whole; `false` if it is no decimal number.
  mutating func read() -> Bool {
    var at = 0
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      at = 1
    }
    let start = at
    readDigits(&at, fraction: false)
    var count = at - start
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      readDigits(&at, fraction: true)
      count += at - fraction
    }
    guard count > 0 else { return false }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      guard readExponent(&at) else { return false }
    }
    return at == bytes.count
  }

  private mutating func readDigits(_ at: inout Int, fraction: Bool) {
    while at < bytes.count {
      let digit = bytes[at] &- 0x30
      guard digit <= 9 else { return }
      if digits > 0 || digit > 0 { digits += 1 }
      if digits <= 19 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if fraction { exponent -= 1 }
      }
      at += 1
    }
  }

  private mutating func readExponent(_ at: inout Int) -> Bool {
    var minus = false
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      minus = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    let start = at
    var value = 0
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      value = min(value * 10 + Int(bytes[at] - 0x30), 1_000_000)
      at += 1
    }
    exponent += minus ? -value : value
    return at > start
  }

  /// The number where one exact operation gives it: a mantissa below 2^53 and a power of ten that a double holds exactly.
  var exact: Double? {
    guard digits <= 19, mantissa < 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
    let whole = Double(mantissa)
    let size = exponent < 0 ? whole / Self.powers[-exponent] : whole * Self.powers[exponent]
    return negative ? -size : size
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
