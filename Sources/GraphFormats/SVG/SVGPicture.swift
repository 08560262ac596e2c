// A small graph as SVG, drawn without another program, for reports that must stand alone: boxes in columns, lines from left to right with
// the relationship's name beside the less connected end, colours of the built-in style sheet, planned things dashed, what the picture is
// about in a bold frame. No script, no font, no identifier: many such pictures can stand in one page. Large graphs are for Graphviz.

package import GraphModel

/// A picture of a few dozen nodes.
package struct SVGPicture {
  private struct Box {
    let lines: [String]
    let width: Double
    var height: Double { Double(lines.count) * 16 + 12 }
    var x = 0.0
    var middle = 0.0
  }

  private let graph: PictureGraph
  private let marked: Set<NodeID>
  private let columns: SVGColumns
  private var boxes: [Box]
  private var width = 0.0
  private var height = 0.0

  private static let margin = 8.0
  private static let rowGap = 12.0

  /// - Parameter marked: what the picture is about.
  /// - Throws: `pictureTooLarge`; `withoutContent` for a relationship without its ends.
  package init(nodes: [Node], relationships: [Relationship], marked: Set<NodeID>) throws(FormatError) {
    var graph = PictureGraph(sheet: .builtIn)
    for node in nodes { try graph.add(node) }
    for relationship in relationships { try graph.add(relationship) }
    self.graph = graph
    self.marked = marked
    columns = SVGColumns(nodeCount: graph.nodes.count, edges: graph.edges.map { ($0.start, $0.end) })
    boxes = graph.nodes.map { node in
      let lines = NameWrap.lines(node.name, columns: 22, linesMax: 2)
      return Box(lines: lines, width: Double(lines.map { DisplayWidth.of($0) }.max() ?? 0) * SVGText.column + 20)
    }
    place()
  }

  private mutating func place() {
    let heights = columns.columns.map { $0.reduce(-Self.rowGap) { $0 + boxes[$1].height + Self.rowGap } }
    height = (heights.max() ?? 0) + 2 * Self.margin
    let captions = graph.edges.map { DisplayWidth.of(caption(of: $0)) }.max() ?? 0
    let gap = 48 + Double(captions) * 5.4
    var x = Self.margin
    for (number, nodes) in columns.columns.enumerated() {
      let widest = nodes.map { boxes[$0].width }.max() ?? 0
      var y = (height - heights[number]) / 2
      for node in nodes {
        boxes[node].x = x + (widest - boxes[node].width) / 2
        boxes[node].middle = y + boxes[node].height / 2
        y += boxes[node].height + Self.rowGap
      }
      x += widest + gap
    }
    width = x - gap + Self.margin
  }

  // MARK: Text

  /// The picture as an `svg` element.
  package var text: String {
    var parts = [SVGText.opening(width: width, height: height)]
    parts += graph.edges.map(line)
    parts += graph.nodes.indices.map(box)
    return parts.joined(separator: "\n") + "\n</svg>"
  }

  private func box(_ place: Int) -> String {
    let node = graph.nodes[place]
    let box = boxes[place]
    let top = box.middle - box.height / 2
    let isMarked = marked.contains(node.node.id)
    var text = "<g>" + SVGText.tooltip(node)
    text += SVGText.rectangle(
      x: box.x, y: top, width: box.width, height: box.height, fill: node.style.fill, line: node.style.line,
      lineWidth: isMarked ? "2.6" : "1.1", dashed: node.style.stroke == "dashed")
    for (row, line) in box.lines.enumerated() {
      text +=
        "<text x=\"\(SVGText.number(box.x + box.width / 2))\" y=\"\(SVGText.number(top + 18 + Double(row) * 16))\" text-anchor=\"middle\" "
      text += "fill=\"\(node.style.text)\"\(isMarked ? " font-weight=\"bold\"" : "")>\(SVGText.escaped(line))</text>"
    }
    return text + "</g>"
  }

  private func line(_ edge: PictureEdge) -> String {
    let (start, end) = (boxes[edge.start], boxes[edge.end])
    if edge.start == edge.end { return loop(edge, start) }
    let isForward = columns.column[edge.start] < columns.column[edge.end]
    let from = isForward ? start.x + start.width : start.x
    let to = isForward ? end.x : end.x + end.width
    let pull = max(24, abs(to - from) / 2) * (isForward ? 1 : -1)
    let (startY, endY) = (start.middle + shift(of: edge), end.middle + shift(of: edge))
    let dashes = edge.style.stroke == "dashed" ? " stroke-dasharray=\"5 3\"" : ""
    var text = "<g stroke=\"\(edge.style.color)\" fill=\"none\"><title>\(SVGText.escaped(sentence(edge)))</title>"
    text +=
      "<path stroke-width=\"1.3\"\(dashes) d=\"M\(SVGText.number(from)) \(SVGText.number(startY))C\(SVGText.number(from + pull)) \(SVGText.number(startY)) "
    text += "\(SVGText.number(to - pull)) \(SVGText.number(endY)) \(SVGText.number(to)) \(SVGText.number(endY))\"/>"
    if edge.style.arrow != "none" {
      let back = isForward ? -7.0 : 7.0
      text +=
        "<path fill=\"\(edge.style.color)\" stroke=\"none\" d=\"M\(SVGText.number(to)) \(SVGText.number(endY))l\(SVGText.number(back)) -3.5v7z\"/>"
    }
    // The less connected end has the line to itself, so the words stand there.
    let atStart = degree(edge.start) <= degree(edge.end)
    let (x, middle, goesRight) = atStart ? (from, startY, isForward) : (to, endY, !isForward)
    let anchor = goesRight ? "start" : "end"
    text +=
      "<text x=\"\(SVGText.number(x + (goesRight ? 10 : -10)))\" y=\"\(SVGText.number(middle - 3))\" text-anchor=\"\(anchor)\" font-size=\"10\" "
    text += "stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\" "
    return text + "fill=\"\(edge.style.color)\">\(SVGText.escaped(caption(of: edge)))</text></g>"
  }

  private func loop(_ edge: PictureEdge, _ box: Box) -> String {
    let (x, y) = (box.x + box.width / 2, box.middle - box.height / 2)
    return "<path fill=\"none\" stroke=\"\(edge.style.color)\" d=\"M\(SVGText.number(x - 12)) \(SVGText.number(y))c-4 -14 28 -14 24 0\"/>"
  }

  /// How far a line keeps from the middle of its boxes, where several join the same two.
  private func shift(of edge: PictureEdge) -> Double {
    let together = graph.edges.filter { Set([$0.start, $0.end]) == Set([edge.start, edge.end]) }
    guard together.count > 1,
      let place = together.firstIndex(where: { $0.type == edge.type && $0.start == edge.start && $0.style == edge.style })
    else { return 0 }
    return (Double(place) - Double(together.count - 1) / 2) * min(13, 26 / Double(together.count - 1))
  }

  private func degree(_ node: Int) -> Int { graph.edges.count { $0.start == node || $0.end == node } }

  private func caption(of edge: PictureEdge) -> String {
    edge.relationships.count > 1 ? "\(edge.style.label) ×\(edge.relationships.count)" : edge.style.label
  }

  private func sentence(_ edge: PictureEdge) -> String {
    let status = edge.relationships.compactMap { $0.properties["status"]?.stringValue }.first.map { " (\($0))" } ?? ""
    return "\(graph.nodes[edge.start].name) → \(edge.style.label) → \(graph.nodes[edge.end].name)\(status)"
  }
}
