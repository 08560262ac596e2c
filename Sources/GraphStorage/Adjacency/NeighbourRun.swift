// A stretch of a node's neighbours as readers see it: two parallel arrays in memory, ascending by (neighbour, relationship).
// Invariant: the pointers are valid while the snapshot they come from is held; for the view of a transaction, until its next
// write. Almost every node has one run; the row of a hub is several, ascending altogether.

/// Neighbours and the relationships that lead to them.
@usableFromInline package struct NeighbourRun: BitwiseCopyable, @unchecked Sendable {
  /// Offsets of the neighbours, ascending.
  @usableFromInline package let neighbours: UnsafePointer<UInt32>
  /// Offsets of the relationships, ascending where the neighbour is the same.
  @usableFromInline package let relationships: UnsafePointer<UInt32>
  /// The number of entries.
  @usableFromInline package let count: Int

  @inlinable package init(neighbours: UnsafePointer<UInt32>, relationships: UnsafePointer<UInt32>, count: Int) {
    self.neighbours = neighbours
    self.relationships = relationships
    self.count = count
  }

  /// The position of the first entry whose neighbour is not below an offset. Cost: logarithmic.
  @inlinable package func firstPosition(of neighbour: UInt32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) >> 1
      if neighbours[middle] < neighbour { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
