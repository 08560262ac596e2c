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
    try effects?.property(.setNodeProperty, node.rawValue, key.rawValue, value)
  }

  /// Takes a property from a node, if it has it.
  /// - Throws: `entityNotFound`.
  package func removeNodeProperty(_ node: NodeID, _ key: PropertyKeyID) throws(StorageError) {
    try requireOpen()
    try requireNode(node)
    guard view.nodeColumn(key).isPresent(node.rawValue) else { return }
    try write(nil, key, node)
    counters.propertiesSet += 1
    effects?.entity(.removeNodeProperty, node.rawValue, key.rawValue)
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
    try effects?.property(.setRelationshipProperty, relationship.rawValue, key.rawValue, value)
  }

  /// Takes a property from a relationship, if it has it.
  /// - Throws: `entityNotFound`.
  package func removeRelationshipProperty(_ relationship: RelationshipID, _ key: PropertyKeyID) throws(StorageError) {
    try requireOpen()
    try requireRelationship(relationship)
    guard view.relationshipColumn(key).isPresent(relationship.rawValue) else { return }
    try write(nil, key, relationship)
    counters.propertiesSet += 1
    effects?.entity(.removeRelationshipProperty, relationship.rawValue, key.rawValue)
  }
}

extension WriteTransaction {
  /// Writes a property of a node, or takes it away, in the column and the indexes, without counting.
  func write(_ value: Value?, _ key: PropertyKeyID, _ node: NodeID) throws(StorageError) {
    let offset = node.rawValue
    let places = view.rules.nodeIndexesByKey[key.rawValue]
    let old = places.isEmpty ? .null : view.nodeColumn(key).value(offset)
    try keepingFullTexts(view.rules.nodeFullTextsByKey[key.rawValue], of: offset) { () throws(StorageError) in
      try Self.write(value, key, offset, in: &view.nodeColumns, serial: serial)
    }
    for place in places {
      if case .nodes(let label?) = view.indexes[place].target, !view.hasLabel(label, node: node) { continue }
      replace(old, by: value, id: offset, inIndex: place)
    }
    touch(node: offset, key: key)
  }

  /// Writes a property of a relationship, or takes it away, in the column and the indexes, without counting.
  func write(_ value: Value?, _ key: PropertyKeyID, _ relationship: RelationshipID) throws(StorageError) {
    let offset = relationship.rawValue
    let places = view.rules.relationshipIndexesByKey[key.rawValue]
    let old = places.isEmpty ? .null : view.relationshipColumn(key).value(offset)
    try keepingFullTexts(view.rules.relationshipFullTextsByKey[key.rawValue], of: offset) { () throws(StorageError) in
      try Self.write(value, key, offset, in: &view.relationshipColumns, serial: serial)
    }
    for place in places where view.indexes[place].target == .relationships(view.relationshipReader.type(of: offset)) {
      replace(old, by: value, id: offset, inIndex: place)
    }
    touch(relationship: offset, key: key)
  }

  private func replace(_ old: Value, by new: Value?, id: UInt32, inIndex place: Int) {
    if !old.isNull { view.indexes[place].remove(old, id: id, owner: serial) }
    if let new { view.indexes[place].insert(new, id: id, owner: serial) }
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
