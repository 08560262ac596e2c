// Identities of the graph's parts. A node or relationship identifier is a dense offset that the store hands out and may
// hand out again after a deletion has been checkpointed; token identifiers stand for names (labels, types, keys).
// Invariant: identifiers compare and hash by their raw value alone. Nothing here knows how the offsets are allocated.

/// The identity of a node: a dense 32-bit offset, shown to callers as a 64-bit integer.
@frozen public struct NodeID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The offset of the node in the node chunks.
  public let rawValue: UInt32

  /// Wraps an offset.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by offset.
  @inlinable public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// The identity of a relationship: a dense 32-bit offset, shown to callers as a 64-bit integer.
@frozen public struct RelationshipID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The offset of the relationship in the relationship columns.
  public let rawValue: UInt32

  /// Wraps an offset.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by offset.
  @inlinable public static func < (left: RelationshipID, right: RelationshipID) -> Bool { left.rawValue < right.rawValue }
}

/// A label, as a number that stands for its name within one graph.
@frozen public struct LabelID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The position of the name in the graph's list of labels.
  public let rawValue: UInt32

  /// Wraps a position.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by position.
  @inlinable public static func < (left: LabelID, right: LabelID) -> Bool { left.rawValue < right.rawValue }
}

/// A relationship type, as a number that stands for its name within one graph.
@frozen public struct RelationshipTypeID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The position of the name in the graph's list of relationship types.
  public let rawValue: UInt32

  /// Wraps a position.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by position.
  @inlinable public static func < (left: RelationshipTypeID, right: RelationshipTypeID) -> Bool { left.rawValue < right.rawValue }
}

/// A property key, as a number that stands for its name within one graph.
@frozen public struct PropertyKeyID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The position of the name in the graph's list of property keys.
  public let rawValue: UInt32

  /// Wraps a position.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by position.
  @inlinable public static func < (left: PropertyKeyID, right: PropertyKeyID) -> Bool { left.rawValue < right.rawValue }
}

/// The way in which a relationship is walked, seen from the node where the walk starts.
public enum Direction: Hashable, Sendable, CaseIterable {
  /// From the start node of the relationship to its end node.
  case outgoing
  /// From the end node of the relationship to its start node.
  case incoming
  /// Either way; a loop counts once.
  case both

  /// The direction seen from the other end.
  public var reversed: Direction {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .both: .both
    }
  }
}
