// The tables of indexes: reading one from a file leaf by leaf, and writing what has changed. A leaf that is as the file has it knows where
// it stands there; it stays. Fences are few and written anew with every change.

import GraphModel

extension TableReader {
  /// The trees of an index, their leaves to be read when somebody steps on them.
  /// - Throws: `file` where the fences are damaged.
  func trees(ofIndex number: UInt32) throws(StorageError) -> [SortedTree] {
    let name = TableName(kind: .indexFences, key: number)
    let index = directory.indexes[Int(number)]
    var trees: [SortedTree] = []
    if let fences = directory.table(name) {
      try reader.forEach(fences, in: 0..<1) { (_, bytes) throws(DamagedBytes) in
        trees = try self.trees(&bytes, directory.table(TableName(kind: .indexLeaves, key: number))?.extents ?? [], index)
      } what: { _ in
        name.text(directory.catalog)
      }
    } else {
      trees = IndexClass.allCases.map { SortedTree(isText: $0 == .text) }
    }
    let (count, distinct) = trees.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.distinct) }
    guard count == index.count, distinct == index.distinct else {
      throw reader.damaged(at: 0, "the index `\(index.name)` has \(count) entries and not \(index.count)")
    }
    return trees
  }

  private func trees(
    _ bytes: inout ByteReader, _ extents: [Extent?], _ index: StoredIndex
  ) throws(DamagedBytes) -> [SortedTree] {
    var trees: [SortedTree] = []
    var first = 0
    for part in IndexClass.allCases {
      let count = try bytes.number(Int.self)
      let distinct = try bytes.number(Int.self)
      let leaves = try bytes.number(Int.self)
      try bytes.require(leaves <= extents.count - first, "an index without some of its leaves")
      try bytes.require(count >= leaves && count <= StorageLimits.offsetsMax && distinct <= count, "\(count) entries in \(leaves) leaves")
      let fences = try IndexEntries(leaves, isText: part == .text, from: &bytes)
      var pages: [IndexPage] = []
      for place in 0..<leaves {
        guard let extent = extents[first + place] else { throw bytes.damaged("an index without some of its leaves") }
        pages.append(leaf(extent, fences, place, index))
      }
      first += leaves
      trees.append(
        fences.withPlaces {
          SortedTree(
            isText: part == .text, leaves: pages, fences: $0, owner: directory.version, count: count, distinct: distinct)
        })
    }
    try bytes.require(first == extents.count, "an index with leaves too many")
    return trees
  }

  private func leaf(_ extent: Extent, _ fences: IndexEntries, _ place: Int, _ index: StoredIndex) -> IndexPage {
    let isOverNodes = if case .nodes = index.target { true } else { false }
    let capacity = isOverNodes ? directory.nodeCapacity : directory.relationshipCapacity
    let what = "leaf \(place) of the index `\(index.name)`"
    return IndexPage(owner: directory.version, isText: fences.isText, storedAt: extent) { [reader] leaf in
      do throws(StorageError) {
        try reader.readLeaf(extent, into: leaf, capacity: capacity, what)
        let isBetween =
          fences.withPlace(place) { leaf.position($0) == 0 }
          && (place + 1 == fences.count || fences.withPlace(place + 1) { leaf.position($0) == leaf.count })
        guard isBetween else { throw reader.damaged(at: extent.offset, "\(what): entries beyond its fences") }
      } catch {
        leaf.forgetEntries()
        reader.health.note(error)
      }
    }
  }
}

extension ExtentReader {
  /// Reads the entries of a leaf into a page without entries.
  func readLeaf(_ extent: Extent, into leaf: IndexPage, capacity: Int, _ what: String) throws(StorageError) {
    let block = try read(extent, what: what)
    var bytes = ByteReader(block.bytes)
    do throws(DamagedBytes) {
      try IndexCoding.read(&bytes, into: leaf, capacity: capacity)
      try bytes.require(bytes.isAtEnd, "\(bytes.remaining) bytes too many")
    } catch { throw damaged(at: extent.offset + error.offset, "\(what): \(error.message)") }
  }
}

extension Checkpoint {
  /// Writes an index, but for what stands in the file already.
  mutating func add(_ index: PropertyIndex, number: Int, _ tables: inout [StoredTable]) throws(StorageError) {
    let number = UInt32(truncatingIfNeeded: number)
    var leaves = StoredTable(name: TableName(kind: .indexLeaves, key: number))
    var fences = StoredTable(name: TableName(kind: .indexFences, key: number))
    let before = present?.number(ofIndex: index.name, created: index.created)
    let oldLeaves = before.flatMap { present?.table(TableName(kind: .indexLeaves, key: $0)) }
    let oldFences = before.flatMap { present?.table(TableName(kind: .indexFences, key: $0)) }
    if index.isUnread, let oldFences {
      leaves.extents = oldLeaves?.extents ?? []
      fences.extents = oldFences.extents
    } else {
      var writer = ByteWriter()
      try add(index, Set(oldLeaves?.extents ?? []), &leaves, &writer)
      fences.set(try put(writer.bytes), at: 0)
    }
    if !leaves.extents.isEmpty { tables.append(leaves) }
    tables.append(fences)
  }

  private mutating func add(
    _ index: PropertyIndex, _ stored: Set<Extent?>, _ leaves: inout StoredTable, _ writer: inout ByteWriter
  ) throws(StorageError) {
    for tree in index.trees {
      var fences = IndexCoding.Gathered(isText: tree.isText)
      var count = 0
      try tree.forEachLeaf { leaf, fence throws(StorageError) in
        fences.add(fence)
        count += 1
        if let extent = leaf.storedAt, stored.contains(extent) { return leaves.extents.append(extent) }
        var bytes = ByteWriter()
        IndexCoding.append(leaf.ready(), to: &bytes)
        let extent = try put(bytes.bytes)
        if present != nil { leaf.storedAt = extent }
        leaves.extents.append(extent)
      }
      writer.put(count: tree.count)
      writer.put(count: tree.distinct)
      writer.put(count: count)
      fences.append(to: &writer)
    }
  }
}
