// Any result is a graph when it holds nodes, relationships or paths, at any depth of its lists and maps. This collects them: each
// once, in the order in which they were first seen, with content as soon as one occurrence has it. A relationship may name nodes
// that the result does not hold (`missingNodes`): who has the store can add them, otherwise they are drawn bare.

public import GraphModel

/// The nodes and relationships of a result.
public struct ResultGraph: Sendable {
  /// The nodes in the order in which they were first seen.
  public private(set) var nodes: [Node] = []
  /// The relationships in the order in which they were first seen.
  public private(set) var relationships: [Relationship] = []
  private var nodePlaces: [NodeID: Int] = [:]
  private var relationshipPlaces: [RelationshipID: Int] = [:]

  /// An empty graph.
  public init() {}

  /// Whether nothing was found.
  public var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty }

  /// Adds what a row holds. Cost: linear in the content.
  public mutating func add(row: [Value]) {
    for value in row { add(value) }
  }

  /// Adds what a value holds, at any depth.
  public mutating func add(_ value: Value) {
    var waiting = [value]
    while let next = waiting.popLast() {
      switch next {
      case .null, .boolean, .integer, .float, .string: break
      case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: break
      case .list(let elements): waiting.append(contentsOf: elements.reversed())
      case .map(let map): waiting.append(contentsOf: map.entries.reversed().map(\.value))
      case .node(let node): add(node)
      case .relationship(let relationship): add(relationship)
      case .path(let path):
        for node in path.nodes { add(node) }
        for relationship in path.relationships { add(relationship) }
      }
    }
  }

  /// Adds a node, or its content if it is known without.
  public mutating func add(_ node: Node) {
    if let place = nodePlaces[node.id] {
      if !nodes[place].hasContent, node.hasContent { nodes[place] = node }
      return
    }
    nodePlaces[node.id] = nodes.count
    nodes.append(node)
  }

  /// Adds a relationship, or its content if it is known without.
  public mutating func add(_ relationship: Relationship) {
    if let place = relationshipPlaces[relationship.id] {
      if !relationships[place].hasContent, relationship.hasContent { relationships[place] = relationship }
      return
    }
    relationshipPlaces[relationship.id] = relationships.count
    relationships.append(relationship)
  }

  /// The nodes at the ends of relationships that were not added, each once, in order.
  public var missingNodes: [NodeID] {
    var seen = Set<NodeID>()
    return relationships.flatMap { [$0.start, $0.end] }.compactMap { $0 }.filter { nodePlaces[$0] == nil && seen.insert($0).inserted }
  }

  /// Writes the graph; nodes that are missing are written without labels and properties, relationships without content not at all.
  public func write(to writer: any GraphTextWriter) throws(FormatError) {
    try writer.begin()
    for node in nodes { try writer.node(node) }
    for id in missingNodes { try writer.node(Node(id: id)) }
    for relationship in relationships where relationship.hasContent { try writer.relationship(relationship) }
    try writer.end()
  }
}
