// A string that lies in the store: pointer and byte count, no reference count. It compares, orders and hashes by its bytes.
// Invariant: the bytes are valid UTF-8 and stay where they are while the snapshot they were read from is held; for the view
// of a transaction, until its next write.

public import Glibc

/// UTF-8 bytes in the store.
@usableFromInline package struct StringReference: BitwiseCopyable, @unchecked Sendable {
  /// The first byte.
  @usableFromInline package let start: UnsafePointer<UInt8>
  /// The number of bytes.
  @usableFromInline package let count: Int

  /// Refers to bytes.
  @inlinable package init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  /// A place to point at where there are no bytes; never freed.
  @usableFromInline nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()

  /// The bytes.
  @inlinable package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A string of its own. Cost: linear.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether both have the same bytes.
  @inlinable package func isEqual(to other: StringReference) -> Bool {
    count == other.count && memcmp(start, other.start, count) == 0
  }

  /// Whether these bytes come before the other's, which is the order of code points.
  @inlinable package func isLess(than other: StringReference) -> Bool {
    let order = memcmp(start, other.start, min(count, other.count))
    return order != 0 ? order < 0 : count < other.count
  }

  /// Whether the other's bytes stand at the start of these.
  @inlinable package func hasPrefix(_ other: StringReference) -> Bool {
    count >= other.count && memcmp(start, other.start, other.count) == 0
  }

  /// A 64-bit hash of the bytes, the same in every process.
  @inlinable package var hash: UInt64 { StringHash.hash(start, count) }
}

extension String {
  /// Calls a body with this string's bytes, which are valid during the call alone.
  @inlinable package func withReference<Result, Failure>(
    _ body: (StringReference) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var copy = self
    let outcome = copy.withUTF8 { bytes -> Swift.Result<Result, Failure> in
      do throws(Failure) {
        return .success(try body(StringReference(start: bytes.baseAddress ?? StringReference.nothing, count: bytes.count)))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

/// The hash of the store's strings: multiply and fold, eight bytes a step. Not meant to withstand chosen collisions; tables
/// built on it compare bytes and bound their probes by their size.
@usableFromInline package enum StringHash {
  @inlinable static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The hash of some bytes. Cost: linear.
  @inlinable package static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    var state = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place + 8 <= count {
      state = fold(state ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self), 0xA076_1D64_78BD_642F)
      place += 8
    }
    var rest: UInt64 = 0
    while place < count {
      rest = rest << 8 | UInt64(start[place])
      place += 1
    }
    return fold(state ^ rest, 0xE703_7ED1_A0B4_28DB)
  }

  /// The hash of a whole number.
  @inlinable package static func hash(_ number: UInt64) -> UInt64 {
    fold(number ^ 0x9E37_79B9_7F4A_7C15, 0xA076_1D64_78BD_642F)
  }
}
