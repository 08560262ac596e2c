// A graph as a map of what lies where: SVG of boxes within boxes, drawn without another program. Containment (or a property) makes the boxes
// as in other pictures; relationships that no box says are not drawn, because a map with hundreds of crossing lines says nothing. Asked for
// by `graph layout=boxes` in a style sheet.

package import GraphModel

/// Writes a graph as nested boxes.
package final class SVGBoxesWriter: GraphTextWriter {
  /// The name of this layout in style sheets.
  static let layout = "boxes"

  private let output: TextOutput
  private let options: GraphWriteOptions
  private let sheet: StyleSheet
  private var graph: PictureGraph

  private static let margin = 14.0

  /// Whether a style sheet asks for this layout.
  /// - Throws: `badStyle` where the style sheet has an error.
  package static func isAsked(by options: PictureOptions) throws(FormatError) -> Bool {
    try StyleSheet(options.styleSheet, file: "style sheet").picture.layout == layout
  }

  /// - Throws: `badStyle` where the style sheet has an error.
  package init(to output: TextOutput, options: GraphWriteOptions) throws(FormatError) {
    self.output = output
    self.options = options
    sheet = StyleSheet.builtIn.followed(by: try StyleSheet(options.picture.styleSheet, file: "style sheet"))
    graph = PictureGraph(sheet: sheet)
  }

  package func begin() throws(FormatError) {}
  package func node(_ node: Node) throws(FormatError) { try graph.add(node) }
  package func relationship(_ relationship: Relationship) throws(FormatError) { try graph.add(relationship) }

  package func end() throws(FormatError) {
    let clusters = PictureClusters(graph, by: options.picture.clusters)
    let boxes = SVGBoxes(graph, clusters)
    let top = options.title == nil ? Self.margin : 44.0
    let legend = options.picture.legend ? self.legend(width: boxes.width, y: top + boxes.height + 26) : (text: "", height: 0.0)
    let width = boxes.width + 2 * Self.margin
    let height = top + boxes.height + legend.height + Self.margin
    let font = " font-family=\"\(SVGText.escaped(sheet.picture.font))\""
    try output.write(SVGText.opening(width: width, height: height, font) + "\n")
    try output.write("<rect width=\"100%\" height=\"100%\" fill=\"\(sheet.picture.background)\"/>\n")
    if let title = options.title {
      try output.write(
        "<text x=\"\(SVGText.number(Self.margin))\" y=\"30\" font-size=\"18\" font-weight=\"bold\">\(SVGText.escaped(title))</text>\n")
    }
    for frame in boxes.frames { try output.write(text(of: frame, top: top, clusters) + "\n") }
    try output.write(legend.text + "</svg>\n")
    try output.flush()
  }

  private func text(of frame: SVGBoxes.Frame, top: Double, _ clusters: PictureClusters) -> String {
    let (x, y) = (frame.x + Self.margin, frame.y + top)
    switch frame.content {
    case .box(let place):
      let node = clusters.clusters[place].node.map { graph.nodes[$0] }
      let style = node?.style ?? NodeStyle()
      // Every second box is white, so that the borders of boxes within boxes stay visible.
      let rectangle = SVGText.rectangle(
        x: x, y: y, width: frame.width, height: frame.height, fill: frame.depth % 2 == 0 ? style.fill : "#FFFFFF", line: style.line,
        lineWidth: "1.3", dashed: style.stroke == "dashed")
      let title = SVGText.escaped(frame.lines.first ?? "")
      return "<g>\(node.map(SVGText.tooltip) ?? "")\(rectangle)<text x=\"\(SVGText.number(x + 8))\" y=\"\(SVGText.number(y + 16))\" "
        + "font-weight=\"bold\" fill=\"\(style.line)\">\(title)</text></g>"
    case .node(let place):
      let node = graph.nodes[place]
      var text = "<g>" + SVGText.tooltip(node)
      text += SVGText.rectangle(
        x: x, y: y, width: frame.width, height: frame.height, fill: node.style.fill, line: node.style.line, lineWidth: "1",
        dashed: node.style.stroke == "dashed")
      for (row, line) in frame.lines.enumerated() {
        text += "<text x=\"\(SVGText.number(x + frame.width / 2))\" y=\"\(SVGText.number(y + 16 + Double(row) * 15))\" "
        text += "text-anchor=\"middle\" fill=\"\(node.style.text)\">\(SVGText.escaped(line))</text>"
      }
      return text + "</g>"
    }
  }

  /// The labels that occur with their colours, and what dashed means.
  private func legend(width: Double, y: Double) -> (text: String, height: Double) {
    var text = ""
    var (x, row) = (Self.margin, 0.0)
    var entries = graph.labels.map { (name: $0, style: sheet.style(ofLabel: $0), dashed: false) }
    if graph.nodes.contains(where: { $0.style.stroke == "dashed" }) {
      entries.append((name: "planned or being built 规划或在建", style: NodeStyle(), dashed: true))
    }
    for entry in entries {
      let entryWidth = 26 + Double(DisplayWidth.of(entry.name)) * 7 + 16
      if x > Self.margin, x + entryWidth > width { (x, row) = (Self.margin, row + 1) }
      let middle = y + row * 20
      text += SVGText.rectangle(
        x: x, y: middle - 11, width: 18, height: 13, fill: entry.style.fill, line: entry.style.line, lineWidth: "1.2", dashed: entry.dashed)
      text +=
        "<text x=\"\(SVGText.number(x + 24))\" y=\"\(SVGText.number(middle))\" fill=\"#1F2933\">\(SVGText.escaped(entry.name))</text>\n"
      x += entryWidth
    }
    return (text, 26 + row * 20 + 10)
  }
}
