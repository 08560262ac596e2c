// What the store can refuse. Constraint violations carry enough for a message that names the entity and the rule.

/// An error of the store.
public enum StorageError: Error, Hashable, Sendable {
  /// A write would break a constraint; the text says which and by what.
  case constraintViolated(constraint: String, message: String)
  /// A constraint cannot be created, for the data already breaks it.
  case constraintNotSatisfied(constraint: String, message: String)
  /// A node that still has relationships was to be deleted.
  case nodeStillHasRelationships(NodeID)
  /// An entity that is not, or no longer, in the graph.
  case entityNotFound(String)
  /// A value that cannot be a property (a map, a node, a list of lists).
  case notAProperty(String)
  /// An index or constraint of that name or shape is already there.
  case schemaElementExists(String)
  /// No index or constraint of that name.
  case schemaElementNotFound(String)
  /// A dense space is full (4 billion nodes or relationships, 65,536 label sets …).
  case capacityExceeded(String)
  /// Another writer holds the store.
  case writerBusy(String)
  /// An invariant does not hold: the text names it and the place.
  case invariantBroken(String)
  /// The database file, its log or the system below them failed.
  case file(FileFault)
}
