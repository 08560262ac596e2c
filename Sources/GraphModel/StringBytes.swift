// Strings as their UTF-8 bytes. Swift compares strings by canonical equivalence; openCypher, keys and indexes compare by
// code points, which for UTF-8 is the order of the bytes. Every comparison of data goes through here.

extension String {
  /// Whether both strings have the same UTF-8 bytes. Cost: linear in the shorter string.
  @inlinable public func isByteEqual(to other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in String.areSame(left, right) }
    }
    if case .some(.some(let isSame)) = isSame { return isSame }
    return utf8.elementsEqual(other.utf8)
  }

  /// Whether two stretches of as many bytes are the same, eight bytes at a time.
  @usableFromInline static func areSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let (a, b) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    var place = 0
    while place + 8 <= a.count {
      if a.loadUnaligned(fromByteOffset: place, as: UInt64.self) != b.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
      place += 8
    }
    while place < a.count {
      if a[place] != b[place] { return false }
      place += 1
    }
    return true
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
