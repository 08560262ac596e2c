// An error for people: what is wrong, the line, a mark under the place, and the mend.
//
//     SyntaxError: expected ')' to close the '(' at line 1, column 7, found 'RETURN'
//     1 | MATCH (n RETURN n
//       |          ^^^^^^
//     hint: …
//
// Wide characters take two columns, so that the mark stands under its place in a terminal. Of a long line the part around the
// place is shown.

package import GraphModel

/// Renders errors.
package enum QueryDiagnostic {
  /// How many columns of a line are shown at most.
  private static let columnsMax = 120
  /// How many columns are shown before the place when the line is cut.
  private static let columnsBefore = 50

  /// The text for an error of a query; the source is the text that the error's place lies in. Ends without a line end.
  package static func text(_ error: QueryError, source: String) -> String {
    var lines = ["\(error.kind.rawValue): \(error.message)"]
    if let span = error.span { lines += marked(span, in: Array(source.utf8)) }
    if let hint = error.hint { lines.append("hint: \(hint)") }
    return lines.joined(separator: "\n")
  }

  /// The line of a place and the mark under it.
  private static func marked(_ span: SourceSpan, in bytes: [UInt8]) -> [String] {
    let offset = min(max(0, span.offset), bytes.count)
    let start = bytes[..<offset].lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(where: isLineEnd) ?? bytes.count
    let before = shown(bytes[start..<offset])
    let marked = shown(bytes[offset..<min(end, offset + max(0, span.length))])
    let after = shown(bytes[min(end, offset + max(0, span.length))..<end])
    let (left, wasCut) = lastColumns(of: before)
    let room = max(1, columnsMax - DisplayWidth.of(left))
    let right = firstColumns(of: marked + after, room)
    let number = String(span.line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    let indent = String(repeating: " ", count: DisplayWidth.of(left) + (wasCut ? 1 : 0))
    let mark = String(repeating: "^", count: min(room, max(1, DisplayWidth.of(marked))))
    return ["\(number) | \(wasCut ? "…" : "")\(text(left))\(right)", "\(gutter) | \(indent)\(mark)"]
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// The characters of some bytes; those that would move the cursor become spaces.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
  }

  private static func lastColumns(of scalars: [Unicode.Scalar]) -> (kept: ArraySlice<Unicode.Scalar>, wasCut: Bool) {
    guard DisplayWidth.of(scalars) > columnsMax / 2 else { return (scalars[...], false) }
    var width = 0
    var start = scalars.endIndex
    while start > 0, width < columnsBefore {
      start -= 1
      width += DisplayWidth.of(scalars[start])
    }
    return (scalars[start...], true)
  }

  private static func firstColumns(of scalars: [Unicode.Scalar], _ room: Int) -> String {
    var width = 0
    for (index, scalar) in scalars.enumerated() {
      width += DisplayWidth.of(scalar)
      if width > room { return text(scalars[..<index]) + "…" }
    }
    return text(scalars[...])
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
