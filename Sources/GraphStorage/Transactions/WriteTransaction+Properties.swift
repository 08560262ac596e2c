// Setting and removing properties of nodes and relationships.

package import GraphModel

extension WriteTransaction {
  /// Sets a property of a node; null removes it.
  /// - Throws: `entityNotFound`, `notAProperty`, `capacityExceeded`.
  package func setNodeProperty(_ node: NodeID, _ key: PropertyKeyID, _ value: Value) throws(StorageError) {
    if value.isNull { return try removeNodeProperty(node, key) }
    try requireOpen()
    try requireNode(node)
    try PropertyRule.check(value, key: key, in: view.catalog)
    try write(value, key, node)
    counters.propertiesSet += 1
  }

  /// Takes a property from a node, if it has it.
  /// - Throws: `entityNotFound`.
  package func removeNodeProperty(_ node: NodeID, _ key: PropertyKeyID) throws(StorageError) {
    try requireOpen()
    try requireNode(node)
    guard view.nodeColumn(key).isPresent(node.rawValue) else { return }
    try write(nil, key, node)
    counters.propertiesSet += 1
  }

  /// Sets a property of a relationship; null removes it.
  /// - Throws: `entityNotFound`, `notAProperty`, `capacityExceeded`.
  package func setRelationshipProperty(
    _ relationship: RelationshipID, _ key: PropertyKeyID, _ value: Value
  ) throws(StorageError) {
    if value.isNull { return try removeRelationshipProperty(relationship, key) }
    try requireOpen()
    try requireRelationship(relationship)
    try PropertyRule.check(value, key: key, in: view.catalog)
    try write(value, key, relationship)
    counters.propertiesSet += 1
  }

  /// Takes a property from a relationship, if it has it.
  /// - Throws: `entityNotFound`.
  package func removeRelationshipProperty(_ relationship: RelationshipID, _ key: PropertyKeyID) throws(StorageError) {
    try requireOpen()
    try requireRelationship(relationship)
    guard view.relationshipColumn(key).isPresent(relationship.rawValue) else { return }
    try write(nil, key, relationship)
    counters.propertiesSet += 1
  }
}

extension WriteTransaction {
  /// Writes a property of a node, or takes it away, without counting.
  func write(_ value: Value?, _ key: PropertyKeyID, _ node: NodeID) throws(StorageError) {
    try Self.write(value, key, node.rawValue, in: &view.nodeColumns, serial: serial)
  }

  /// Writes a property of a relationship, or takes it away, without counting.
  func write(_ value: Value?, _ key: PropertyKeyID, _ relationship: RelationshipID) throws(StorageError) {
    try Self.write(value, key, relationship.rawValue, in: &view.relationshipColumns, serial: serial)
  }

  private static func write(
    _ value: Value?, _ key: PropertyKeyID, _ offset: UInt32, in columns: inout [PagedTable<ColumnChunk>?], serial: UInt64
  ) throws(StorageError) {
    let place = Int(key.rawValue)
    while columns.count <= place { columns.append(nil) }
    let table = columns[place]?.owned(by: serial) ?? PagedTable(owner: serial)
    columns[place] = table
    let row = Int(offset & 2_047)
    try table.update(at: Int(offset >> StorageLimits.chunkShift)) { chunk throws(StorageError) in
      if let value { try chunk.set(value, row: row) } else { chunk.remove(row: row) }
    }
  }
}
