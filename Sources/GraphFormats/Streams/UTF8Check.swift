// Strict UTF-8: overlong forms, surrogates, cut sequences and what lies beyond U+10FFFF are found, never repaired. Strings on
// data paths are made only of bytes that passed here.

/// Checks bytes for being UTF-8.
package enum UTF8Check {
  /// The offset of the first byte that is not part of well-formed UTF-8, `nil` if there is none. Cost: linear, eight ASCII
  /// bytes at a step.
  package static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    let count = bytes.count
    while at < count {
      if at + 8 <= count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          at += 8
          continue
        }
      }
      let length = sequenceLength(in: bytes, at: at)
      if length == 0 { return at }
      at += length
    }
    return nil
  }

  /// The offset of the first byte that is not UTF-8 in a part of an array.
  package static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalid(in: $0) }
  }

  /// The length of the sequence that starts at a byte, 0 if it is malformed or cut.
  @inline(__always) private static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
    let first = bytes[at]
    if first < 0x80 { return 1 }
    if first < 0xC2 || first > 0xF4 { return 0 }
    let length = first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4)
    guard at + length <= bytes.count else { return 0 }
    let second = bytes[at + 1]
    let range: ClosedRange<UInt8> =
      switch first {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard range.contains(second) else { return 0 }
    for place in 2..<max(2, length) where bytes[at + place] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// Whether bytes are the start of a sequence that more bytes could complete.
  package static func isCut(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first >= 0xC2, first <= 0xF4, bytes.count < 4 else { return false }
    let length = first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4)
    return bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }

  /// The number of scalars in well-formed UTF-8.
  package static func scalarCount(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// Bytes of unknown quality as text for people: bad ones become U+FFFD, and what lies beyond the limit is cut.
  package static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let kept = bytes.prefix(FormatLimits.rawTextBytesMax)
    return String(decoding: kept, as: UTF8.self) + (kept.count < bytes.count ? "…" : "")
  }
}
