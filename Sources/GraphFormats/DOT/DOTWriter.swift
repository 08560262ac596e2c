// A graph as Graphviz DOT that is worth looking at: styles per label and type, boxes by containment or a property, names wrapped,
// planned things dashed, a legend below, tooltips with properties and numbered sources, fonts for Chinese. The layout engine is
// named in the file, so `dot -Tsvg` draws every graph with the right one. The same graph gives the same text. Nodes are named by
// number, never by their text; every text is quoted or escaped.

internal import GraphModel

/// Writes a graph as DOT.
final class DOTWriter: GraphTextWriter {
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
    var degrees: [Int: Int] = [:]
    for edge in drawn {
      degrees[graph.edges[edge].start, default: 0] += 1
      degrees[graph.edges[edge].end, default: 0] += 1
    }
    let layout = DOTLayout(
      nodes: graph.nodes.count, edges: drawn.count, degreeMax: degrees.values.max() ?? 0, hasClusters: !clusters.clusters.isEmpty,
      style: sheet.picture)
    try writeHead(layout, drawn)
    let drawing = DOTDrawing(graph: graph, clusters: clusters, layout: layout, edges: drawn)
    for node in clusters.free { try output.write("  " + drawing.node(node)) }
    try output.write(drawing.grid(clusters.free, indent: "  "))
    for root in clusters.roots { try output.write(drawing.cluster(root)) }
    for edge in drawn { try output.write("  " + drawing.edge(edge)) }
    try output.write("}\n")
    if !graph.sources.isEmpty {
      try output.write("// Sources\n")
      for (place, source) in graph.sources.enumerated() { try output.write("// [\(place + 1)] \(DOTText.comment(source))\n") }
    }
    try output.flush()
  }

  private func writeHead(_ layout: DOTLayout, _ drawn: [Int]) throws(FormatError) {
    let style = sheet.picture
    var head = "digraph G {\n  graph [layout=\(layout.engine)"
    for attribute in layout.attributes { head += ", \(attribute.name)=\(attribute.value)" }
    head +=
      ", bgcolor=\(DOTText.quoted(style.background)), fontname=\(DOTText.quoted(style.font)), fontsize=12, pad=0.3, outputorder=edgesfirst"
    if let label = DOTLegend(graph: graph, sheet: sheet, options: options, drawn: drawn).label {
      head += ", labelloc=b, labeljust=l, label=\(label)"
    }
    head += ", tooltip=\(DOTText.quoted(options.title ?? " "))];\n"
    head +=
      "  node [fontname=\(DOTText.quoted(style.font)), fontsize=\(layout.fontSize), margin=\"0.12,0.06\", height=0.34, penwidth=1.2];\n"
    head += "  edge [fontname=\(DOTText.quoted(style.font)), fontsize=\(layout.fontSize - 2), arrowsize=0.6, penwidth=1.1];\n"
    try output.write(head)
  }
}
