// The table under everything that is cut into chunks: an array of pages of sixteen chunks each, and beside it the words by which readers
// find their views (see `PageList`).
//
// Invariants:
// - Word p of the list is that of page p, or the address of `Chunk.absentPage` where there is no page.
// - A table, page or chunk whose `owner` is not the running transaction never changes: it may belong to a published
//   snapshot. An owned one belongs to that transaction's draft alone and is changed in place.
// - Everything the views point at is kept alive by the pages, so a reader is valid while its table is.
// - A table with an origin gets its pages, none of them read, when somebody first looks at it, once, under a lock.
// Cost: taking ownership copies two words per page and one page of sixteen chunks: at fifty million relationships 24 KB.

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

/// A table of chunks by position. Its owner alone changes it.
final class PagedTable<Chunk: TableChunk>: @unchecked Sendable {
  let owner: UInt64
  private var pageList: [TablePage<Chunk>?]
  private var words: UnsafeMutablePointer<Atomic<UInt>>
  private var wordCapacity: Int
  private let origin: Mutex<(origin: PageOrigin<Chunk>, pages: Int)?>
  private let isPending: Atomic<Bool>

  /// An empty table.
  init(owner: UInt64) {
    self.owner = owner
    pageList = []
    wordCapacity = 1
    words = .allocate(capacity: 1)
    origin = Mutex(nil)
    isPending = Atomic(false)
  }

  /// A table with room for so many chunks, whose pages a source gives when somebody steps on them.
  init(owner: UInt64, chunks: Int, source: @escaping PageSource<Chunk>) {
    self.owner = owner
    pageList = []
    wordCapacity = 1
    words = .allocate(capacity: 1)
    origin = Mutex((PageOrigin(source), (chunks + StorageLimits.chunksPerPage - 1) / StorageLimits.chunksPerPage))
    isPending = Atomic(true)
  }

  private init(copying other: PagedTable, owner: UInt64) {
    let pages = other.pages
    self.owner = owner
    pageList = pages
    wordCapacity = max(1, pages.count)
    words = .allocate(capacity: wordCapacity)
    for index in pages.indices { (words + index).initialize(to: Atomic(other.words[index].load(ordering: .acquiring))) }
    origin = Mutex(nil)
    isPending = Atomic(false)
  }

  deinit { words.deallocate() }

  /// Whether nobody has looked at the table yet, so that it is as its source has it.
  var isUnread: Bool { isPending.load(ordering: .acquiring) }

  /// Makes the pages, all of them to be read later.
  private func makePages() {
    origin.withLock { state in
      guard let (origin, count) = state else { return }
      grow(to: count)
      for number in 0..<count {
        let page = TablePage(owner: owner, origin: origin, number: number)
        pageList[number] = page
        words[number].store(page.word, ordering: .relaxed)
      }
      state = nil
      isPending.store(false, ordering: .releasing)
    }
  }

  /// The pages, `nil` where every chunk is absent.
  var pages: [TablePage<Chunk>?] {
    if isUnread { makePages() }
    return pageList
  }

  /// The views by page, for readers; valid until the table changes or goes.
  var views: PageList<Chunk.View> {
    if isUnread { makePages() }
    return PageList(words: UnsafePointer(words), count: pageList.count)
  }
  /// The number of pages.
  var pageCount: Int {
    if isUnread { makePages() }
    return pageList.count
  }
  /// One past the highest position a chunk may stand at without growth.
  var chunkCapacity: Int { pageCount * StorageLimits.chunksPerPage }

  /// Whether nobody has stepped on a page yet, so that its chunks are as the file has them.
  func isUnread(page: Int) -> Bool { page < pageCount && pageList[page]?.isPending == true }

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
    return views[page][position % StorageLimits.chunksPerPage]
  }

  /// Puts a chunk, or none, at a position. Only the owner calls this.
  func put(_ chunk: Chunk?, at position: Int) {
    ownedPage(position / StorageLimits.chunksPerPage).put(chunk, at: position % StorageLimits.chunksPerPage)
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
    page.put(chunk, at: slot)  // also when `body` throws, the view is of a chunk that is kept alive
    defer { page.put(chunk, at: slot) }
    return try body(chunk)
  }

  private func ownedPage(_ index: Int) -> TablePage<Chunk> {
    if index >= pageCount { grow(to: index + 1) }
    if let page = pageList[index], page.owner == owner, !page.isPending { return page }
    let page = pageList[index].map { TablePage(copying: $0, owner: owner) } ?? TablePage(owner: owner)
    pageList[index] = page
    words[index].store(page.word, ordering: .relaxed)
    return page
  }

  private func grow(to count: Int) {
    if count > wordCapacity {
      let capacity = max(count, wordCapacity * 2)
      let larger = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: capacity)
      for index in pageList.indices { (larger + index).initialize(to: Atomic(words[index].load(ordering: .relaxed))) }
      words.deallocate()
      words = larger
      wordCapacity = capacity
    }
    for index in pageList.count..<max(count, pageList.count) {
      pageList.append(nil)
      (words + index).initialize(to: Atomic(PageWord.ready(UnsafeRawPointer(Chunk.absentPage))))
    }
  }
}
