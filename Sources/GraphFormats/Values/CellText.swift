// What stands in one cell of a table: strings bare, everything else as a Cypher literal. A string that could be taken for
// something else (empty, `null`, `true`, `false`) or would be invisible (blanks at its ends) is quoted; control characters,
// line ends and bidirectional overrides are escapes, so that no value can move the cursor or turn the line around.

internal import GraphModel

/// The text of a cell and how it is aligned.
struct CellText {
  /// The text, on one line.
  let text: String
  /// Whether it is a number and stands at the right.
  let isNumber: Bool
  /// Whether the value is null.
  let isNull: Bool

  /// The cell of a value.
  init(_ value: Value) {
    isNull = value.isNull
    switch value {
    case .integer, .float:
      isNumber = true
      text = ValueText.string(of: value)
    case .string(let string):
      isNumber = false
      text = Self.visible(Self.needsQuotes(string) ? ValueText.string(of: value) : string)
    default:
      isNumber = false
      text = Self.visible(ValueText.string(of: value))
    }
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    return first == 0x20 || last == 0x20 || text == "null" || text == "true" || text == "false"
  }

  /// The text with what cannot be seen written out.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isHidden(scalar):
        var bytes: [UInt8] = []
        bytes.append(hex16: scalar.value)
        result += "\\u" + String(decoding: bytes, as: UTF8.self)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
