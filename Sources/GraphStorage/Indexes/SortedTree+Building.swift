// Building a tree at once from sorted entries: full leaves, then the levels above them.

import GraphModel

/// Fills a tree with entries that come in ascending order.
struct SortedTreeBuilder {
  private let isText: Bool
  private let owner: UInt64
  private var leaves: [IndexPage] = []
  private var count = 0
  private var distinct = 0
  /// A leaf is left with some room, so that the first insertions do not split it.
  private static let leafEntries = StorageLimits.indexLeafEntriesMax * 7 / 8
  private static let children = StorageLimits.indexChildrenMax * 7 / 8

  init(isText: Bool, owner: UInt64) {
    self.isText = isText
    self.owner = owner
  }

  /// Adds the next entry.
  /// - Precondition: it is greater than all before it.
  mutating func append(_ key: IndexKey, id: UInt32) {
    let isKnown = leaves.last.map { $0.count > 0 && $0.hasKey(key, at: $0.count - 1) } ?? false
    if !isKnown { distinct += 1 }
    if leaves.last.map({ $0.count >= Self.leafEntries || !$0.hasRoom(for: key) }) ?? true {
      leaves.append(IndexPage(owner: owner, isText: isText, isLeaf: true))
    }
    if let leaf = leaves.last { leaf.insert(key, id: id, child: nil, at: leaf.count) }
    count += 1
  }

  /// The tree of all entries.
  consuming func finish() -> SortedTree {
    let fences = leaves.indices.map { place in
      place == 0
        ? IndexPlace(key: leaves[0].key(0), id: leaves[0].ids[0]) : SortedTree.fence(between: leaves[place - 1], leaves[place])
    }
    return SortedTree(isText: isText, leaves: leaves, fences: fences, owner: owner, count: count, distinct: distinct)
  }

  /// The pages of the level above some pages with their lower fences.
  fileprivate static func level(above pages: [IndexPage], fences: [IndexPlace], isText: Bool, owner: UInt64) -> [IndexPage] {
    var above: [IndexPage] = []
    for (page, fence) in zip(pages, fences) {
      if above.last.map({ $0.count >= children || !$0.hasRoom(for: fence.key) }) ?? true {
        above.append(IndexPage(owner: owner, isText: isText, isLeaf: false))
      }
      let parent = above[above.count - 1]
      parent.insert(fence.key, id: fence.id, child: page, at: parent.count)
    }
    return above
  }
}

extension SortedTree {
  /// A tree over leaves with their lower fences, which need not have been read. Strings of the fences must be valid during the call.
  init(isText: Bool, leaves: [IndexPage], fences: [IndexPlace], owner: UInt64, count: Int, distinct: Int) {
    var (level, fences) = (leaves, fences)
    while level.count > 1 {
      level = SortedTreeBuilder.level(above: level, fences: fences, isText: isText, owner: owner)
      fences = level.map { IndexPlace(key: $0.key(0), id: $0.ids[0]) }
    }
    self.init(isText: isText, root: level.first, count: count, distinct: distinct)
  }

  /// Calls a body with every leaf, read or not, and its lower fence, in order. The string of a fence is valid until its page changes.
  func forEachLeaf<E>(_ body: (IndexPage, IndexPlace) throws(E) -> Void) throws(E) {
    guard let root else { return }
    if root.isLeaf { return try body(root, IndexPlace(key: root.key(0), id: root.ids[0])) }
    try Self.forEachLeaf(below: root, body)
  }

  /// The depth of the recursion is that of the tree.
  private static func forEachLeaf<E>(below page: IndexPage, _ body: (IndexPage, IndexPlace) throws(E) -> Void) throws(E) {
    for (place, child) in page.children.enumerated() {
      if child.isLeaf {
        try body(child, IndexPlace(key: page.key(place), id: page.ids[place]))
      } else {
        try forEachLeaf(below: child, body)
      }
    }
  }
}
