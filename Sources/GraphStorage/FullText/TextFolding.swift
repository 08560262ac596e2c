// Text as full-text search sees it, on the side of the index and of the query alike: width, case and diacritics folded, compatibility
// forms taken apart, traditional characters in their simplified form. Separators (punctuation, spaces) become one space between words
// of letters and vanish beside Han characters, so that 上海·西岸 is found as 上海西岸.
// Invariants: folding depends on the shipped tables alone, never on the machine; folding what is folded changes nothing; scalars never
// begin or end with a space. The tables are unpacked when the first text is folded.

/// A text after folding.
package struct FoldedText: Sendable {
  /// The folded scalars.
  package private(set) var scalars: [UInt32] = []
  /// How each scalar is read: a number that `Pinyin` knows, 0 for what is not read.
  package private(set) var readings: [UInt16] = []
  private var hasSeparator = false

  /// Folds a text. Cost: linear.
  package init(_ text: String) {
    let table = FoldingTable.shared
    for scalar in text.unicodeScalars {
      let entry = table.entry(scalar.value)
      switch entry {
      case FoldingTable.keep: append(scalar.value, reading: Pinyin.readings(of: scalar.value))
      case FoldingTable.separator: hasSeparator = !scalars.isEmpty
      case FoldingTable.ignored: continue
      default:
        if let sequence = table.sequence(entry) {
          for part in sequence { append(part, reading: Pinyin.readings(of: part)) }
        } else {
          let own = Pinyin.readings(of: scalar.value)
          append(entry, reading: own != 0 ? own : Pinyin.readings(of: entry))
        }
      }
    }
  }

  /// The number of scalars.
  package var count: Int { scalars.count }
  /// Whether nothing is left to search for.
  package var isEmpty: Bool { scalars.isEmpty }
  /// Whether any scalar is read in Mandarin.
  package var hasReadings: Bool { readings.contains { $0 != 0 } }

  private mutating func append(_ scalar: UInt32, reading: UInt16) {
    if hasSeparator, let last = scalars.last, !Self.isHan(last), !Self.isHan(scalar) {
      scalars.append(Self.space)
      readings.append(0)
    }
    hasSeparator = false
    scalars.append(scalar)
    readings.append(reading)
  }

  /// The space between words.
  package static let space: UInt32 = 0x20

  /// Whether a scalar is a Han character.
  package static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF, 0xF900...0xFAFF, 0x3005...0x3007: true
    default: false
    }
  }

  /// Whether a word starts at a place: at the start, behind a space, and where Han meets something else.
  package func isWordStart(_ place: Int) -> Bool {
    guard place > 0 else { return true }
    if scalars[place - 1] == Self.space { return true }
    return Self.isHan(scalars[place - 1]) != Self.isHan(scalars[place])
  }
}

/// What each scalar becomes.
final class FoldingTable: Sendable {
  static let shared = FoldingTable([FoldingData.packed, HanFoldingData.packed])

  /// The scalar stays as it is; separates words; is passed over. Every other entry is a scalar, or a sequence behind `sequenceBit`.
  static let keep: UInt32 = 0
  static let separator: UInt32 = 1
  static let ignored: UInt32 = 2
  private static let sequenceBit: UInt32 = 1 << 31

  private let low: [UInt32]
  private let high: [UInt32: UInt32]
  private let sequences: [[UInt32]]

  init(_ packed: [String]) {
    var low = [UInt32](repeating: Self.keep, count: 0x1_0000)
    var high: [UInt32: UInt32] = [:]
    var sequences: [[UInt32]] = []
    for text in packed {
      var numbers = PackedNumbers(text)
      var code: UInt32 = 0
      while let distance = numbers.next(), let more = numbers.next() {
        let step = more > 0 ? (numbers.next() ?? 0) + 1 : 1
        let form = numbers.next() ?? 0
        code &+= distance
        var parts: [Int64] = []
        if form > 1 { for _ in 1..<form { parts.append(numbers.nextSigned() ?? 0) } }
        for index in 0...more {
          if index > 0 { code &+= step }
          let entry: UInt32
          if form <= 1 {
            entry = form == 0 ? Self.separator : Self.ignored
          } else if parts.count == 1 {
            entry = UInt32(truncatingIfNeeded: Int64(code) + parts[0])
          } else {
            entry = Self.sequenceBit | UInt32(truncatingIfNeeded: sequences.count)
            let base = Int64(code)
            sequences.append(parts.map { UInt32(truncatingIfNeeded: base + $0) })
          }
          if code < 0x1_0000 { low[Int(code)] = entry } else { high[code] = entry }
        }
      }
    }
    (self.low, self.high, self.sequences) = (low, high, sequences)
  }

  func entry(_ scalar: UInt32) -> UInt32 { scalar < 0x1_0000 ? low[Int(scalar)] : high[scalar] ?? Self.keep }

  func sequence(_ entry: UInt32) -> [UInt32]? {
    entry & Self.sequenceBit != 0 ? sequences[Int(entry & ~Self.sequenceBit)] : nil
  }
}

/// Numbers packed into letters: five bits a letter, the sixth says that the number goes on; ends of lines are passed over.
struct PackedNumbers {
  private var letters: String.UTF8View.Iterator

  init(_ text: String) { letters = text.utf8.makeIterator() }

  /// The value of the next letter, 0 to 63; `nil` at the end.
  mutating func nextDigit() -> UInt32? {
    while let letter = letters.next() {
      switch letter {
      case 0x30...0x39: return UInt32(letter) - 0x30
      case 0x61...0x7A: return UInt32(letter) - 0x61 + 10
      case 0x41...0x5A: return UInt32(letter) - 0x41 + 36
      case 0x2D: return 62
      case 0x5F: return 63
      default: continue
      }
    }
    return nil
  }

  mutating func next() -> UInt32? {
    var (value, shift): (UInt32, UInt32) = (0, 0)
    while let digit = nextDigit() {
      value |= (digit & 31) &<< shift
      if digit < 32 { return value }
      shift += 5
    }
    return nil
  }

  mutating func nextSigned() -> Int64? {
    next().map { $0 & 1 == 0 ? Int64($0 >> 1) : -Int64(($0 + 1) >> 1) }
  }
}
