// What the planner may know of a graph's content: counts, kept as the graph changes, in a value that shares what has not
// changed. No type of the store appears here.
// Invariant: every count is exact for the snapshot that holds the value.

package import GraphModel

/// Counts of a graph.
package struct GraphStatistics: Sendable, Equatable {
  /// Counts of one indexed property.
  package struct IndexCounts: Sendable, Equatable {
    /// The label, or `nil` for every node.
    package var label: LabelID?
    /// The property.
    package var key: PropertyKeyID
    /// The nodes that have the property.
    package var entries: Int
    /// The different values among them.
    package var distinct: Int
    /// Whether no value stands twice.
    package var isUnique: Bool
  }

  /// The nodes.
  package internal(set) var nodeCount = 0
  /// The relationships.
  package internal(set) var relationshipCount = 0
  /// One entry per node index, in the order of their creation.
  package internal(set) var indexes: [IndexCounts] = []
  var nodesByLabel: [Int] = []
  var relationshipsByType: [Int] = []
  /// By label, then by type: relationships that start (or end) at a node with the label.
  var outgoingByLabel: [[Int]] = []
  var incomingByLabel: [[Int]] = []

  /// Counts of nothing.
  package init() {}

  /// The nodes with a label.
  package func nodeCount(_ label: LabelID) -> Int { nodesByLabel.entry(label.rawValue) }
  /// The relationships of a type.
  package func relationshipCount(_ type: RelationshipTypeID) -> Int { relationshipsByType.entry(type.rawValue) }

  /// The relationships of a type that start (outgoing), end (incoming), or start and end counted apart (both) at nodes with a
  /// label. Divided by `nodeCount(label)` it is the average degree.
  package func relationshipCount(_ label: LabelID, _ type: RelationshipTypeID, _ direction: Direction) -> Int {
    let place = Int(label.rawValue)
    let outgoing = place < outgoingByLabel.count ? outgoingByLabel[place].entry(type.rawValue) : 0
    let incoming = place < incomingByLabel.count ? incomingByLabel[place].entry(type.rawValue) : 0
    return switch direction {
    case .outgoing: outgoing
    case .incoming: incoming
    case .both: outgoing + incoming
    }
  }
}

extension GraphStatistics {
  /// Counts nodes with a label.
  mutating func countNodes(_ label: LabelID, by difference: Int) { nodesByLabel.add(difference, at: label.rawValue) }

  /// Counts relationships of a type.
  mutating func countRelationships(_ type: RelationshipTypeID, by difference: Int) {
    relationshipCount += difference
    relationshipsByType.add(difference, at: type.rawValue)
  }

  /// Counts relationships of a type that start or end at nodes with a label.
  mutating func countDegree(_ label: LabelID, _ type: RelationshipTypeID, _ direction: Direction, by difference: Int) {
    guard difference != 0 else { return }
    let place = Int(label.rawValue)
    if direction != .incoming {
      while outgoingByLabel.count <= place { outgoingByLabel.append([]) }
      outgoingByLabel[place].add(difference, at: type.rawValue)
    }
    if direction != .outgoing {
      while incomingByLabel.count <= place { incomingByLabel.append([]) }
      incomingByLabel[place].add(difference, at: type.rawValue)
    }
  }
}

extension [Int] {
  fileprivate func entry(_ place: UInt32) -> Int { Int(place) < count ? self[Int(place)] : 0 }

  fileprivate mutating func add(_ difference: Int, at place: UInt32) {
    while count <= Int(place) { append(0) }
    self[Int(place)] += difference
  }
}
