// Bytes in the making, for the log and the file: fixed numbers in little-endian order, and numbers of variable length (seven bits a byte,
// the lowest first; signed ones with the sign in the lowest bit).

/// Appends numbers and texts to bytes.
struct ByteWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
  mutating func put(_ byte: UInt8) { bytes.append(byte) }

  mutating func put32(_ number: UInt32) {
    for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func put64(_ number: UInt64) {
    put32(UInt32(truncatingIfNeeded: number))
    put32(UInt32(truncatingIfNeeded: number >> 32))
  }

  /// A number of variable length.
  mutating func put(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A count, an offset or a small number of another type.
  mutating func put(number: some FixedWidthInteger & UnsignedInteger) { put(number: UInt64(number)) }
  mutating func put(count: Int) { put(number: UInt64(max(0, count))) }
  /// A signed number of variable length.
  mutating func put(signed number: Int64) { put(number: UInt64(bitPattern: number &<< 1 ^ number >> 63)) }

  mutating func put(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }
  mutating func put(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  /// A text with its length in front.
  mutating func put(_ text: String) {
    put(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes over four bytes.
  mutating func set32(_ number: UInt32, at place: Int) {
    for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: number >> UInt32(byte * 8)) }
  }

  /// Zeros up to a length.
  mutating func pad(to count: Int) { while bytes.count < count { bytes.append(0) } }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
