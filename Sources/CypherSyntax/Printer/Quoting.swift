// How names and strings are written so that they are read back as they are.

/// Writes names and strings.
package enum Quoting {
  /// A name as it stands for a variable, label, type, key or function: in backticks where it must be. Any string reads back.
  package static func name(_ name: String) -> String { isPlain(name) && !isReserved(name) ? name : quoted(name) }

  /// A name as it stands where any word can stand: for a label, type, key or parameter.
  static func anyName(_ name: String) -> String { isPlain(name) ? name : quoted(name) }

  /// A name in backticks.
  static func quoted(_ name: String) -> String {
    var result = "`"
    for scalar in name.unicodeScalars {
      if scalar == "`" { result += "`" }
      result.unicodeScalars.append(scalar)
    }
    return result + "`"
  }

  /// A string literal in single quotes, with escapes for quotes, backslashes and control characters.
  package static func string(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  private static func isPlain(_ name: String) -> Bool {
    var scalars = name.unicodeScalars.makeIterator()
    guard let first = scalars.next(), CharacterClass.isNameStart(first) else { return false }
    while let scalar = scalars.next() { if !CharacterClass.isNamePart(scalar) { return false } }
    return true
  }

  private static func isReserved(_ name: String) -> Bool { Keyword.spelt(by: Array(name.utf8)[...])?.isReserved == true }
}
