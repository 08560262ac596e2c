// A result as a table for the terminal: columns parted by thin lines, numbers at the right, text that does not fit cut with `…`.
// The first rows (`FormatLimits.tableRowsBuffered`) are held back to size the columns; later rows stream into those sizes, so
// that a result of any length takes constant memory. Widths are terminal columns, not characters.

internal import GraphModel

/// Writes rows as a table.
final class TableRowWriter: RowWriter {
  private let output: TextOutput
  private let width: Int?
  private var headings: [String] = []
  private var buffered: [[CellText]] = []
  private var layout: TableLayout?

  init(to output: TextOutput, options: RowWriteOptions) {
    self.output = output
    width = options.width
  }

  func begin(columns: [String]) throws(FormatError) { headings = columns.map(CellText.visible) }

  func row(_ values: [Value]) throws(FormatError) {
    guard values.count == headings.count else { throw FormatError.wrongRow(values.count, columns: headings.count) }
    let cells = values.map(CellText.init)
    if let layout { return try write(cells, layout) }
    buffered.append(cells)
    if buffered.count >= FormatLimits.tableRowsBuffered { try release() }
  }

  func end() throws(FormatError) {
    if layout == nil { try release() }
    if let hidden = layout?.hidden, hidden > 0 {
      try output.write("… and \(hidden) more column\(hidden == 1 ? "" : "s"): \(headings.suffix(hidden).joined(separator: ", "))\n")
    }
    try output.flush()
  }

  /// Sizes the columns by what is held back, and writes it.
  private func release() throws(FormatError) {
    var natural = headings.map { max(1, DisplayWidth.of($0)) }
    for cells in buffered {
      for (column, cell) in cells.prefix(natural.count).enumerated() { natural[column] = max(natural[column], DisplayWidth.of(cell.text)) }
    }
    let layout = TableLayout(natural: natural, total: width)
    self.layout = layout
    if !headings.isEmpty { try writeHead(layout) }
    for cells in buffered { try write(cells, layout) }
    buffered = []
  }

  private func writeHead(_ layout: TableLayout) throws(FormatError) {
    var line: [String] = []
    for (column, width) in layout.widths.enumerated() {
      let numeric = buffered.contains { $0[column].isNumber } && buffered.allSatisfy { $0[column].isNumber || $0[column].isNull }
      line.append(Self.fitted(headings[column], width, right: numeric))
    }
    try write(line: line.joined(separator: " │ "))
    try output.write(layout.widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "┼") + "\n")
  }

  private func write(_ cells: [CellText], _ layout: TableLayout) throws(FormatError) {
    let fitted = zip(cells, layout.widths).map { Self.fitted($0.text, $1, right: $0.isNumber) }
    try write(line: fitted.joined(separator: " │ "))
  }

  private func write(line: String) throws(FormatError) {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
    try output.write(" " + line[..<end] + "\n")
  }

  private static func fitted(_ text: String, _ width: Int, right: Bool) -> String {
    let cut = DisplayWidth.truncated(text, columns: width)
    let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(cut)))
    return right ? blanks + cut : cut + blanks
  }
}
