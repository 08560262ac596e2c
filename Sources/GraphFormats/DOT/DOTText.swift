// Strings of DOT. Everything outside our own words stands in double quotes; quotes and backslashes are escaped, so that neither
// ends the string nor means a line's alignment; an ampersand is an entity, because Graphviz reads entities even in plain labels;
// line ends and controls are made visible or blank. HTML-like labels have their own escaping.

/// Escapes text for DOT.
enum DOTText {
  /// A quoted string whose lines are parted by line ends.
  static func quoted(_ lines: [String]) -> String { "\"" + lines.map(escaped).joined(separator: "\\n") + "\"" }

  /// A quoted string.
  static func quoted(_ text: String) -> String { quoted([text]) }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}": result += " "
      case _ where isHidden(scalar): break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text within an HTML-like label.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // Graphviz replaces \G and \N even here.
      case "\\": result += "&#92;"
      case "\n", "\r", "\t": result += " "
      case _ where isHidden(scalar): break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Controls, and what turns the direction of a line around.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Text in a comment.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isHidden($0) || $0 == "\u{2028}" || $0 == "\u{2029}" ? " " : $0 }))
  }
}
