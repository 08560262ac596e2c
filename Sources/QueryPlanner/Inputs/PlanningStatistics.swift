// How much there is of what, as far as the store knows: the food of the cost model. Every figure may be missing or stale; a
// plan made from wrong figures is slow, never wrong.

/// Counts over a graph.
package struct PlanningStatistics: Sendable {
  /// A relationship type seen from the nodes of a label; without a label, from all nodes.
  package struct Degree: Hashable, Sendable {
    package let label: String?
    package let type: String
    /// Whether the labelled node is where the relationship starts.
    package let isOutgoing: Bool

    /// A type seen from a label.
    package init(label: String?, type: String, isOutgoing: Bool) {
      self.label = label
      self.type = type
      self.isOutgoing = isOutgoing
    }
  }

  /// A property of the nodes with a label; without a label, of all nodes.
  package struct Property: Hashable, Sendable {
    package let label: String?
    package let key: String

    /// A property of a label.
    package init(label: String?, key: String) {
      self.label = label
      self.key = key
    }
  }

  /// A way through a node over relationships of one type: whether the one by which the node was come to starts at it, and whether those
  /// by which it is left do.
  package struct Passage: Hashable, Sendable {
    package let type: String
    package let arrivesOutgoing: Bool
    package let leavesOutgoing: Bool

    /// A way through a node.
    package init(type: String, arrivesOutgoing: Bool, leavesOutgoing: Bool) {
      self.type = type
      self.arrivesOutgoing = arrivesOutgoing
      self.leavesOutgoing = leavesOutgoing
    }
  }

  /// The number of nodes.
  package var nodes: Int
  /// The number of relationships.
  package var relationships: Int
  /// The number of nodes of each label.
  package var nodesByLabel: [String: Int]
  /// The number of relationships of each type.
  package var relationshipsByType: [String: Int]
  /// The number of relationships of a type at the nodes of a label, where counted.
  package var relationshipsByEnd: [Degree: Int]
  /// The number of distinct values of a property, where counted (for indexed properties it is known).
  package var distinctValues: [Property: Int]
  /// How many relationships a way through a node may leave by, on average over the relationships by which nodes are come to; nil where
  /// nobody knows. A hub counts as often as it is come to, so this is far above the average over nodes where degrees are skewed. It
  /// is a question because counting costs something: only plans of several steps over one type ask it.
  package var passages: @Sendable (Passage) -> Double? = { _ in nil }

  /// Statistics. Without any argument: those of a graph about which nothing is known.
  package init(
    nodes: Int = 0, relationships: Int = 0, nodesByLabel: [String: Int] = [:], relationshipsByType: [String: Int] = [:],
    relationshipsByEnd: [Degree: Int] = [:], distinctValues: [Property: Int] = [:]
  ) {
    self.nodes = nodes
    self.relationships = relationships
    self.nodesByLabel = nodesByLabel
    self.relationshipsByType = relationshipsByType
    self.relationshipsByEnd = relationshipsByEnd
    self.distinctValues = distinctValues
  }
}
