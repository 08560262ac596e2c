// Strings as their UTF-8 bytes. Swift compares strings by canonical equivalence; openCypher, keys and indexes compare by
// code points, which for UTF-8 is the order of the bytes. Every comparison of data goes through here.

extension String {
  /// Whether both strings have the same UTF-8 bytes. Cost: linear in the shorter string.
  @inlinable public func isByteEqual(to other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Whether this string's UTF-8 bytes come before the other's, which is the order of their code points.
  @inlinable public func isByteLess(than other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Feeds the UTF-8 bytes and a terminator into a hasher.
  @inlinable public func hashBytes(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}
