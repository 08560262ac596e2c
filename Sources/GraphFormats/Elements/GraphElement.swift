// What a graph file holds, one at a time: nodes and relationships as the file names them, before any store knows them.
// Keys are the file's own (the import maps them to identities); a key is unique within its id space. Invariants: a key's
// value is a string or an integer, a property is never null, no label stands twice. Nothing here says whether the nodes a
// relationship names exist: a reader streams and cannot know.

public import GraphModel

/// One node or relationship of a graph file.
public enum GraphElement: Hashable, Sendable {
  /// A node.
  case node(NodeElement)
  /// A relationship.
  case relationship(RelationshipElement)

  /// Where the element stands.
  public var place: SourcePlace {
    switch self {
    case .node(let node): node.place
    case .relationship(let relationship): relationship.place
    }
  }
}

/// The name by which a file refers to a node.
public struct ElementKey: Hashable, Sendable {
  /// The key: a string or an integer.
  public var value: Value
  /// The id space within which the key is unique; empty for the one space shared by all.
  public var space: String

  /// A key in an id space.
  public init(_ value: Value, space: String = "") {
    self.value = value
    self.space = space
  }

  /// Same value in the same space, byte for byte.
  public static func == (left: ElementKey, right: ElementKey) -> Bool {
    left.value == right.value && left.space.isByteEqual(to: right.space)
  }

  /// Hashes in accordance with `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
    space.hashBytes(into: &hasher)
  }
}

/// Where an element stands in what was read.
public struct SourcePlace: Hashable, Sendable {
  /// The file's name, or a name for the stream.
  public var file: String
  /// The line on which the element begins, from 1.
  public var line: Int

  /// A place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// A node as a file states it.
public struct NodeElement: Hashable, Sendable {
  /// The node's key; `nil` where the file gives none, so that no relationship can name it.
  public var key: ElementKey?
  /// The labels in the file's order, none twice.
  public var labels: [String]
  /// The properties; null values are left out.
  public var properties: ValueMap
  /// Where the node stands.
  public var place: SourcePlace

  /// A node.
  public init(key: ElementKey?, labels: [String], properties: ValueMap, place: SourcePlace) {
    self.key = key
    self.labels = labels
    self.properties = properties
    self.place = place
  }
}

/// A relationship as a file states it.
public struct RelationshipElement: Hashable, Sendable {
  /// The type.
  public var type: String
  /// The key of the node it starts at.
  public var start: ElementKey
  /// The key of the node it ends at.
  public var end: ElementKey
  /// The properties; null values are left out.
  public var properties: ValueMap
  /// Where the relationship stands.
  public var place: SourcePlace

  /// A relationship.
  public init(type: String, start: ElementKey, end: ElementKey, properties: ValueMap, place: SourcePlace) {
    self.type = type
    self.start = start
    self.end = end
    self.properties = properties
    self.place = place
  }
}
