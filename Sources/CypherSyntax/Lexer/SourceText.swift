// A text as its UTF-8 bytes, from which tokens are cut and spelt.

package import GraphModel

/// The text that tokens lie in.
package struct SourceText: Sendable {
  /// The bytes.
  package let bytes: [UInt8]

  /// The bytes of a text.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The stretch between two offsets that lie on character boundaries.
  package func text(from start: Int, to end: Int) -> String {
    guard start >= 0, start < end, end <= bytes.count else { return "" }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text of a place.
  package func text(of span: SourceSpan) -> String { text(from: span.offset, to: span.offset + span.length) }

  /// The character that begins at an offset, with its length in bytes; `nil` at the end.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2)
    guard offset + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (length == 4 ? 0x07 : (length == 3 ? 0x0F : 0x1F))
    for place in 1..<length { value = value << 6 | UInt32(bytes[offset + place] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
