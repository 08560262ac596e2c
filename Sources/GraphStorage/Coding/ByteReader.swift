// Bytes taken apart again. Every step checks bounds, every number its range: bytes from outside lead to an error and never to a trap,
// however they are made.
// Invariant: `base` and `count` describe memory that outlives the reader; who makes one says so.

/// What is wrong with bytes.
struct DamagedBytes: Error, Hashable {
  /// Where it was seen, from the start of what was read.
  var offset: Int
  /// What was seen.
  var message: String
}

/// Takes numbers and texts from bytes.
struct ByteReader {
  private let base: UnsafeRawPointer
  private let count: Int
  /// Where the next byte is taken from.
  private(set) var position = 0

  /// A reader of memory that outlives it.
  init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress ?? UnsafeRawPointer(StringReference.nothing)
    count = bytes.count
  }

  var remaining: Int { count - position }
  var isAtEnd: Bool { position == count }

  /// A complaint about what was just read.
  func damaged(_ message: String) -> DamagedBytes { DamagedBytes(offset: position, message: message) }

  /// The address of the next bytes, which are passed over.
  mutating func take(_ bytes: Int) throws(DamagedBytes) -> UnsafeRawPointer {
    guard bytes >= 0, bytes <= remaining else { throw damaged("\(bytes) bytes are wanted, \(remaining) are left") }
    position += bytes
    return base + (position - bytes)
  }

  mutating func byte() throws(DamagedBytes) -> UInt8 { try take(1).load(as: UInt8.self) }
  mutating func fixed32() throws(DamagedBytes) -> UInt32 { UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self)) }
  mutating func fixed64() throws(DamagedBytes) -> UInt64 { UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self)) }

  /// A number of variable length.
  mutating func number() throws(DamagedBytes) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { throw damaged("a number has more than 64 bits") }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
      guard shift <= 63 else { throw damaged("a number has more than 64 bits") }
    }
  }

  /// A signed number of variable length.
  mutating func signed() throws(DamagedBytes) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// A number that fits a type.
  mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(DamagedBytes) -> Number {
    guard let number = Number(exactly: try number()) else { throw damaged("a number is too large") }
    return number
  }

  /// A count of things that take at least so many bytes each, so that a wrong one cannot ask for memory without end.
  mutating func count(bytesEach: Int = 1) throws(DamagedBytes) -> Int {
    let count = try number(Int.self)
    guard bytesEach == 0 || count <= remaining / bytesEach else {
      throw damaged("\(count) entries are announced, \(remaining) bytes are left")
    }
    return count
  }

  /// A text with its length in front.
  mutating func text() throws(DamagedBytes) -> String {
    let length = try count()
    let bytes = UnsafeRawBufferPointer(start: try take(length), count: length)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw damaged("a text is not UTF-8") }
    return text
  }

  /// Refuses what should not be.
  func require(_ holds: Bool, _ message: @autoclosure () -> String) throws(DamagedBytes) { if !holds { throw damaged(message()) } }
}

/// Bytes in memory of their own, with zeros behind them, so that eight bytes can be loaded from wherever one lies.
final class ByteBlock: @unchecked Sendable {
  static let padding = 16
  let count: Int
  let start: UnsafeMutableRawPointer

  /// So many zeros.
  init(count: Int) {
    self.count = count
    start = .allocate(byteCount: count + Self.padding, alignment: 8)
    (start + count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }

  deinit { start.deallocate() }

  /// Some of the bytes; valid while the block is held.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count) }

  /// All bytes; valid while the block is held.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
