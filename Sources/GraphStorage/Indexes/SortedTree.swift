// A sorted set of (key, id) that shares what has not changed with older versions of itself: a tree of pages, of which a
// change copies one per level. Ranges come out as runs of ids, one per leaf.
//
// Invariants: all leaves are at the same depth; no page is empty but an empty root, which is `nil`; every entry below a child
// is not less than its fence and less than the next. Leaves that have become small are put together
// with a neighbour under the same parent; inner pages are only taken away when they are empty.

import GraphModel

/// A persistent sorted set of entries of one class of keys.
struct SortedTree: Sendable {
  let isText: Bool
  private(set) var root: IndexPage?
  /// The number of entries.
  private(set) var count = 0
  /// The number of different keys.
  private(set) var distinct = 0

  /// An empty tree, of strings or of keys of fixed size.
  init(isText: Bool) { self.isText = isText }

  /// A tree of these pages.
  init(isText: Bool, root: IndexPage?, count: Int, distinct: Int) {
    self.isText = isText
    // A leaf that turned out to be damaged has no entries.
    self.root = root.map { $0.ready() }.flatMap { $0.count > 0 ? $0 : nil }
    self.count = count
    self.distinct = distinct
  }

  /// Whether any entry has a key.
  func contains(_ key: IndexKey) -> Bool {
    var found = false
    forEachRun(from: .before(key), to: .behind(key), descending: false) { _ in
      found = true
      return false
    }
    return found
  }

  /// Adds an entry that is not there, on behalf of a transaction. Cost: logarithmic.
  mutating func insert(_ key: IndexKey, id: UInt32, owner: UInt64) {
    if !contains(key) { distinct += 1 }
    count += 1
    guard let old = root else {
      let leaf = IndexPage(owner: owner, isText: isText, isLeaf: true)
      leaf.insert(key, id: id, child: nil, at: 0)
      root = leaf
      return
    }
    let page = Self.owned(old, by: owner)
    root = page
    if let split = Self.insert(IndexPlace(key: key, id: id), into: page) {
      let top = IndexPage(owner: owner, isText: isText, isLeaf: false)
      top.insert(page.key(0), id: page.ids[0], child: page, at: 0)
      top.insert(split.fence.key, id: split.fence.id, child: split.page, at: 1)
      root = top
    }
  }

  /// Takes an entry out, on behalf of a transaction; says whether it was there. Cost: logarithmic.
  @discardableResult mutating func remove(_ key: IndexKey, id: UInt32, owner: UInt64) -> Bool {
    guard let old = root else { return false }
    let page = Self.owned(old, by: owner)
    root = page
    guard Self.remove(IndexPlace(key: key, id: id), from: page) else { return false }
    count -= 1
    while let top = root, !top.isLeaf, top.count == 1 { root = top.child(0) }
    if root?.count == 0 { root = nil }
    if !contains(key) { distinct -= 1 }
    return true
  }

  private static func owned(_ page: IndexPage, by owner: UInt64) -> IndexPage {
    page.owner == owner ? page : IndexPage(copying: page, 0..<page.count, owner: owner)
  }
}

extension SortedTree {
  /// A new right neighbour of a page that was split, and its lower fence, whose string is valid until the page changes.
  private struct Split {
    var page: IndexPage
    var fence: IndexPlace
  }

  /// Puts an entry into an owned page or below it. The depth of the recursion is that of the tree.
  private static func insert(_ place: IndexPlace, into page: IndexPage) -> Split? {
    if page.isLeaf { return put(place, child: nil, at: page.position(place), in: page) }
    let index = page.childPosition(place)
    if index == 0, page.position(place) == 0 { page.lowerFirstFence(to: place) }
    let child = owned(page.child(index), by: page.owner)
    page.replaceChild(index, by: child)
    guard let split = insert(place, into: child) else { return nil }
    return put(split.fence, child: split.page, at: index + 1, in: page)
  }

  private static func put(_ entry: IndexPlace, child: IndexPage?, at position: Int, in page: IndexPage) -> Split? {
    guard !page.hasRoom(for: entry.key) else {
      page.insert(entry.key, id: entry.id, child: child, at: position)
      return nil
    }
    // Entries that come in ascending order leave full pages behind them.
    let cut = position == page.count ? page.count : page.count / 2
    let right = IndexPage(copying: page, cut..<page.count, owner: page.owner)
    while page.count > cut { page.remove(at: page.count - 1) }
    if position > cut || right.count == 0 {
      right.insert(entry.key, id: entry.id, child: child, at: position - cut)
    } else {
      page.insert(entry.key, id: entry.id, child: child, at: position)
    }
    return Split(page: right, fence: fence(between: page, right))
  }

