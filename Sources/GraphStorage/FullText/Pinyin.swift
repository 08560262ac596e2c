// How Han characters are read in Mandarin, without tones: for every character a small set of syllables (most have one, no one has more
// than eight), for polyphonic characters stay findable under each common reading. ü is there as v and as u. Letters and digits are
// "read" as themselves, so that names that mix scripts are found in one piece (AI芯片 as aixinpian).
// Invariant: sounds are numbered in the order of their spelling within letters and digits, then syllables; the sounds that begin with some letters
// are a range of numbers.

/// The readings of characters.
package enum Pinyin {
  /// A sound: a letter or digit below `syllableBase`, a syllable from there on.
  package typealias Sound = UInt16

  private struct Table: Sendable {
    /// The spelling by syllable.
    let syllables: [[UInt8]]
    /// The sounds by set; set 0 is empty.
    let sets: [[Sound]]
    /// The set by character.
    let common: [UInt16]
    let extended: [UInt16]
    let sparse: [UInt32: UInt16]
  }

  private static let commonBase: UInt32 = 0x4E00
  private static let extendedBase: UInt32 = 0x3400
  /// The number of letters and digits.
  package static let syllableBase = 36

  private static let table: Table = {
    let syllables = PinyinSets.syllables.utf8.split(separator: 0x2C).map { part in part.filter { $0 != 0x0A } }
    var sets: [[Sound]] = [[]]
    var numbers = PackedNumbers(PinyinSets.packed)
    while let count = numbers.next() {
      var sounds: [Sound] = []
      for _ in 0..<count { sounds.append(Sound(truncatingIfNeeded: syllableBase) + Sound(truncatingIfNeeded: numbers.next() ?? 0)) }
      sets.append(sounds)
    }
    var sparse: [UInt32: UInt16] = [:]
    var (pairs, code) = (PackedNumbers(PinyinRare.sparse), UInt32(0))
    while let distance = pairs.next(), let set = pairs.next() {
      code &+= distance
      sparse[code] = UInt16(truncatingIfNeeded: set)
    }
    return Table(
      syllables: syllables, sets: sets, common: codes(PinyinReadings.packed), extended: codes(PinyinRare.packed), sparse: sparse)
  }()

  private static func codes(_ packed: String) -> [UInt16] {
    var (digits, codes): (PackedNumbers, [UInt16]) = (PackedNumbers(packed), [])
    while let high = digits.nextDigit(), let low = digits.nextDigit() { codes.append(UInt16(truncatingIfNeeded: high << 6 | low)) }
    return codes
  }

  /// The number of the set of readings of a character; 0 for what is not read.
  static func readings(of scalar: UInt32) -> UInt16 {
    guard scalar >= extendedBase else { return 0 }
    let table = table
    if scalar >= commonBase, scalar < commonBase + UInt32(table.common.count) { return table.common[Int(scalar - commonBase)] }
    if scalar < extendedBase + UInt32(table.extended.count) { return table.extended[Int(scalar - extendedBase)] }
    return table.sparse[scalar] ?? 0
  }

  /// The sounds of a scalar of a folded text: of its readings, of itself for a letter or digit, none for anything else.
  package static func sounds(of scalar: UInt32, readings: UInt16) -> [Sound] {
    if readings != 0 { return table.sets[Int(readings)] }
    return letterSound(scalar).map { [$0] } ?? []
  }

  /// The sound of a letter a–z or a digit.
  package static func letterSound(_ scalar: UInt32) -> Sound? {
    switch scalar {
    case 0x61...0x7A: Sound(truncatingIfNeeded: scalar - 0x61)
    case 0x30...0x39: Sound(truncatingIfNeeded: scalar - 0x30 + 26)
    default: nil
    }
  }

  /// How a sound is spelt.
  package static func spelling(_ sound: Sound) -> [UInt8] {
    let number = Int(sound)
    if number < 26 { return [UInt8(truncatingIfNeeded: 0x61 + number)] }
    if number < syllableBase { return [UInt8(truncatingIfNeeded: 0x30 + number - 26)] }
    return table.syllables[number - syllableBase]
  }

  /// The first letter of a sound, as the sound of that letter.
  package static func initial(_ sound: Sound) -> Sound {
    Int(sound) < syllableBase ? sound : letterSound(UInt32(table.syllables[Int(sound) - syllableBase][0])) ?? 0
  }

  /// The syllables that some letters start with, shortest first: `xian` starts with `xi` and `xian`. Cost: six searches.
  package static func syllables(startingWith letters: ArraySlice<UInt8>) -> [Sound] {
    let known = table.syllables
    return (1...6).compactMap { length -> Sound? in
      guard length <= letters.count else { return nil }
      let wanted = letters.prefix(length)
      let place = lowerBound(wanted, in: known)
      return place < known.count && known[place].elementsEqual(wanted) ? Sound(truncatingIfNeeded: place + syllableBase) : nil
    }
  }

  /// The syllables that begin with some letters.
  package static func syllables(from letters: ArraySlice<UInt8>) -> Range<Sound> {
    let known = table.syllables
    let first = lowerBound(letters, in: known)
    var end = first
    while end < known.count, known[end].starts(with: letters) { end += 1 }
    return Sound(truncatingIfNeeded: first + syllableBase)..<Sound(truncatingIfNeeded: end + syllableBase)
  }

  private static func lowerBound(_ letters: ArraySlice<UInt8>, in known: [[UInt8]]) -> Int {
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle].lexicographicallyPrecedes(letters) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
