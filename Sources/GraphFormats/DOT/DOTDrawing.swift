// The statements of one picture: nodes, boxes and lines. A box stands for its node: a line to the node ends at the box's border,
// by way of a point inside it (`lhead`, `ltail`); where the other end lies in the same box, the node is drawn in its box as well.

internal import GraphModel

/// Draws the parts of one picture.
struct DOTDrawing {
  let graph: PictureGraph
  let clusters: PictureClusters
  let layout: DOTLayout
  private var parents: [Int: Int] = [:]
  private var boxOfMember: [Int: Int] = [:]
  /// The boxes whose node is drawn inside, and those that need a point for lines to end at.
  private var titled: Set<Int> = []
  private var anchored: Set<Int> = []
  /// The nodes at which lines end.
  private var connected: Set<Int> = []
  /// How many lines there are of each type.
  private var typeCounts: [Value: Int] = [:]
  /// The lines that reach over more than one rank, so that the leaves of a hub do not stand in one long file.
  private var lengths: [Int: Int] = [:]
  /// The lines that are told to the layout the other way round, so that the leaves of a hub stand on both sides of it.
  private var turned: Set<Int> = []

  private static let leavesInFile = 10
  /// The most leaves of a hub that stand on one side of it.
  private static let leavesOnSide = 14
  /// A type with more lines than this is told by its colour and the legend alone.
  private static let labelledLinesMax = 14

  init(graph: PictureGraph, clusters: PictureClusters, layout: DOTLayout, edges: [Int]) {
    self.graph = graph
    self.clusters = clusters
    self.layout = layout
    for (place, cluster) in clusters.clusters.enumerated() {
      for inner in cluster.inner { parents[inner] = place }
      for member in cluster.members { boxOfMember[member] = place }
    }
    stagger(edges)
    for edge in edges {
      typeCounts[.string(graph.edges[edge].type), default: 0] += 1
      connected.formUnion([graph.edges[edge].start, graph.edges[edge].end])
      let (start, end) = (graph.edges[edge].start, graph.edges[edge].end)
      for (node, other) in [(start, end), (end, start)] {
        guard let box = clusters.boxOfNode[node] else { continue }
        if contains(box, other) || layout.engine != "dot" { titled.insert(box) } else { anchored.insert(box) }
      }
    }
  }

  /// Puts the leaves of each hub on both sides of it where they are many, and spreads each side over several ranks.
  private mutating func stagger(_ edges: [Int]) {
    guard layout.engine == "dot" else { return }
    for side in leaves(of: edges) {
      let turned = self.turned(of: side.leaves, other: side.others)
      self.turned.formUnion(turned)
      spread(side.leaves.filter { !turned.contains($0) })
      spread(side.leaves.filter { turned.contains($0) })
    }
  }

  /// The lines to leaves by hub and direction, and how many lines the hub has on its other side.
  private func leaves(of edges: [Int]) -> [(leaves: [Int], others: Int)] {
    var (outgoing, incoming): ([Int: Int], [Int: Int]) = ([:], [:])
    for edge in edges {
      outgoing[graph.edges[edge].start, default: 0] += 1
      incoming[graph.edges[edge].end, default: 0] += 1
    }
    func degree(_ node: Int) -> Int { outgoing[node, default: 0] + incoming[node, default: 0] }
    var leaves: [Int: [Int]] = [:]
    for edge in edges {
      let (start, end) = (graph.edges[edge].start, graph.edges[edge].end)
      if degree(end) == 1, degree(start) > 1 { leaves[start * 2, default: []].append(edge) }
      if degree(start) == 1, degree(end) > 1 { leaves[end * 2 + 1, default: []].append(edge) }
    }
    return leaves.keys.sorted().map { key in
      (leaves: leaves[key] ?? [], others: key % 2 == 0 ? incoming[key / 2, default: 0] : outgoing[key / 2, default: 0])
    }
  }

  /// Which of a hub's leaves go to its other side: the rarer types together, or half of one type, until both sides are about even.
  private func turned(of leaves: [Int], other: Int) -> Set<Int> {
    guard leaves.count > Self.leavesOnSide, other < leaves.count / 3 else { return [] }
    let wanted = (leaves.count - other) / 2
    var byType: [[Int]] = []
    for edge in leaves {
      if let known = byType.firstIndex(where: { graph.edges[$0[0]].type.isByteEqual(to: graph.edges[edge].type) }) {
        byType[known].append(edge)
      } else {
        byType.append([edge])
      }
    }
    var turned: [Int] = []
    for edges in byType.enumerated().sorted(by: { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }).map(\.element) {
      if turned.count + edges.count <= wanted + 4 { turned += edges } else if turned.isEmpty { turned += edges.suffix(wanted) }
    }
    return Set(turned)
  }

