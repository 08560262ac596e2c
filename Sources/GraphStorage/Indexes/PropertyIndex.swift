// An index over one property: a sorted tree for each class of values. It holds every node (or relationship) of its target
// that has the property, and nothing else.
// Invariants: entry (key of v, x) is in the tree of v's class exactly if x is of the target and has the value v. Trees share
// their unchanged pages with older versions. Lists are found by hash, so who looks one up compares the lists themselves.
// The index of a graph that came from a file is made when it is first asked, from its fences or, in files of the first format, from the
// column; until then its counts are those of the file.

import GraphModel
import Synchronization

/// What an index ranges over.
enum IndexTarget: Hashable, Sendable {
  case nodes(LabelID?)
  case relationships(RelationshipTypeID)
}

/// Trees that are built when they are first wanted, once, whoever asks.
final class LateTrees: Sendable {
  let count: Int
  let distinct: Int
  private let state: Mutex<State>

  private enum State {
    case wanted(@Sendable () -> [SortedTree])
    case built([SortedTree])
  }

  init(count: Int, distinct: Int, build: @escaping @Sendable () -> [SortedTree]) {
    self.count = count
    self.distinct = distinct
    state = Mutex(.wanted(build))
  }

  /// Whether nobody has wanted them yet.
  var areWanted: Bool {
    state.withLock { state in
      if case .wanted = state { return true }
      return false
    }
  }

  var trees: [SortedTree] {
    state.withLock { state in
      switch state {
      case .built(let trees): return trees
      case .wanted(let build):
        let trees = build()
        state = .built(trees)
        return trees
      }
    }
  }
}

/// A property index of one version of the graph.
struct PropertyIndex: Sendable {
  let name: String
  let target: IndexTarget
  let key: PropertyKeyID
  let isUnique: Bool
  /// The serial number of the transaction that made it: an index that is dropped and made again is another one.
  let created: UInt64
  private var ownTrees: [SortedTree]
  private var late: LateTrees?

  init(name: String, target: IndexTarget, key: PropertyKeyID, isUnique: Bool, created: UInt64) {
    self.name = name
    self.target = target
    self.key = key
    self.isUnique = isUnique
    self.created = created
    ownTrees = IndexClass.allCases.map { SortedTree(isText: $0 == .text) }
  }

  /// The trees, in the order of the classes.
  var trees: [SortedTree] { late?.trees ?? ownTrees }

  /// The index without entries, to be filled when it is first asked.
  func later(_ late: LateTrees) -> PropertyIndex {
    var index = self
    index.late = late
    return index
  }

  /// Whether nobody has asked the index of a file yet, so that it is as the file has it.
  var isUnread: Bool { late?.areWanted ?? false }

  private mutating func settle() {
    guard let late else { return }
    ownTrees = late.trees
    self.late = nil
  }

  /// The number of entries.
  var count: Int { late?.count ?? ownTrees.reduce(0) { $0 + $1.count } }
  /// The number of different values; lists with the same hash count once, NaN counts once.
  var distinct: Int { late?.distinct ?? ownTrees.reduce(0) { $0 + $1.distinct } }

  /// The tree of a class.
  func tree(_ part: IndexClass) -> SortedTree { trees[part.rawValue] }

  /// Adds an entry on behalf of a transaction.
  mutating func insert(_ value: Value, id: UInt32, owner: UInt64) {
    settle()
    _ = IndexKey.with(value) { part, key in ownTrees[part.rawValue].insert(key, id: id, owner: owner) }
  }

  /// Takes an entry out on behalf of a transaction.
  mutating func remove(_ value: Value, id: UInt32, owner: UInt64) {
    settle()
    _ = IndexKey.with(value) { part, key in ownTrees[part.rawValue].remove(key, id: id, owner: owner) }
  }

  /// Fills an empty index from a column. Cost: a sort of the entries.
  mutating func build(ids: [UInt32], column: ColumnReader, owner: UInt64) {
    var fixed: [[FixedEntry]] = IndexClass.allCases.map { _ in [] }
    var texts: [TextEntry] = []
    for id in ids {
      let chunk = column.chunk(of: id)
      let row = Int(id & 2_047)
      guard chunk.pointee.isPresent(row) else { continue }
      if chunk.pointee.kind == .string {
        texts.append(TextEntry(text: chunk.pointee.string(row), id: id))
        continue
      }
      let value = chunk.pointee.value(row)
      if case .string = value { continue }
      _ = IndexKey.with(value) { part, key in
        fixed[part.rawValue].append(FixedEntry(head: key.head, detail: key.detail, id: id))
      }
    }
    for part in IndexClass.allCases where part != .text {
      fixed[part.rawValue].sort(by: FixedEntry.isBefore)
      var builder = SortedTreeBuilder(isText: false, owner: owner)
      for entry in fixed[part.rawValue] { builder.append(IndexKey(head: entry.head, detail: entry.detail), id: entry.id) }
      ownTrees[part.rawValue] = builder.finish()
    }
    texts.sort(by: TextEntry.isBefore)
    var builder = SortedTreeBuilder(isText: true, owner: owner)
    for entry in texts { builder.append(IndexKey(text: entry.text), id: entry.id) }
    ownTrees[IndexClass.text.rawValue] = builder.finish()
    addMixedTexts(ids: ids, column: column, owner: owner)
  }

  /// Strings in mixed columns lie in no heap that could be referred to while sorting; they are few and go in one by one.
  private mutating func addMixedTexts(ids: [UInt32], column: ColumnReader, owner: UInt64) {
    for id in ids where column.chunk(of: id).pointee.kind == .mixed {
      let value = column.value(id)
      if case .string = value { insert(value, id: id, owner: owner) }
    }
  }

  private struct FixedEntry {
    var head: UInt64
    var detail: UInt32
    var id: UInt32
    static func isBefore(_ left: FixedEntry, _ right: FixedEntry) -> Bool {
      if left.head != right.head { return left.head < right.head }
      return left.detail != right.detail ? left.detail < right.detail : left.id < right.id
    }
  }

  private struct TextEntry {
    var head: UInt64
    var text: StringReference
    var id: UInt32

    init(text: StringReference, id: UInt32) {
      head = IndexPage.head(of: text, skip: 0)
      self.text = text
      self.id = id
    }

    static func isBefore(_ left: TextEntry, _ right: TextEntry) -> Bool {
      if left.head != right.head { return left.head < right.head }
      if left.text.isLess(than: right.text) { return true }
      return left.text.isEqual(to: right.text) && left.id < right.id
    }
  }
}
