// Chunks of a file's tables, read when a table is first looked at: with `read` and not through a mapping, for in a mapping an error of
// the disk or a file that someone cut short is a signal that ends the process, while here it is an error with a place.
// Every extent is checked twice: its seal (checksum, identity, place, generation) and then, number by number, all that readers rely on.
// A table that cannot be read whole stays empty, and the damage is noted; see `StoreHealth`.

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

  /// Calls a body with the bytes of each extent of a table, checked, which are valid during the call alone.
  func forEach(
    _ table: StoredTable, _ body: (Int, inout ByteReader) throws(DamagedBytes) -> Void, what: (Int) -> String
  ) throws(StorageError) {
    var first = 0
    while first < table.extents.count {
      guard let extent = table.extents[first] else {
        first += 1
        continue
      }
      var (last, end) = (first, extent.end)
      while last + 1 < table.extents.count, let next = table.extents[last + 1], next.offset == end,
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
  /// Takes the damage of single chunks, which are then left out; `nil` where one damaged chunk makes its table unreadable.
  var tolerating: (@Sendable (StorageError) -> Void)?

  var bounds: ChunkBounds {
    ChunkBounds(
      owner: directory.version, nodeCapacity: directory.nodeCapacity, labelSetCount: directory.labelSets.count,
      typeCount: directory.catalog.relationshipTypes.count)
  }

  /// A table that is read when it is first looked at; `nil` where the file has none of the name.
  func table<Chunk: StoredChunk>(_ kind: TableKind, key: UInt32 = 0) -> PagedTable<Chunk>? {
    let name = TableName(kind: kind, key: key)
    guard let stored = directory.table(name) else { return nil }
    let what = name.text(directory.catalog)
    let isOfNodes = kind == .liveNodes || kind == .nodeLabelSets || kind == .nodeColumn
    let rows = isOfNodes ? directory.nodeCapacity : directory.relationshipCapacity
    return PagedTable(owner: directory.version) { [reader, bounds, tolerating] table in
      table.fillRoom(chunks: (rows + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk)
      for part in tolerating == nil ? [stored] : stored.parts {
        do throws(StorageError) {
          var chunks: [(Int, Chunk)] = []
          try reader.forEach(part) { (position, bytes) throws(DamagedBytes) in
            chunks.append((position, try Chunk.read(from: &bytes, bounds: bounds)))
          } what: {
            "\(what), rows from \($0 * StorageLimits.rowsPerChunk)"
          }
          for (position, chunk) in chunks { table.fill(chunk, at: position) }
        } catch {
          if let tolerating { tolerating(error) } else { reader.health.note(error) }
        }
      }
    }
  }
}

extension StoreHealth {
  /// Notes what reading failed with.
  func note(_ error: StorageError) {
    if case .file(let fault) = error { note(damage: fault) } else { note(damage: FileFault(.damaged, "", "\(error)")) }
  }
}
