// Indexes: the trees are well formed, and their entries are exactly the values that a scan of the target finds.

import GraphModel

/// Checks one index against its column.
struct IndexInvariants {
  let graph: GraphSnapshot
  let index: PropertyIndex

  func check() throws(StorageError) {
    for part in IndexClass.allCases {
      let tree = index.tree(part)
      try TreeInvariants(name: "index `\(index.name)`, \(part)", tree: tree).check()
    }
    let isOverNodes = if case .nodes = index.target { true } else { false }
    let column = isOverNodes ? graph.nodeColumn(index.key) : graph.relationshipColumn(index.key)
    var expected = 0
    for entity in EntityScan.entities(of: index.target, in: graph) where column.isPresent(entity) {
      expected += 1
      let isFound = IndexKey.with(column.value(entity)) { part, key in
        var isFound = false
        index.tree(part).forEachRun(from: IndexPlace(key: key, id: entity), to: .behind(key), descending: false) { run in
          isFound = run.first == entity
          return false
        }
        return isFound
      }
      try require(isFound == true, "index `\(index.name)`: the value of \(entity) is missing")
    }
    try require(index.count == expected, "index `\(index.name)` has \(index.count) entries for \(expected) values")
  }
}

/// Checks the form of a tree.
struct TreeInvariants {
  let name: String
  let tree: SortedTree

  func check() throws(StorageError) {
    var leaves: [IndexPage] = []
    var depths: Set<Int> = []
    if let root = tree.root { try collect(root, depth: 0, &leaves, &depths) }
    try require(depths.count <= 1, "\(name): leaves lie at different depths")
    var count = 0
    var distinct = 0
    var previous: (page: IndexPage, place: Int)?
    for leaf in leaves {
      for place in 0..<leaf.count {
        let entry = IndexPlace(key: leaf.key(place), id: leaf.ids[place])
        try require(leaf.position(entry) == place, "\(name): entry \(count) is not found in its leaf")
        if let previous {
          let last = IndexPlace(key: previous.page.key(previous.place), id: previous.page.ids[previous.place])
          try require(order(last, entry) < 0, "\(name): entry \(count) is not ascending")
          if !previous.page.hasKey(entry.key, at: previous.place) { distinct += 1 }
        } else {
          distinct += 1
        }
        previous = (leaf, place)
        count += 1
      }
    }
    try require(count == tree.count, "\(name): \(count) entries, said to be \(tree.count)")
    try require(distinct == tree.distinct, "\(name): \(distinct) different values, said to be \(tree.distinct)")
  }

  private func collect(_ page: IndexPage, depth: Int, _ leaves: inout [IndexPage], _ depths: inout Set<Int>) throws(StorageError) {
    try require(page.count > 0 && page.count <= page.capacity, "\(name): a page has \(page.count) entries")
    try require(page.isText == tree.isText && page.children.count == (page.isLeaf ? 0 : page.count), "\(name): a page is malformed")
    if page.isLeaf {
      leaves.append(page)
      depths.insert(depth)
      return
    }
    for place in page.children.indices {
      let child = page.child(place)
      let fence = IndexPlace(key: page.key(place), id: page.ids[place])
      try require(page.position(fence) == place, "\(name): fence \(place) is not found in its page")
      let isAboveLeft = place == 0 || order(lastEntry(page.child(place - 1)), fence) < 0
      try require(isAboveLeft && order(fence, firstEntry(child)) <= 0, "\(name): a fence does not divide its children")
      try collect(child, depth: depth + 1, &leaves, &depths)
    }
  }

  private func firstEntry(_ page: IndexPage) -> IndexPlace {
    var page = page
    while !page.isLeaf { page = page.child(0) }
    return IndexPlace(key: page.key(0), id: page.ids[0])
  }

  private func lastEntry(_ page: IndexPage) -> IndexPlace {
    var page = page
    while !page.isLeaf { page = page.child(page.count - 1) }
    return IndexPlace(key: page.key(page.count - 1), id: page.ids[page.count - 1])
  }

  private func order(_ left: IndexPlace, _ right: IndexPlace) -> Int {
    func sign(_ isLess: Bool, _ isGreater: Bool) -> Int { isLess ? -1 : (isGreater ? 1 : 0) }
    let keys =
      tree.isText
      ? sign(left.key.text.isLess(than: right.key.text), right.key.text.isLess(than: left.key.text))
      : sign(
        (left.key.head, left.key.detail) < (right.key.head, right.key.detail),
        (left.key.head, left.key.detail) > (right.key.head, right.key.detail))
    return keys != 0 ? keys : sign(left.id < right.id, left.id > right.id)
  }
}
