// Where new entities find their offsets: first in the gaps that earlier transactions' deletions left, then at the end.
// Invariants: within a transaction the position only rises, and gaps of the transaction's own deletions are live in its base,
// so no offset is given out twice by one transaction. A creation looks through a bounded number of chunks; the next
// transaction goes on where this one stopped, and begins anew at the end.

/// A search for free offsets that never goes back.
struct OffsetReuse {
  /// The chunk at which the search stands.
  private(set) var position: Int
  private var offset = 0
  private var isExhausted = false

  init(position: Int) { self.position = position }

  /// A gap below the capacity of the base, if the search finds one.
  mutating func next(in base: ChunkedBitmap, capacity: Int) -> UInt32? {
    guard !isExhausted else { return nil }
    guard base.count < capacity else {
      isExhausted = true
      return nil
    }
    let view = base.view
    var searched = 0
    while position * StorageLimits.rowsPerChunk < capacity, searched < StorageLimits.reuseSearchChunksMax {
      let start = position * StorageLimits.rowsPerChunk
      let words = position < view.chunkCount ? view.words(ofChunk: position) : BitmapChunk.absentPage[0]
      let end = min(StorageLimits.rowsPerChunk, capacity - start)
      while offset < end {
        let free = ~words[offset / 64] & (~0 << UInt64(offset % 64))
        let found = offset / 64 * 64 + free.trailingZeroBitCount
        if free != 0, found < end {
          offset = found + 1
          return UInt32(exactly: start + found)
        }
        offset = offset / 64 * 64 + 64
      }
      position += 1
      offset = 0
      searched += 1
    }
    if position * StorageLimits.rowsPerChunk >= capacity { position = 0 }
    isExhausted = true
    return nil
  }
}
