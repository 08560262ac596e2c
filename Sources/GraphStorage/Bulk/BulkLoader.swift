// The first snapshot of an empty store, from streams of nodes and then of relationships: rows go straight into final columns
// as they come, and adjacency is built once all relationships are known. Nothing is visible before `finish`, and an error, or
// dropping the loader, leaves the store empty.
//
// Invariants: nodes get consecutive offsets from 0 in the order in which they come, relationships in an order of the loader's own (see
// `RelationshipOrder`); the draft of the loader's transaction is filled only in `finish`, with tables that no one else has seen.

package import GraphModel

/// Loads a whole graph into an empty store.
package final class BulkLoader {
  let transaction: WriteTransaction
  var nodeCount = 0
  var relationshipCount = 0
  var keys = ExternalKeys()
  var nodeColumns: ColumnBuilders
  var relationshipColumns: ColumnBuilders
  let labelSetTable: PagedTable<LabelSetChunk>
  let relationshipTable: PagedTable<RelationshipChunk>
  var openLabelSets: LabelSetChunk?
  var openRelationships: RelationshipChunk?
  /// The label set of the last node, for most nodes have that of the one before.
  var lastLabels: (labels: [LabelID], set: UInt16) = ([], 0)

  /// Begins to load.
  /// - Throws: `writerBusy`; `capacityExceeded` if the store has ever held a node or relationship.
  package init(store: GraphStore, waitMilliseconds: Int = 10_000) throws(StorageError) {
    transaction = try store.beginWrite(waitMilliseconds: waitMilliseconds)
    nodeColumns = ColumnBuilders(owner: transaction.serial)
    relationshipColumns = ColumnBuilders(owner: transaction.serial)
    labelSetTable = PagedTable(owner: transaction.serial)
    relationshipTable = PagedTable(owner: transaction.serial)
    guard transaction.base.nodeCapacity == 0, transaction.base.relationshipCapacity == 0 else {
      throw .capacityExceeded("only an empty store can be loaded in bulk")
    }
    try transaction.requireOpen()
    transaction.effects?.becomeWhole()
  }

  /// The number of a label, which the graph knows from now on.
  package func label(_ name: String) throws(StorageError) -> LabelID { try transaction.label(name) }
  /// The number of a relationship type, which the graph knows from now on.
  package func relationshipType(_ name: String) throws(StorageError) -> RelationshipTypeID { try transaction.relationshipType(name) }
  /// The number of a property key, which the graph knows from now on.
  package func propertyKey(_ name: String) throws(StorageError) -> PropertyKeyID { try transaction.propertyKey(name) }

  /// Builds adjacency, indexes and statistics, checks constraints, and publishes the graph. An index that says it is unique becomes a unique
  /// constraint where no value stands twice.
  /// - Throws: `constraintNotSatisfied`, `schemaElementExists`, `capacityExceeded`; the store is then still empty.
  package func finish(
    constraints: [Constraint] = [], indexes: [IndexDefinition] = [], fullTextIndexes: [FullTextIndexDefinition] = []
  ) throws(StorageError) -> GraphSnapshot {
    let graph = transaction.view
    try transaction.requireOpen()
    graph.nodeCapacity = nodeCount
    graph.relationshipCapacity = relationshipCount
    sealChunks()
    graph.nodeLabelSets = labelSetTable
    graph.relationships = relationshipTable
    graph.nodeColumns = try nodeColumns.finish()
    graph.relationshipColumns = try relationshipColumns.finish()
    graph.liveNodes = Self.full(nodeCount, owner: transaction.serial)
    graph.liveRelationships = Self.full(relationshipCount, owner: transaction.serial)
    graph.counts.nodeCount = nodeCount
    markLabels(graph)
    try buildAdjacency(graph)
    for constraint in constraints { try transaction.createConstraint(constraint) }
    for index in indexes where try !isMadeUnique(index) { try transaction.createIndex(index) }
    for index in fullTextIndexes { try transaction.createFullTextIndex(index) }
    return try transaction.commit()
  }

  /// Makes a unique constraint of an index that wants to be unique, if no value stands twice.
  private func isMadeUnique(_ index: IndexDefinition) throws(StorageError) -> Bool {
    guard index.isUnique else { return false }
    let constraint = Constraint(name: index.name, target: .nodes(label: index.label), rule: .unique(property: index.property))
    do throws(StorageError) { try transaction.createConstraint(constraint) } catch {
      guard case .constraintNotSatisfied = error else { throw error }
      return false
    }
    return true
  }

  /// Gives up; the store stays empty.
  package func cancel() { transaction.rollback() }

  private static func full(_ count: Int, owner: UInt64) -> ChunkedBitmap {
    let table = PagedTable<BitmapChunk>(owner: owner)
    for position in 0..<(count + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk {
      let chunk = BitmapChunk(owner: owner)
      let rows = min(StorageLimits.rowsPerChunk, count - position * StorageLimits.rowsPerChunk)
      for word in 0..<rows / 64 { chunk.words[word] = ~0 }
      if rows % 64 > 0 { chunk.words[rows / 64] = (1 << UInt64(rows % 64)) - 1 }
      table.put(chunk, at: position)
    }
    return ChunkedBitmap(table: table, count: count)
  }

  private func markLabels(_ graph: GraphSnapshot) {
    let owner = transaction.serial
    let labelCount = graph.catalog.labels.count
    let tables = (0..<labelCount).map { _ in PagedTable<BitmapChunk>(owner: owner) }
    var totals = [Int](repeating: 0, count: labelCount)
    let labelsOfSet = (0..<graph.labelSets.count).map { graph.labelSets[UInt16(truncatingIfNeeded: $0)].map { Int($0.rawValue) } }
    for position in 0..<(nodeCount + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk {
      var open = [BitmapChunk?](repeating: nil, count: labelCount)
      let sets = labelSetTable.view(at: position)
      for row in 0..<min(StorageLimits.rowsPerChunk, nodeCount - position * StorageLimits.rowsPerChunk) where sets[row] != 0 {
        for label in labelsOfSet[Int(sets[row])] {
          let chunk = open[label] ?? BitmapChunk(owner: owner)
          open[label] = chunk
          chunk.words[row / 64] |= 1 << UInt64(row % 64)
          totals[label] += 1
        }
      }
      for (label, chunk) in open.enumerated() { if let chunk { tables[label].put(chunk, at: position) } }
    }
    graph.labelBitmaps = zip(tables, totals).map { ChunkedBitmap(table: $0, count: $1) }
    for (label, total) in totals.enumerated() { graph.counts.countNodes(LabelID(rawValue: UInt32(truncatingIfNeeded: label)), by: total) }
  }
}
