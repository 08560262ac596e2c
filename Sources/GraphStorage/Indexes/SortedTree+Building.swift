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
    var level = leaves
    while level.count > 1 {
      var above: [IndexPage] = []
      for (place, page) in level.enumerated() {
        let key = page.key(0)
        if above.last.map({ $0.count >= Self.children || !$0.hasRoom(for: key) }) ?? true {
          above.append(IndexPage(owner: owner, isText: isText, isLeaf: false))
        }
        let parent = above[above.count - 1]
        let fence = place == 0 ? IndexPlace(key: key, id: page.ids[0]) : SortedTree.fence(between: level[place - 1], page)
        parent.insert(fence.key, id: fence.id, child: page, at: parent.count)
      }
      level = above
    }
    return SortedTree(isText: isText, root: level.first, count: count, distinct: distinct)
  }
}