  /// A lower fence of a page that is above everything in its left neighbour. In leaves of strings it is the shortest there is.
  static func fence(between left: IndexPage, _ right: IndexPage) -> IndexPlace {
    let first = right.key(0)
    guard right.isText, right.isLeaf else { return IndexPlace(key: first, id: right.ids[0]) }
    let shared = IndexPage.sharedPrefix(left.text(left.count - 1), first.text)
    guard shared < first.text.count else { return IndexPlace(key: first, id: right.ids[0]) }
    return .before(IndexKey(text: StringReference(start: first.text.start, count: shared + 1)))
  }

  /// Takes an entry out of an owned page or from below it. The depth of the recursion is that of the tree.
  private static func remove(_ place: IndexPlace, from page: IndexPage) -> Bool {
    if page.isLeaf {
      let position = page.position(place)
      guard position < page.count, page.ids[position] == place.id, page.hasKey(place.key, at: position) else { return false }
      page.remove(at: position)
      return true
    }
    let index = page.childPosition(place)
    let child = owned(page.child(index), by: page.owner)
    page.replaceChild(index, by: child)
    guard remove(place, from: child) else { return false }
    if child.count == 0 { page.remove(at: index) } else { joinSmallLeaves(page, at: index) }
    return true
  }

  /// Puts a small leaf together with its right or left neighbour if both fit into one.
  private static func joinSmallLeaves(_ page: IndexPage, at index: Int) {
    let small = page.child(index)
    guard small.isLeaf, small.count < small.capacity / 4 else { return }
    for left in [index, index - 1] where left >= 0 && left + 1 < page.count {
      let (first, second) = (page.child(left), page.child(left + 1))
      guard first.count + second.count <= first.capacity * 3 / 4,
        first.heapUsed + second.heapUsed <= StorageLimits.indexPageTextBytesMax
      else { continue }
      let joined = IndexPage(copying: first, 0..<first.count, owner: page.owner)
      joined.append(second, 0..<second.count)
      page.replaceChild(left, by: joined)
      page.remove(at: left + 1)
      return
    }
  }
}

extension SortedTree {
  /// Calls a body with the ids of the entries between two places, leaf by leaf, until it returns false. In a descending walk
  /// the leaves come last to first, and so do the ids in each run. Returns whether the walk came to its end.
  @discardableResult func forEachRun<E>(
    from: IndexPlace?, to: IndexPlace?, descending: Bool, _ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool
  ) throws(E) -> Bool {
    guard let root else { return true }
    return try Self.walk(root, from, to, descending, body)
  }

  /// The depth of the recursion is that of the tree.
  private static func walk<E>(
    _ page: IndexPage, _ from: IndexPlace?, _ to: IndexPlace?, _ descending: Bool,
    _ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool
  ) throws(E) -> Bool {
    if page.isLeaf {
      let low = from.map { page.position($0) } ?? 0
      let high = to.map { page.position($0) } ?? page.count
      guard low < high else { return true }
      let run = UnsafeBufferPointer(start: page.ids + low, count: high - low)
      guard descending else { return try body(run) }
      let reversed = Array(run.reversed())
      return try reversed.withReference(body)
    }
    let first = from.map { page.childPosition($0) } ?? 0
    let last = to.map { page.childPosition($0) } ?? page.count - 1
    guard first <= last else { return true }
    for step in 0...(last - first) {
      let index = descending ? last - step : first + step
      // Only the outermost children can hold entries outside the range.
      let isDone = try walk(page.child(index), index == first ? from : nil, index == last ? to : nil, descending, body)
      guard isDone else { return false }
    }
    return true
  }
}

extension [UInt32] {
  /// Calls a body with these ids, which are valid during the call alone.
  fileprivate func withReference<E>(_ body: (UnsafeBufferPointer<UInt32>) throws(E) -> Bool) throws(E) -> Bool {
    let outcome = withUnsafeBufferPointer { run -> Result<Bool, E> in
      do throws(E) { return .success(try body(run)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}
