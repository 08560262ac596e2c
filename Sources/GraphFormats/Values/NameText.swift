// Names of labels, types and keys in Cypher text: bare where the grammar takes them so, else between backticks with each
// backtick doubled. One function, so that every printer quotes alike.

/// Prints names.
public enum NameText {
  /// A name as Cypher reads it back. Names outside ASCII stay bare if their scalars may stand in an identifier and
  /// `asciiOnly` is not asked for.
  public static func quoted(_ name: String, asciiOnly: Bool = false) -> String {
    isBare(name, asciiOnly: asciiOnly) ? name : "`" + doubled(name) + "`"
  }

  private static func isBare(_ name: String, asciiOnly: Bool) -> Bool {
    var first = true
    for scalar in name.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        let letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
        guard letter || byte == 0x5F || (!first && byte >= 0x30 && byte <= 0x39) else { return false }
      } else {
        guard !asciiOnly, first ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue else { return false }
      }
      first = false
    }
    return !first
  }

  private static func doubled(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar == "`" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
