// A page of a table: sixteen chunks, which it keeps alive, and side by side their raw views, so that readers walk plain memory without
// touching a reference count. The page of a file holds nothing until somebody steps on it; then it is read once, whoever asks and however
// many versions of the table share it.
//
// Invariants:
// - `views[i]` is `chunks[i].view`, or `Chunk.absent` where there is no chunk.
// - A pending page is filled under its lock and is not pending any more when `isPending` says so; from then on it is as any other.
// - Its owner alone changes a page that is not pending.

import Synchronization

/// Where the chunks of pages come from that nobody has stepped on: given the number of a page, its chunks in order, `nil` where there is none.
typealias PageSource<Chunk: TableChunk> = @Sendable (Int) -> [Chunk?]

/// A source that pages share.
final class PageOrigin<Chunk: TableChunk>: Sendable {
  let source: PageSource<Chunk>
  init(_ source: @escaping PageSource<Chunk>) { self.source = source }
}

/// Sixteen chunks and their views. Its owner alone changes it.
final class TablePage<Chunk: TableChunk>: PageOfViews, @unchecked Sendable {
  let owner: UInt64
  private var chunkList: [Chunk?]
  private var viewList: UnsafeMutablePointer<Chunk.View>?
  private let origin: Mutex<(origin: PageOrigin<Chunk>, number: Int)?>
  private let pending: Atomic<Bool>

  /// A page without chunks.
  init(owner: UInt64) {
    self.owner = owner
    chunkList = Array(repeating: nil, count: StorageLimits.chunksPerPage)
    let views = UnsafeMutablePointer<Chunk.View>.allocate(capacity: StorageLimits.chunksPerPage)
    views.initialize(from: Chunk.absentPage, count: StorageLimits.chunksPerPage)
    viewList = views
    origin = Mutex(nil)
    pending = Atomic(false)
  }

  /// A page that is read when somebody steps on it.
  init(owner: UInt64, origin: PageOrigin<Chunk>, number: Int) {
    self.owner = owner
    chunkList = []
    viewList = nil
    self.origin = Mutex((origin, number))
    pending = Atomic(true)
  }

  /// The chunks of another page, for another transaction.
  init(copying other: TablePage, owner: UInt64) {
    self.owner = owner
    chunkList = other.chunks
    let views = UnsafeMutablePointer<Chunk.View>.allocate(capacity: StorageLimits.chunksPerPage)
    views.initialize(from: other.views, count: StorageLimits.chunksPerPage)
    viewList = views
    origin = Mutex(nil)
    pending = Atomic(false)
  }

  deinit { viewList?.deallocate() }

  /// Whether nobody has stepped on the page, so that it is as the file has it.
  var isPending: Bool { pending.load(ordering: .acquiring) }

  /// The chunks, `nil` where there is none.
  var chunks: [Chunk?] {
    if isPending { read() }
    return chunkList
  }

  /// The views; valid until the page changes or goes.
  var views: UnsafeMutablePointer<Chunk.View> {
    if isPending { read() }
    return viewList.unsafelyUnwrapped  // safe: only a pending page has none
  }

  override func readyViews() -> UnsafeRawPointer { UnsafeRawPointer(views) }

  /// The word of page lists for this page.
  var word: UInt { isPending ? PageWord.pending(self) : PageWord.ready(UnsafeRawPointer(views)) }

  /// Puts a chunk, or none, in a place and renews its view. Only the owner calls this.
  func put(_ chunk: Chunk?, at slot: Int) {
    let views = views
    chunkList[slot] = chunk
    views[slot] = chunk?.view ?? Chunk.absentPage[slot]
  }

  private func read() {
    origin.withLock { state in
      guard let (origin, number) = state else { return }
      var chunks = origin.source(number)
      while chunks.count < StorageLimits.chunksPerPage { chunks.append(nil) }
      let views = UnsafeMutablePointer<Chunk.View>.allocate(capacity: StorageLimits.chunksPerPage)
      for slot in 0..<StorageLimits.chunksPerPage { (views + slot).initialize(to: chunks[slot]?.view ?? Chunk.absentPage[slot]) }
      chunkList = chunks
      viewList = views
      state = nil
      pending.store(false, ordering: .releasing)
    }
  }
}
