// How Graphviz is asked to lay a graph out, by its size: small graphs in ranks from left to right, which suits wide names; graphs
// with boxes in ranks too, because only `dot` and `fdp` know boxes; larger and denser ones by forces, with overlaps removed.
// What lines say is written on them only while there are few.

/// The layout of one graph.
struct DOTLayout: Hashable {
  var engine: String
  var direction: String
  var showsEdgeLabels: Bool
  var fontSize: Int
  /// Attributes of the graph in order.
  var attributes: [(name: String, value: String)]

  /// The layout for a graph of so many nodes and lines.
  /// - Parameter degreeMax: the most lines at one node.
  init(nodes: Int, edges: Int, degreeMax: Int, hasClusters: Bool, style: PictureStyle) {
    let isSmall = nodes <= 90 && edges <= nodes * 2 + 20 && degreeMax <= 45
    // Boxes are drawn without Graphviz; as DOT such a picture is laid out like any other.
    engine = style.layout == SVGBoxesWriter.layout ? "" : style.layout
    if engine.isEmpty {
      engine = hasClusters ? (nodes <= 160 && edges <= 260 ? "dot" : "fdp") : (isSmall ? "dot" : (nodes <= 250 ? "neato" : "sfdp"))
    }
    direction = style.direction.isEmpty ? "LR" : style.direction
    showsEdgeLabels = edges <= 70
    fontSize = nodes <= 400 ? 11 : 9
    if engine == "dot" {
      // Many lines between few ranks need room to part.
      let ranks = edges <= 30 ? "0.9" : (edges <= 40 ? "1.3" : "1.9")
      attributes = [
        ("rankdir", direction), ("nodesep", nodes <= 60 ? "0.28" : "0.2"), ("ranksep", ranks), ("splines", "true"),
        ("compound", "true"),
        ("pack", "18"), ("packmode", hasClusters ? "clust" : "\"graph\""),
      ]
    } else {
      attributes = [
        ("overlap", engine == "fdp" ? "false" : "prism"), ("sep", "\"+10\""), ("esep", "\"+4\""),
        ("splines", nodes <= 150 ? "true" : "line"), ("start", "1"),
        ("overlap_scaling", "\"-2\""), ("pack", "18"), ("packmode", "\"node\""), ("compound", "true"),
      ]
      if engine == "neato" { attributes.append(("mode", "\"major\"")) }
    }
  }

  static func == (left: DOTLayout, right: DOTLayout) -> Bool {
    left.engine == right.engine && left.direction == right.direction && left.fontSize == right.fontSize
  }

  func hash(into hasher: inout Hasher) { hasher.combine(engine) }
}
