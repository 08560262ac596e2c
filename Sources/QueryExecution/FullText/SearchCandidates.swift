// The entities that may match a search, from the tokens of the index: sorted lists, intersected and united. They are all that match and
// maybe more; who asks checks them. A term of letters is looked for as it is, as first letters, and in every way it falls into syllables.
import GraphModel
import GraphStorage

/// Finds candidates in one index.
struct SearchCandidates {
  let index: FullTextReader

  /// The entities that may match; `nil` where that is every entity.
  func entities(_ query: SearchQuery) -> [UInt32]? {
    switch query {
    case .term(let term): return entities(term)
    case .not: return nil
    case .all(let parts):
      let found = parts.compactMap(entities).sorted { $0.count < $1.count }
      guard let first = found.first else { return nil }
      return found.dropFirst().reduce(first, Self.intersection)
    case .any(let parts):
      var union: [UInt32] = []
      for part in parts {
        guard let found = entities(part) else { return nil }
        union = Self.union(union, found)
      }
      return union
    }
  }

  private func entities(_ term: SearchTerm) -> [UInt32] {
    var found = literal(term.scalars)
    guard !term.letters.isEmpty else { return found }
    found = Self.union(found, initials(term.letters))
    var known = [[UInt32]?](repeating: nil, count: term.letters.count)
    if let read = syllables(term.letters, from: 0, &known) { found = Self.union(found, read) }
    return found
  }

  private func literal(_ scalars: [UInt32]) -> [UInt32] {
    if scalars.count == 1 { return index.entities(FullTextToken.grams(from: scalars[0])) }
    return intersection(zip(scalars, scalars.dropFirst()).map { FullTextToken.gram($0, $1) }) { index.entities($0) }
  }

  private func initials(_ letters: [UInt8]) -> [UInt32] {
    let sounds = letters.compactMap { Pinyin.letterSound(UInt32($0)) }
    return intersection(Array(zip(sounds, sounds.dropFirst()))) { index.entities(FullTextToken.sounds(initial: $0.0, next: $0.1)) }
  }

  private func intersection<Part>(_ parts: [Part], _ find: (Part) -> [UInt32]) -> [UInt32] {
    var found: [UInt32]?
    for part in parts {
      found = found.map { Self.intersection($0, find(part)) } ?? find(part)
      if found?.isEmpty == true { return [] }
    }
    return found ?? []
  }

  /// The entities that may be read as the letters from an offset on; `nil` where nothing is asked of what follows, because the token
  /// before has asked for its first letter.
  private func syllables(_ letters: [UInt8], from offset: Int, _ known: inout [[UInt32]?]) -> [UInt32]? {
    guard offset < letters.count else { return nil }
    if let found = known[offset] { return found }
    let rest = letters[offset...]
    let cut = Pinyin.syllables(from: rest)
    if offset > 0, !cut.isEmpty || rest.count == 1 { return nil }
    var found: [UInt32] = cut.isEmpty ? [] : ending(in: cut, rest)
    let single = Pinyin.letterSound(UInt32(rest[rest.startIndex])).map { [$0] } ?? []
    for sound in single + Pinyin.syllables(startingWith: rest) {
      let behind = offset + Pinyin.spelling(sound).count
      guard behind < letters.count else { continue }
      let next = Pinyin.letterSound(UInt32(letters[behind]))
      var here = index.entities(FullTextToken.sound(initial: Pinyin.initial(sound), next: next, sound))
      if !here.isEmpty, let following = syllables(letters, from: behind, &known) { here = Self.intersection(here, following) }
      found = Self.union(found, here)
    }
    known[offset] = found
    return found
  }

  /// The entities with a syllable of a range before anything.
  private func ending(in range: Range<Pinyin.Sound>, _ letters: ArraySlice<UInt8>) -> [UInt32] {
    guard let initial = letters.first.flatMap({ Pinyin.letterSound(UInt32($0)) }), let last = range.last else { return [] }
    var found: [UInt32] = []
    for next in [nil] + (0..<Pinyin.Sound(truncatingIfNeeded: Pinyin.syllableBase)).map(Optional.some) {
      let tokens =
        FullTextToken.sound(initial: initial, next: next, range.lowerBound)...FullTextToken.sound(initial: initial, next: next, last)
      found = Self.union(found, index.entities(tokens))
    }
    return found
  }

  // MARK: Sorted lists

  private static func intersection(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (found, l, r): ([UInt32], Int, Int) = ([], 0, 0)
    while l < left.count, r < right.count {
      if left[l] == right[r] {
        found.append(left[l])
        l += 1
        r += 1
      } else if left[l] < right[r] {
        l += 1
      } else {
        r += 1
      }
    }
    return found
  }

  private static func union(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var (found, l, r): ([UInt32], Int, Int) = ([], 0, 0)
    found.reserveCapacity(left.count + right.count)
    while l < left.count || r < right.count {
      if r == right.count || (l < left.count && left[l] < right[r]) {
        found.append(left[l])
        l += 1
      } else {
        if l < left.count, left[l] == right[r] { l += 1 }
        found.append(right[r])
        r += 1
      }
    }
    return found
  }
}
