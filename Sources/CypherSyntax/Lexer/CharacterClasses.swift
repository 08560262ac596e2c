// Which characters separate, begin and continue names, as openCypher 9 defines them: names begin with ID_Start or connector
// punctuation and go on with ID_Continue or currency symbols, so that 平台 is a name and （ is not a parenthesis.

enum CharacterClass {
  /// Whether a character separates tokens.
  static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Whether a name without quotes may begin with a character.
  static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIINameStart(UInt8(scalar.value)) }
    return scalar.properties.isIDStart || scalar.properties.generalCategory == .connectorPunctuation
  }

  /// Whether a name without quotes may go on with a character.
  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIINamePart(UInt8(scalar.value)) }
    return scalar.properties.isIDContinue || scalar.properties.generalCategory == .currencySymbol
  }

  /// `isNameStart` for ASCII.
  static func isASCIINameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// `isNamePart` for ASCII.
  static func isASCIINamePart(_ byte: UInt8) -> Bool {
    isASCIINameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }

  /// Whether a byte is a decimal digit.
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The ASCII spelling that somebody who typed this character probably meant: full-width forms, typographic quotes, dashes, arrows.
  static func asciiMeant(by scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    case 0x2018, 0x2019, 0x201B, 0x300C, 0x300D, 0x300E, 0x300F, 0x201C, 0x201D, 0x201F: "'"
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xAD: "-"
    case 0x3001: ","
    case 0x3002: "."
    case 0x3010, 0x3014: "["
    case 0x3011, 0x3015: "]"
    case 0x3008, 0x27E8, 0x2039: "<"
    case 0x3009, 0x27E9, 0x203A: ">"
    case 0x2192: "->"
    case 0x2190: "<-"
    case 0x2260: "<>"
    case 0x2264: "<="
    case 0x2265: ">="
    case 0xD7: "*"
    case 0xF7: "/"
    default: nil
    }
  }
}
