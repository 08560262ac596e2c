// A set of offsets, kept in chunks of 2,048 bits so that a change copies 256 bytes and a page of pointers: the live nodes, the
// live relationships, and the nodes of each label.
// Invariant: `count` is the number of set bits; an absent chunk reads as zeros.

/// The bits of one chunk.
final class BitmapChunk: TableChunk, @unchecked Sendable {
  typealias View = UnsafePointer<UInt64>

  let owner: UInt64
  let words: UnsafeMutablePointer<UInt64>

  nonisolated(unsafe) static let absentPage: UnsafePointer<View> = {
    let zeros = UnsafeMutablePointer<UInt64>.allocate(capacity: StorageLimits.wordsPerChunk)
    zeros.initialize(repeating: 0, count: StorageLimits.wordsPerChunk)
    return makeAbsentPage(of: UnsafePointer(zeros))
  }()

  init(owner: UInt64) {
    self.owner = owner
    words = .allocate(capacity: StorageLimits.wordsPerChunk)
    words.initialize(repeating: 0, count: StorageLimits.wordsPerChunk)
  }

  init(copying other: BitmapChunk, owner: UInt64) {
    self.owner = owner
    words = .allocate(capacity: StorageLimits.wordsPerChunk)
    words.initialize(from: other.words, count: StorageLimits.wordsPerChunk)
  }

  deinit { words.deallocate() }

  var view: UnsafePointer<UInt64> { UnsafePointer(words) }
}

/// A set of offsets that shares its unchanged chunks with older versions of itself.
struct ChunkedBitmap: Sendable {
  private(set) var table: PagedTable<BitmapChunk>
  private(set) var count: Int

  init(owner: UInt64) {
    table = PagedTable(owner: owner)
    count = 0
  }

  /// A set of these chunks, which hold this many members.
  init(table: PagedTable<BitmapChunk>, count: Int) {
    self.table = table
    self.count = count
  }

  var view: BitmapView { BitmapView(pages: table.views, count: count) }

  func contains(_ offset: UInt32) -> Bool { view.contains(offset) }

  /// Adds an offset on behalf of a transaction; says whether it was absent.
  @discardableResult mutating func insert(_ offset: UInt32, owner: UInt64) -> Bool {
    guard !contains(offset) else { return false }
    flip(offset, owner: owner)
    count += 1
    return true
  }

  /// Takes an offset out on behalf of a transaction; says whether it was there.
  @discardableResult mutating func remove(_ offset: UInt32, owner: UInt64) -> Bool {
    guard contains(offset) else { return false }
    flip(offset, owner: owner)
    count -= 1
    return true
  }

  private mutating func flip(_ offset: UInt32, owner: UInt64) {
    table = table.owned(by: owner)
    table.update(at: Int(offset >> StorageLimits.chunkShift)) { chunk in
      chunk.words[Int((offset >> 6) & 31)] ^= 1 << UInt64(offset & 63)
    }
  }
}
