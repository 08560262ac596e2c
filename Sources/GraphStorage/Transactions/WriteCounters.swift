// What a transaction has done, counted as its operations are called, for the summary of a query.

/// Numbers of changes.
package struct WriteCounters: Hashable, Sendable {
  /// Nodes created.
  package var nodesCreated = 0
  /// Nodes deleted.
  package var nodesDeleted = 0
  /// Relationships created.
  package var relationshipsCreated = 0
  /// Relationships deleted.
  package var relationshipsDeleted = 0
  /// Properties given a value or taken away, those of created entities included.
  package var propertiesSet = 0
  /// Labels given to nodes, those of created nodes included.
  package var labelsAdded = 0
  /// Labels taken from nodes.
  package var labelsRemoved = 0
  /// Indexes created, those of unique constraints not counted.
  package var indexesAdded = 0
  /// Indexes dropped, those of unique constraints not counted.
  package var indexesRemoved = 0
  /// Constraints created.
  package var constraintsAdded = 0
  /// Constraints dropped.
  package var constraintsRemoved = 0

  /// No changes.
  package init() {}

  /// Adds what another transaction has done.
  package mutating func add(_ other: WriteCounters) {
    nodesCreated += other.nodesCreated
    nodesDeleted += other.nodesDeleted
    relationshipsCreated += other.relationshipsCreated
    relationshipsDeleted += other.relationshipsDeleted
    propertiesSet += other.propertiesSet
    labelsAdded += other.labelsAdded
    labelsRemoved += other.labelsRemoved
    indexesAdded += other.indexesAdded
    indexesRemoved += other.indexesRemoved
    constraintsAdded += other.constraintsAdded
    constraintsRemoved += other.constraintsRemoved
  }

  /// Whether anything was changed.
  package var containsUpdates: Bool { self != WriteCounters() }
}
