// Strings that a run computes, as bytes that stay where they are until the run ends, so that vectors can point at them.
// Invariant: a block is never moved or freed before the arena is.
package import GraphModel
package import GraphStorage

/// A bump allocator for UTF-8 bytes.
package final class StringArena {
  private static let blockBytes = 64 * 1024
  private var blocks: [UnsafeMutableRawPointer] = []
  private var cursor: UnsafeMutablePointer<UInt8>?
  private var room = 0
  private let limits: ExecutionLimits

  /// An arena that charges these limits.
  package init(limits: ExecutionLimits) { self.limits = limits }

  deinit { for block in blocks { block.deallocate() } }

  /// Room for `count` bytes.
  /// - Throws: `ResourceExhausted` where the budget does not allow it.
  package func allocate(_ count: Int) throws(QueryError) -> UnsafeMutablePointer<UInt8> {
    if count > room || cursor == nil {
      let size = max(count, StringArena.blockBytes)
      try limits.charge(size)
      let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
      blocks.append(block)
      cursor = block.assumingMemoryBound(to: UInt8.self)
      room = size
    }
    guard let place = cursor else { return UnsafeMutablePointer(bitPattern: 16).unsafelyUnwrapped }  // safe: not null
    cursor = place + count
    room -= count
    return place
  }

  /// A copy of bytes that lie elsewhere.
  package func store(_ text: StringReference) throws(QueryError) -> StringReference {
    let place = try allocate(text.count)
    place.update(from: text.start, count: text.count)
    return StringReference(start: UnsafePointer(place), count: text.count)
  }

  /// A copy of a string's bytes.
  package func store(_ text: String) throws(QueryError) -> StringReference {
    var copy = text
    let count = copy.utf8.count
    let place = try allocate(count)
    copy.withUTF8 { if let base = $0.baseAddress { place.update(from: base, count: count) } }
    return StringReference(start: UnsafePointer(place), count: count)
  }
}
