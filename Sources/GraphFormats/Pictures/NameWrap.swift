// Long names on several short lines of about equal length. Chinese may break between any two characters, but words and numbers of
// Latin letters stay whole, no line begins with closing punctuation and none ends with an opening bracket.

/// Breaks names into lines.
enum NameWrap {
  /// The lines of a name: each at most about `columns` wide, at most `linesMax`, the last cut with `…` if there is more.
  static func lines(_ name: String, columns: Int = 16, linesMax: Int = 3) -> [String] {
    let pieces = pieces(of: name)
    let total = pieces.reduce(0) { $0 + $1.width }
    guard total > columns else { return [pieces.map(\.text).joined()] }
    let count = min(linesMax, (total + columns - 1) / columns)
    var lines: [String] = []
    for slack in 0...6 {
      lines = broken(pieces, at: min(columns, (total + count - 1) / count) + slack)
      if lines.count <= count { break }
    }
    guard lines.count > linesMax else { return lines.map { DisplayWidth.truncated($0, columns: columns * 2) } }
    let last = lines[linesMax - 1] + lines[linesMax]
    return lines.prefix(linesMax - 1).map { DisplayWidth.truncated($0, columns: columns * 2) } + [
      DisplayWidth.truncated(last, columns: columns)
    ]
  }

  /// The lines of pieces that may be so wide.
  private static func broken(_ pieces: [Piece], at wanted: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for piece in pieces {
      if width > 0, width + piece.width > wanted, !piece.isClosing {
        lines.append(line)
        line = ""
        width = 0
      }
      line += piece.text
      width += piece.width
    }
    return (lines + [line]).map(\.trimmingBlanks).filter { !$0.isEmpty }
  }

  private struct Piece {
    var text: String
    var width: Int
    var isClosing: Bool
  }

  private static let closing: Set<Character> = ["）", "》", "”", "’", "】", "」", "』", "、", "，", "。", "；", "：", "！", "？", ")", "]", "%", "·"]
  private static let opening: Set<Character> = ["（", "《", "“", "‘", "【", "「", "『", "(", "["]

  /// The parts between which a line may break.
  private static func pieces(of name: String) -> [Piece] {
    var pieces: [Piece] = []
    var joinsNext = false
    for character in name.prefix(400) {
      let width = DisplayWidth.of(character)
      let isWord = width <= 1 && character != " "
      if joinsNext || (isWord && !(pieces.last?.text.isEmpty ?? true) && endsInWord(pieces.last)), !pieces.isEmpty, character != " " {
        pieces[pieces.count - 1].text.append(character)
        pieces[pieces.count - 1].width += width
      } else {
        pieces.append(Piece(text: String(character), width: width, isClosing: closing.contains(character)))
      }
      joinsNext = opening.contains(character)
    }
    return pieces
  }

  private static func endsInWord(_ piece: Piece?) -> Bool {
    guard let last = piece?.text.last else { return false }
    return DisplayWidth.of(last) <= 1 && last != " "
  }
}
