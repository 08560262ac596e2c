// The first pass: nodes, one by one or in batches with typed columns.

package import GraphModel

extension BulkLoader {
  /// Adds a node; properties that are null are left out.
  /// - Throws: `notAProperty`, `entityNotFound` for an unknown label or property key, `capacityExceeded`.
  package func addNode(labels: [LabelID], properties: [(key: PropertyKeyID, value: Value)]) throws(StorageError) -> NodeID {
    for property in properties { try PropertyRule.check(property.value, key: property.key, in: transaction.view.catalog) }
    let offset = try reserveNodes(1)
    try put(labels: labels, offset..<offset + 1)
    for property in properties where !property.value.isNull {
      try nodeColumns.append(property.value, key: property.key, offset: offset)
    }
    return NodeID(rawValue: UInt32(truncatingIfNeeded: offset))
  }

  /// Adds a node that relationships find by an external key.
  /// - Throws: as `addNode(labels:properties:)`, and `constraintViolated` if another node has the key.
  package func addNode(
    key: KeyColumn, labels: [LabelID], properties: [(key: PropertyKeyID, value: Value)]
  ) throws(StorageError) -> NodeID {
    let node = try addNode(labels: labels, properties: properties)
    try name(key, first: node.rawValue)
    return node
  }

  /// Adds as many nodes as there are rows, all with the same labels, and returns the first; the others follow it.
  /// - Throws: `notAProperty`, `entityNotFound` for an unknown label or property key or a column of another length,
  ///   `constraintViolated` if another node has a key, `capacityExceeded`.
  package func addNodes(
    count: Int, keys: KeyColumn? = nil, labels: [LabelID], properties: [PropertyBatch]
  ) throws(StorageError) -> NodeID {
    try check(properties, count: count)
    guard keys == nil || keys?.count == count else { throw .entityNotFound("a batch of \(count) nodes has \(keys?.count ?? 0) keys") }
    let offset = try reserveNodes(count)
    try put(labels: labels, offset..<offset + count)
    for batch in properties { try nodeColumns.append(batch, offset: offset) }
    let first = UInt32(truncatingIfNeeded: offset)
    if let keys { try name(keys, first: first) }
    return NodeID(rawValue: first)
  }

  /// The offsets of the nodes with some keys; `UInt32.max` where there is no such node.
  package func nodes(_ keys: KeyColumn) -> [UInt32] { self.keys.nodes(keys) }

  private func name(_ names: KeyColumn, first: UInt32) throws(StorageError) {
    guard let place = keys.insert(names, first: first) else { return }
    throw .constraintViolated(constraint: "external keys", message: "two nodes have the key \(names.text(at: place))")
  }

  private func reserveNodes(_ count: Int) throws(StorageError) -> Int {
    guard !transaction.isFinished else { throw .invariantBroken("a finished loader was given nodes") }
    guard count >= 0, count <= StorageLimits.offsetsMax - nodeCount else {
      throw .capacityExceeded("a graph has at most \(StorageLimits.offsetsMax) nodes")
    }
    defer { nodeCount += count }
    return nodeCount
  }

  private func put(labels: [LabelID], _ range: Range<Int>) throws(StorageError) {
    if labels != lastLabels.labels {
      for label in labels { try transaction.requireLabel(label) }
      lastLabels = (labels, try transaction.view.labelSets.intern(labels))
    }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let row = offset % StorageLimits.rowsPerChunk
      if row == 0, offset > 0 { sealLabelSets(before: offset) }
      let chunk = openLabelSets ?? LabelSetChunk(owner: transaction.serial)
      openLabelSets = chunk
      let count = min(range.upperBound - offset, StorageLimits.rowsPerChunk - row)
      (chunk.sets + row).update(repeating: lastLabels.set, count: count)
      offset += count
    }
  }

  private func sealLabelSets(before offset: Int) {
    if let chunk = openLabelSets { labelSetTable.put(chunk, at: (offset - 1) / StorageLimits.rowsPerChunk) }
    openLabelSets = nil
  }

  /// Puts the chunks that are still open into their tables.
  func sealChunks() {
    if nodeCount > 0 { sealLabelSets(before: nodeCount) }
    if relationshipCount > 0 { sealRelationships(before: relationshipCount) }
  }

  /// Refuses batches with unknown keys, other lengths or values that cannot be stored.
  func check(_ properties: [PropertyBatch], count: Int) throws(StorageError) {
    let catalog = transaction.view.catalog
    for batch in properties {
      try PropertyRule.check(.null, key: batch.key, in: catalog)
      guard batch.values.count == count, batch.isPresent.map({ $0.count == count }) ?? true else {
        throw .entityNotFound("`\(catalog.name(of: batch.key))` has \(batch.values.count) values in a batch of \(count) rows")
      }
      guard case .values(let values) = batch.values else { continue }
      for value in values { try PropertyRule.check(value, key: batch.key, in: catalog) }
    }
  }
}
