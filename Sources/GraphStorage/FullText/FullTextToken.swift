// What a full-text index holds of a text: tokens of fixed size. A gram is two neighbouring scalars of the folded text, the last scalar
// with nothing behind it; a sound is a reading of a character and the first letter of the next. Whatever a term matches has the tokens
// that the term asks for; the converse is not promised: who searches checks the texts that tokens point to.
// Invariant: tokens order by namespace, then by their parts from left to right, so that "a scalar with anything behind it" and "two
// initials with any syllable" are ranges.

/// The tokens of texts.
package enum FullTextToken {
  /// Two neighbouring scalars; 0 is the end of the text.
  package static func gram(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 21 | UInt64(second) }

  /// All grams that begin with a scalar.
  package static func grams(from first: UInt32) -> ClosedRange<UInt64> { gram(first, 0)...gram(first, 0x1F_FFFF) }

  /// A sound that begins with a letter, before one that begins with another; `nil` is the end of the text, or what has no sound.
  package static func sound(initial: Pinyin.Sound, next: Pinyin.Sound?, _ sound: Pinyin.Sound) -> UInt64 {
    1 << 62 | UInt64(initial) << 24 | UInt64(next.map { $0 + 1 } ?? 0) << 16 | UInt64(sound)
  }

  /// All sounds between an initial and the next.
  package static func sounds(initial: Pinyin.Sound, next: Pinyin.Sound?) -> ClosedRange<UInt64> {
    sound(initial: initial, next: next, 0)...sound(initial: initial, next: next, .max)
  }

  /// Appends the tokens of a text; some may come twice.
  static func append(tokensOf text: FoldedText, to tokens: inout [UInt64]) {
    for place in 0..<text.count { tokens.append(gram(text.scalars[place], place + 1 < text.count ? text.scalars[place + 1] : 0)) }
    guard text.hasReadings else { return }  // letters alone are found by their grams
    var sounds = Pinyin.sounds(of: text.scalars[0], readings: text.readings[0])
    for place in 0..<text.count {
      let next = place + 1 < text.count ? Pinyin.sounds(of: text.scalars[place + 1], readings: text.readings[place + 1]) : []
      for sound in sounds {
        let initial = Pinyin.initial(sound)
        if next.isEmpty { tokens.append(Self.sound(initial: initial, next: nil, sound)) }
        for other in next { tokens.append(Self.sound(initial: initial, next: Pinyin.initial(other), sound)) }
      }
      sounds = next
    }
  }
}
