// A set of rows of one chunk whose members know their rank: 32 words and, for each, the number of members before it.
// Invariant: `ranks[w]` is the number of bits set in the words before w. The holder alone changes it.

/// The writable form of `RankedRows`.
final class RankedBitmap: @unchecked Sendable {
  private let words: UnsafeMutablePointer<UInt64>
  private let ranks: UnsafeMutablePointer<UInt16>
  private(set) var count = 0

  init() {
    words = .allocate(capacity: StorageLimits.wordsPerChunk)
    words.initialize(repeating: 0, count: StorageLimits.wordsPerChunk)
    ranks = .allocate(capacity: StorageLimits.wordsPerChunk)
    ranks.initialize(repeating: 0, count: StorageLimits.wordsPerChunk)
  }

  init(copying other: RankedBitmap) {
    words = .allocate(capacity: StorageLimits.wordsPerChunk)
    words.initialize(from: other.words, count: StorageLimits.wordsPerChunk)
    ranks = .allocate(capacity: StorageLimits.wordsPerChunk)
    ranks.initialize(from: other.ranks, count: StorageLimits.wordsPerChunk)
    count = other.count
  }

  deinit {
    words.deallocate()
    ranks.deallocate()
  }

  var view: RankedRows { RankedRows(words: UnsafePointer(words), ranks: UnsafePointer(ranks)) }

  /// How many members come before a row, if it is one.
  func rank(of row: Int) -> Int? { view.rank(of: row) }

  /// Adds a row that is not a member and returns its rank.
  func insert(_ row: Int) -> Int {
    words[row >> 6] |= 1 << UInt64(row & 63)
    var word = (row >> 6) + 1
    while word < StorageLimits.wordsPerChunk {
      ranks[word] += 1
      word += 1
    }
    count += 1
    return rank(of: row) ?? 0
  }
}
