// A relationship as a value. As with nodes, inside the engine it is its identity alone, at the edge it has its content.

/// A relationship of the graph.
public struct Relationship: Hashable, Sendable {
  /// The relationship's identity.
  public let id: RelationshipID
  private let content: Content?

  /// What a relationship holds, boxed so that a relationship value stays small.
  private final class Content: Sendable {
    let type: String
    let start: NodeID
    let end: NodeID
    let properties: ValueMap
    init(type: String, start: NodeID, end: NodeID, properties: ValueMap) {
      self.type = type
      self.start = start
      self.end = end
      self.properties = properties
    }
  }

  /// A relationship by its identity alone.
  public init(id: RelationshipID) {
    self.id = id
    content = nil
  }

  /// A relationship with its content.
  public init(id: RelationshipID, type: String, start: NodeID, end: NodeID, properties: ValueMap) {
    self.id = id
    content = Content(type: type, start: start, end: end, properties: properties)
  }

  /// Whether type, ends and properties are known.
  public var hasContent: Bool { content != nil }
  /// The type; empty where the content is not known.
  public var type: String { content?.type ?? "" }
  /// The node it starts at; `nil` where the content is not known.
  public var start: NodeID? { content?.start }
  /// The node it ends at; `nil` where the content is not known.
  public var end: NodeID? { content?.end }
  /// The properties; empty where the content is not known.
  public var properties: ValueMap { content?.properties ?? ValueMap() }

  /// Same identity.
  public static func == (left: Relationship, right: Relationship) -> Bool { left.id == right.id }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
