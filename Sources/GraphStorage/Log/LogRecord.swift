// One record of the log in bytes.

import Glibc
import GraphModel

/// A commit in the log.
struct LogRecord {
  var sequence: UInt64
  /// How far the log was known to be on the disk when the record was written.
  var durable: Int
  /// Where the record stands.
  var offset: Int
  var effects: [UInt8]

  /// The bytes of a record with so many bytes of effects.
  static func length(effects: Int) -> Int { (FileFormat.recordHeadBytes + effects + 7) & ~7 }

  func bytes(_ head: LogHead) -> [UInt8] {
    var writer = ByteWriter()
    writer.reserve(Self.length(effects: effects.count))
    writer.put32(FileFormat.recordMagic)
    writer.put32(UInt32(truncatingIfNeeded: effects.count))
    writer.put64(sequence)
    writer.put64(UInt64(durable))
    writer.put64(0)
    writer.put32(0)
    writer.put32(0)
    writer.put(effects)
    writer.pad(to: Self.length(effects: effects.count))
    writer.set32(Checksum.crc32c(writer.bytes, from: head.seal(offset: offset)), at: FileFormat.recordHeadBytes - 4)
    return writer.bytes
  }
}

/// A record found in a log.
struct FoundRecord {
  var sequence: UInt64
  var durable: Int
  var effects: Range<Int>
  var end: Int

  /// The whole record at an offset of a block of a log, if there is one; all places are told within the block.
  /// - Parameter blockOffset: where the block stands in the log.
  static func at(_ offset: Int, in block: ByteBlock, _ head: LogHead, blockOffset: Int = 0) -> FoundRecord? {
    guard offset >= 0, offset <= block.count - FileFormat.recordHeadBytes else { return nil }
    var reader = ByteReader(block.bytes(offset..<offset + FileFormat.recordHeadBytes))
    guard let (magic, count, sequence, durable) = try? fields(&reader), magic == FileFormat.recordMagic else { return nil }
    let end = offset + LogRecord.length(effects: Int(count))
    guard count <= FileFormat.recordBytesMax, end <= block.count, let durable = Int(exactly: durable) else { return nil }
    let place = FileFormat.recordHeadBytes - 4
    let said = UInt32(littleEndian: block.start.loadUnaligned(fromByteOffset: offset + place, as: UInt32.self))
    var state = Checksum.crc32c(block.bytes(offset..<offset + place), from: head.seal(offset: blockOffset + offset))
    state = Checksum.crc32c([0, 0, 0, 0], from: state)
    state = Checksum.crc32c(block.bytes(offset + place + 4..<end), from: state)
    guard state == said else { return nil }
    let start = offset + FileFormat.recordHeadBytes
    return FoundRecord(sequence: sequence, durable: durable, effects: start..<start + Int(count), end: end)
  }

  private static func fields(_ reader: inout ByteReader) throws(DamagedBytes) -> (UInt32, UInt32, UInt64, UInt64) {
    (try reader.fixed32(), try reader.fixed32(), try reader.fixed64(), try reader.fixed64())
  }
}

/// Time that only goes forward.
enum MonotonicTime {
  static var nanoseconds: UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }
}
