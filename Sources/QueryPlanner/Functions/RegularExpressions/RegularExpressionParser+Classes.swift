// Escapes and character classes of patterns.

import GraphModel

extension RegularExpressionParser {
  /// What follows a backslash outside of a class.
  mutating func escape() throws(QueryError) -> RegularExpressionTree {
    guard let character = next else { throw fault("a backslash at the end") }
    let assertion: PlaceAssertion? =
      switch Unicode.Scalar(character) {
      case "b": .wordBoundary
      case "B": .noWordBoundary
      case "A": .textStart
      case "z": .textEnd
      case "Z": .textEndOrFinalLine
      default: nil
      }
    if let assertion {
      _ = take()
      return .assertion(assertion)
    }
    if (0x31...0x39).contains(character) || character == 0x6B { throw fault("back-references are not supported") }
    if character == 0x52 {  // R: a line break
      _ = take()
      return .alternatives([.sequence([.characters(.scalar(0x0D)), .characters(.scalar(0x0A))]), .characters(.complement(.allButLineTerminators))])
    }
    return .characters(cased(try escapedClass()))
  }

  /// The class that an escape stands for; the backslash has been read.
  private mutating func escapedClass() throws(QueryError) -> CharacterClass {
    guard let character = take() else { throw fault("a backslash at the end") }
    switch Unicode.Scalar(character) {
    case "d": return Self.digit
    case "D": return .complement(Self.digit)
    case "w": return Self.word
    case "W": return .complement(Self.word)
    case "s": return Self.space
    case "S": return .complement(Self.space)
    case "h": return Self.horizontalSpace
    case "H": return .complement(Self.horizontalSpace)
    case "v": return .complement(.complement(.union([.range(0x0A, 0x0D), .scalar(0x85), .scalar(0x2028), .scalar(0x2029)])))
    case "p": return try property()
    case "P": return .complement(try property())
    case "t": return .scalar(0x09)
    case "n": return .scalar(0x0A)
    case "r": return .scalar(0x0D)
    case "f": return .scalar(0x0C)
    case "a": return .scalar(0x07)
    case "e": return .scalar(0x1B)
    case "0": return .scalar(try octal())
    case "x": return .scalar(peek("{") ? try braced() : try hexadecimal(count: 2))
    case "u": return .scalar(try codeUnit())
    case "c":
      guard let control = take() else { throw fault("a control character is missing") }
      return .scalar(control ^ 0x40)
    default:
      guard !CharacterClass.isWord(character) else { throw fault("an unknown escape") }
      return .scalar(character)
    }
  }

  private static let digit = CharacterClass.range(0x30, 0x39)
  private static let word = CharacterClass.union([.range(0x30, 0x39), .range(0x41, 0x5A), .scalar(0x5F), .range(0x61, 0x7A)])
  private static let space = CharacterClass.union([.scalar(0x20), .range(0x09, 0x0D)])
  private static let horizontalSpace = CharacterClass.union([
    .scalar(0x20), .scalar(0x09), .scalar(0xA0), .scalar(0x1680), .scalar(0x180E), .range(0x2000, 0x200A), .scalar(0x202F), .scalar(0x205F),
    .scalar(0x3000),
  ])

  // MARK: Numbers

  private mutating func hexadecimal(count: Int) throws(QueryError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = next.flatMap(Self.hexadecimalDigit) else { throw fault("a hexadecimal digit is missing") }
      place(advancedBy: 1)
      value = value << 4 | digit
    }
    return value
  }

  private mutating func place(advancedBy count: Int) { for _ in 0..<count { _ = take() } }

  private static func hexadecimalDigit(_ character: UInt32) -> UInt32? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x41 + 10
    case 0x61...0x66: character - 0x61 + 10
    default: nil
    }
  }

  private mutating func braced() throws(QueryError) -> UInt32 {
    guard take("{") else { throw fault("'{' is missing") }
    var value: UInt32 = 0
    while let digit = next.flatMap(Self.hexadecimalDigit), value <= 0x10FFFF {
      _ = take()
      value = value << 4 | digit
    }
    guard take("}"), value <= 0x10FFFF else { throw fault("not a character number") }
    return value
  }

  /// `\uXXXX`, two of them where they are a surrogate pair.
  private mutating func codeUnit() throws(QueryError) -> UInt32 {
    let high = try hexadecimal(count: 4)
    guard (0xD800...0xDBFF).contains(high), take("\\u") else { return high }
    let low = try hexadecimal(count: 4)
    guard (0xDC00...0xDFFF).contains(low) else { throw fault("half of a surrogate pair") }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private mutating func octal() throws(QueryError) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < 3, let character = next, (0x30...0x37).contains(character), value * 8 + (character - 0x30) <= 0xFF {
      _ = take()
      value = value * 8 + (character - 0x30)
      count += 1
    }
    guard count > 0 else { throw fault("an octal digit is missing") }
    return value
  }

  private mutating func property() throws(QueryError) -> CharacterClass {
    var name = ""
    if take("{") {
      while let character = take(), character != 0x7D { name.unicodeScalars.append(Unicode.Scalar(character) ?? "?") }
    } else if let character = take() {
      name.unicodeScalars.append(Unicode.Scalar(character) ?? "?")
    }
    guard let found = CharacterProperty.named(name) else { throw fault("an unknown character property '\(name)'") }
    return found
  }

  // MARK: Classes

  /// A class; the opening bracket has been read.
  mutating func characterClass(depth: Int) throws(QueryError) -> CharacterClass {
    guard depth <= RegularExpressionLimits.depthMax else {
      throw fault("classes are nested more than \(RegularExpressionLimits.depthMax) deep")
    }
    let negated = take("^")
    var operands: [CharacterClass] = []
    var members: [CharacterClass] = []
    var isFirst = true
    while true {
      guard let character = next else { throw fault("a character class is not closed") }
      if character == 0x5D, !isFirst || !operands.isEmpty {  // ]
        _ = take()
        break
      }
      isFirst = false
      if take("&&") {
        operands.append(.union(members))
        members = []
      } else if take("[") {
        members.append(try characterClass(depth: depth + 1))
      } else {
        members.append(try member())
      }
    }
    operands.append(.union(members))
    let set = cased(operands.count == 1 ? operands[0] : .intersection(operands))
    return negated ? .complement(set) : set
  }

  /// A character, a range or an escape within a class.
  private mutating func member() throws(QueryError) -> CharacterClass {
    let first = try single()
    guard case .scalar(let lower) = first, peek("-"), !peek("]", ahead: 1), !peek("[", ahead: 1), place + 1 < scalars.count else { return first }
    _ = take()
    guard case .scalar(let upper) = try single() else { throw fault("a range ends in a class") }
    guard lower <= upper else { throw fault("the ends of a range are in the wrong order") }
    return .range(lower, upper)
  }

  private mutating func single() throws(QueryError) -> CharacterClass {
    guard let character = take() else { throw fault("a character class is not closed") }
    return character == 0x5C ? try escapedClass() : .scalar(character)
  }
}
