// Finding bytes in bytes: CONTAINS, STARTS WITH and ENDS WITH on UTF-8, where a match of bytes is a match of code points.

import Glibc

/// Searches in flat bytes. An empty needle is found everywhere.
package enum ByteSearch {
  /// Whether bytes begin with others.
  @inlinable package static func hasPrefix(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ needle: UnsafePointer<UInt8>, _ needleCount: Int
  ) -> Bool {
    needleCount <= count && isEqual(text, needle, needleCount)
  }

  /// Whether bytes end with others.
  @inlinable package static func hasSuffix(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ needle: UnsafePointer<UInt8>, _ needleCount: Int
  ) -> Bool {
    needleCount <= count && isEqual(text + (count - needleCount), needle, needleCount)
  }

  /// Whether bytes lie within others: looks for the last byte of the needle, which differs more often than the first, and then
  /// compares the rest. Cost: linear in the text for needles whose last byte is rare, the product of both lengths at worst.
  package static func contains(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ needle: UnsafePointer<UInt8>, _ needleCount: Int
  ) -> Bool {
    if needleCount == 0 { return true }
    let last = Int32(needle[needleCount - 1])
    var place = needleCount - 1
    while place < count {
      guard let found = memchr(text + place, last, count - place) else { return false }
      let end = text.distance(to: UnsafePointer(found.assumingMemoryBound(to: UInt8.self)))
      if isEqual(text + (end - needleCount + 1), needle, needleCount - 1) { return true }
      place = end + 1
    }
    return false
  }

  /// Whether as many bytes are equal.
  @usableFromInline package static func isEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    memcmp(left, right, count) == 0
  }
}
