// Appending text to bytes: writers build `[UInt8]`, never `String`, because a run of clean bytes is one copy.

extension [UInt8] {
  /// Appends a string's UTF-8 bytes.
  @inline(__always) package mutating func append(text: String) { append(contentsOf: text.utf8) }

  /// Appends one ASCII character.
  @inline(__always) package mutating func append(ascii character: Unicode.Scalar) { append(UInt8(truncatingIfNeeded: character.value)) }

  /// Appends an integer in decimal.
  package mutating func append(integer: Int64) {
    guard integer != 0 else { return append(0x30) }
    if integer < 0 { append(ascii: "-") }
    var rest = integer.magnitude
    let first = count
    while rest > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    self[first...].reverse()
  }

  /// Appends a scalar as UTF-8.
  package mutating func append(scalar: Unicode.Scalar) { append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }

  /// Appends four hexadecimal digits, lower case.
  package mutating func append(hex16 number: UInt32) {
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: (number >> shift) & 0xF)
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
