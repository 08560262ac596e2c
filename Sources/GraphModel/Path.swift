// A path as a value: one node more than relationships, each relationship between the nodes left and right of it. A
// relationship keeps its own direction; the path may walk it backwards.

/// A path through the graph.
public struct Path: Hashable, Sendable {
  /// The nodes in the order of the walk; never empty.
  public let nodes: [Node]
  /// The relationships between them.
  public let relationships: [Relationship]

  /// A path of these parts.
  /// - Precondition: one node more than relationships.
  public init(nodes: [Node], relationships: [Relationship]) {
    precondition(nodes.count == relationships.count + 1, "a path has one node more than relationships")
    self.nodes = nodes
    self.relationships = relationships
  }

  /// The number of relationships.
  public var length: Int { relationships.count }

  /// The same path walked from its end.
  public var reversed: Path { Path(nodes: nodes.reversed(), relationships: relationships.reversed()) }
}
