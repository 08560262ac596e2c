// The order in which a bulk load leaves relationships: by type, start node, end node, and parallel ones as they came. The relationships of
// a node then lie side by side with their properties, and the table packs to little more than the end nodes: it is the outgoing adjacency.
// Identifiers of relationships that a loader gave before it finished are therefore not those of the graph.

import GraphModel

/// Puts relationships in order.
struct RelationshipOrder {
  let owner: UInt64
  let nodeCount: Int
  let count: Int
  /// The relationships as they came.
  let reader: RelationshipReader

  /// The table in order, and for each of its rows where that row came from; `nil` where all are in order.
  /// - Parameter perType: the number of relationships of each type.
  func ordered(perType: [Int]) -> (table: PagedTable<RelationshipChunk>, origins: [UInt32])? {
    if isInOrder { return nil }
    let table = PagedTable<RelationshipChunk>(owner: owner)
    var origins: [UInt32] = []
    origins.reserveCapacity(count)
    var open: RelationshipChunk?
    func put(_ type: Int, _ entry: AdjacencyEntry) {
      let row = origins.count % StorageLimits.rowsPerChunk
      let chunk = open ?? RelationshipChunk(owner: owner)
      open = chunk
      chunk.set(row: row, type: UInt16(truncatingIfNeeded: type), source: entry.node, target: entry.neighbour)
      origins.append(entry.relationship)
      guard row == StorageLimits.rowsPerChunk - 1 || origins.count == count else { return }
      table.put(chunk, at: (origins.count - 1) / StorageLimits.rowsPerChunk)
      open = nil
    }
    for types in TypeGroups.groups(perType) {
      var lists = entries(of: types, perType)
      for type in types {
        let builder = AdjacencyBuilder(owner: owner, nodeCapacity: nodeCount)
        builder.forEachInOrder(lists[type - types.lowerBound]) { put(type, $0) }
        lists[type - types.lowerBound] = []
      }
    }
    return (table, origins)
  }

  private var isInOrder: Bool {
    var last: (type: UInt16, source: UInt32, target: UInt32) = (0, 0, 0)
    for position in 0..<StorageLimits.chunks(rows: count) {
      let chunk = reader.chunk(position)
      for row in 0..<min(StorageLimits.rowsPerChunk, count - position * StorageLimits.rowsPerChunk) {
        let next = (type: chunk.types[row], source: chunk.sources[row], target: chunk.targets[row])
        if next < last { return false }
        last = next
      }
    }
    return true
  }

  /// The relationships of some types, each type in the order in which they came.
  private func entries(of types: Range<Int>, _ perType: [Int]) -> [[AdjacencyEntry]] {
    var lists = types.map { type in
      var list: [AdjacencyEntry] = []
      list.reserveCapacity(perType[type])
      return list
    }
    for position in 0..<StorageLimits.chunks(rows: count) {
      let chunk = reader.chunk(position)
      let start = position * StorageLimits.rowsPerChunk
      for row in 0..<min(StorageLimits.rowsPerChunk, count - start) {
        let type = Int(chunk.types[row])
        guard types.contains(type) else { continue }
        lists[type - types.lowerBound].append(
          AdjacencyEntry(
            node: chunk.sources[row], neighbour: chunk.targets[row], relationship: UInt32(truncatingIfNeeded: start + row)))
      }
    }
    return lists
  }
}

/// Types that are worked on in one pass over the relationships.
enum TypeGroups {
  /// As many types at a time as need no more than one pass's worth of memory beyond the largest.
  static func groups(_ perType: [Int]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var first = 0
    while first < perType.count {
      var last = first + 1
      var total = perType[first]
      while last < perType.count, total + perType[last] <= max(perType[first], 1 << 24) {
        total += perType[last]
        last += 1
      }
      groups.append(first..<last)
      first = last
    }
    return groups
  }
}

extension PagedTable where Chunk == ColumnChunk {
  /// A column of relationships in another order.
  func reordered(by origins: [UInt32], owner: UInt64) throws(StorageError) -> PagedTable {
    let table = PagedTable(owner: owner)
    let reader = ColumnReader(pages: views, absent: ColumnChunk.absentPage)
    for position in 0..<StorageLimits.chunks(rows: origins.count) {
      let chunk = ColumnChunk(owner: owner)
      let start = position * StorageLimits.rowsPerChunk
      for row in 0..<min(StorageLimits.rowsPerChunk, origins.count - start) {
        let origin = origins[start + row]
        try chunk.copy(reader.chunk(of: origin), Int(origin & 2_047), to: row)
      }
      try chunk.seal()
      if chunk.kind != .absent { table.put(chunk, at: position) }
    }
    return table
  }
}
