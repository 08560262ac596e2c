// A graph about to be drawn: nodes by place, with names and styles; relationships between places, equal ones merged into one line
// with a count; and the sources of all facts, numbered in the order in which they are met. Held whole, up to
// `FormatLimits.pictureElementsMax`.

internal import GraphModel

/// A node of a picture.
struct PictureNode {
  let node: Node
  let name: String
  let style: NodeStyle
}

/// A line of a picture: one relationship, or several that look the same between the same nodes.
struct PictureEdge {
  let start: Int
  let end: Int
  let type: String
  let style: EdgeStyle
  var relationships: [Relationship]
}

/// A graph that is drawn.
struct PictureGraph {
  /// The nodes in order.
  private(set) var nodes: [PictureNode] = []
  /// The lines in order.
  private(set) var edges: [PictureEdge] = []
  /// The sources that facts give, numbered from 1 in this order.
  private(set) var sources: [String] = []
  private let sheet: StyleSheet
  private var places: [NodeID: Int] = [:]
  private var lines: [Line: Int] = [:]
  private var numbers: [Value: Int] = [:]

  private struct Line: Hashable {
    let start: Int
    let end: Int
    let type: Value
    let stroke: String
  }

  /// An empty graph, drawn by a sheet.
  init(sheet: StyleSheet) { self.sheet = sheet }

  /// Adds a node.
  /// - Throws: `pictureTooLarge`.
  mutating func add(_ node: Node) throws(FormatError) {
    try checkSize()
    guard places[node.id] == nil else { return }
    places[node.id] = nodes.count
    nodes.append(PictureNode(node: node, name: Self.name(of: node), style: sheet.style(of: node)))
    number(node.properties)
  }

  /// Adds a relationship, and its ends if they are not there.
  /// - Throws: `pictureTooLarge`; `withoutContent`.
  mutating func add(_ relationship: Relationship) throws(FormatError) {
    try checkSize()
    guard let start = relationship.start, let end = relationship.end else { throw FormatError.withoutContent("a relationship") }
    for id in [start, end] where places[id] == nil { try add(Node(id: id)) }
    guard let from = places[start], let to = places[end] else { return }
    let style = sheet.style(ofType: relationship.type, relationship.properties)
    number(relationship.properties)
    let isMutual = style.arrow == "none"
    let line = Line(
      start: isMutual ? min(from, to) : from, end: isMutual ? max(from, to) : to, type: .string(relationship.type), stroke: style.stroke)
    if let known = lines[line] { return edges[known].relationships.append(relationship) }
    lines[line] = edges.count
    edges.append(PictureEdge(start: from, end: to, type: relationship.type, style: style, relationships: [relationship]))
  }

  private func checkSize() throws(FormatError) {
    guard nodes.count + edges.count < FormatLimits.pictureElementsMax else {
      throw FormatError(
        file: "", line: 0, code: "pictureTooLarge",
        message: "a picture holds at most \(FormatLimits.pictureElementsMax) nodes and relationships",
        hint: "draw a part of the graph, or export GraphML or GEXF for a program that handles large graphs")
    }
  }

  private static func name(of node: Node) -> String {
    for key in ["name", "title", "label", "id"] {
      if let text = node.properties[key]?.stringValue, !text.isEmpty { return text }
    }
    return node.labels.first.map { "\($0) \(node.id.rawValue)" } ?? "\(node.id.rawValue)"
  }

  // MARK: Sources

  /// The sources that an element names.
  static func sources(of properties: ValueMap) -> [String] {
    switch properties["sources"] {
    case .list(let elements)?: elements.compactMap(\.stringValue)
    case .string(let one)?: [one]
    default: []
    }
  }

  private mutating func number(_ properties: ValueMap) {
    for source in Self.sources(of: properties) where numbers[.string(source)] == nil {
      sources.append(source)
      numbers[.string(source)] = sources.count
    }
  }

  /// The number of a source.
  func number(of source: String) -> Int { numbers[.string(source)] ?? 0 }

  // MARK: Legend

  /// The labels that say what the nodes are, each once, by how often they occur, then by name.
  var labels: [String] { Self.ranked(nodes.compactMap { sheet.mainLabel(of: $0.node) }) }

  /// The types of the lines, each once, by how often they occur, then by name.
  func types(of edges: [PictureEdge]) -> [String] { Self.ranked(edges.map(\.type)) }

  private static func ranked(_ names: [String]) -> [String] {
    var counts: [Value: Int] = [:]
    for name in names { counts[.string(name), default: 0] += 1 }
    return counts.compactMap { name, count in name.stringValue.map { (name: $0, count: count) } }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name.isByteLess(than: $1.name) }.map(\.name)
  }
}