  private mutating func spread(_ edges: [Int]) {
    guard edges.count > Self.leavesInFile else { return }
    let files = min(4, (edges.count + Self.leavesInFile - 1) / Self.leavesInFile)
    for (place, edge) in edges.enumerated() where place % files > 0 { lengths[edge] = 1 + place % files }
  }

  /// Whether a node, or the box it is, lies in a box.
  private func contains(_ box: Int, _ node: Int) -> Bool {
    var next = clusters.boxOfNode[node] ?? boxOfMember[node]
    while let place = next {
      if place == box { return true }
      next = parents[place]
    }
    return false
  }

  // MARK: Nodes

  /// The statement of a node.
  func node(_ place: Int) -> String {
    let node = graph.nodes[place]
    let lines = NameWrap.lines(node.name)
    return "n\(place) [label=\(DOTText.quoted(lines)), \(Self.look(node.style)), tooltip=\(tooltip(of: node.node))];\n"
  }

  private static func look(_ style: NodeStyle) -> String {
    var styles = ["filled"]
    let shape: String
    switch style.shape {
    case "rounded":
      shape = "box"
      styles.append("rounded")
    case "pill":
      shape = "box"
      styles.append("rounded")
    default: shape = style.shape
    }
    if style.stroke != "solid" { styles.append(style.stroke) }
    let margins = ["pill": "0.2,0.05", "hexagon": "0.02,0.01", "octagon": "0.04,0.02", "ellipse": "0.03,0.02", "house": "0.05,0.02"]
    let margin = margins[style.shape].map { ", margin=\"\($0)\"" } ?? ""
    let colors = "fillcolor=\"\(style.fill)\", color=\"\(style.line)\", fontcolor=\"\(style.text)\""
    return "shape=\(shape), style=\"\(styles.joined(separator: ","))\", \(colors)\(margin)"
  }

  /// A colour that lets what lies under it through; colours by name stay as they are.
  private static func faded(_ color: String, _ alpha: String) -> String { color.hasPrefix("#") ? color + alpha : color }

  // MARK: Boxes

  /// The statements of a box and all in it. Boxes nest at most as deep as `PictureClusters` lets them.
  func cluster(_ place: Int, indent: String = "  ") -> String {
    let cluster = clusters.clusters[place]
    let style = cluster.node.map { graph.nodes[$0].style } ?? NodeStyle()
    let inside = indent + "  "
    var text = "\(indent)subgraph cluster_\(place) {\n"
    text += "\(inside)graph [label=\(DOTText.quoted(NameWrap.lines(cluster.title, columns: 32, linesMax: 2))), labelloc=t, labeljust=l, "
    let stroke = style.stroke == "solid" ? "" : "," + style.stroke
    text += "style=\"rounded,filled\(stroke)\", fillcolor=\"\(Self.faded(style.fill, "70"))\", color=\"\(style.line)\", "
    text += "fontcolor=\"\(style.line)\", fontsize=\(layout.fontSize + 1), margin=12"
    if let node = cluster.node { text += ", tooltip=\(tooltip(of: graph.nodes[node].node))" }
    text += "];\n"
    if let node = cluster.node {
      if titled.contains(place) {
        text += inside + self.node(node)
      } else if anchored.contains(place) {
        text += "\(inside)n\(node) [shape=point, style=invis, width=0.01, height=0.01, label=\"\"];\n"
      }
    }
    for member in cluster.members { text += inside + node(member) }
    text += grid(cluster.members, indent: inside)
    for inner in cluster.inner { text += self.cluster(inner, indent: inside) }
    return text + "\(indent)}\n"
  }

  /// Puts nodes without lines into rows and columns instead of one long file, by lines that are not seen.
  func grid(_ members: [Int], indent: String) -> String {
    guard layout.engine == "dot" else { return "" }
    let lonely = members.filter { !connected.contains($0) }
    guard lonely.count > 3 else { return "" }
    // Names are wide and low, so about twice as many rows as columns make a square.
    let columns = max(2, Int((Double(lonely.count) / 2).squareRoot().rounded()))
    let rows = (lonely.count + columns - 1) / columns
    var text = ""
    for (place, node) in lonely.enumerated() where place + rows < lonely.count {
      text += "\(indent)n\(node) -> n\(lonely[place + rows]) [style=invis];\n"
    }
    return text
  }

