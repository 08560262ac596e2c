// The legend: the graph's own label, a small table below the drawing, where no layout can put anything on top of it. It names the
// labels and types that are drawn, most frequent first, and says what dashed means if something is.

internal import GraphModel

/// The legend of one picture.
struct DOTLegend {
  let graph: PictureGraph
  let sheet: StyleSheet
  let options: GraphWriteOptions
  let drawn: [Int]

  private static let columns = 6
  private static let entriesMax = 36

  /// The graph's label as HTML; `nil` if there is neither title nor legend.
  var label: String? {
    var rows: [String] = []
    if let title = options.title, !title.isEmpty {
      rows.append("<TR><TD COLSPAN=\"\(Self.columns)\" ALIGN=\"LEFT\"><FONT POINT-SIZE=\"14\">\(DOTText.html(title))</FONT></TD></TR>")
    }
    if options.picture.legend {
      rows += Self.rows(graph.labels.prefix(Self.entriesMax).map(entry(ofLabel:)))
      rows += Self.rows(graph.types(of: drawn.map { graph.edges[$0] }).prefix(Self.entriesMax).map(entry(ofType:)))
      if let dashes { rows += Self.rows([dashes]) }
    }
    return rows.isEmpty ? nil : "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"2\">\(rows.joined())</TABLE>>"
  }

  private func entry(ofLabel label: String) -> String { cell("■", sheet.style(ofLabel: label).line, label) }

  private func entry(ofType type: String) -> String {
    let style = sheet.style(ofType: type)
    return cell(style.arrow == "none" ? "—" : "→", style.color, style.label)
  }

  private func cell(_ sign: String, _ color: String, _ text: String) -> String {
    let shown = DOTText.html(DisplayWidth.truncated(text, columns: 30))
    return "<TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"10\"><FONT COLOR=\"\(color)\">\(sign)</FONT> \(shown)</FONT></TD>"
  }

  private var dashes: String? {
    let some = graph.nodes.contains { $0.style.stroke == "dashed" } || drawn.contains { graph.edges[$0].style.stroke == "dashed" }
    return some ? "<TD COLSPAN=\"\(Self.columns)\" ALIGN=\"LEFT\"><FONT POINT-SIZE=\"10\">- - -  planned or building</FONT></TD>" : nil
  }

  private static func rows(_ cells: [String]) -> [String] {
    stride(from: 0, to: cells.count, by: columns).map { "<TR>" + cells[$0..<min($0 + columns, cells.count)].joined() + "</TR>" }
  }
}
