// The checksum of everything on disk: CRC-32C (Castagnoli), eight bytes a step over eight tables. It finds every flip of up to three
// bits in our sizes, every burst of 32 bits, and all else but one case in four billion.
// Places are sealed with the checksum: it starts from the database's identity, the offset and the generation, so that bytes that are
// whole but belong elsewhere, or to an earlier time, do not pass.

/// CRC-32C.
enum Checksum {
  /// Table k, at k * 256, advances a byte over k further zero bytes; never freed.
  nonisolated(unsafe) private static let tables: UnsafePointer<UInt32> = {
    let tables = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 256)
    for byte in 0..<256 {
      var state = UInt32(byte)
      for _ in 0..<8 { state = state & 1 != 0 ? state >> 1 ^ 0x82F6_3B78 : state >> 1 }
      tables[byte] = state
    }
    for table in 1..<8 {
      for byte in 0..<256 {
        let before = tables[(table - 1) * 256 + byte]
        tables[table * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
      }
    }
    return UnsafePointer(tables)
  }()

  /// The checksum of bytes behind others whose checksum is `start`. Cost: linear.
  static func crc32c(_ bytes: UnsafeRawBufferPointer, from start: UInt32 = 0) -> UInt32 {
    let tables = tables
    var state = ~start
    var place = 0
    guard let base = bytes.baseAddress else { return start }
    while place + 8 <= bytes.count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ UInt64(state)
      let low = UInt32(truncatingIfNeeded: word)
      let high = UInt32(truncatingIfNeeded: word >> 32)
      let first = tables[1_792 + Int(low & 0xFF)] ^ tables[1_536 + Int(low >> 8 & 0xFF)]
      let second = tables[1_280 + Int(low >> 16 & 0xFF)] ^ tables[1_024 + Int(low >> 24)]
      let third = tables[768 + Int(high & 0xFF)] ^ tables[512 + Int(high >> 8 & 0xFF)]
      state = first ^ second ^ third ^ tables[256 + Int(high >> 16 & 0xFF)] ^ tables[Int(high >> 24)]
      place += 8
    }
    while place < bytes.count {
      state = state >> 8 ^ tables[Int((state ^ UInt32(base.load(fromByteOffset: place, as: UInt8.self))) & 0xFF)]
      place += 1
    }
    return ~state
  }

  /// The checksum of bytes behind others whose checksum is `start`.
  static func crc32c(_ bytes: [UInt8], from start: UInt32 = 0) -> UInt32 { bytes.withUnsafeBytes { crc32c($0, from: start) } }

  /// What the checksum of bytes at a place starts from.
  static func seal(_ identity: DatabaseIdentity, offset: Int, generation: UInt64) -> UInt32 {
    var writer = ByteWriter()
    writer.put64(identity.high)
    writer.put64(identity.low)
    writer.put64(UInt64(offset))
    writer.put64(generation)
    return crc32c(writer.bytes)
  }
}

/// What tells a database from every other: 128 random bits, given when it is made.
struct DatabaseIdentity: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  /// A new identity.
  static func random() -> DatabaseIdentity {
    var generator = SystemRandomNumberGenerator()
    return DatabaseIdentity(high: generator.next(), low: generator.next())
  }
}
