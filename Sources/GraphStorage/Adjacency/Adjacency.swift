// The neighbours of all nodes over one relationship type in one direction: a table of chunks and the number of entries.

/// Neighbours by node, sharing unchanged chunks with older versions of itself.
struct Adjacency: Sendable {
  private(set) var table: PagedTable<AdjacencyChunk>
  private(set) var count: Int

  init(owner: UInt64) {
    table = PagedTable(owner: owner)
    count = 0
  }

  /// An adjacency of finished chunks with this many entries.
  init(table: PagedTable<AdjacencyChunk>, count: Int) {
    self.table = table
    self.count = count
  }

  var reader: AdjacencyReader {
    AdjacencyReader(pages: table.views, absent: AdjacencyChunk.absentPage, count: count)
  }

  /// A reader of an adjacency without entries.
  static let emptyReader = AdjacencyReader(pages: .empty, absent: AdjacencyChunk.absentPage, count: 0)

  /// Adds an entry on behalf of a transaction.
  mutating func insert(node: UInt32, neighbour: UInt32, relationship: UInt32, owner: UInt64) {
    table = table.owned(by: owner)
    table.update(at: Int(node >> StorageLimits.chunkShift)) {
      $0.insert(row: Int(node & 2_047), neighbour: neighbour, relationship: relationship)
    }
    count += 1
  }

  /// Takes an entry out on behalf of a transaction; says whether it was there.
  @discardableResult mutating func remove(node: UInt32, neighbour: UInt32, relationship: UInt32, owner: UInt64) -> Bool {
    table = table.owned(by: owner)
    let wasThere = table.update(at: Int(node >> StorageLimits.chunkShift)) {
      $0.remove(row: Int(node & 2_047), neighbour: neighbour, relationship: relationship)
    }
    if wasThere { count -= 1 }
    return wasThere
  }
}
