// The table under everything that is cut into chunks: an array of pages of 64 chunks each. A page holds the chunks (which it
// keeps alive) and, side by side, their raw views, so that readers walk plain memory without touching a reference count.
//
// Invariants:
// - `views[i]` is `chunks[i].view`, or `Chunk.absent` where there is no chunk; `tops[p]` is the views of page p.
// - A table, page or chunk whose `owner` is not the running transaction never changes: it may belong to a published
//   snapshot. An owned one belongs to that transaction's draft alone and is changed in place.
// - Everything the views point at is kept alive by `chunks`, so a reader is valid while its table is.
// - A table with a source is filled from it when somebody first looks at it, once, under a lock; from then on it is as any other.
//   Until then it has no pages, and nothing but the source knows what it will hold.
// Cost: taking ownership copies one pointer per page and one page of 64, whatever the size of the graph.

import Synchronization

/// A chunk that can stand in a paged table.
protocol TableChunk: AnyObject, Sendable {
  /// The raw form that readers walk.
  associatedtype View: BitwiseCopyable
  /// The serial number of the transaction that may change this chunk in place.
  var owner: UInt64 { get }
  /// The raw form of the present content; pointers in it are valid until the chunk changes.
  var view: View { get }
  /// A page of views of absent chunks; never freed.
  static var absentPage: UnsafePointer<View> { get }
  /// An empty chunk.
  init(owner: UInt64)
  /// The same content, to be changed by another transaction.
  init(copying other: Self, owner: UInt64)
}

extension TableChunk {
  /// Makes the page of absent views; each chunk type calls it once, for a static constant.
  static func makeAbsentPage(of view: View) -> UnsafePointer<View> {
    let page = UnsafeMutablePointer<View>.allocate(capacity: StorageLimits.chunksPerPage)
    page.initialize(repeating: view, count: StorageLimits.chunksPerPage)
    return UnsafePointer(page)
  }
}

/// Sixty-four chunks and their views. Its owner alone changes it.
final class TablePage<Chunk: TableChunk>: @unchecked Sendable {
  let owner: UInt64
  fileprivate(set) var chunks: [Chunk?]
  fileprivate let views: UnsafeMutablePointer<Chunk.View>

  init(owner: UInt64) {
    self.owner = owner
    chunks = Array(repeating: nil, count: StorageLimits.chunksPerPage)
    views = .allocate(capacity: StorageLimits.chunksPerPage)
    views.initialize(from: Chunk.absentPage, count: StorageLimits.chunksPerPage)
  }

  init(copying other: TablePage, owner: UInt64) {
    self.owner = owner
    chunks = other.chunks
    views = .allocate(capacity: StorageLimits.chunksPerPage)
    views.initialize(from: other.views, count: StorageLimits.chunksPerPage)
  }

  deinit { views.deallocate() }
}

/// Where the chunks of a table come from that has not been looked at yet.
typealias TableSource<Chunk: TableChunk> = @Sendable (PagedTable<Chunk>) -> Void

/// A table of chunks by position. Its owner alone changes it.
final class PagedTable<Chunk: TableChunk>: @unchecked Sendable {
  let owner: UInt64
  private var pageList: [TablePage<Chunk>?]
  private var topsBuffer: UnsafeMutablePointer<UnsafePointer<Chunk.View>>
  private var topsCapacity: Int
  private let source: Mutex<TableSource<Chunk>?>
  private let isPending: Atomic<Bool>

  /// An empty table.
  init(owner: UInt64) {
    self.owner = owner
    pageList = []
    topsCapacity = 1
    topsBuffer = .allocate(capacity: 1)
    source = Mutex(nil)
    isPending = Atomic(false)
  }

  /// A table that a source fills when it is first looked at; the source calls `fill`.
  init(owner: UInt64, source: @escaping TableSource<Chunk>) {
    self.owner = owner
    pageList = []
    topsCapacity = 1
    topsBuffer = .allocate(capacity: 1)
    self.source = Mutex(source)
    isPending = Atomic(true)
  }

  private init(copying other: PagedTable, owner: UInt64) {
    let pages = other.pages
    self.owner = owner
    pageList = pages
    topsCapacity = max(1, pages.count)
    topsBuffer = .allocate(capacity: topsCapacity)
    topsBuffer.initialize(from: other.topsBuffer, count: pages.count)
    source = Mutex(nil)
    isPending = Atomic(false)
  }

  deinit { topsBuffer.deallocate() }

