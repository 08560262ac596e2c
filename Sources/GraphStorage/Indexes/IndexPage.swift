// A page of a sorted tree: a run of entries (key, id), ascending. In a leaf the id is a node's or relationship's offset; in an
// inner page an entry is the lower fence of the child beside it: not greater than anything below the child.
//
// Keys of fixed size are a head and a detail. Strings lie in the page's own heap; the head of one is its eight bytes behind
// the first `skip`, which all strings of the page share, so that nearly every comparison is one of integers even where all
// keys begin alike.
//
// A leaf of a file is empty until somebody steps on it through `child` or `ready`; then it is read once, whoever asks.
//
// Invariants: entries are strictly ascending by (key, id); for strings `details[i]` and `lengths[i]` say where entry i lies in
// the heap, and heads agree with `skip`; `children` is empty in a leaf and as long as `count` in an inner page. The owner alone
// changes a page. A pending leaf has no memory and no entries, and is filled under its lock. `storedAt` belongs to the checkpoint.

import Glibc
import GraphModel
import Synchronization

/// A page of an index.
final class IndexPage: @unchecked Sendable {
  let owner: UInt64
  let isText: Bool
  let isLeaf: Bool
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private(set) var children: [IndexPage] = []
  @exclusivity(unchecked) private(set) var skip = 0
  @exclusivity(unchecked) private(set) var heapUsed = 0

  let capacity: Int
  @exclusivity(unchecked) private(set) var heads: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private(set) var ids: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var details: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var lengths: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var heap: UnsafeMutablePointer<UInt8>
  private var heapCapacity: Int
  private let source: Mutex<Source?>
  private let pending: Atomic<Bool>
  /// Where the file has the leaf; used by the checkpoint alone, of which one is written at a time.
  var storedAt: Extent?

  /// What fills a leaf that nobody has stepped on.
  typealias Source = @Sendable (IndexPage) -> Void

  /// An empty page with room for the most entries it may hold.
  init(owner: UInt64, isText: Bool, isLeaf: Bool, heapCapacity: Int = 0) {
    self.owner = owner
    self.isText = isText
    self.isLeaf = isLeaf
    capacity = isLeaf ? StorageLimits.indexLeafEntriesMax : StorageLimits.indexChildrenMax
    let memory = Self.allocate(capacity, isText: isText)
    (heads, ids, details, lengths) = (memory.heads, memory.ids, memory.details, memory.lengths)
    self.heapCapacity = heapCapacity
    heap = .allocate(capacity: max(1, heapCapacity))
    source = Mutex(nil)
    pending = Atomic(false)
  }

  /// A leaf that is read when somebody steps on it.
  init(owner: UInt64, isText: Bool, storedAt: Extent, source: @escaping Source) {
    self.owner = owner
    self.isText = isText
    isLeaf = true
    capacity = StorageLimits.indexLeafEntriesMax
    heads = Self.nowhere
    ids = UnsafeMutableRawPointer(Self.nowhere).assumingMemoryBound(to: UInt32.self)
    details = ids
    lengths = ids
    heap = UnsafeMutableRawPointer(Self.nowhere).assumingMemoryBound(to: UInt8.self)
    heapCapacity = 0
    self.storedAt = storedAt
    self.source = Mutex(source)
    pending = Atomic(true)
  }

  /// A place to point at where there is no memory yet; never freed.
  nonisolated(unsafe) private static let nowhere: UnsafeMutablePointer<UInt64> = {
    let word = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    word.initialize(to: 0)
    return word
  }()

  private struct Memory {
    let heads: UnsafeMutablePointer<UInt64>
    let ids: UnsafeMutablePointer<UInt32>
    let details: UnsafeMutablePointer<UInt32>
    let lengths: UnsafeMutablePointer<UInt32>
  }

