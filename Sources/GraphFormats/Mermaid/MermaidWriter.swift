// A graph as a Mermaid flowchart, which code hosts and wikis draw: nodes by number, names quoted, styles as classes, boxes as
// subgraphs. Mermaid draws at most 500 lines unless its host allows more; a larger graph is written all the same, with a notice.

internal import GraphModel

/// Writes a graph as a Mermaid flowchart.
final class MermaidWriter: GraphTextWriter {
  /// The lines that Mermaid draws by default.
  private static let edgesMax = 500

  private let output: TextOutput
  private let options: GraphWriteOptions
  private let sheet: StyleSheet
  private var graph: PictureGraph

  /// - Throws: `badStyle` where the style sheet has an error.
  init(to output: TextOutput, options: GraphWriteOptions) throws(FormatError) {
    self.output = output
    self.options = options
    sheet = StyleSheet.builtIn.followed(by: try StyleSheet(options.picture.styleSheet, file: "style sheet"))
    graph = PictureGraph(sheet: sheet)
  }

  func begin() throws(FormatError) {}
  func node(_ node: Node) throws(FormatError) { try graph.add(node) }
  func relationship(_ relationship: Relationship) throws(FormatError) { try graph.add(relationship) }

  func end() throws(FormatError) {
    let clusters = PictureClusters(graph, by: options.picture.clusters)
    let drawn = graph.edges.indices.filter { !clusters.impliedEdges.contains($0) }
    if drawn.count > Self.edgesMax {
      options.notice?(
        FormatError(
          file: "", line: 0, code: "manyEdges",
          message: "Mermaid draws at most \(Self.edgesMax) lines by default; this graph has \(drawn.count)",
          hint: "set maxEdges where the picture is shown, or write DOT"))
    }
    if let title = options.title { try output.write("---\ntitle: \(Self.yaml(title))\n---\n") }
    let direction = sheet.picture.direction.isEmpty ? "LR" : sheet.picture.direction
    try output.write("flowchart \(direction)\n")
    var classes = StyleClasses()
    for node in clusters.free { try output.write("  " + statement(node, &classes)) }
    for root in clusters.roots { try output.write(subgraph(root, clusters, &classes)) }
    for (order, edge) in drawn.enumerated() { try output.write(line(edge, order, clusters)) }
    try output.write(classes.definitions)
    try output.flush()
  }

  /// The classes of the styles that occur.
  private struct StyleClasses {
    private var places: [NodeStyle: Int] = [:]
    private(set) var definitions = ""

    mutating func name(of style: NodeStyle) -> String {
      if let known = places[style] { return "c\(known)" }
      let place = places.count
      places[style] = place
      let dashes = style.stroke == "dashed" ? ",stroke-dasharray:5 4" : (style.stroke == "dotted" ? ",stroke-dasharray:2 3" : "")
      definitions += "  classDef c\(place) fill:\(style.fill),stroke:\(style.line),color:\(style.text)\(dashes)\n"
      return "c\(place)"
    }
  }

  private func statement(_ place: Int, _ classes: inout StyleClasses) -> String {
    let node = graph.nodes[place]
    let text = "\"\(Self.text(NameWrap.lines(node.name)))\""
    let shaped =
      switch node.style.shape {
      case "rounded": "(\(text))"
      case "ellipse", "pill": "([\(text)])"
      case "hexagon", "octagon": "{{\(text)}}"
      case "cylinder": "[(\(text))]"
      case "parallelogram": "[/\(text)/]"
      case "trapezium", "house": "[/\(text)\\]"
      case "diamond": "{\(text)}"
      case "component": "[[\(text)]]"
      default: "[\(text)]"
      }
    return "n\(place)\(shaped):::\(classes.name(of: node.style))\n"
  }

  private func subgraph(_ place: Int, _ clusters: PictureClusters, _ classes: inout StyleClasses, indent: String = "  ") -> String {
    let cluster = clusters.clusters[place]
    let name = cluster.node.map { "n\($0)" } ?? "g\(place)"
    var text = "\(indent)subgraph \(name)[\"\(Self.text([cluster.title]))\"]\n"
    for member in cluster.members { text += indent + "  " + statement(member, &classes) }
    for inner in cluster.inner { text += subgraph(inner, clusters, &classes, indent: indent + "  ") }
    return text + "\(indent)end\n"
  }

  private func line(_ place: Int, _ order: Int, _ clusters: PictureClusters) -> String {
    let edge = graph.edges[place]
    let count = edge.relationships.count > 1 ? " ×\(edge.relationships.count)" : ""
    let isDashed = edge.style.stroke == "dashed" || edge.style.stroke == "dotted"
    let arrow =
      switch (edge.style.arrow, isDashed) {
      case ("none", false): "---"
      case ("none", true): "-.-"
      case ("both", false): "<-->"
      case ("both", true): "<-.->"
      case (_, true): "-.->"
      default: "-->"
      }
    let statement = "  n\(edge.start) \(arrow)|\"\(Self.text([edge.style.label + count]))\"| n\(edge.end)\n"
    return statement + "  linkStyle \(order) stroke:\(edge.style.color)\n"
  }

  /// Text within quotes: what Mermaid or HTML would take for markup is an entity.
  static func text(_ lines: [String]) -> String {
    lines.map { line in
      var result = ""
      for scalar in line.unicodeScalars {
        switch scalar {
        case "\"": result += "#quot;"
        case "#": result += "#35;"
        case "&": result += "#amp;"
        case "<": result += "#lt;"
        case ">": result += "#gt;"
        case "`": result += "#96;"
        case "\\": result += "#92;"
        case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result += " "
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value): break
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }.joined(separator: "<br/>")
  }

  private static func yaml(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
