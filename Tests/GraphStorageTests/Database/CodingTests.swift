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

  @Test(arguments: FileWorkload.values) func columnsComeBack(value: Value) throws {
    let chunk = ColumnChunk(owner: 1)
    for row in stride(from: 3, to: 2_048, by: 7) { try chunk.set(value, row: row) }
    for mixes in [false, true] {
      if mixes { try chunk.set(value == .integer(5) ? "a" : .integer(5), row: 0) }
      var writer = ByteWriter()
      try chunk.append(to: &writer)
      let block = Self.block(writer.bytes)
      var reader = ByteReader(block.bytes)
      let bounds = ChunkBounds(owner: 2, nodeCapacity: 0, labelSetCount: 1, typeCount: 0)
      let again = try ColumnChunk.read(from: &reader, bounds: bounds)
      #expect(reader.isAtEnd && again.kind == chunk.kind && again.presentCount == chunk.presentCount)
      for row in 0..<2_048 { #expect(again.view.value(row) == chunk.view.value(row)) }
    }
  }

  @Test func arbitraryBytesAreRefusedOrRead() {
    var random = SeededGenerator(seed: 99)
    var bounds = ChunkBounds(owner: 0, nodeCapacity: 10, labelSetCount: 2, typeCount: 2)
    bounds.adjacency = AdjacencyPlace(
      type: RelationshipTypeID(rawValue: 0), direction: .outgoing, relationshipCapacity: 10, relationships: Self.relationships())
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        random.chance(50) ? UInt8.random(in: 0...8, using: &random) : UInt8.random(in: .min ... .max, using: &random)
      }
      let block = Self.block(bytes)
      var readers = (0..<8).map { _ in ByteReader(block.bytes) }
      _ = try? ValueCoding.read(from: &readers[0])
      _ = try? ColumnChunk.read(from: &readers[1], bounds: bounds)
      _ = try? RelationshipChunk.read(from: &readers[2], bounds: bounds)
      _ = try? FileDirectory(from: &readers[3], pageCount: 100, format: random.chance(50) ? 1 : 2)
      _ = try? LabelSetChunk.read(from: &readers[4], bounds: bounds)
      _ = try? AdjacencyChunk.read(from: &readers[5], bounds: bounds)
      let leaf = IndexPage(owner: 0, isText: random.chance(50), isLeaf: true)
      _ = try? IndexCoding.read(&readers[6], into: leaf, capacity: 10)
      let text = UnsafeMutablePointer<UInt8>.allocate(capacity: 100)
      _ = try? TextPacking.unpack(block.bytes, into: text, count: Int.random(in: 0...100, using: &random))
      text.deallocate()
    }
  }

  /// Ten relationships of one type among ten nodes.
  private static func relationships() -> PagedTable<RelationshipChunk> {
    let table = PagedTable<RelationshipChunk>(owner: 0)
    let chunk = RelationshipChunk(owner: 0)
    for row in 0..<10 { chunk.set(row: row, type: 0, source: UInt32(row / 2), target: UInt32(row)) }
    table.put(chunk, at: 0)
    return table
  }

  @Test func textsComeBackPacked() throws {
    var random = SeededGenerator(seed: 5)
    let words = ["联影", "医疗", "一种用于", "的制备工艺", " Co., Ltd.", "Shanghai ", "a", "\u{1F600}", "0123456789"]
    var gained = 0
    for trial in 0..<400 {
      var bytes: [UInt8] = []
      let count = trial < 10 ? trial : Int.random(in: 0..<3_000, using: &random)
      // Words over and over, one letter over and over, or nothing that repeats.
      for _ in 0..<count {
        switch trial % 3 {
        case 0: bytes += Array(words[Int.random(in: 0..<words.count, using: &random)].utf8)
        case 1: bytes.append(UInt8(ascii: "x"))
        default: bytes.append(UInt8.random(in: .min ... .max, using: &random))
        }
      }
      guard let packed = bytes.withUnsafeBufferPointer(TextPacking.packed) else { continue }
      gained += 1
      #expect(packed.count < bytes.count)
      let target = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 1)
      defer { target.deallocate() }
      target[bytes.count] = 0xAA
      let block = Self.block(packed)
      try TextPacking.unpack(block.bytes, into: target, count: bytes.count)
      #expect(Array(UnsafeBufferPointer(start: target, count: bytes.count)) == bytes && target[bytes.count] == 0xAA)
      #expect(throws: DamagedBytes.self) { try TextPacking.unpack(block.bytes, into: target, count: bytes.count - 1) }
      let cut = Self.block(Array(packed.dropLast()))
      #expect(throws: DamagedBytes.self) { try TextPacking.unpack(cut.bytes, into: target, count: bytes.count) }
    }
    #expect(gained > 200)
  }

  @Test(arguments: ["BOOLEAN", "LIST<STRING NOT NULL>", "ZONED DATETIME", "LIST<LIST<POINT NOT NULL> NOT NULL>"])
  func typesComeBackByTheirSpelling(name: String) { #expect(PropertyType(spelling: name)?.name == name) }
}
