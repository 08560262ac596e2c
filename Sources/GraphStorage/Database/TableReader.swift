// Chunks of a file's tables, read page by page when somebody first steps on a page: with `read` and not through a mapping, for in a
// mapping an error of the disk or a file that someone cut short is a signal that ends the process, while here it is an error with a place.
// Every extent is checked twice: its seal (checksum, identity, place, generation) and then, number by number, all that readers rely on.
// A page that cannot be read whole stays empty, and the damage is noted; see `StoreHealth`.

import GraphModel

/// Reads extents of one file.
final class ExtentReader: Sendable {
  let file: any StorageFile
  let path: String
  let identity: DatabaseIdentity
  let health: StoreHealth

  /// Extents that lie side by side are read at once, up to so many bytes.
  private static let bytesAtOnce = 4 << 20

  init(file: any StorageFile, path: String, identity: DatabaseIdentity, health: StoreHealth) {
    self.file = file
    self.path = path
    self.identity = identity
    self.health = health
  }

  /// Calls a body with the bytes of each extent of a table at some positions, checked, which are valid during the call alone.
  func forEach(
    _ table: StoredTable, in range: Range<Int>, _ body: (Int, inout ByteReader) throws(DamagedBytes) -> Void, what: (Int) -> String
  ) throws(StorageError) {
    let upper = min(range.upperBound, table.extents.count)
    var first = range.lowerBound
    while first < upper {
      guard let extent = table.extents[first] else {
        first += 1
        continue
      }
      var (last, end) = (first, extent.end)
      while last + 1 < upper, let next = table.extents[last + 1], next.offset == end,
        next.end - extent.offset <= Self.bytesAtOnce
      { (last, end) = (last + 1, next.end) }
      let block = try read(offset: extent.offset, length: end - extent.offset, what(first))
      for position in first...last {
        guard let part = table.extents[position] else { continue }
        let start = part.offset - extent.offset
        try check(part, block.bytes(start..<start + part.length), what(position))
        var reader = ByteReader(block.bytes(start..<start + part.length))
        do throws(DamagedBytes) {
          try body(position, &reader)
          try reader.require(reader.isAtEnd, "\(reader.remaining) bytes too many")
        } catch {
          throw damaged(at: part.offset + error.offset, "\(what(position)): \(error.message)")
        }
      }
      first = last + 1
    }
  }

  /// The bytes of one extent, checked.
  func read(_ extent: Extent, what: String) throws(StorageError) -> ByteBlock {
    let block = try read(offset: extent.offset, length: extent.length, what)
    try check(extent, block.bytes, what)
    return block
  }

  private func read(offset: Int, length: Int, _ what: String) throws(StorageError) -> ByteBlock {
    // The length was held against the file before, but the file may have been cut since: look before asking for memory.
    let size = try onFile { () throws(FileError) in try file.size() }
    guard offset + length <= size else {
      throw damaged(at: size, "the file ends here, in \(what); it should go on to byte \(offset + length)")
    }
    let block = ByteBlock(count: length)
    let got = try onFile { () throws(FileError) in try file.read(length, at: offset, into: block.start) }
    guard got == length else { throw damaged(at: offset + got, "the file ends here, in \(what)") }
    return block
  }

  private func check(_ extent: Extent, _ bytes: UnsafeRawBufferPointer, _ what: String) throws(StorageError) {
    let seal = Checksum.seal(identity, offset: extent.offset, generation: extent.generation)
    guard Checksum.crc32c(bytes, from: seal) == extent.checksum else {
      throw damaged(at: extent.offset, "\(what): the \(extent.length) bytes from here on are not what was written")
    }
  }

  /// Damage at a place.
  func damaged(at offset: Int, _ message: String) -> StorageError {
    .file(
      FileFault(
        .damaged, path, at: offset, message,
        hint: "restore a backup; `innograph check` shows all damage, `innograph salvage` writes what is whole to a new file"))
  }
}

/// The tables of one state of a file, as sources of the tables of a graph.
struct TableReader: Sendable {
  let reader: ExtentReader
  let directory: FileDirectory
  /// Takes the damage of single chunks, which are then left out; `nil` where one damaged chunk makes its page unreadable.
  var tolerating: (@Sendable (StorageError) -> Void)?

  /// The relationships, to which chunks of adjacencies may refer.
  private(set) var relationships: PagedTable<RelationshipChunk>

  init(reader: ExtentReader, directory: FileDirectory, tolerating: (@Sendable (StorageError) -> Void)? = nil) {
    self.reader = reader
    self.directory = directory
    self.tolerating = tolerating
    relationships = PagedTable(owner: directory.version)
    relationships = table(.relationships) ?? relationships
  }

  /// What chunks of a table are held against.
  func bounds(of name: TableName) -> ChunkBounds {
    var bounds = ChunkBounds(
      owner: directory.version, nodeCapacity: directory.nodeCapacity, labelSetCount: directory.labelSets.count,
      typeCount: directory.catalog.relationshipTypes.count)
    if name.kind == .outgoing || name.kind == .incoming {
      // No more relationships than the file has room for, whatever the directory says.
      let stored = (directory.table(TableName(kind: .relationships))?.extents.count ?? 0) * StorageLimits.rowsPerChunk
      bounds.adjacency = AdjacencyPlace(
        type: RelationshipTypeID(rawValue: name.key), direction: name.kind == .outgoing ? .outgoing : .incoming,
        relationshipCapacity: min(directory.relationshipCapacity, stored), relationships: relationships)
    }
    return bounds
  }

  /// A table whose pages are read when somebody steps on them; `nil` where the file has none of the name.
  func table<Chunk: StoredChunk>(_ kind: TableKind, key: UInt32 = 0) -> PagedTable<Chunk>? {
    let name = TableName(kind: kind, key: key)
    guard let stored = directory.table(name) else { return nil }
    let what = name.text(directory.catalog)
    let rows = kind.rows == .nodes ? directory.nodeCapacity : directory.relationshipCapacity
    let bounds = bounds(of: name)
    return PagedTable(owner: directory.version, chunks: StorageLimits.chunks(rows: rows)) { [reader, tolerating] page in
      let range = StorageLimits.chunks(ofPage: page)
      var chunks = [Chunk?](repeating: nil, count: range.count)
      for part in tolerating == nil ? [range] : range.map({ $0..<$0 + 1 }) {
        do throws(StorageError) {
          var found: [(Int, Chunk)] = []
          try reader.forEach(stored, in: part) { (position, bytes) throws(DamagedBytes) in
            found.append((position, try Chunk.read(from: &bytes, bounds: bounds.at(position))))
          } what: {
            "\(what), rows from \($0 * StorageLimits.rowsPerChunk)"
          }
          for (position, chunk) in found { chunks[position - range.lowerBound] = chunk }
        } catch {
          if let tolerating { tolerating(error) } else { reader.health.note(error) }
        }
      }
      return chunks
    }
  }
}

extension StoreHealth {
  /// Notes what reading failed with.
  func note(_ error: StorageError) {
    if case .file(let fault) = error { note(damage: fault) } else { note(damage: FileFault(.damaged, "", "\(error)")) }
  }
}