  // MARK: Lines

  /// The statement of a line.
  func edge(_ place: Int) -> String {
    let edge = graph.edges[place]
    let alpha = layout.showsEdgeLabels ? "" : (graph.edges.count > 200 ? "80" : "B0")
    var attributes = ["color=\"\(Self.faded(edge.style.color, alpha))\""]
    if edge.style.stroke != "solid" { attributes.append("style=\(edge.style.stroke)") }
    let isTurned = turned.contains(place)
    switch edge.style.arrow {
    case "none": attributes.append("dir=none")
    case "both": attributes.append("dir=both")
    default: if isTurned { attributes.append("dir=back") }
    }
    if edge.relationships.count > 1 { attributes.append("penwidth=\(edge.relationships.count > 4 ? "2.6" : "1.8")") }
    let (tail, head) = isTurned ? (edge.end, edge.start) : (edge.start, edge.end)
    for (node, name) in [(tail, "ltail"), (head, "lhead")] {
      guard let box = clusters.boxOfNode[node], !titled.contains(box) else { continue }
      attributes.append("\(name)=cluster_\(box)")
    }
    if let length = lengths[place] { attributes.append("minlen=\(length)") }
    if layout.showsEdgeLabels, !edge.style.caption.isEmpty || typeCounts[.string(edge.type), default: 0] <= Self.labelledLinesMax {
      attributes.append("label=\(DOTText.quoted(NameWrap.lines(caption(of: edge), columns: 18, linesMax: 2)))")
      attributes.append("fontcolor=\"\(edge.style.color)\"")
    }
    let tip = tooltip(of: edge)
    attributes.append("tooltip=\(tip), labeltooltip=\(tip)")
    return "n\(tail) -> n\(head) [\(attributes.joined(separator: ", "))];\n"
  }

  private func caption(of edge: PictureEdge) -> String {
    if edge.relationships.count > 1 { return "\(edge.style.label) ×\(edge.relationships.count)" }
    guard let properties = edge.relationships.first?.properties else { return edge.style.label }
    var caption = ""
    for key in edge.style.caption {
      guard let value = properties[key], !value.isNull else { continue }
      let text = value.stringValue ?? Self.short(value)
      if key == "comparison", text == "=" { continue }
      let joins = key == "unit" || caption.hasSuffix(">") || caption.hasSuffix("=") || caption.hasSuffix("<")
      caption += (caption.isEmpty || joins ? "" : " ") + text
    }
    return caption.isEmpty ? edge.style.label : "\(edge.style.label) \(caption)"
  }

  /// A number without needless zeros.
  private static func short(_ value: Value) -> String {
    if case .float(let number) = value, let whole = Int64(exactly: number) { return String(whole) }
    return value.temporalText ?? ValueText.string(of: value)
  }

  // MARK: Tooltips

  private func tooltip(of node: Node) -> String {
    var lines = [node.labels.map { ":" + $0 }.joined()]
    if let id = node.properties["id"]?.stringValue { lines[0] += " \(id)" }
    lines += self.lines(of: node.properties, except: ["id"])
    return DOTText.quoted(lines.filter { !$0.isEmpty })
  }

  private func tooltip(of edge: PictureEdge) -> String {
    var lines: [String] = []
    for relationship in edge.relationships.prefix(10) {
      lines.append("\(graph.nodes[edge.start].name) → \(edge.type) → \(graph.nodes[edge.end].name)")
      lines += self.lines(of: relationship.properties, except: [])
    }
    if edge.relationships.count > 10 { lines.append("… and \(edge.relationships.count - 10) more") }
    return DOTText.quoted(lines)
  }

  private func lines(of properties: ValueMap, except left: [String]) -> [String] {
    var lines: [String] = []
    for entry in properties.entries where !left.contains(entry.key) && entry.key != "sources" {
      let text =
        entry.value.stringValue ?? entry.value.listValue.map {
          $0.map { $0.stringValue ?? $0.temporalText ?? ValueText.string(of: $0) }.joined(separator: ", ")
        } ?? Self.short(entry.value)
      lines.append("\(entry.key): \(DisplayWidth.truncated(text, columns: 120))")
    }
    let sources = PictureGraph.sources(of: properties)
    if !sources.isEmpty { lines.append("sources: " + sources.map { "[\(graph.number(of: $0))] \($0)" }.joined(separator: ", ")) }
    return lines
  }
}
