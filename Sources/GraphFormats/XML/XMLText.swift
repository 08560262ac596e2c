// Text as XML: markup characters are references, what XML 1.0 cannot hold (controls, U+FFFE, U+FFFF) is dropped and counted, so
// that the writer can say so. Carriage returns, and in attributes tabs and line feeds, are references, or a reader would make
// them something else.

/// Appends text to XML.
enum XMLText {
  /// Whether XML 1.0 can hold a scalar.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Appends text between tags; the number of characters that had to be dropped.
  @discardableResult
  static func append(_ text: String, to bytes: inout [UInt8]) -> Int { append(text, inAttribute: false, &bytes) }

  /// Appends `name="value"` after a blank; the number of characters that had to be dropped.
  @discardableResult
  static func append(attribute name: String, _ value: String, to bytes: inout [UInt8]) -> Int {
    bytes.append(ascii: " ")
    bytes.append(text: name)
    bytes.append(text: "=\"")
    let dropped = append(value, inAttribute: true, &bytes)
    bytes.append(ascii: "\"")
    return dropped
  }

  private static func append(_ text: String, inAttribute: Bool, _ bytes: inout [UInt8]) -> Int {
    var copy = text
    return copy.withUTF8 { source in
      var dropped = 0
      var at = 0
      while at < source.count {
        let byte = source[at]
        if byte == 0xEF, at + 2 < source.count, source[at + 1] == 0xBF, source[at + 2] >= 0xBE {
          dropped += 1
          at += 3
          continue
        }
        switch byte {
        case UInt8(ascii: "&"): bytes.append(text: "&amp;")
        case UInt8(ascii: "<"): bytes.append(text: "&lt;")
        case UInt8(ascii: ">"): bytes.append(text: "&gt;")
        case UInt8(ascii: "\"") where inAttribute: bytes.append(text: "&quot;")
        case 0x0D: bytes.append(text: "&#13;")
        case 0x0A where inAttribute: bytes.append(text: "&#10;")
        case 0x09 where inAttribute: bytes.append(text: "&#9;")
        case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: dropped += 1
        default: bytes.append(byte)
        }
        at += 1
      }
      return dropped
    }
  }
}
