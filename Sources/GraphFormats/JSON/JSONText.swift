// JSON as bytes: strings in runs of clean bytes, numbers that read back exactly. What JSON cannot say (NaN, infinity) is the
// caller's to say otherwise. Output is UTF-8; only what RFC 8259 demands is escaped, and U+2028/9, which break JavaScript.

/// Appends JSON to bytes.
package enum JSONText {
  /// Appends a string with its quotes.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(ascii: "\"")
    var copy = text
    copy.withUTF8 { source in
      var clean = 0
      var at = 0
      while at < source.count {
        let byte = source[at]
        if byte >= 0x20, byte != 0x22, byte != 0x5C, byte != 0xE2 {
          at += 1
          continue
        }
        if byte == 0xE2, !(at + 2 < source.count && source[at + 1] == 0x80 && source[at + 2] | 1 == 0xA9) {
          at += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[clean..<at]))
        if byte == 0xE2 {
          bytes.append(text: source[at + 2] == 0xA8 ? "\\u2028" : "\\u2029")
          at += 3
        } else {
          appendEscape(of: byte, to: &bytes)
          at += 1
        }
        clean = at
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[clean...]))
    }
    bytes.append(ascii: "\"")
  }

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22: bytes.append(text: "\\\"")
    case 0x5C: bytes.append(text: "\\\\")
    case 0x0A: bytes.append(text: "\\n")
    case 0x0D: bytes.append(text: "\\r")
    case 0x09: bytes.append(text: "\\t")
    case 0x08: bytes.append(text: "\\b")
    case 0x0C: bytes.append(text: "\\f")
    default:
      bytes.append(text: "\\u")
      bytes.append(hex16: UInt32(byte))
    }
  }

  /// Appends a finite float so that it reads back as the same float and as no integer.
  package static func append(_ number: Double, to bytes: inout [UInt8]) { bytes.append(text: FloatText.string(of: number)) }

  /// Appends `"name":`.
  package static func append(name: String, to bytes: inout [UInt8]) {
    append(name, to: &bytes)
    bytes.append(ascii: ":")
  }
}
