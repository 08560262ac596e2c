// A property column in the making: rows come in ascending order, chunk after chunk.
// Invariant: all chunks before the open one are sealed and in the table.

import GraphModel

/// Builds the columns of nodes or of relationships.
struct ColumnBuilders {
  private let owner: UInt64
  private var tables: [PagedTable<ColumnChunk>?] = []
  private var open: [(position: Int, chunk: ColumnChunk)?] = []

  init(owner: UInt64) { self.owner = owner }

  /// Writes one value; rows come in ascending order.
  mutating func append(_ value: Value, key: PropertyKeyID, offset: Int) throws(StorageError) {
    let chunk = try chunk(key, offset / StorageLimits.rowsPerChunk)
    if chunk.kind == .absent { chunk.begin(ColumnChunk.kind(for: value)) }
    try chunk.set(value, row: offset % StorageLimits.rowsPerChunk)
  }

  /// Writes a batch into the rows from an offset on.
  mutating func append(_ batch: PropertyBatch, offset: Int) throws(StorageError) {
    var done = 0
    while done < batch.values.count {
      let row = (offset + done) % StorageLimits.rowsPerChunk
      let count = min(batch.values.count - done, StorageLimits.rowsPerChunk - row)
      let chunk = try chunk(batch.key, (offset + done) / StorageLimits.rowsPerChunk)
      try chunk.fill(batch.values, done..<done + count, isPresent: batch.isPresent, row: row)
      done += count
    }
  }

  /// The finished columns, by key.
  mutating func finish() throws(StorageError) -> [PagedTable<ColumnChunk>?] {
    for key in open.indices { try seal(key) }
    return tables
  }

  private mutating func chunk(_ key: PropertyKeyID, _ position: Int) throws(StorageError) -> ColumnChunk {
    let key = Int(key.rawValue)
    while open.count <= key {
      open.append(nil)
      tables.append(nil)
    }
    if let current = open[key], current.position == position { return current.chunk }
    try seal(key)
    let chunk = ColumnChunk(owner: owner)
    open[key] = (position, chunk)
    return chunk
  }

  private mutating func seal(_ key: Int) throws(StorageError) {
    guard let (position, chunk) = open[key] else { return }
    open[key] = nil
    try chunk.seal()
    guard chunk.kind != .absent else { return }
    let table = tables[key] ?? PagedTable(owner: owner)
    tables[key] = table
    table.put(chunk, at: position)
  }
}
