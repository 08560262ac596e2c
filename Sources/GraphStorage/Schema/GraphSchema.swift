// The schema of a snapshot: its constraints and its indexes, by name, in the order of their creation.
// Invariants: a name stands once over constraints and indexes, except that a unique constraint's index bears its name.

package import GraphModel

/// Constraints and indexes.
package struct GraphSchema: Sendable, Equatable {
  /// The constraints.
  package internal(set) var constraints: [Constraint] = []
  /// The indexes, those behind unique constraints on nodes included.
  package internal(set) var indexes: [IndexDefinition] = []
  /// The full-text indexes.
  package internal(set) var fullTextIndexes: [FullTextIndexDefinition] = []

  /// An empty schema.
  package init() {}

  /// The constraint of a name.
  package func constraint(named name: String) -> Constraint? { constraints.first { $0.name.isByteEqual(to: name) } }
  /// The full-text index of a name.
  package func fullTextIndex(named name: String) -> FullTextIndexDefinition? { fullTextIndexes.first { $0.name.isByteEqual(to: name) } }
  /// The index of a name.
  package func index(named name: String) -> IndexDefinition? { indexes.first { $0.name.isByteEqual(to: name) } }
}
