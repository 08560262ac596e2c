// The second pass: relationships, one by one or in batches, and the building of adjacency when all are known.

package import GraphModel

extension BulkLoader {
  /// Adds a relationship; properties that are null are left out.
  /// - Throws: `entityNotFound`, `notAProperty`, `capacityExceeded`.
  package func addRelationship(
    type: RelationshipTypeID, from source: NodeID, to target: NodeID, properties: [(key: PropertyKeyID, value: Value)] = []
  ) throws(StorageError) {
    for property in properties { try PropertyRule.check(property.value, key: property.key, in: transaction.view.catalog) }
    try checkEnd(source.rawValue)
    try checkEnd(target.rawValue)
    let offset = try reserveRelationships(1, type)
    put(offset, type, source.rawValue, target.rawValue)
    for property in properties where !property.value.isNull {
      try relationshipColumns.append(property.value, key: property.key, offset: offset)
    }
  }

  /// Adds relationships of one type between the nodes with these offsets, row by row.
  /// - Throws: `entityNotFound`, also for a column of another length, `notAProperty`, `capacityExceeded`.
  package func addRelationships(
    type: RelationshipTypeID, from sources: [UInt32], to targets: [UInt32], properties: [PropertyBatch] = []
  ) throws(StorageError) {
    guard sources.count == targets.count else {
      throw .entityNotFound("a batch of relationships has \(sources.count) start nodes and \(targets.count) end nodes")
    }
    try check(properties, count: sources.count)
    for place in sources.indices where max(sources[place], targets[place]) >= UInt32(truncatingIfNeeded: nodeCount) {
      try checkEnd(sources[place])
      try checkEnd(targets[place])
    }
    let first = try reserveRelationships(sources.count, type)
    for place in sources.indices { put(first + place, type, sources[place], targets[place]) }
    for batch in properties { try relationshipColumns.append(batch, offset: first) }
  }

  /// Adds relationships of one type between the nodes with these external keys.
  /// - Throws: as with offsets; `entityNotFound` names the first key that no node has.
  package func addRelationships(
    type: RelationshipTypeID, from sources: KeyColumn, to targets: KeyColumn, properties: [PropertyBatch] = []
  ) throws(StorageError) {
    let starts = try resolved(sources)
    let ends = try resolved(targets)
    try addRelationships(type: type, from: starts, to: ends, properties: properties)
  }

  private func resolved(_ keys: KeyColumn) throws(StorageError) -> [UInt32] {
    let found = nodes(keys)
    if let place = found.firstIndex(of: ExternalKeys.none) { throw .entityNotFound("no node has the key \(keys.text(at: place))") }
    return found
  }

  private func checkEnd(_ node: UInt32) throws(StorageError) {
    guard Int(node) < nodeCount else { throw .entityNotFound("node \(node) is not in the graph") }
  }

  private func reserveRelationships(_ count: Int, _ type: RelationshipTypeID) throws(StorageError) -> Int {
    guard !transaction.isFinished else { throw .invariantBroken("a finished loader was given relationships") }
    guard Int(type.rawValue) < transaction.view.catalog.relationshipTypes.count else {
      throw .entityNotFound("relationship type \(type.rawValue) is not in the graph")
    }
    guard count <= StorageLimits.offsetsMax - relationshipCount else {
      throw .capacityExceeded("a graph has at most \(StorageLimits.offsetsMax) relationships")
    }
    defer { relationshipCount += count }
    return relationshipCount
  }

  private func put(_ offset: Int, _ type: RelationshipTypeID, _ source: UInt32, _ target: UInt32) {
    let row = offset % StorageLimits.rowsPerChunk
    if row == 0, offset > 0 { sealRelationships(before: offset) }
    let chunk = openRelationships ?? RelationshipChunk(owner: transaction.serial)
    openRelationships = chunk
    chunk.set(row: row, type: UInt16(truncatingIfNeeded: type.rawValue), source: source, target: target)
  }

  func sealRelationships(before offset: Int) {
    if let chunk = openRelationships { relationshipTable.put(chunk, at: (offset - 1) / StorageLimits.rowsPerChunk) }
    openRelationships = nil
  }

  /// Puts relationships and their properties in order, builds the rows of every type in both directions, and counts.
  func buildAdjacency(_ graph: GraphSnapshot) throws(StorageError) {
    let typeCount = graph.catalog.relationshipTypes.count
    var perType = [Int](repeating: 0, count: typeCount)
    forEachRelationship(graph.relationshipReader) { type, _, _, _ in perType[Int(type)] += 1 }
    let order = RelationshipOrder(
      owner: transaction.serial, nodeCount: nodeCount, count: relationshipCount, reader: graph.relationshipReader)
    if let (table, origins) = order.ordered(perType: perType) {
      graph.relationships = table
      for key in graph.relationshipColumns.indices {
        guard let column = graph.relationshipColumns[key] else { continue }
        graph.relationshipColumns[key] = try column.reordered(by: origins, owner: transaction.serial)
      }
    }
    graph.outgoing = Array(repeating: nil, count: typeCount)
    graph.incoming = Array(repeating: nil, count: typeCount)
    for types in TypeGroups.groups(perType) { buildAdjacency(graph, types, perType) }
  }

  private func buildAdjacency(_ graph: GraphSnapshot, _ types: Range<Int>, _ perType: [Int]) {
    var entries = types.map { type in
      var list: [AdjacencyEntry] = []
      list.reserveCapacity(perType[type])
      return list
    }
    forEachRelationship(graph.relationshipReader) { type, source, target, offset in
      guard types.contains(Int(type)) else { return }
      entries[Int(type) - types.lowerBound].append(AdjacencyEntry(node: source, neighbour: target, relationship: offset))
    }
    for type in types where perType[type] > 0 {
      let id = RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: type))
      graph.counts.countRelationships(id, by: perType[type])
      var list: [AdjacencyEntry] = []
      swap(&list, &entries[type - types.lowerBound])
      graph.outgoing[type] = build(graph, list, id, .outgoing)
      for place in list.indices { list[place].reverse() }
      graph.incoming[type] = build(graph, list, id, .incoming)
    }
  }

  private func build(
    _ graph: GraphSnapshot, _ entries: [AdjacencyEntry], _ type: RelationshipTypeID, _ direction: Direction
  ) -> Adjacency {
    var degrees = [Int](repeating: 0, count: graph.labelSets.count)
    let sets = graph.labelSetReader
    let adjacency = AdjacencyBuilder(owner: transaction.serial, nodeCapacity: nodeCount).build(entries) { node, degree in
      degrees[Int(sets.labelSet(of: node))] += degree
    }
    for (set, degree) in degrees.enumerated() where degree > 0 {
      for label in graph.labelSets[UInt16(truncatingIfNeeded: set)] { graph.counts.countDegree(label, type, direction, by: degree) }
    }
    return adjacency
  }

  private func forEachRelationship(_ reader: RelationshipReader, _ body: (UInt16, UInt32, UInt32, UInt32) -> Void) {
    for position in 0..<(relationshipCount + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk {
      let chunk = reader.chunk(position)
      let start = position * StorageLimits.rowsPerChunk
      for row in 0..<min(StorageLimits.rowsPerChunk, relationshipCount - start) {
        body(chunk.types[row], chunk.sources[row], chunk.targets[row], UInt32(truncatingIfNeeded: start + row))
      }
    }
  }
}
