// The language of search texts:
//   search      = conjunction { OR conjunction }
//   conjunction = part { [AND] part }
//   part        = NOT part | ( search ) | "phrase" | word | word*
// AND, OR and NOT are operators in capitals alone. A backslash takes the meaning from what follows it. Quotation marks and parentheses
// may be those of Chinese text. What is malformed is an error that says where, and so is a search that only excludes.
// Invariant: every alternative of a query holds a term that is not excluded, so that it never has to look at every entity.
import GraphModel
import GraphStorage

/// A search text, parsed.
indirect enum SearchQuery: Sendable {
  case term(SearchTerm)
  case all([SearchQuery])
  case any([SearchQuery])
  case not(SearchQuery)

  /// Parses a search text.
  /// - Throws: `ArgumentError` (`InvalidSearchText`) with the place.
  init(_ text: String) throws(QueryError) {
    var parser = try SearchParser(text)
    self = try parser.search()
  }
}

/// Parses search texts; the depth of its recursion is bounded.
private struct SearchParser {
  private enum Token {
    case word(String, isPrefix: Bool)
    case phrase(String)
    case open, close, and, or, not
  }

  private var tokens: [(token: Token, place: Int)] = []
  private var position = 0
  private var depth = 0
  private let end: Int

  init(_ text: String) throws(QueryError) {
    let scalars = Array(text.unicodeScalars)
    end = scalars.count
    guard scalars.count <= SearchLimits.charactersMax else {
      throw Self.malformed("has more than \(SearchLimits.charactersMax) characters", at: SearchLimits.charactersMax, nil)
    }
    tokens = try Self.tokens(scalars)
    let terms = tokens.count { if case .word = $0.token { true } else if case .phrase = $0.token { true } else { false } }
    guard terms > 0 else { throw Self.malformed("holds nothing to search for", at: 0, "write a word or a phrase in quotation marks") }
    guard terms <= SearchLimits.termsMax else { throw Self.malformed("has more than \(SearchLimits.termsMax) words", at: end, nil) }
  }

  private static func malformed(_ message: String, at place: Int, _ hint: String?) -> QueryError {
    .runtime(.argumentError, "InvalidSearchText", "the search text \(message) (character \(place + 1))", hint: hint)
  }

  // MARK: Tokens

  private static func tokens(_ scalars: [Unicode.Scalar]) throws(QueryError) -> [(token: Token, place: Int)] {
    var tokens: [(token: Token, place: Int)] = []
    var place = 0
    while place < scalars.count {
      let start = place
      switch scalars[place] {
      case "(", "（": tokens.append((.open, start))
      case ")", "）": tokens.append((.close, start))
      case "\"", "“", "”": tokens.append((.phrase(try phrase(scalars, &place)), start))
      case let scalar where scalar.properties.isWhitespace: break
      default:
        tokens.append((try word(scalars, &place), start))
        continue
      }
      place += 1
    }
    return tokens
  }

  private static func phrase(_ scalars: [Unicode.Scalar], _ place: inout Int) throws(QueryError) -> String {
    var text = String.UnicodeScalarView()
    let start = place
    place += 1
    while place < scalars.count {
      if ["\"", "“", "”"].contains(scalars[place]) { return String(text) }
      if scalars[place] == "\\", place + 1 < scalars.count { place += 1 }
      text.append(scalars[place])
      place += 1
    }
    throw malformed("ends inside a phrase that begins", at: start, "close the quotation marks, or write \\\" for one")
  }

  private static func word(_ scalars: [Unicode.Scalar], _ place: inout Int) throws(QueryError) -> Token {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    let start = place
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar.properties.isWhitespace || ["(", ")", "（", "）", "\"", "“", "”"].contains(scalar) { break }
      if scalar == "*" {
        place += 1
        let isAtEnd = place == scalars.count || scalars[place].properties.isWhitespace || ["(", ")", "（", "）"].contains(scalars[place])
        guard isAtEnd, !text.isEmpty else {
          throw malformed("has a * that does not end a word", at: place - 1, "write word* for words that begin so, or \\* for a star")
        }
        return .word(String(text), isPrefix: true)
      }
      if scalar == "\\", place + 1 < scalars.count {
        place += 1
        isEscaped = true
      }
      text.append(scalars[place])
      place += 1
    }
    guard !isEscaped, place > start else { return .word(String(text), isPrefix: false) }
    switch String(text) {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    default: return .word(String(text), isPrefix: false)
    }
  }

  // MARK: Grammar

  private var next: Token? { position < tokens.count ? tokens[position].token : nil }
  private var place: Int { position < tokens.count ? tokens[position].place : end }

  mutating func search() throws(QueryError) -> SearchQuery {
    let query = try alternatives()
    if position < tokens.count { throw Self.malformed("has a ) too many", at: place, nil) }
    return query
  }

  private mutating func alternatives() throws(QueryError) -> SearchQuery {
    var parts = [try conjunction()]
    while case .or? = next {
      position += 1
      parts.append(try conjunction())
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(QueryError) -> SearchQuery {
    let start = place
    var parts = [try part()]
    loop: while let token = next {
      switch token {
      case .or, .close: break loop
      case .and: position += 1
      default: break
      }
      parts.append(try part())
    }
    guard parts.contains(where: { if case .not = $0 { false } else { true } }) else {
      throw Self.malformed("only excludes", at: start, "a search needs a word that is wanted beside those that are NOT")
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part() throws(QueryError) -> SearchQuery {
    let start = place
    guard let token = next else { throw Self.malformed("ends where a word is wanted", at: end, nil) }
    position += 1
    switch token {
    case .word(let text, let isPrefix): return .term(try term(text, isPrefix ? .prefix : .word, at: start))
    case .phrase(let text): return .term(try term(text, .phrase, at: start))
    case .not:
      if case .not? = next { throw Self.malformed("says NOT twice", at: place, nil) }
      return .not(try part())
    case .open:
      depth += 1
      guard depth <= SearchLimits.depthMax else { throw Self.malformed("has too many parentheses inside each other", at: start, nil) }
      let query = try alternatives()
      guard case .close? = next else { throw Self.malformed("lacks the ) of a ( that stands", at: start, nil) }
      position += 1
      depth -= 1
      return query
    case .close, .and, .or:
      throw Self.malformed(
        "has an operator or ) where a word is wanted", at: start, "put AND, OR or NOT in quotation marks to search for the word")
    }
  }

  private func term(_ text: String, _ kind: SearchTerm.Kind, at place: Int) throws(QueryError) -> SearchTerm {
    guard let term = SearchTerm(text, kind) else {
      throw Self.malformed("has a word without any letter, digit or character", at: place, nil)
    }
    return term
  }
}
