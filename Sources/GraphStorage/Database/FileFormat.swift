// The fixed parts of the two files, byte by byte; the drawing stands in Documentation/FILE-FORMAT.md. Constants, writers and readers of
// the header slots of the file and of the head and the mark of the log. All numbers are little-endian.
//
// Invariants: a slot, the head and the mark are sealed with their place; a slot that is not whole is no slot. Unknown versions and
// unknown flags are refused, never passed over.

import GraphModel

/// The shape of the files.
enum FileFormat {
  /// The version of the format that this program writes.
  static let version: UInt32 = 2
  /// The versions that it reads. A file keeps its version until a checkpoint writes a directory of the present one.
  static let versions: ClosedRange<UInt32> = 1...2
  /// The version of the log, which goes with every version of the file.
  static let logVersion: UInt32 = 1
  /// The unit in which space is given out and taken back; a page with live bytes is never written.
  static let pageBytes = 4_096
  /// The two header slots and the page of the holder stand before everything else.
  static let firstDataPage = 3
  /// Where the holder of the write lock leaves a note for people.
  static let holderOffset = 2 * pageBytes
  /// Bytes of a slot that mean something; the rest of its page is zero.
  static let slotBytes = 96
  static let fileMagic: [UInt8] = Array("INNOGRPH".utf8)
  static let logMagic: [UInt8] = Array("INNOGLOG".utf8)

  /// Where the mark of the log stands, in a page of its own.
  static let markOffset = 4_096
  /// Where the first record of the log stands.
  static let recordsOffset = 8_192
  static let recordMagic: UInt32 = 0x4345_5249  // "IREC"
  static let recordHeadBytes = 40
  /// How much of zeros is written ahead of the log's end at once, at least and at most.
  static let logRoomBytesMin = 1 << 14
  static let logRoomBytesMax = 1 << 20
  /// Bytes of the effects of one record.
  static let recordBytesMax = 1 << 30

  /// Bytes beyond every file, on which locks are taken.
  static let writerByte = 1 << 61
  static let readerByte = writerByte + 1

  /// The name of the log of a database.
  static func logPath(_ path: String) -> String { path + "-log" }
  /// The name of a file that is being made and will take the place of a database.
  static func draftPath(_ path: String) -> String { path + "-new" }
}

/// Where bytes of the file stand, and what they must be.
struct Extent: Hashable {
  var offset: Int
  var length: Int
  /// Sealed with the offset and the generation.
  var checksum: UInt32
  /// The generation of the file that first had it.
  var generation: UInt64

  var end: Int { offset + length }
  /// The pages on which it lies.
  var pages: Range<Int> { offset / FileFormat.pageBytes..<(end + FileFormat.pageBytes - 1) / FileFormat.pageBytes }
}

/// One state of the file: what a header slot says.
struct HeaderSlot: Hashable {
  /// The version of the directory and of what hangs from it.
  var format = FileFormat.version
  /// Rises by one with every state; the slot is the lowest bit.
  var generation: UInt64
  var identity: DatabaseIdentity
  var directory: Extent
  /// The pages that the file has at least.
  var pageCount: Int
  /// The number of the last commit that the directory holds.
  var sequence: UInt64
  /// Whether no log belongs to the file, because all that was committed is in it.
  var isClosed: Bool

  /// Where the slot stands.
  var offset: Int { Int(generation & 1) * FileFormat.pageBytes }

