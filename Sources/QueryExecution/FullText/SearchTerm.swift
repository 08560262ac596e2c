// One word or phrase of a search and how well a text matches it. A term matches a text that holds it anywhere after folding; a word of
// letters also matches characters that are read so, syllable by syllable (the last may be cut short) or by first letters alone.
// The score says where the match stands, best first: the whole text, its start, the start of a word, elsewhere; each a little lower for
// pinyin, and again for first letters. Within one rank the larger part of the text counts more.
import GraphModel
import GraphStorage

/// A word or phrase.
struct SearchTerm: Sendable {
  /// How the term was written.
  enum Kind: Sendable {
    /// Anywhere in a text, also as pinyin.
    case word
    /// At the start of a word, also as pinyin at the start of a text.
    case prefix
    /// Anywhere in a text, letter by letter.
    case phrase
  }

  let kind: Kind
  let scalars: [UInt32]
  /// The letters of a term that may be pinyin; empty for any other.
  let letters: [UInt8]

  /// A term; `nil` where nothing is left of it after folding.
  init?(_ text: String, _ kind: Kind) {
    let folded = FoldedText(text)
    guard !folded.isEmpty else { return nil }
    self.kind = kind
    scalars = folded.scalars
    let isPinyin =
      kind != .phrase && scalars.count > 1 && scalars.count <= SearchLimits.pinyinLettersMax
      && scalars.allSatisfy { Pinyin.letterSound($0) != nil } && scalars.contains { $0 >= 0x61 }
    letters = isPinyin ? scalars.map { UInt8(truncatingIfNeeded: $0) } : []
  }

  /// Where in a text a match may stand.
  private enum Rank: Int {
    case inside, wordStart, start, whole
  }

  /// How a match came about, with what it takes off the score.
  private enum Way: Double {
    case letters = 0
    case syllables = 0.05
    case initials = 0.1
  }

  /// How well a text matches, above 0 and at most 1; `nil` where it does not.
  func score(_ text: FoldedText) -> Double? {
    var best = 0.0
    let isSpoken = !letters.isEmpty && text.hasReadings
    for start in 0..<text.count {
      if let length = literalLength(text, start) { best = max(best, value(text, start, length, .letters)) }
      guard isSpoken else { continue }
      if let length = syllablesLength(text, start) { best = max(best, value(text, start, length, .syllables)) }
      if let length = initialsLength(text, start) { best = max(best, value(text, start, length, .initials)) }
    }
    return best > 0 ? best : nil
  }

  private func value(_ text: FoldedText, _ start: Int, _ length: Int, _ way: Way) -> Double {
    let rank: Rank =
      if start == 0 { length == text.count ? .whole : .start } else { text.isWordStart(start) ? .wordStart : .inside }
    if kind == .prefix, rank == .inside { return 0 }
    let base: Double =
      switch rank {
      case .whole: 0.9
      case .start: 0.7
      case .wordStart: 0.5
      case .inside: 0.3
      }
    return base - way.rawValue + 0.1 * Double(length) / Double(text.count)
  }

  private func literalLength(_ text: FoldedText, _ start: Int) -> Int? {
    guard start + scalars.count <= text.count, text.scalars[start] == scalars[0] else { return nil }
    for place in 1..<max(1, scalars.count) where text.scalars[start + place] != scalars[place] { return nil }
    return scalars.count
  }

  /// The characters from a start whose first letters are the term.
  private func initialsLength(_ text: FoldedText, _ start: Int) -> Int? {
    guard start + letters.count <= text.count else { return nil }
    var isRead = false
    for (place, letter) in letters.enumerated() {
      let wanted = Pinyin.letterSound(UInt32(letter))
      let (scalar, readings) = (text.scalars[start + place], text.readings[start + place])
      guard Pinyin.sounds(of: scalar, readings: readings).contains(where: { Pinyin.initial($0) == wanted }) else { return nil }
      isRead = isRead || readings != 0
    }
    return isRead ? letters.count : nil
  }

  /// The characters from a start whose syllables are the term; bit `n` of `reached` says that the first `n` letters are used up.
  private func syllablesLength(_ text: FoldedText, _ start: Int) -> Int? {
    var reached: UInt128 = 1
    var isRead = false
    for place in start..<text.count {
      var next: UInt128 = 0
      isRead = isRead || text.readings[place] != 0
      for sound in Pinyin.sounds(of: text.scalars[place], readings: text.readings[place]) {
        let spelling = Pinyin.spelling(sound)
        for offset in 0..<letters.count where reached & (1 << UInt128(offset)) != 0 {
          let rest = letters[offset...]
          if rest.starts(with: spelling) {
            next |= 1 << UInt128(offset + spelling.count)
          } else if spelling.starts(with: rest) {
            next |= 1 << UInt128(letters.count)
          }
        }
      }
      if next & (1 << UInt128(letters.count)) != 0 { return isRead ? place - start + 1 : nil }
      if next == 0 { return nil }
      reached = next
    }
    return nil
  }
}
