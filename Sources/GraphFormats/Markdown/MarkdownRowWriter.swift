// A result as a Markdown table (GitHub's dialect): a column of numbers is aligned right, which the first rows decide; what
// Markdown would take for markup is escaped. Nothing is cut: the page that shows it wraps.

internal import GraphModel

/// Writes rows as a Markdown table.
final class MarkdownRowWriter: RowWriter {
  private let output: TextOutput
  private var headings: [String] = []
  private var buffered: [[CellText]] = []
  private var started = false

  init(to output: TextOutput) { self.output = output }

  func begin(columns: [String]) throws(FormatError) { headings = columns }

  func row(_ values: [Value]) throws(FormatError) {
    guard values.count == headings.count else { throw FormatError.wrongRow(values.count, columns: headings.count) }
    let cells = values.map(CellText.init)
    if started { return try write(cells.map(\.text)) }
    buffered.append(cells)
    if buffered.count >= FormatLimits.tableRowsBuffered { try release() }
  }

  func end() throws(FormatError) {
    if !started { try release() }
    try output.flush()
  }

  private func release() throws(FormatError) {
    started = true
    guard !headings.isEmpty else { return }
    try write(headings.map(CellText.visible))
    let rules = headings.indices.map { column in
      let numeric = buffered.contains { $0[column].isNumber } && buffered.allSatisfy { $0[column].isNumber || $0[column].isNull }
      return numeric ? "---:" : "---"
    }
    try output.write("| " + rules.joined(separator: " | ") + " |\n")
    for cells in buffered { try write(cells.map(\.text)) }
    buffered = []
  }

  private func write(_ cells: [String]) throws(FormatError) {
    try output.write("| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n")
  }

  /// The text with Markdown's own characters escaped; an underscore inside a word is none.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    for (place, byte) in source.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "~"), UInt8(ascii: "<"):
        bytes.append(ascii: "\\")
        bytes.append(byte)
      case UInt8(ascii: "&"): bytes.append(text: "&amp;")
      case UInt8(ascii: "_"):
        let inside = place > 0 && place + 1 < source.count && isWord(source[place - 1]) && isWord(source[place + 1])
        if !inside { bytes.append(ascii: "\\") }
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
  }
}
