// The grammar of patterns, a subset of Java's: alternation, groups, greedy and lazy quantifiers, character classes with nesting
// and `&&`, the usual escapes, Unicode properties, quoting, anchors, and the flags i, s, m and x. What a linear-time engine
// cannot do (back-references, look-around, atomic groups, possessive quantifiers) is refused by name.

import GraphModel

/// Reads a pattern.
struct RegularExpressionParser {
  /// The flags in force.
  struct Flags {
    var caseless = false
    var dotMatchesAll = false
    var multiline = false
    var comments = false
  }

  private(set) var scalars: [UInt32]
  private(set) var place = 0
  var flags = Flags()
  private let pattern: String

  /// The tree of a pattern.
  /// - Throws: an ArgumentError with the place of the fault.
  static func parse(_ pattern: String) throws(QueryError) -> RegularExpressionTree {
    var parser = RegularExpressionParser(pattern)
    guard pattern.utf8.count <= RegularExpressionLimits.patternBytesMax else {
      throw parser.fault("the pattern is longer than \(RegularExpressionLimits.patternBytesMax) bytes")
    }
    let tree = try parser.alternatives(depth: 0)
    guard parser.isAtEnd else { throw parser.fault("unmatched ')'") }
    return tree
  }

  private init(_ pattern: String) {
    self.pattern = pattern
    scalars = pattern.unicodeScalars.map(\.value)
  }

  // MARK: Characters

  var isAtEnd: Bool { place >= scalars.count }
  var next: UInt32? { place < scalars.count ? scalars[place] : nil }

  func peek(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool {
    place + ahead < scalars.count && scalars[place + ahead] == character.value
  }

  mutating func take() -> UInt32? {
    guard place < scalars.count else { return nil }
    place += 1
    return scalars[place - 1]
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek(character) else { return false }
    place += 1
    return true
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    guard scalars[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  func fault(_ complaint: String) -> QueryError {
    .runtime(.argumentError, "InvalidRegularExpression", "the regular expression '\(pattern)' is not valid at character \(place + 1): \(complaint)")
  }

  // MARK: Structure

  mutating func alternatives(depth: Int) throws(QueryError) -> RegularExpressionTree {
    guard depth <= RegularExpressionLimits.depthMax else {
      throw fault("groups are nested more than \(RegularExpressionLimits.depthMax) deep")
    }
    var branches = [try sequence(depth: depth)]
    while take("|") { branches.append(try sequence(depth: depth)) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence(depth: Int) throws(QueryError) -> RegularExpressionTree {
    var items: [RegularExpressionTree] = []
    while true {
      if flags.comments { skipComments() }
      guard let character = next, character != 0x7C, character != 0x29 else { break }  // | )
      if take("\\Q") {
        items += quoted()
        if let last = items.popLast() { items.append(try quantified(last)) }
      } else {
        items.append(try quantified(try atom(depth: depth)))
      }
    }
    return items.count == 1 ? items[0] : (items.isEmpty ? .empty : .sequence(items))
  }

  private mutating func skipComments() {
    while let character = next {
      if character == 0x23 {  // #
        while let rest = take(), rest != 0x0A {}
      } else if character <= 0x20 {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func quoted() -> [RegularExpressionTree] {
    var items: [RegularExpressionTree] = []
    while !isAtEnd, !take("\\E") { if let character = take() { items.append(literal(character)) } }
    return items
  }

  /// One character, in any case if the flag says so.
  func literal(_ character: UInt32) -> RegularExpressionTree { .characters(cased(.scalar(character))) }

  /// A class as the flags take it.
  func cased(_ characters: CharacterClass) -> CharacterClass { flags.caseless ? .caseless(characters) : characters }

  private mutating func atom(depth: Int) throws(QueryError) -> RegularExpressionTree {
    guard let character = take() else { return .empty }
    switch Unicode.Scalar(character) {
    case "(": return try group(depth: depth)
    case "[": return .characters(try characterClass(depth: depth))
    case ".": return .characters(flags.dotMatchesAll ? .any : .allButLineTerminators)
    case "^": return .assertion(flags.multiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.multiline ? .lineEnd : .textEndOrFinalLine)
    case "\\": return try escape()
    case "*", "+", "?": throw fault("nothing to repeat before the quantifier")
    default: return literal(character)
    }
  }

  private mutating func group(depth: Int) throws(QueryError) -> RegularExpressionTree {
    let outer = flags
    if take("?") {
      if take("<") || take("P<") {
        if peek("=") || peek("!") { throw fault("look-behind is not supported") }
        while let character = take(), character != 0x3E {}  // a name, up to >
      } else if peek("=") || peek("!") {
        throw fault("look-ahead is not supported")
      } else if peek(">") {
        throw fault("atomic groups are not supported")
      } else if try readFlags() {
        return .empty  // flags for the rest of the enclosing group
      }
    }
    let inside = try alternatives(depth: depth + 1)
    guard take(")") else { throw fault("a group is not closed") }
    flags = outer
    return inside
  }

  /// Reads `i-s:` or `i)`; true if the group ends here.
  private mutating func readFlags() throws(QueryError) -> Bool {
    var value = true
    while let character = take() {
      switch Unicode.Scalar(character) {
      case "i": flags.caseless = value
      case "s": flags.dotMatchesAll = value
      case "m": flags.multiline = value
      case "x": flags.comments = value
      case "u", "U", "d": break
      case "-": value = false
      case ":": return false
      case ")": return true
      default: throw fault("an unknown flag")
      }
    }
    throw fault("a group is not closed")
  }

  // MARK: Quantifiers

  private mutating func quantified(_ item: RegularExpressionTree) throws(QueryError) -> RegularExpressionTree {
    if flags.comments { skipComments() }
    guard let bounds = try quantifier() else { return item }
    if take("+") { throw fault("possessive quantifiers are not supported") }
    _ = take("?")  // lazy: the same for a match of the whole text
    if peek("*") || peek("+") || peek("?") || peek("{") { throw fault("a quantifier after a quantifier") }
    return .repeated(item, minimum: bounds.minimum, maximum: bounds.maximum)
  }

  private mutating func quantifier() throws(QueryError) -> (minimum: Int, maximum: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return nil }
    guard let minimum = number() else { throw fault("a repetition count is missing") }
    var maximum: Int? = minimum
    if take(",") { maximum = peek("}") ? nil : number() ?? -1 }
    guard take("}") else { throw fault("a repetition is not closed") }
    let limit = RegularExpressionLimits.repetitionsMax
    guard minimum <= limit, maximum ?? 0 <= limit else { throw fault("a repetition of more than \(limit) times") }
    if let maximum, maximum < minimum { throw fault("the bounds of a repetition are in the wrong order") }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let character = next, (0x30...0x39).contains(character) {
      value = min(1_000_000, (value ?? 0) * 10 + Int(character - 0x30))
      place += 1
    }
    return value
  }
}
