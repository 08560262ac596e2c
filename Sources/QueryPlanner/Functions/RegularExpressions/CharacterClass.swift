// A set of Unicode scalar values, as patterns name them: single characters, ranges, properties, and sets made of sets.
// Invariant: whether a scalar is a member depends on the scalar alone, so that matchers may remember it.

/// A class of characters.
indirect enum CharacterClass: Hashable, Sendable {
  case any
  case scalar(UInt32)
  case range(UInt32, UInt32)
  case property(CharacterProperty)
  /// Any of these.
  case union([CharacterClass])
  /// All of these.
  case intersection([CharacterClass])
  case complement(CharacterClass)
  /// Characters that some member equals when case is left out of account.
  case caseless(CharacterClass)

  /// Whether a scalar is a member. Cost: the size of the class.
  func contains(_ scalar: UInt32) -> Bool {
    switch self {
    case .any: true
    case .scalar(let member): scalar == member
    case .range(let first, let last): scalar >= first && scalar <= last
    case .property(let property): property.holds(scalar)
    case .union(let parts): parts.contains { $0.contains(scalar) }
    case .intersection(let parts): parts.allSatisfy { $0.contains(scalar) }
    case .complement(let part): !part.contains(scalar)
    case .caseless(let part): Self.caseVariants(scalar).contains { part.contains($0) }
    }
  }

  /// The class that a dot stands for.
  static let allButLineTerminators = CharacterClass.complement(
    .union([.scalar(0x0A), .scalar(0x0D), .scalar(0x85), .scalar(0x2028), .scalar(0x2029)]))

  /// Whether a scalar ends a line.
  static func isLineTerminator(_ scalar: UInt32) -> Bool {
    scalar == 0x0A || scalar == 0x0D || scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029
  }

  /// Whether a scalar is a letter, digit or underscore of ASCII; the start and end of the text are not.
  static func isWord(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return (0x30...0x39).contains(scalar) || (0x41...0x5A).contains(scalar) || scalar == 0x5F || (0x61...0x7A).contains(scalar)
  }

  /// A scalar and what it becomes in lower, upper and title case, where that is one scalar.
  static func caseVariants(_ scalar: UInt32) -> [UInt32] {
    guard let character = Unicode.Scalar(scalar) else { return [scalar] }
    var variants = [scalar]
    let properties = character.properties
    for mapping in [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping] {
      let scalars = mapping.unicodeScalars
      if let only = scalars.first, scalars.count == 1, !variants.contains(only.value) { variants.append(only.value) }
    }
    return variants
  }
}

/// A property of characters that a pattern can name.
enum CharacterProperty: Hashable, Sendable {
  /// A general category or group of categories: `L`, `Lu`, `Nd`, `P` …
  case category(String)
  case alphabetic, uppercase, lowercase, whiteSpace, ideographic, han, asciiPunctuation, asciiGraph

  /// Whether a scalar has the property.
  func holds(_ scalar: UInt32) -> Bool {
    guard let character = Unicode.Scalar(scalar) else { return false }
    let properties = character.properties
    return switch self {
    case .category(let name): Self.categoryName(properties.generalCategory).hasPrefix(name)
    case .alphabetic: properties.isAlphabetic
    case .uppercase: properties.isUppercase
    case .lowercase: properties.isLowercase
    case .whiteSpace: properties.isWhitespace
    case .ideographic: properties.isIdeographic
    case .han: Self.isHan(scalar)
    case .asciiPunctuation:
      (0x21...0x2F).contains(scalar) || (0x3A...0x40).contains(scalar) || (0x5B...0x60).contains(scalar) || (0x7B...0x7E).contains(scalar)
    case .asciiGraph: (0x21...0x7E).contains(scalar)
    }
  }

  /// The property of a name as in `\p{…}`; nil where there is none.
  static func named(_ name: String) -> CharacterClass? {
    let plain = name.hasPrefix("Is") && name.count > 2 ? String(name.dropFirst(2)) : name
    switch plain.lowercased() {
    case "alphabetic": return .property(.alphabetic)
    case "uppercase": return .property(.uppercase)
    case "lowercase": return .property(.lowercase)
    case "whitespace", "white_space": return .property(.whiteSpace)
    case "ideographic": return .property(.ideographic)
    case "han", "script=han", "sc=han": return .property(.han)
    case "lower": return .range(0x61, 0x7A)
    case "upper": return .range(0x41, 0x5A)
    case "alpha": return .union([.range(0x41, 0x5A), .range(0x61, 0x7A)])
    case "digit": return .range(0x30, 0x39)
    case "alnum": return .union([.range(0x30, 0x39), .range(0x41, 0x5A), .range(0x61, 0x7A)])
    case "punct": return .property(.asciiPunctuation)
    case "graph": return .property(.asciiGraph)
    case "print": return .range(0x20, 0x7E)
    case "blank": return .union([.scalar(0x20), .scalar(0x09)])
    case "cntrl": return .union([.range(0, 0x1F), .scalar(0x7F)])
    case "xdigit": return .union([.range(0x30, 0x39), .range(0x41, 0x46), .range(0x61, 0x66)])
    case "space": return .union([.scalar(0x20), .range(0x09, 0x0D)])
    case "ascii": return .range(0, 0x7F)
    default: return categories.contains(plain) ? .property(.category(plain)) : nil
    }
  }

  private static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm",
    "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
  ]

  private static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x2FD5, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9: true
    case 0x16FE2...0x16FE3, 0x16FF0...0x16FF1, 0x20000...0x2FA1D, 0x30000...0x323AF: true
    default: false
    }
  }

  private static func categoryName(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
