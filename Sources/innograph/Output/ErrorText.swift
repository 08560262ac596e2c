// Errors and remarks as people read them: what is wrong, where, the line with a caret under the place, and the mend. Columns
// count scalars, carets stand where the terminal shows them, so wide characters and tabs push them.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Where a statement's text comes from.
struct QueryOrigin {
  /// The file's name, or what else to call it; empty to name none.
  var name: String
  /// The whole text of which the statement is a part.
  var text: String
  /// The line on which the statement begins, from 1.
  var line = 1
  /// The column at which it begins on that line, from 1.
  var column = 1

  /// The line and column in the whole text of a place in the statement.
  func place(of span: SourceSpan) -> (line: Int, column: Int) {
    (line + span.line - 1, span.line == 1 ? column + span.column - 1 : span.column)
  }
}

/// Renders errors.
enum ErrorText {
  /// A message and its mend.
  static func plain(_ message: String, hint: String? = nil, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    return lines(palette.error("error") + ": " + message, place: nil, snippet: [], hint: hint, palette)
  }

  /// An error in a file that was read.
  static func of(_ error: FormatError, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    return text(palette.error("error"), error, palette)
  }

  /// A remark on a file that was read.
  static func of(notice: FormatError, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    return text(palette.warning("warning"), notice, palette)
  }

  private static func text(_ heading: String, _ error: FormatError, _ palette: Palette) -> String {
    var place = error.file
    if error.line > 0 { place += ":\(error.line)" }
    if error.line > 0, error.column > 0 { place += ":\(error.column)" }
    return lines(heading + ": " + error.message, place: place.isEmpty ? nil : place, snippet: [], hint: error.hint, palette)
  }

  /// An error of a query.
  static func of(_ error: QueryError, in origin: QueryOrigin, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    let heading = palette.error("error") + ": " + error.message + palette.faint(" [\(error.kind.rawValue): \(error.detail)]")
    return text(heading, error.span, error.hint, in: origin, palette)
  }

  /// A remark on a query.
  static func of(_ notification: QueryNotification, in origin: QueryOrigin, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    let heading = notification.severity == .warning ? palette.warning("warning") : palette.faint("note")
    return text(heading + ": " + notification.message, notification.span, notification.hint, in: origin, palette)
  }

  private static func text(_ heading: String, _ span: SourceSpan?, _ hint: String?, in origin: QueryOrigin, _ palette: Palette) -> String {
    guard let span, span.line > 0 else { return lines(heading, place: nil, snippet: [], hint: hint, palette) }
    let (line, column) = origin.place(of: span)
    let place = (origin.name.isEmpty ? "line " : origin.name + ":") + "\(line):\(column)"
    return lines(heading, place: place, snippet: snippet(origin.text, line, column, span, palette), hint: hint, palette)
  }

  private static func lines(_ heading: String, place: String?, snippet: [String], hint: String?, _ palette: Palette) -> String {
    var result = [heading]
    if let place { result.append(palette.faint("  at ") + place) }
    result += snippet
    if let hint { result.append(palette.hint("  hint: ") + hint) }
    return result.joined(separator: "\n")
  }

  /// The most columns of a source line that are shown; a longer line is cut around the place.
  private static let shownColumnsMax = 160

  /// The source line and a line of carets.
  private static func snippet(_ text: String, _ line: Int, _ column: Int, _ span: SourceSpan, _ palette: Palette) -> [String] {
    guard let source = Self.line(line, of: text) else { return [] }
    let scalars = Array(source.unicodeScalars)
    let first = min(max(0, column - 1), scalars.count)
    let start = first > shownColumnsMax / 2 ? first - shownColumnsMax / 2 : 0
    let end = min(scalars.count, start + shownColumnsMax)
    let before = shown(scalars[start..<first])
    let length = min(max(1, scalarCount(of: span, in: source, from: first)), max(1, end - first))
    let marked = shown(scalars[first..<min(end, first + length)])
    let after = shown(scalars[min(end, first + length)..<end])
    let gutter = "  \(line) | "
    let lead = (start > 0 ? "…" : "") + before
    let blank = String(repeating: " ", count: gutter.count - 2) + "| "
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
    return [
      palette.faint(gutter) + lead + marked + after + (end < scalars.count ? "…" : ""),
      palette.faint(blank) + String(repeating: " ", count: DisplayWidth.of(lead)) + palette.error(carets),
    ]
  }

  /// How many scalars of this line a span covers.
  private static func scalarCount(of span: SourceSpan, in line: String, from first: Int) -> Int {
    var bytes = 0
    var count = 0
    for scalar in line.unicodeScalars.dropFirst(first) {
      guard bytes < span.length else { break }
      bytes += UTF8.width(scalar)
      count += 1
    }
    return count
  }

  /// Text without tabs and control characters, which would move the caret.
  private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars { result.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar) }
    return String(result)
  }

  /// A line of a text, without its end: LF, CR or both.
  private static func line(_ number: Int, of text: String) -> String? {
    var current = 1
    var start = text.utf8.startIndex
    var index = start
    while index < text.utf8.endIndex {
      let byte = text.utf8[index]
      let next = text.utf8.index(after: index)
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if current == number { return String(text[start..<index]) }
        let isPair = byte == UInt8(ascii: "\r") && next < text.utf8.endIndex && text.utf8[next] == UInt8(ascii: "\n")
        start = isPair ? text.utf8.index(after: next) : next
        current += 1
        index = start
      } else {
        index = next
      }
    }
    return current == number ? String(text[start...]) : nil
  }
}
