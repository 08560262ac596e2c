// A chunk of an adjacency in bytes, in one of two forms.
//
// - 0: the first of its relationships, and how many. They follow one another without a gap, in the order of the rows, and types, nodes and
//   neighbours are those that the table of relationships has. A bulk load leaves the outgoing direction like this.
// - 1: the rows that have neighbours, their packed degrees, the packed neighbours of one row after another, the packed relationships.
// Either way rows are ascending by (neighbour, relationship); what is read is held against this and against the bounds of offsets.

import GraphModel

/// Where a chunk of an adjacency stands, and the relationships that it may refer to.
struct AdjacencyPlace {
  var type: RelationshipTypeID
  var direction: Direction
  var relationshipCapacity: Int
  var relationships: PagedTable<RelationshipChunk>
}

extension AdjacencyChunk: StoredChunk {
  private enum Form: UInt8 {
    case sequence = 0
    case rows
  }

  /// Rows of a chunk, one behind another.
  private struct Rows {
    var lengths = [UInt32](repeating: 0, count: StorageLimits.rowsPerChunk)
    var neighbours: [UInt32] = []
    var relationships: [UInt32] = []

    /// Whether every relationship is the one behind that before it.
    var areSequence: Bool {
      guard let first = relationships.first else { return false }
      return relationships.indices.allSatisfy { relationships[$0] == first &+ UInt32(truncatingIfNeeded: $0) }
    }
  }

  private var rows: Rows {
    var rows = Rows()
    rows.neighbours.reserveCapacity(count)
    rows.relationships.reserveCapacity(count)
    forEachRun { row, run in
      rows.lengths[row] += UInt32(truncatingIfNeeded: run.count)
      rows.neighbours.append(contentsOf: UnsafeBufferPointer(start: run.neighbours, count: run.count))
      rows.relationships.append(contentsOf: UnsafeBufferPointer(start: run.relationships, count: run.count))
    }
    return rows
  }

  func append(to writer: inout ByteWriter) {
    let rows = rows
    if rows.areSequence, let first = rows.relationships.first {
      writer.put(Form.sequence.rawValue)
      writer.put(number: first)
      return writer.put(count: rows.relationships.count)
    }
    writer.put(Form.rows.rawValue)
    var words = [UInt64](repeating: 0, count: StorageLimits.wordsPerChunk)
    for (row, length) in rows.lengths.enumerated() where length > 0 { words[row >> 6] |= 1 << UInt64(row & 63) }
    words.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      RowSetCoding.append(start, to: &writer)
    }
    writer.put(packed: rows.lengths.filter { $0 > 0 })
    writer.put(packed: rows.neighbours)
    writer.put(packed: rows.relationships)
  }

  static func read(from reader: inout ByteReader, bounds: ChunkBounds) throws(DamagedBytes) -> AdjacencyChunk {
    guard let form = Form(rawValue: try reader.byte()) else { throw reader.damaged("neighbours of an unknown form") }
    guard let place = bounds.adjacency else { throw reader.damaged("neighbours where there should be none") }
    let rows =
      switch form {
      case .sequence: try sequence(&reader, bounds.position, place)
      case .rows: try rows(&reader, bounds, place)
      }
    var start = 0
    for length in rows.lengths where length > 0 {
      let end = start + Int(length)
      for entry in start + 1..<max(start + 1, end) {
        let isAscending =
          rows.neighbours[entry - 1] != rows.neighbours[entry]
          ? rows.neighbours[entry - 1] < rows.neighbours[entry] : rows.relationships[entry - 1] < rows.relationships[entry]
        try reader.require(isAscending, "neighbours are not ascending")
      }
      start = end
    }
    return AdjacencyChunk(owner: bounds.owner, lengths: rows.lengths, neighbours: rows.neighbours, relationships: rows.relationships)
  }

  private static func rows(
    _ reader: inout ByteReader, _ bounds: ChunkBounds, _ place: AdjacencyPlace
  ) throws(DamagedBytes) -> Rows {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: StorageLimits.wordsPerChunk)
    defer { words.deallocate() }
    let count = try RowSetCoding.read(from: &reader, into: words)
    let degrees = try reader.packed(count, below: place.relationshipCapacity + 1, what: "degree")
    var rows = Rows()
    var (total, rank) = (0, 0)
    for row in 0..<StorageLimits.rowsPerChunk where words[row >> 6] >> UInt64(row & 63) & 1 != 0 {
      try reader.require(degrees[rank] > 0, "a row without neighbours")
      rows.lengths[row] = degrees[rank]
      total += Int(degrees[rank])
      rank += 1
    }
    // A relationship stands in a direction once, so a wrong number cannot ask for memory without end.
    try reader.require(total <= place.relationshipCapacity, "\(total) neighbours over \(place.relationshipCapacity) relationships")
    rows.neighbours = try reader.packed(total, below: bounds.nodeCapacity, what: "neighbour")
    rows.relationships = try reader.packed(total, below: place.relationshipCapacity, what: "relationship")
    return rows
  }

  private static func sequence(
    _ reader: inout ByteReader, _ position: Int, _ place: AdjacencyPlace
  ) throws(DamagedBytes) -> Rows {
    let (first, count) = (try reader.number(Int.self), try reader.number(Int.self))
    let isInside = first < place.relationshipCapacity && count > 0 && count <= place.relationshipCapacity - first
    try reader.require(isInside, "relationships from \(first) on, \(count) of \(place.relationshipCapacity)")
    var rows = Rows()
    rows.neighbours.reserveCapacity(count)
    rows.relationships.reserveCapacity(count)
    var last: UInt32 = 0
    var isRight = true
    let table = place.relationships.views
    for offset in first..<first + count {
      let chunk = table[offset >> Int(StorageLimits.pageShift)][(offset >> Int(StorageLimits.chunkShift)) & Int(StorageLimits.pageMask)]
      let row = offset & (StorageLimits.rowsPerChunk - 1)
      let isOutgoing = place.direction == .outgoing
      let node = isOutgoing ? chunk.sources[row] : chunk.targets[row]
      let isOfChunk = Int(node >> StorageLimits.chunkShift) == position && node >= last
      isRight = isRight && isOfChunk && UInt32(chunk.types[row]) == place.type.rawValue
      last = node
      rows.lengths[Int(node & 2_047)] += 1
      rows.neighbours.append(isOutgoing ? chunk.targets[row] : chunk.sources[row])
      rows.relationships.append(UInt32(truncatingIfNeeded: offset))
    }
    try reader.require(isRight, "the table of relationships has others from \(first) on")
    return rows
  }
}