  /// The bytes of the slot's page.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(FileFormat.fileMagic)
    writer.put32(format)
    writer.put32(isClosed ? 1 : 0)
    writer.put64(identity.high)
    writer.put64(identity.low)
    writer.put64(generation)
    writer.put64(UInt64(directory.offset))
    writer.put64(UInt64(directory.length))
    writer.put64(directory.generation)
    writer.put32(directory.checksum)
    writer.put32(0)
    writer.put64(UInt64(pageCount))
    writer.put64(sequence)
    writer.pad(to: FileFormat.slotBytes - 4)
    writer.put32(Checksum.crc32c(writer.bytes, from: UInt32(offset)))
    writer.pad(to: FileFormat.pageBytes)
    return writer.bytes
  }

  /// What reading a slot may find.
  enum Reading {
    case slot(HeaderSlot)
    /// Bytes that are no whole slot.
    case invalid
    /// A whole slot of another format.
    case unknown(version: UInt32, flags: UInt32)
  }

  /// Reads the slot that stands at an offset.
  static func read(_ block: ByteBlock, offset: Int) -> Reading {
    guard block.count >= FileFormat.slotBytes else { return .invalid }
    var reader = ByteReader(block.bytes(0..<FileFormat.slotBytes))
    guard let reading = try? read(&reader, block, offset) else { return .invalid }
    return reading
  }

  private static func read(_ reader: inout ByteReader, _ block: ByteBlock, _ offset: Int) throws(DamagedBytes) -> Reading {
    for byte in FileFormat.fileMagic where try reader.byte() != byte { return .invalid }
    let sealed = FileFormat.slotBytes - 4
    let checksum = UInt32(littleEndian: block.start.loadUnaligned(fromByteOffset: sealed, as: UInt32.self))
    guard checksum == Checksum.crc32c(block.bytes(0..<sealed), from: UInt32(offset)) else { return .invalid }
    let (version, flags) = (try reader.fixed32(), try reader.fixed32())
    guard FileFormat.versions.contains(version), flags <= 1 else { return .unknown(version: version, flags: flags) }
    let identity = DatabaseIdentity(high: try reader.fixed64(), low: try reader.fixed64())
    let generation = try reader.fixed64()
    let (start, length) = (Int(exactly: try reader.fixed64()), Int(exactly: try reader.fixed64()))
    let (directoryGeneration, directoryChecksum) = (try reader.fixed64(), try reader.fixed32())
    _ = try reader.fixed32()
    let (pages, sequence) = (Int(exactly: try reader.fixed64()), try reader.fixed64())
    guard let start, let length, let pages, pages < 1 << 48, start < 1 << 60, length < 1 << 40,
      Int(generation & 1) * FileFormat.pageBytes == offset, start + length <= pages * FileFormat.pageBytes
    else { return .invalid }
    return .slot(
      HeaderSlot(
        format: version, generation: generation, identity: identity,
        directory: Extent(offset: start, length: length, checksum: directoryChecksum, generation: directoryGeneration), pageCount: pages,
        sequence: sequence, isClosed: flags == 1))
  }
}

/// The head of a log: to which state of which database it belongs.
struct LogHead: Hashable {
  var identity: DatabaseIdentity
  /// The generation of the file whose commits go on here.
  var generation: UInt64
  /// The number of the last commit before the log's first.
  var sequence: UInt64

  /// The bytes of the page of the head and of the empty page of the mark.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(FileFormat.logMagic)
    writer.put32(FileFormat.logVersion)
    writer.put32(0)
    writer.put64(identity.high)
    writer.put64(identity.low)
    writer.put64(generation)
    writer.put64(sequence)
    writer.put32(Checksum.crc32c(writer.bytes))
    writer.pad(to: FileFormat.recordsOffset)
    return writer.bytes
  }

  /// Reads a head; `nil` where there is no whole one of this format.
  static func read(_ block: ByteBlock) -> LogHead? {
    let sealed = 48
    guard block.count >= sealed + 4 else { return nil }
    var reader = ByteReader(block.bytes(0..<sealed))
    do throws(DamagedBytes) {
      for byte in FileFormat.logMagic where try reader.byte() != byte { return nil }
      guard try reader.fixed32() == FileFormat.logVersion, try reader.fixed32() == 0 else { return nil }
      let head = LogHead(
        identity: DatabaseIdentity(high: try reader.fixed64(), low: try reader.fixed64()), generation: try reader.fixed64(),
        sequence: try reader.fixed64())
      let checksum = UInt32(littleEndian: block.start.loadUnaligned(fromByteOffset: sealed, as: UInt32.self))
      return checksum == Checksum.crc32c(block.bytes(0..<sealed)) ? head : nil
    } catch { return nil }
  }

  /// What every record of the log is sealed with.
  func seal(offset: Int) -> UInt32 { Checksum.seal(identity, offset: offset, generation: generation) }
}

/// The mark of a log: how far it is known to be on the disk. It is written after each sync and not synced itself, so it may be late but
/// never early; it tells a tail that was never whole from one that was and is no more.
struct LogMark: Hashable {
  var end: Int
  var sequence: UInt64

  func bytes(_ head: LogHead) -> [UInt8] {
    var writer = ByteWriter()
    writer.put64(UInt64(end))
    writer.put64(sequence)
    writer.put32(Checksum.crc32c(writer.bytes, from: head.seal(offset: FileFormat.markOffset)))
    return writer.bytes
  }

  /// Reads the mark in the page of a head; `nil` where there is none.
  static func read(_ block: ByteBlock, _ head: LogHead) -> LogMark? {
    guard block.count >= FileFormat.markOffset + 20 else { return nil }
    let sealed = block.bytes(FileFormat.markOffset..<FileFormat.markOffset + 16)
    var reader = ByteReader(block.bytes(FileFormat.markOffset..<FileFormat.markOffset + 20))
    do throws(DamagedBytes) {
      let (end, sequence, checksum) = (try reader.fixed64(), try reader.fixed64(), try reader.fixed32())
      guard checksum == Checksum.crc32c(sealed, from: head.seal(offset: FileFormat.markOffset)), let end = Int(exactly: end) else {
        return nil
      }
      return LogMark(end: end, sequence: sequence)
    } catch { return nil }
  }
}
