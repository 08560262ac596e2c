// Writes a graph into a file: the chunks that changed since the file's present state, then a directory, all of it into space that the
// present state does not use. Nothing here makes the new state count; that is one write of a header slot, see `DatabaseFile`.
//
// Invariant: a chunk whose owner is no later than the version of the present state is the chunk that the file has at that position.
// (Serial numbers only rise, and a chunk that a transaction changes bears its number.) A table or page that nobody has read is as the file
// has it.

import GraphModel

/// One writing of a graph.
struct Checkpoint {
  let file: any StorageFile
  let identity: DatabaseIdentity
  let generation: UInt64
  /// What the file has; chunks of it that have not changed stay where they are.
  let present: FileDirectory?
  private var space: PageSpace
  /// Bytes that go to one place one after another and are not written yet.
  private var pending: [UInt8] = []
  private var pendingOffset = 0
  private var scratch = ByteWriter()
  /// Bytes that were written.
  private(set) var writtenBytes = 0

  private static let bytesAtOnce = 4 << 20

  init(file: any StorageFile, identity: DatabaseIdentity, generation: UInt64, present: FileDirectory?, space: PageSpace) {
    self.file = file
    self.identity = identity
    self.generation = generation
    self.present = present
    self.space = space
  }

  /// Writes the graph; the directory, and where it stands.
  /// - Throws: `file`; what was written then counts for nothing.
  mutating func write(_ graph: GraphSnapshot) throws(StorageError) -> (directory: FileDirectory, place: Extent, pageCount: Int) {
    var directory = FileDirectory(of: graph)
    var tables: [StoredTable] = []
    try add(graph.liveNodes.table, TableName(kind: .liveNodes), &tables)
    try add(graph.nodeLabelSets, TableName(kind: .nodeLabelSets), &tables)
    try addColumns(graph.nodeColumns, .nodeColumn, &tables)
    try add(graph.liveRelationships.table, TableName(kind: .liveRelationships), &tables)
    try add(graph.relationships, TableName(kind: .relationships), &tables)
    try addColumns(graph.relationshipColumns, .relationshipColumn, &tables)
    for (kind, adjacencies) in [(TableKind.outgoing, graph.outgoing), (.incoming, graph.incoming)] {
      for (type, adjacency) in adjacencies.enumerated() {
        guard let adjacency, adjacency.count > 0 else { continue }
        try add(adjacency.table, TableName(kind: kind, key: UInt32(truncatingIfNeeded: type)), &tables)
      }
    }
    for (number, index) in graph.indexes.enumerated() { try add(index, number: number, &tables) }
    directory.tables = tables
    let place = try put(directory.bytes)
    try flush()
    return (directory, place, space.pageCount)
  }

  private mutating func addColumns(
    _ columns: [PagedTable<ColumnChunk>?], _ kind: TableKind, _ tables: inout [StoredTable]
  ) throws(StorageError) {
    for (key, table) in columns.enumerated() {
      guard let table else { continue }
      try add(table, TableName(kind: kind, key: UInt32(truncatingIfNeeded: key)), &tables)
    }
  }

  private mutating func add<Chunk: StoredChunk>(
    _ table: PagedTable<Chunk>, _ name: TableName, _ tables: inout [StoredTable]
  ) throws(StorageError) {
    let before = present?.table(name)
    if table.isUnread, let before { return tables.append(before) }
    var stored = StoredTable(name: name)
    for page in 0..<table.pageCount {
      if table.isUnread(page: page), let before {
        for position in StorageLimits.chunks(ofPage: page) { if let extent = before[position] { stored.set(extent, at: position) } }
      } else {
        try add(page, of: table, before, &stored)
      }
    }
    if !stored.extents.isEmpty { tables.append(stored) }
  }

  private mutating func add<Chunk: StoredChunk>(
    _ page: Int, of table: PagedTable<Chunk>, _ before: StoredTable?, _ stored: inout StoredTable
  ) throws(StorageError) {
    for position in StorageLimits.chunks(ofPage: page) {
      guard let chunk = table.chunk(at: position) else { continue }
      if let present, chunk.owner <= present.version, let extent = before?[position] {
        stored.set(extent, at: position)
        continue
      }
      scratch.removeAll()
      try chunk.append(to: &scratch)
      stored.set(try put(scratch.bytes), at: position)
    }
  }

  /// Writes bytes where there is room for them.
  mutating func put(_ bytes: [UInt8]) throws(StorageError) -> Extent {
    let offset = space.place(bytes.count)
    let seal = Checksum.seal(identity, offset: offset, generation: generation)
    if offset != pendingOffset + pending.count || pending.count >= Self.bytesAtOnce {
      try flush()
      pendingOffset = offset
    }
    pending.append(contentsOf: bytes)
    return Extent(offset: offset, length: bytes.count, checksum: Checksum.crc32c(bytes, from: seal), generation: generation)
  }

  private mutating func flush() throws(StorageError) {
    guard !pending.isEmpty else { return }
    let (bytes, offset) = (pending, pendingOffset)
    try onFile { () throws(FileError) in try file.write(bytes, at: offset) }
    writtenBytes += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}

extension Checkpoint {
  /// Writes a whole graph as a database of its own, in its first state and closed, into an empty file, and syncs it.
  static func writeNew(_ graph: GraphSnapshot, to file: any StorageFile, sequence: UInt64) throws(StorageError) -> HeaderSlot {
    let identity = DatabaseIdentity.random()
    var checkpoint = Checkpoint(
      file: file, identity: identity, generation: 1, present: nil,
      space: PageSpace(pageCount: FileFormat.firstDataPage, used: Optional<[Extent]>.none))
    let written = try checkpoint.write(graph)
    let slot = HeaderSlot(
      generation: 1, identity: identity, directory: written.place, pageCount: written.pageCount, sequence: sequence, isClosed: true)
    try onFile { () throws(FileError) in
      try file.write(slot.bytes, at: slot.offset)
      try file.truncate(to: written.pageCount * FileFormat.pageBytes)
      try file.sync()
    }
    return slot
  }
}
