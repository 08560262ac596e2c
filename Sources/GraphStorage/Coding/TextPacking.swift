// Texts in fewer bytes: repetitions of at least four bytes are written as how far back they stand and how long they are (LZ77, laid out
// much as LZ4 has it). Names and titles of one property repeat each other's words; what has no repetitions grows by less than one percent,
// and who writes keeps it as it is then. Texts are unpacked as a whole, with the chunk they belong to, at about the speed of a copy.
//
// A sequence: a byte whose upper half counts literals and whose lower half counts the bytes of the repetition above 4, where 15 says
// that bytes to be added follow, the last of them below 255; the literals; then two bytes, how far back the repetition begins, at least 1.
// The last sequence may end with its literals.

/// Packs and unpacks bytes.
enum TextPacking {
  private static let least = 4
  private static let farthest = 65_535
  private static let tableBits: UInt32 = 13

  /// Packs bytes; `nil` where that gains nothing. Cost: linear.
  static func packed(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let base = bytes.baseAddress, bytes.count > 64, bytes.count < Int(Int32.max) else { return nil }
    let limit = bytes.count - bytes.count / 16
    let packed = [UInt8](unsafeUninitializedCapacity: limit) { target, count in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << Int(tableBits)) { table in
        table.initialize(repeating: -1)
        var packer = Packer(source: base, count: bytes.count, target: target, table: table)
        count = packer.run()
      }
    }
    return packed.isEmpty ? nil : packed
  }

  /// One packing. Invariant: nothing is written behind the end of `target`; a result that would not fit is none.
  private struct Packer {
    let source: UnsafePointer<UInt8>
    let count: Int
    let target: UnsafeMutableBufferPointer<UInt8>
    let table: UnsafeMutableBufferPointer<Int32>
    private var used = 0

    init(
      source: UnsafePointer<UInt8>, count: Int, target: UnsafeMutableBufferPointer<UInt8>, table: UnsafeMutableBufferPointer<Int32>
    ) {
      self.source = source
      self.count = count
      self.target = target
      self.table = table
    }

    /// The number of bytes written; 0 where they do not fit.
    mutating func run() -> Int {
      var (place, literals) = (0, 0)
      while place + TextPacking.least <= count {
        let word = UnsafeRawPointer(source).loadUnaligned(fromByteOffset: place, as: UInt32.self)
        let slot = Int((word &* 2_654_435_761) >> (32 - TextPacking.tableBits))
        let earlier = Int(table[slot])
        table[slot] = Int32(truncatingIfNeeded: place)
        guard earlier >= 0, place - earlier <= TextPacking.farthest,
          UnsafeRawPointer(source).loadUnaligned(fromByteOffset: earlier, as: UInt32.self) == word
        else {
          place += 1
          continue
        }
        let length = self.length(earlier, place)
        guard put(literals..<place, back: place - earlier, length: length) else { return 0 }
        place += length
        literals = place
      }
      return literals == count || put(literals..<count, back: 0, length: 0) ? used : 0
    }

    private func length(_ earlier: Int, _ place: Int) -> Int {
      var length = TextPacking.least
      while place + length < count, source[earlier + length] == source[place + length] { length += 1 }
      return length
    }

    private mutating func put(_ literals: Range<Int>, back: Int, length: Int) -> Bool {
      let extra = back == 0 ? 0 : length - TextPacking.least
      guard used + literals.count + literals.count / 255 + extra / 255 + 5 <= target.count else { return false }
      target[used] = UInt8(min(15, literals.count) << 4 | min(15, extra))
      used += 1
      putRest(of: literals.count)
      for place in literals {
        target[used] = source[place]
        used += 1
      }
      guard back > 0 else { return true }
      target[used] = UInt8(truncatingIfNeeded: back)
      target[used + 1] = UInt8(truncatingIfNeeded: back >> 8)
      used += 2
      putRest(of: extra)
      return true
    }

    private mutating func putRest(of number: Int) {
      guard number >= 15 else { return }
      var rest = number - 15
      while rest >= 255 {
        target[used] = 255
        used += 1
        rest -= 255
      }
      target[used] = UInt8(rest)
      used += 1
    }
  }

  /// Unpacks bytes into memory for exactly so many. Cost: linear.
  static func unpack(
    _ packed: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(DamagedBytes) {
    var reader = ByteReader(packed)
    var used = 0
    while !reader.isAtEnd {
      let token = Int(try reader.byte())
      let literals = try length(token >> 4, &reader)
      try reader.require(literals <= count - used, "packed texts have too many bytes")
      (target + used).update(from: try reader.take(literals).assumingMemoryBound(to: UInt8.self), count: literals)
      used += literals
      if reader.isAtEnd { break }
      let back = Int(try reader.byte()) | Int(try reader.byte()) << 8
      let length = try length(token & 15, &reader) + least
      try reader.require(back > 0 && back <= used && length <= count - used, "packed texts repeat what is not there")
      // A repetition may reach into itself, so bytes go one by one where it does.
      if back >= length {
        (target + used).update(from: target + used - back, count: length)
      } else {
        for place in used..<used + length { target[place] = target[place - back] }
      }
      used += length
    }
    try reader.require(used == count, "packed texts have \(used) bytes and not \(count)")
  }

  private static func length(_ half: Int, _ reader: inout ByteReader) throws(DamagedBytes) -> Int {
    guard half == 15 else { return half }
    var length = 15
    while true {
      let byte = try reader.byte()
      length += Int(byte)
      if byte < 255 { return length }
    }
  }
}
