// Fields of comma-separated values, RFC 4180: quoted where they hold the delimiter, a quote or a line end, quotes doubled. An
// absent value is an empty field, an empty string is `""`, so the two stay apart. Lines end with a line feed alone, as the
// tools of Unix like it; every reader takes both.

/// Appends CSV fields to bytes.
package enum CSVText {
  /// Appends a string as a field.
  package static func append(_ text: String, delimiter: UInt8 = UInt8(ascii: ","), to bytes: inout [UInt8]) {
    var copy = text
    copy.withUTF8 { source in
      let clean = !source.isEmpty && source[0] > 0x20 && source[source.count - 1] > 0x20 && !needsQuotes(source, delimiter)
      if clean { return bytes.append(contentsOf: source) }
      bytes.append(ascii: "\"")
      for byte in source {
        if byte == 0x22 { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(ascii: "\"")
    }
  }

  private static func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> Bool {
    bytes.contains { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D || $0 == 0 }
  }

  /// A string that no spreadsheet runs as a formula: an apostrophe stands before `=`, `+`, `-`, `@`, tab and carriage return.
  package static func guarded(_ text: String) -> String {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: "'" + text
    default: text
    }
  }
}
