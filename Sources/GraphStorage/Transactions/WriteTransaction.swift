// A write transaction: a private draft of the graph that shows its own writes, and the way to publish it or to throw it away.
// What it can do to nodes, relationships and the schema stands in the aspects beside this file.
//
// Invariants: the transaction holds the writers' gate from `beginWrite` until `commit`, `rollback` or the end of its life;
// the draft's serial number is its own; `base` is the graph as it was found and never changes. After `capacityExceeded`, and
// after any error of `checkStatement` or `commit`, only a rollback helps; after other errors the draft is as before the call.

package import GraphModel

/// Changes a graph; used by one thread at a time.
package final class WriteTransaction {
  private let store: GraphStore
  /// The graph as the transaction found it.
  package let base: GraphSnapshot
  /// The graph as it is with the transaction's writes. Its readers are valid until the next write.
  package private(set) var view: GraphSnapshot
  /// What the transaction has done so far.
  package internal(set) var counters = WriteCounters()
  /// Whether it has been committed or rolled back.
  package private(set) var isFinished = false

  let serial: UInt64
  var isChanged = false
  /// Where the search for a free offset stands; never goes back, so that no offset is given out twice.
  var nodeReuse: OffsetReuse
  var relationshipReuse: OffsetReuse
  /// Nodes and relationships that were deleted here, whether or not they were created here.
  var deletedNodes: ChunkedBitmap
  var deletedRelationships: ChunkedBitmap
  /// What the end of the statement has to look at.
  var touched = TouchedEntities()
  /// What was done, for the log; `nil` where there is none.
  var effects: TransactionEffects?

  init(store: GraphStore, base: GraphSnapshot, serial: UInt64, recordsEffects: Bool = false) {
    self.store = store
    effects = recordsEffects ? TransactionEffects() : nil
    self.base = base
    self.serial = serial
    view = GraphSnapshot(drafting: base, version: serial)
    deletedNodes = ChunkedBitmap(owner: serial)
    deletedRelationships = ChunkedBitmap(owner: serial)
    nodeReuse = OffsetReuse(position: base.nodeReusePosition)
    relationshipReuse = OffsetReuse(position: base.relationshipReusePosition)
  }

  deinit { if !isFinished { store.endWrite() } }

  /// Publishes the draft, so that snapshots taken from now on show it, and returns it. A transaction that changed nothing
  /// publishes nothing. With a file below, what was done lasts before anybody sees it.
  /// - Throws: what `checkStatement` throws; the transaction is then still open, and only a rollback helps. `file`: the transaction is
  ///   rolled back, unless the fault is `outcomeUnknown`.
  package func commit() throws(StorageError) -> GraphSnapshot {
    guard !isFinished else { throw .invariantBroken("a finished transaction was committed") }
    try checkStatement()
    isFinished = true
    guard isChanged else {
      try store.commitUnchanged(base)
      return base
    }
    view.nodeReusePosition = nodeReuse.position
    view.relationshipReusePosition = relationshipReuse.position
    effects?.reusePositions(nodes: nodeReuse.position, relationships: relationshipReuse.position)
    try store.commit(view, effects)
    return view
  }

  /// Throws the draft away. Does nothing if the transaction is finished.
  package func rollback() {
    guard !isFinished else { return }
    isFinished = true
    view = base
    store.endWrite()
  }

  /// Refuses writes after the end.
  func requireOpen() throws(StorageError) {
    guard !isFinished else { throw .invariantBroken("a finished transaction was written to") }
    isChanged = true
  }
}

extension WriteTransaction {
  /// The number of a label, which the graph knows from now on.
  package func label(_ name: String) throws(StorageError) -> LabelID {
    if let known = view.catalog.label(name) { return known }
    try requireOpen()
    let number = try view.catalog.labels.intern(name, limit: StorageLimits.labelsMax, kind: "labels")
    effects?.name(.label, name)
    return LabelID(rawValue: number)
  }

  /// The number of a relationship type, which the graph knows from now on.
  package func relationshipType(_ name: String) throws(StorageError) -> RelationshipTypeID {
    if let known = view.catalog.relationshipType(name) { return known }
    try requireOpen()
    let number = try view.catalog.relationshipTypes.intern(
      name, limit: StorageLimits.relationshipTypesMax, kind: "relationship types")
    effects?.name(.relationshipType, name)
    return RelationshipTypeID(rawValue: number)
  }

  /// The number of a property key, which the graph knows from now on.
  package func propertyKey(_ name: String) throws(StorageError) -> PropertyKeyID {
    if let known = view.catalog.propertyKey(name) { return known }
    try requireOpen()
    let number = try view.catalog.propertyKeys.intern(name, limit: StorageLimits.propertyKeysMax, kind: "property keys")
    effects?.name(.propertyKey, name)
    return PropertyKeyID(rawValue: number)
  }
}
