// A node as a value. Inside the engine a node value is its identity alone; before a record leaves the engine it is given
// its content as of the snapshot that the query read. Two node values are the same node if their identities are equal.

/// A node of the graph.
public struct Node: Hashable, Sendable {
  /// The node's identity.
  public let id: NodeID
  private let content: Content?

  /// What a node holds, boxed so that a node value stays small.
  private final class Content: Sendable {
    let labels: [String]
    let properties: ValueMap
    init(labels: [String], properties: ValueMap) {
      self.labels = labels
      self.properties = properties
    }
  }

  /// A node by its identity alone.
  public init(id: NodeID) {
    self.id = id
    content = nil
  }

  /// A node with its content.
  public init(id: NodeID, labels: [String], properties: ValueMap) {
    self.id = id
    content = Content(labels: labels, properties: properties)
  }

  /// Whether labels and properties are known.
  public var hasContent: Bool { content != nil }
  /// The labels, in the order in which the graph knows them; empty where the content is not known.
  public var labels: [String] { content?.labels ?? [] }
  /// The properties; empty where the content is not known.
  public var properties: ValueMap { content?.properties ?? ValueMap() }

  /// Same identity.
  public static func == (left: Node, right: Node) -> Bool { left.id == right.id }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
