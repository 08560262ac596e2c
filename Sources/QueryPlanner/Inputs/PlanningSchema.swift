// What a compilation knows of the graph's names and rules: labels, types, keys, indexes, constraints. A value, handed in by the
// façade; the planner never asks a store. Names compare by their UTF-8 bytes.

import CypherSyntax
package import GraphModel

/// The names and rules of a graph at the time of planning.
package struct PlanningSchema: Sendable {
  /// The labels that nodes carry.
  package let labels: [String]
  /// The types that relationships have.
  package let relationshipTypes: [String]
  /// The keys of properties.
  package let propertyKeys: [String]
  /// The range indexes, those behind unique constraints included.
  package let indexes: [IndexDefinition]
  /// The constraints.
  package let constraints: [Constraint]

  /// A schema. Without any argument: that of an empty graph.
  package init(
    labels: [String] = [], relationshipTypes: [String] = [], propertyKeys: [String] = [], indexes: [IndexDefinition] = [],
    constraints: [Constraint] = []
  ) {
    self.labels = labels
    self.relationshipTypes = relationshipTypes
    self.propertyKeys = propertyKeys
    self.indexes = indexes
    self.constraints = constraints
  }

  /// Whether the graph has no names at all, so that nothing can be misspelt.
  package var isEmpty: Bool { labels.isEmpty && relationshipTypes.isEmpty && propertyKeys.isEmpty }

  /// The index over a property of the nodes with a label (`nil`: over every node), unique ones first.
  package func index(label: String?, property: String) -> IndexDefinition? {
    let found = indexes.filter { index in
      guard index.property.isByteEqual(to: property) else { return false }
      switch (index.label, label) {
      case (nil, nil): return true
      case (let a?, let b?): return a.isByteEqual(to: b)
      default: return false
      }
    }
    return found.first { $0.isUnique } ?? found.first
  }
}
