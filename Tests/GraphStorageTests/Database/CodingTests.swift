// Numbers, values and checksums in bytes: what was written is read, and what was not written is refused and never a trap.

import GraphModel
import Testing

@testable import GraphStorage

@Suite struct CodingTests {
  @Test func checksumIsCastagnoli() {
    // The check value of CRC-32C, and the example of RFC 3720.
    #expect(Checksum.crc32c(Array("123456789".utf8)) == 0xE306_9283)
    #expect(Checksum.crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for cut in [0, 1, 7, 8, 9, 500, 1_000] {
      #expect(Checksum.crc32c(Array(bytes[cut...]), from: Checksum.crc32c(Array(bytes[..<cut]))) == Checksum.crc32c(bytes))
    }
  }

  @Test(arguments: 1...UInt64(40)) func packedIntegersComeBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...2_048, using: &random)
    let width = Int.random(in: 0...63, using: &random)
    var sum: Int64 = .random(in: .min ... .max, using: &random)
    let values = (0..<count).map { _ -> Int64 in
      let step = Int64.random(in: 0...Int64((UInt64(1) << UInt64(width)) - 1), using: &random)
      sum = sum &+ step
      return seed % 2 == 0 ? sum : step
    }
    var writer = ByteWriter()
    values.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
    #expect(try read(writer.bytes, count) == values)
    for cut in 0..<min(writer.count, 200) { #expect(throws: DamagedBytes.self) { try read(Array(writer.bytes.prefix(cut)), count) } }
  }

  @Test func extremeIntegersComeBack() throws {
    for values in [[Int64.min, .max], [.max, .min, 0, -1], [0], Array(repeating: .min, count: 300), [Int64.max, .min, .max]] {
      var writer = ByteWriter()
      values.withUnsafeBufferPointer { IntegerPacking.append($0, to: &writer) }
      #expect(try read(writer.bytes, values.count) == values)
    }
  }

  private func read(_ bytes: [UInt8], _ count: Int) throws(DamagedBytes) -> [Int64] {
    let block = Self.block(bytes)
    var reader = ByteReader(block.bytes)
    let target = UnsafeMutablePointer<Int64>.allocate(capacity: count)
    defer { target.deallocate() }
    try IntegerPacking.read(count, from: &reader, into: target)
    return Array(UnsafeBufferPointer(start: target, count: count))
  }

  private static func block(_ bytes: [UInt8]) -> ByteBlock {
    let block = ByteBlock(count: bytes.count)
    bytes.withUnsafeBytes { if let base = $0.baseAddress { block.start.copyMemory(from: base, byteCount: $0.count) } }
    return block
  }

  @Test(arguments: FileWorkload.values) func valuesComeBack(value: Value) throws {
    #expect(!value.isNull)
    var writer = ByteWriter()
    try ValueCoding.append(value, to: &writer)
    let block = Self.block(writer.bytes)
    var reader = ByteReader(block.bytes)
    #expect(try ValueCoding.read(from: &reader) == value)
    #expect(reader.isAtEnd)
    for cut in 0..<writer.count {
      let part = Self.block(Array(writer.bytes.prefix(cut)))
      var reader = ByteReader(part.bytes)
      #expect(throws: DamagedBytes.self) { try ValueCoding.read(from: &reader) }
    }
  }

  @Test func arbitraryBytesAreRefusedOrRead() {
    var random = SeededGenerator(seed: 99)
    let bounds = ChunkBounds(owner: 0, nodeCapacity: 10, labelSetCount: 2, typeCount: 2)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        random.chance(50) ? UInt8.random(in: 0...8, using: &random) : UInt8.random(in: .min ... .max, using: &random)
      }
      let block = Self.block(bytes)
      var readers = (0..<5).map { _ in ByteReader(block.bytes) }
      _ = try? ValueCoding.read(from: &readers[0])
      _ = try? ColumnChunk.read(from: &readers[1], bounds: bounds)
      _ = try? RelationshipChunk.read(from: &readers[2], bounds: bounds)
      _ = try? FileDirectory(from: &readers[3], pageCount: 100)
      _ = try? LabelSetChunk.read(from: &readers[4], bounds: bounds)
    }
  }

  @Test(arguments: ["BOOLEAN", "LIST<STRING NOT NULL>", "ZONED DATETIME", "LIST<LIST<POINT NOT NULL> NOT NULL>"])
  func typesComeBackByTheirSpelling(name: String) { #expect(PropertyType(spelling: name)?.name == name) }
}