  /// Whether nobody has looked at the table yet, so that it is as its source has it.
  var isUnread: Bool { isPending.load(ordering: .acquiring) }

  /// Has the source fill the table, unless that was done.
  private func fillFromSource() {
    source.withLock { source in
      guard let fill = source else { return }
      fill(self)
      source = nil
      isPending.store(false, ordering: .releasing)
    }
  }

  /// Puts a chunk of the source in its place. Only the source calls this.
  func fill(_ chunk: Chunk, at position: Int) {
    let page = ownedPage(position / StorageLimits.chunksPerPage)
    page.chunks[position % StorageLimits.chunksPerPage] = chunk
    page.views[position % StorageLimits.chunksPerPage] = chunk.view
  }

  /// Makes room for chunks up to a number; those that do not come read as absent. Only the source calls this.
  func fillRoom(chunks: Int) {
    let count = (chunks + StorageLimits.chunksPerPage - 1) / StorageLimits.chunksPerPage
    if count > pageList.count { grow(to: count) }
  }

  /// The pages, `nil` where every chunk is absent.
  var pages: [TablePage<Chunk>?] {
    if isUnread { fillFromSource() }
    return pageList
  }

  /// The views by page, for readers; valid until the table changes or goes.
  var tops: UnsafePointer<UnsafePointer<Chunk.View>> {
    if isUnread { fillFromSource() }
    return UnsafePointer(topsBuffer)
  }
  /// The number of pages.
  var pageCount: Int {
    if isUnread { fillFromSource() }
    return pageList.count
  }
  /// One past the highest position a chunk may stand at without growth.
  var chunkCapacity: Int { pageCount * StorageLimits.chunksPerPage }

  /// This table, if the transaction owns it, or a copy that it owns.
  func owned(by serial: UInt64) -> PagedTable { owner == serial ? self : PagedTable(copying: self, owner: serial) }

  /// The chunk at a position, if there is one.
  func chunk(at position: Int) -> Chunk? {
    let page = position / StorageLimits.chunksPerPage
    guard page < pageCount else { return nil }
    return pageList[page]?.chunks[position % StorageLimits.chunksPerPage]
  }

  /// The view at a position.
  func view(at position: Int) -> Chunk.View {
    let page = position / StorageLimits.chunksPerPage
    guard page < pageCount else { return Chunk.absentPage[0] }
    return topsBuffer[page][position % StorageLimits.chunksPerPage]
  }

  /// Puts a chunk, or none, at a position. Only the owner calls this.
  func put(_ chunk: Chunk?, at position: Int) {
    let page = ownedPage(position / StorageLimits.chunksPerPage)
    let slot = position % StorageLimits.chunksPerPage
    page.chunks[slot] = chunk
    page.views[slot] = chunk?.view ?? Chunk.absentPage[slot]
  }

  /// Changes the chunk at a position, made or copied first where the owner does not own it, and renews its view.
  func update<Result, Failure>(at position: Int, _ body: (Chunk) throws(Failure) -> Result) throws(Failure) -> Result {
    let page = ownedPage(position / StorageLimits.chunksPerPage)
    let slot = position % StorageLimits.chunksPerPage
    let chunk: Chunk
    if let present = page.chunks[slot] {
      chunk = present.owner == owner ? present : Chunk(copying: present, owner: owner)
    } else {
      chunk = Chunk(owner: owner)
    }
    page.chunks[slot] = chunk
    page.views[slot] = chunk.view  // also when `body` throws, the view is of a chunk that is kept alive
    defer { page.views[slot] = chunk.view }
    return try body(chunk)
  }

  private func ownedPage(_ index: Int) -> TablePage<Chunk> {
    if index >= pageList.count { grow(to: index + 1) }
    if let page = pageList[index], page.owner == owner { return page }
    let page = pageList[index].map { TablePage(copying: $0, owner: owner) } ?? TablePage(owner: owner)
    pageList[index] = page
    topsBuffer[index] = UnsafePointer(page.views)
    return page
  }

  private func grow(to count: Int) {
    if count > topsCapacity {
      let capacity = max(count, topsCapacity * 2)
      let buffer = UnsafeMutablePointer<UnsafePointer<Chunk.View>>.allocate(capacity: capacity)
      buffer.initialize(from: topsBuffer, count: pageList.count)
      topsBuffer.deallocate()
      topsBuffer = buffer
      topsCapacity = capacity
    }
    for index in pageList.count..<count {
      pageList.append(nil)
      topsBuffer[index] = Chunk.absentPage
    }
  }
}