  private static func allocate(_ capacity: Int, isText: Bool) -> Memory {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * (isText ? 20 : 16), alignment: 8)
    let details = (memory + capacity * 12).bindMemory(to: UInt32.self, capacity: capacity)
    return Memory(
      heads: memory.bindMemory(to: UInt64.self, capacity: capacity),
      ids: (memory + capacity * 8).bindMemory(to: UInt32.self, capacity: capacity), details: details,
      lengths: isText ? (memory + capacity * 16).bindMemory(to: UInt32.self, capacity: capacity) : details)
  }

  /// Whether nobody has stepped on the leaf.
  var isPending: Bool { pending.load(ordering: .acquiring) }

  /// This page, its entries read. Cost: one load where they are.
  func ready() -> IndexPage {
    if isPending { read() }
    return self
  }

  /// A child, its entries read.
  func child(_ position: Int) -> IndexPage { children[position].ready() }

  private func read() {
    source.withLock { state in
      guard let fill = state else { return }
      let memory = Self.allocate(capacity, isText: isText)
      (heads, ids, details, lengths) = (memory.heads, memory.ids, memory.details, memory.lengths)
      heap = .allocate(capacity: 1)
      fill(self)
      state = nil
      pending.store(false, ordering: .releasing)
    }
  }

  /// Takes all entries out again, where they turned out not to be what they should. Only the source of a leaf calls this.
  func forgetEntries() {
    count = 0
    heapUsed = 0
    skip = 0
  }

  /// The entries of a page at some positions, the heap packed anew.
  convenience init(copying other: IndexPage, _ range: Range<Int>, owner: UInt64) {
    var bytes = 0
    if other.isText { for place in range { bytes += Int(other.lengths[place]) } }
    self.init(owner: owner, isText: other.isText, isLeaf: other.isLeaf, heapCapacity: bytes + bytes / 4 + (other.isText ? 64 : 0))
    append(other, range)
  }

  deinit {
    guard !isPending else { return }
    UnsafeMutableRawPointer(heads).deallocate()
    heap.deallocate()
  }

  /// The key at a position; a string in it is valid until the page changes.
  func key(_ place: Int) -> IndexKey {
    isText ? IndexKey(text: text(place)) : IndexKey(head: heads[place], detail: details[place])
  }

  /// The string at a position of a page of strings.
  func text(_ place: Int) -> StringReference {
    StringReference(start: UnsafePointer(heap) + Int(details[place]), count: Int(lengths[place]))
  }
}

extension IndexPage {
  /// The position of the first entry that is not less than (key, id). Cost: logarithmic.
  func position(_ place: IndexPlace) -> Int {
    var head = place.key.head
    if isText {
      guard count > 0 else { return 0 }
      if skip > 0 {
        let order = memcmp(place.key.text.start, text(0).start, min(skip, place.key.text.count))
        if order != 0 { return order < 0 ? 0 : count }
        if place.key.text.count < skip { return 0 }
      }
      head = Self.head(of: place.key.text, skip: skip)
    }
    let heads = heads
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) >> 1
      let other = heads[middle]
      if other < head || (other == head && isLess(tied: middle, than: place)) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Whether the entry at a position is less than (key, id).
  func isLess(_ position: Int, than place: IndexPlace) -> Bool {
    if !isText, heads[position] != place.key.head { return heads[position] < place.key.head }
    return isLess(tied: position, than: place)
  }

  /// Whether the entry at a position, whose head is that of the place, is less.
  private func isLess(tied position: Int, than place: IndexPlace) -> Bool {
    if isText {
      let own = text(position)
      let other = place.key.text
      let order = memcmp(own.start, other.start, min(own.count, other.count))
      if order != 0 { return order < 0 }
      if own.count != other.count { return own.count < other.count }
    } else if details[position] != place.key.detail {
      return details[position] < place.key.detail
    }
    return ids[position] < place.id
  }

  /// In an inner page, the child in which an entry lies or would lie.
  func childPosition(_ place: IndexPlace) -> Int {
    let found = position(place)  // the first fence that is not less; an entry equal to a fence lies behind it
    return found < count && ids[found] == place.id && hasKey(place.key, at: found) ? found : max(0, found - 1)
  }

  /// Whether an entry at a position has a key.
  func hasKey(_ key: IndexKey, at position: Int) -> Bool {
    isText ? text(position).isEqual(to: key.text) : heads[position] == key.head && details[position] == key.detail
  }

  /// Eight bytes of a string as a number that orders as they do; zeros stand for missing bytes.
  static func head(of text: StringReference, skip: Int) -> UInt64 {
    let rest = text.count - skip
    if rest >= 8 { return UInt64(bigEndian: UnsafeRawPointer(text.start).loadUnaligned(fromByteOffset: skip, as: UInt64.self)) }
    var head: UInt64 = 0
    var place = 0
    while place < rest {
      head |= UInt64(text.start[skip + place]) << UInt64(56 - place * 8)
      place += 1
    }
    return head
  }

  /// How many bytes two strings share at their start.
  static func sharedPrefix(_ left: StringReference, _ right: StringReference) -> Int {
    let end = min(left.count, right.count)
    var place = 0
    while place < end, left.start[place] == right.start[place] { place += 1 }
    return place
  }
}

