// The chunks of the file's tables in bytes: one extent a chunk. Reading checks all that readers of a chunk rely on: codes and offsets
// within bounds, texts of UTF-8, numbers that the graph knows. Bytes with the right checksum but of the wrong make are refused too.
// Columns have a file of their own.

import GraphModel

/// What a reader of chunks knows about the graph that they belong to.
struct ChunkBounds {
  var owner: UInt64
  var nodeCapacity: Int
  var labelSetCount: Int
  var typeCount: Int
  /// The position of the chunk in its table.
  var position = 0
  /// For chunks of an adjacency.
  var adjacency: AdjacencyPlace?

  /// The same for a chunk at a position.
  func at(_ position: Int) -> ChunkBounds {
    var bounds = self
    bounds.position = position
    return bounds
  }
}

/// A chunk that has a form on disk.
protocol StoredChunk: TableChunk {
  /// Appends the content.
  func append(to writer: inout ByteWriter) throws(StorageError)
  /// Reads a content.
  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> Self
}

/// Sets of rows: the first so many, or 32 words.
enum RowSetCoding {
  private static let wordsFollow: UInt64 = 0xFFFF

  static func append(_ words: UnsafePointer<UInt64>, to writer: inout ByteWriter) {
    let count = (0..<StorageLimits.wordsPerChunk).reduce(0) { $0 + words[$1].nonzeroBitCount }
    if prefixCount(words) == count { return writer.put(count: count) }
    writer.put(number: wordsFollow)
    for word in 0..<StorageLimits.wordsPerChunk { writer.put64(words[word]) }
  }

  /// How many rows from the first on are in the set.
  private static func prefixCount(_ words: UnsafePointer<UInt64>) -> Int {
    var count = 0
    for word in 0..<StorageLimits.wordsPerChunk {
      let run = (~words[word]).trailingZeroBitCount
      count += run
      if run < 64 { break }
    }
    return count
  }

  /// Reads a set; how many rows are in it.
  static func read(from reader: inout ByteReader, into words: UnsafeMutablePointer<UInt64>) throws(DamagedBytes) -> Int {
    let prefix = try reader.number()
    if prefix != wordsFollow {
      try reader.require(prefix <= StorageLimits.rowsPerChunk, "a set of the first \(prefix) rows")
      for word in 0..<StorageLimits.wordsPerChunk {
        let rest = Int(prefix) - word * 64
        words[word] = rest >= 64 ? ~0 : rest <= 0 ? 0 : 1 << UInt64(rest) - 1
      }
      return Int(prefix)
    }
    var count = 0
    for word in 0..<StorageLimits.wordsPerChunk {
      words[word] = try reader.fixed64()
      count += words[word].nonzeroBitCount
    }
    return count
  }
}

extension BitmapChunk: StoredChunk {
  func append(to writer: inout ByteWriter) { RowSetCoding.append(UnsafePointer(words), to: &writer) }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> BitmapChunk {
    let chunk = BitmapChunk(owner: bounds.owner)
    _ = try RowSetCoding.read(from: &reader, into: chunk.words)
    return chunk
  }
}

extension LabelSetChunk: StoredChunk {
  func append(to writer: inout ByteWriter) {
    writer.put(packed: (0..<StorageLimits.rowsPerChunk).map { UInt32(sets[$0]) })
  }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> LabelSetChunk {
    let sets = try reader.packed(StorageLimits.rowsPerChunk, below: bounds.labelSetCount, what: "label set")
    let chunk = LabelSetChunk(owner: bounds.owner)
    for row in sets.indices { chunk.sets[row] = UInt16(truncatingIfNeeded: sets[row]) }
    return chunk
  }
}

extension RelationshipChunk: StoredChunk {
  func append(to writer: inout ByteWriter) {
    let rows = StorageLimits.rowsPerChunk
    writer.put(packed: (0..<rows).map { UInt32(types[$0]) })
    writer.put(packed: UnsafeBufferPointer(start: UnsafePointer(sources), count: rows))
    writer.put(packed: UnsafeBufferPointer(start: UnsafePointer(targets), count: rows))
  }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> RelationshipChunk {
    let rows = StorageLimits.rowsPerChunk
    let types = try reader.packed(rows, below: max(1, bounds.typeCount), what: "relationship type")
    let sources = try reader.packed(rows, below: max(1, bounds.nodeCapacity), what: "start node")
    let targets = try reader.packed(rows, below: max(1, bounds.nodeCapacity), what: "end node")
    let chunk = RelationshipChunk(owner: bounds.owner)
    for row in 0..<rows {
      chunk.set(row: row, type: UInt16(truncatingIfNeeded: types[row]), source: sources[row], target: targets[row])
    }
    return chunk
  }
}
