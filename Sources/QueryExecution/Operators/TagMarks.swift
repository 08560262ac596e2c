// Which rows of an outer chunk have been answered already. The operators of an inner plan that only asks whether there is a row
// pass over the rows that belong to them.

/// One bit per row of a chunk.
final class TagMarks {
  private let words: UnsafeMutablePointer<UInt64>
  /// How many rows are marked.
  private(set) var count = 0

  /// No row marked.
  init() {
    words = .allocate(capacity: Vector.capacity / 64)
    words.initialize(repeating: 0, count: Vector.capacity / 64)
  }

  deinit { words.deallocate() }

  /// Takes all marks away.
  func clear() {
    words.update(repeating: 0, count: Vector.capacity / 64)
    count = 0
  }

  /// Marks a row.
  func mark(_ row: Int) {
    let bit: UInt64 = 1 << UInt64(row & 63)
    if words[row >> 6] & bit == 0 {
      words[row >> 6] |= bit
      count += 1
    }
  }

  /// Whether a row is marked.
  func isMarked(_ row: Int) -> Bool { words[row >> 6] & (1 << UInt64(row & 63)) != 0 }

  /// Keeps of a chunk's rows those that are marked, or those that are not; says whether there are any.
  func select(_ chunk: DataChunk, marked: Bool) -> Bool {
    let kept = chunk.selectionScratch()
    var keptCount = 0
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      kept[keptCount] = Int32(truncatingIfNeeded: row)
      keptCount += isMarked(row) == marked ? 1 : 0
    }
    chunk.select(keptCount)
    return keptCount > 0
  }

  /// Writes for each row alive of a chunk whether it is marked.
  func write(_ chunk: DataChunk, into truths: Vector) {
    for n in 0..<chunk.selectedCount { truths.booleans[chunk.row(n)] = isMarked(chunk.row(n)) ? 1 : 0 }
  }
}
