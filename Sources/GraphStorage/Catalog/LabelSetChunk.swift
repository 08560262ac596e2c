// The label-set numbers of 2,048 nodes, and how readers see those of all nodes.
// Invariants: a node that is not live has set 0; the owner alone writes a chunk. The reader's pointers are valid while the
// snapshot that handed it out is held; for the view of a transaction, until its next write.

/// The label-set numbers of one chunk of nodes.
final class LabelSetChunk: TableChunk, @unchecked Sendable {
  typealias View = UnsafePointer<UInt16>

  let owner: UInt64
  let sets: UnsafeMutablePointer<UInt16>

  nonisolated(unsafe) static let absentPage: UnsafePointer<View> = {
    let zeros = UnsafeMutablePointer<UInt16>.allocate(capacity: StorageLimits.rowsPerChunk)
    zeros.initialize(repeating: 0, count: StorageLimits.rowsPerChunk)
    return makeAbsentPage(of: UnsafePointer(zeros))
  }()

  init(owner: UInt64) {
    self.owner = owner
    sets = .allocate(capacity: StorageLimits.rowsPerChunk)
    sets.initialize(repeating: 0, count: StorageLimits.rowsPerChunk)
  }

  init(copying other: LabelSetChunk, owner: UInt64) {
    self.owner = owner
    sets = .allocate(capacity: StorageLimits.rowsPerChunk)
    sets.initialize(from: other.sets, count: StorageLimits.rowsPerChunk)
  }

  deinit { sets.deallocate() }

  var view: UnsafePointer<UInt16> { UnsafePointer(sets) }
}

/// Label-set numbers by node.
@usableFromInline package struct LabelSetReader: @unchecked Sendable {
  @usableFromInline let pages: PageList<UnsafePointer<UInt16>>

  init(pages: PageList<UnsafePointer<UInt16>>) { self.pages = pages }

  /// The number of a node's label set, to be looked up in `GraphSnapshot.labelSets`; 0 (no labels) for a node that is not there.
  @inlinable package func labelSet(of node: UInt32) -> UInt16 {
    let page = Int(node >> StorageLimits.pageShift)
    guard page < pages.count else { return 0 }
    return pages[page][Int((node >> StorageLimits.chunkShift) & StorageLimits.pageMask)][Int(node & 2_047)]
  }
}
