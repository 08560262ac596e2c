// Adjacency: rows are strictly ascending, every entry is a live relationship of the type with these ends, and there are as
// many entries as relationships of the type. As no row holds an entry twice, each direction is then exactly the relationships
// of the type, and the two agree.

import GraphModel

/// Checks the neighbours over one type in one direction.
struct AdjacencyInvariants {
  let graph: GraphSnapshot
  let type: RelationshipTypeID
  let direction: Direction

  private var name: String { "\(direction) adjacency of type \(type.rawValue)" }

  func check() throws(StorageError) {
    let reader = direction == .outgoing ? graph.outgoing(type) : graph.incoming(type)
    var expected = 0
    let relationships = graph.relationshipReader
    graph.relationshipBitmap.forEach { if relationships.type(of: $0) == type { expected += 1 } }
    var total = 0
    for chunk in 0..<reader.pages.count * StorageLimits.chunksPerPage where !reader.isAbsent(chunk: chunk) {
      var inChunk = 0
      for row in 0..<StorageLimits.rowsPerChunk {
        inChunk += try checkRow(reader, UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk + row), relationships)
      }
      try checkChunk(chunk, count: inChunk)
      total += inChunk
    }
    try require(total == expected, "\(name) has \(total) entries for \(expected) relationships")
    try require(reader.count == total, "\(name) has \(total) entries and says \(reader.count)")
  }

  private func checkRow(
    _ reader: AdjacencyReader, _ node: UInt32, _ relationships: RelationshipReader
  ) throws(StorageError) -> Int {
    let said = reader.degree(of: node)
    if said == 0, reader.singleRun(of: node)?.count == 0 { return 0 }
    var previous: (UInt32, UInt32)?
    var degree = 0
    try reader.forEachRun(of: node) { run throws(StorageError) in
      for place in 0..<run.count {
        let entry = (run.neighbours[place], run.relationships[place])
        if let previous { try require(previous < entry, "\(name): the row of node \(node) is not ascending at \(entry)") }
        previous = entry
        try require(graph.relationshipBitmap.contains(entry.1), "\(name): node \(node) has the dead relationship \(entry.1)")
        let ends = (relationships.source(of: entry.1), relationships.target(of: entry.1))
        try require(
          relationships.type(of: entry.1) == type && (direction == .outgoing ? ends == (node, entry.0) : ends == (entry.0, node)),
          "\(name): node \(node) has relationship \(entry.1) to \(entry.0), which says otherwise")
      }
      degree += run.count
    }
    try require(said == degree, "\(name): node \(node) has degree \(degree) and says \(said)")
    return degree
  }

  private func checkChunk(_ position: Int, count: Int) throws(StorageError) {
    let adjacencies = direction == .outgoing ? graph.outgoing : graph.incoming
    guard let chunk = adjacencies[Int(type.rawValue)]?.table.chunk(at: position) else {
      return try require(count == 0, "\(name): chunk \(position) is absent but has entries")
    }
    try require(chunk.count == count, "\(name): chunk \(position) has \(count) entries and says \(chunk.count)")
    guard let overrides = chunk.overrides else { return }
    let loose = overrides.rows.filter { !$0.isHub }
    try require(
      loose.count == overrides.looseCount && loose.reduce(0) { $0 + $1.degree } == overrides.looseEntries,
      "\(name): chunk \(position) counts its overriding rows wrongly")
    for row in overrides.rows {
      try require(row.isSound, "\(name): a row of chunk \(position) has runs that are empty, too long or not in its table")
    }
  }
}
