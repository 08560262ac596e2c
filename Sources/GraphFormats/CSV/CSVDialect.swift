// What the first line of a CSV file gives away: the delimiter is the candidate that occurs most often outside quotes.

/// Guesses how a CSV file is written.
enum CSVDialect {
  /// The delimiters that are considered, the likeliest first.
  static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  /// The delimiter of a header line; a comma where the line holds none.
  static func delimiter(of head: [UInt8]) -> UInt8 {
    var counts = [Int](repeating: 0, count: candidates.count)
    var inQuotes = false
    var some = false
    for byte in head {
      if byte == 0x22 { inQuotes.toggle() }
      if inQuotes { continue }
      if byte == 0x0A || byte == 0x0D {
        if some { break }
        continue
      }
      some = true
      if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    var best = 0
    for place in counts.indices where counts[place] > counts[best] { best = place }
    return candidates[best]
  }

  /// A delimiter in words.
  static func name(of delimiter: UInt8) -> String {
    delimiter == 0x09 ? "a tab" : "'\(Unicode.Scalar(delimiter))'"
  }
}
