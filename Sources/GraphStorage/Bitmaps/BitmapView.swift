// A set of node or relationship offsets as readers see it: words of 64 bits, 32 words a chunk, chunks found through a page.
// Invariant: the pointers are valid while the snapshot that handed out the view is held; for the view of a transaction,
// until its next write. Bits at and past the capacity are zero. Nothing here changes a bitmap.

/// A read-only set of offsets.
@usableFromInline package struct BitmapView: @unchecked Sendable {
  @usableFromInline let pages: PageList<UnsafePointer<UInt64>>
  /// The number of members.
  @usableFromInline package let count: Int
  /// The number of chunks that may hold members.
  @inlinable package var chunkCount: Int { pages.count * StorageLimits.chunksPerPage }

  @usableFromInline init(pages: PageList<UnsafePointer<UInt64>>, count: Int) {
    self.pages = pages
    self.count = count
  }

  /// Whether an offset is a member. Any offset may be asked for.
  @inlinable package func contains(_ offset: UInt32) -> Bool {
    let page = Int(offset >> StorageLimits.pageShift)
    guard page < pages.count else { return false }
    let words = pages[page][Int((offset >> StorageLimits.chunkShift) & StorageLimits.pageMask)]
    return (words[Int((offset >> 6) & 31)] >> UInt64(offset & 63)) & 1 != 0
  }

  /// The 32 words of a chunk; offset `chunk * 2048 + i` is bit `i % 64` of word `i / 64`.
  /// - Precondition: `chunk` is below `chunkCount`.
  @inlinable package func words(ofChunk chunk: Int) -> UnsafePointer<UInt64> {
    pages[chunk / StorageLimits.chunksPerPage][chunk % StorageLimits.chunksPerPage]
  }

  /// Writes members in ascending order into a buffer, from `position` on and below `limit`, and moves `position` to where the
  /// next call goes on. Returns how many were written; fewer than `capacity` means that the range is done.
  @inlinable package func fill(
    _ buffer: UnsafeMutablePointer<UInt32>, capacity: Int, from position: inout UInt64, below limit: UInt64
  ) -> Int {
    let end = min(limit, UInt64(chunkCount) * UInt64(StorageLimits.rowsPerChunk))
    var written = 0
    while position < end {
      let words = words(ofChunk: Int(position >> UInt64(StorageLimits.chunkShift)))
      var word = words[Int((position >> 6) & 31)] & (~0 << (position & 63))
      let base = position & ~63
      if end - base < 64 { word &= (1 << (end - base)) &- 1 }
      if word == ~0, capacity - written >= 64 {
        for offset in 0..<64 { buffer[written + offset] = UInt32(truncatingIfNeeded: base) &+ UInt32(truncatingIfNeeded: offset) }
        written += 64
        word = 0
      }
      while word != 0 {
        if written == capacity {
          position = base + UInt64(word.trailingZeroBitCount)
          return written
        }
        buffer[written] = UInt32(truncatingIfNeeded: base + UInt64(word.trailingZeroBitCount))
        written += 1
        word &= word &- 1
      }
      position = base + 64
    }
    position = max(position, end)
    return written
  }

  /// Calls a body with every member in ascending order.
  @inlinable package func forEach<E>(_ body: (UInt32) throws(E) -> Void) throws(E) {
    for chunk in 0..<chunkCount {
      let words = words(ofChunk: chunk)
      for index in 0..<StorageLimits.wordsPerChunk {
        var word = words[index]
        while word != 0 {
          try body(UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk + index * 64 + word.trailingZeroBitCount))
          word &= word &- 1
        }
      }
    }
  }
}
