// Text of the user inside messages is cut to a length that fits a line.

enum Excerpt {
  /// The longest excerpt in characters.
  private static let lengthMax = 40

  /// A text on one line, cut where it is long.
  static func of(_ text: String) -> String {
    var result = ""
    var length = 0
    for scalar in text.unicodeScalars {
      guard length < lengthMax else { return result + "…" }
      result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      length += 1
    }
    return result
  }
}
