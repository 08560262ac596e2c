// What Tab offers: candidates for the word before the cursor, what they have in common, and how they are listed.

internal import GraphFormats

/// Candidates for a word.
struct Completion: Hashable {
  /// How many scalars before the cursor a candidate replaces.
  let typedScalars: Int
  /// Whole words, in byte order.
  let candidates: [String]
  /// What follows a word that is the only candidate.
  var ending = ""
  /// The most candidates that are listed.
  private static let listedMax = 200

  /// What to write in place of the word: the only candidate with its ending, or the start that all have in common.
  var commonStart: String {
    guard let first = candidates.first else { return "" }
    guard candidates.count > 1 else { return first + ending }
    var common = Substring(first)
    for candidate in candidates.dropFirst() {
      let other = Array(candidate)
      var length = 0
      for (place, character) in common.enumerated() {
        guard place < other.count, other[place] == character else { break }
        length = place + 1
      }
      common = common.prefix(length)
    }
    return String(common)
  }

  /// The candidates in columns, down and then right.
  func listing(columns: Int) -> [String] {
    let shown = candidates.prefix(Self.listedMax)
    let width = min(columns, (shown.map { DisplayWidth.of($0) }.max() ?? 1) + 2)
    let across = max(1, columns / max(1, width))
    let down = (shown.count + across - 1) / across
    var rows: [String] = []
    for row in 0..<down {
      var line = ""
      for place in stride(from: row, to: shown.count, by: max(1, down)) {
        let word = DisplayWidth.truncated(shown[place], columns: width - 1)
        line += word
        if place + down < shown.count { line += String(repeating: " ", count: max(1, width - DisplayWidth.of(word))) }
      }
      rows.append(line)
    }
    if candidates.count > shown.count { rows.append("… and \(candidates.count - shown.count) more") }
    return rows
  }
}
