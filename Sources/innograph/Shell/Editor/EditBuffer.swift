// The text under edit: what stands left and right of the cursor. A move or a deletion takes a whole character as people see it (a
// grapheme cluster). Words are runs of letters, digits and underscores.

/// A text with a cursor.
struct EditBuffer: Hashable {
  /// The text before the cursor.
  private(set) var left: String
  /// The text after the cursor.
  private(set) var right: String
  /// What was last cut, for pasting back.
  private(set) var cut = ""

  /// A text with the cursor at its end.
  init(_ text: String = "") {
    left = text
    right = ""
  }

  /// The whole text.
  var text: String { left + right }
  /// Whether there is nothing.
  var isEmpty: Bool { left.isEmpty && right.isEmpty }

  /// Replaces everything; the cursor goes to the end.
  mutating func replace(with text: String) {
    left = text
    right = ""
  }

  /// Inserts text before the cursor. Control characters other than line ends become blanks.
  mutating func insert(_ text: String) { left += Self.cleaned(text) }

  /// Replaces the last scalars before the cursor.
  mutating func replaceBefore(scalars count: Int, with text: String) {
    left.unicodeScalars.removeLast(min(count, left.unicodeScalars.count))
    left += text
  }

  private static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "\n" where wasReturn: continue
      case "\r", "\n": result.append("\n")
      case "\t": result.append(contentsOf: "  ".unicodeScalars)
      case let scalar where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  // MARK: Moves

  mutating func moveLeft() {
    if let character = left.popLast() { right.insert(character, at: right.startIndex) }
  }

  mutating func moveRight() {
    if !right.isEmpty { left.append(right.removeFirst()) }
  }

  /// To the start of the line.
  mutating func moveHome() { moveLeft(to: lineStart) }

  /// To the end of the line.
  mutating func moveEnd() { moveRight(to: lineEnd) }

  mutating func moveWordLeft() { moveLeft(to: wordStart) }
  mutating func moveWordRight() { moveRight(to: wordEnd) }

  /// To the same column of the line above; `false` on the first line.
  mutating func moveUp() -> Bool {
    guard let end = left.lastIndex(of: "\n") else { return false }
    let column = left.distance(from: left.index(after: end), to: left.endIndex)
    moveLeft(to: end)
    let start = lineStart
    let target = left.index(start, offsetBy: column, limitedBy: left.endIndex) ?? left.endIndex
    moveLeft(to: target)
    return true
  }

  /// To the same column of the line below; `false` on the last line.
  mutating func moveDown() -> Bool {
    guard let end = right.firstIndex(of: "\n") else { return false }
    let column = left.distance(from: lineStart, to: left.endIndex)
    moveRight(to: right.index(after: end))
    moveRight(to: right.index(right.startIndex, offsetBy: column, limitedBy: lineEnd) ?? lineEnd)
    return true
  }

  private mutating func moveLeft(to index: String.Index) {
    right = left[index...] + right
    left.removeSubrange(index...)
  }

  private mutating func moveRight(to index: String.Index) {
    left += right[..<index]
    right.removeSubrange(..<index)
  }

  private var lineStart: String.Index { left.lastIndex(of: "\n").map { left.index(after: $0) } ?? left.startIndex }
  private var lineEnd: String.Index { right.firstIndex(of: "\n") ?? right.endIndex }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }

  private var wordStart: String.Index {
    var index = left.endIndex
    while index > left.startIndex, !Self.isWord(left[left.index(before: index)]) { index = left.index(before: index) }
    while index > left.startIndex, Self.isWord(left[left.index(before: index)]) { index = left.index(before: index) }
    return index
  }

  private var wordEnd: String.Index {
    var index = right.startIndex
    while index < right.endIndex, !Self.isWord(right[index]) { index = right.index(after: index) }
    while index < right.endIndex, Self.isWord(right[index]) { index = right.index(after: index) }
    return index
  }

  // MARK: Deletions

  mutating func deleteBackward() { _ = left.popLast() }
  mutating func deleteForward() { if !right.isEmpty { right.removeFirst() } }

  /// Cuts to the end of the line; the line end itself if nothing stands before it.
  mutating func cutToLineEnd() {
    let end = right.first == "\n" ? right.index(after: right.startIndex) : lineEnd
    cut = String(right[..<end])
    right.removeSubrange(..<end)
  }

  /// Cuts to the start of the line; the line end before it if nothing stands there.
  mutating func cutToLineStart() { cutBackward(to: left.last == "\n" ? left.index(before: left.endIndex) : lineStart) }

  /// Cuts back to the last blank.
  mutating func cutBlankWord() {
    var index = left.endIndex
    while index > left.startIndex, left[left.index(before: index)].isWhitespace { index = left.index(before: index) }
    while index > left.startIndex, !left[left.index(before: index)].isWhitespace { index = left.index(before: index) }
    cutBackward(to: index)
  }

  mutating func cutWordBackward() { cutBackward(to: wordStart) }

  mutating func cutWordForward() {
    cut = String(right[..<wordEnd])
    right.removeSubrange(..<wordEnd)
  }

  private mutating func cutBackward(to index: String.Index) {
    cut = String(left[index...])
    left.removeSubrange(index...)
  }

  /// Inserts what was last cut.
  mutating func pasteBack() { left += cut }

  /// Swaps the characters around the cursor.
  mutating func transpose() {
    if right.isEmpty || right.first == "\n" { moveLeft() }
    guard let before = left.popLast() else { return }
    guard let after = right.first, after != "\n", before != "\n" else { return left.append(before) }
    right.removeFirst()
    left.append(after)
    left.append(before)
  }
}