extension IndexPage {
  /// Whether another entry with a key can be put in without a split.
  func hasRoom(for key: IndexKey) -> Bool {
    count < capacity && (count < 4 || !isText || heapUsed + key.text.count <= StorageLimits.indexPageTextBytesMax)
  }

  /// Puts an entry in at a position, with its child in an inner page. Only the owner calls this.
  func insert(_ key: IndexKey, id: UInt32, child: IndexPage?, at position: Int) {
    (heads + position + 1).update(from: heads + position, count: count - position)
    (ids + position + 1).update(from: ids + position, count: count - position)
    (details + position + 1).update(from: details + position, count: count - position)
    if isText { (lengths + position + 1).update(from: lengths + position, count: count - position) }
    count += 1
    ids[position] = id
    if let child { children.insert(child, at: position) }
    if isText {
      insertText(key.text, at: position)
    } else {
      heads[position] = key.head
      details[position] = key.detail
    }
  }

  /// Lowers the first fence of an inner page, below all others, to an entry that is to come below the first child.
  func lowerFirstFence(to place: IndexPlace) {
    ids[0] = place.id
    if isText {
      insertText(place.key.text, at: 0)
    } else {
      heads[0] = place.key.head
      details[0] = place.key.detail
    }
  }

  private func insertText(_ text: StringReference, at position: Int) {
    if heapUsed + text.count > heapCapacity { growHeap(by: text.count, without: position) }
    (heap + heapUsed).update(from: text.start, count: text.count)
    details[position] = UInt32(truncatingIfNeeded: heapUsed)
    lengths[position] = UInt32(truncatingIfNeeded: text.count)
    heapUsed += text.count
    let shared = count == 1 ? text.count : Self.sharedPrefix(text, self.text(position == 0 ? 1 : 0))
    if shared < skip || count == 1 { setSkip(shared) } else { heads[position] = Self.head(of: self.text(position), skip: skip) }
  }

  private func setSkip(_ bytes: Int) {
    skip = bytes
    for place in 0..<count { heads[place] = Self.head(of: text(place), skip: bytes) }
  }

  /// Packs the strings of all entries but one into a larger heap.
  private func growHeap(by bytes: Int, without hole: Int) {
    var live = bytes
    for place in 0..<count where place != hole { live += Int(lengths[place]) }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: live * 2)
    var used = 0
    for place in 0..<count where place != hole {
      (larger + used).initialize(from: heap + Int(details[place]), count: Int(lengths[place]))
      details[place] = UInt32(truncatingIfNeeded: used)
      used += Int(lengths[place])
    }
    heap.deallocate()
    heap = larger
    heapCapacity = live * 2
    heapUsed = used
  }

  /// Takes the entry at a position out, with its child in an inner page. Only the owner calls this.
  func remove(at position: Int) {
    count -= 1
    (heads + position).update(from: heads + position + 1, count: count - position)
    (ids + position).update(from: ids + position + 1, count: count - position)
    (details + position).update(from: details + position + 1, count: count - position)
    if isText { (lengths + position).update(from: lengths + position + 1, count: count - position) }
    if !isLeaf { children.remove(at: position) }
  }

  /// Puts another child in the place of one. Only the owner calls this.
  func replaceChild(_ position: Int, by child: IndexPage) { children[position] = child }

  /// Appends entries of another page of the same kind, which come behind all entries here. Only the owner calls this.
  func append(_ other: IndexPage, _ range: Range<Int>) {
    let start = count
    (heads + start).update(from: other.heads + range.lowerBound, count: range.count)
    (ids + start).update(from: other.ids + range.lowerBound, count: range.count)
    (details + start).update(from: other.details + range.lowerBound, count: range.count)
    if !isLeaf { children.append(contentsOf: other.children[range]) }
    count += range.count
    guard isText else { return }
    var bytes = 0
    for place in range { bytes += Int(other.lengths[place]) }
    if heapUsed + bytes > heapCapacity {
      count = start
      growHeap(by: bytes, without: -1)
      count = start + range.count
    }
    for place in range {
      let text = other.text(place)
      (heap + heapUsed).update(from: text.start, count: text.count)
      details[start + place - range.lowerBound] = UInt32(truncatingIfNeeded: heapUsed)
      lengths[start + place - range.lowerBound] = UInt32(truncatingIfNeeded: text.count)
      heapUsed += text.count
    }
    if count > 0 { setSkip(Self.sharedPrefix(text(0), text(count - 1))) }
  }
}
