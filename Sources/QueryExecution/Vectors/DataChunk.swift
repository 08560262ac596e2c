// A batch of rows on its way through the operators: columns of equal length and the rows of them that are still alive.
// Invariants: every column has at least `count` rows (or is constant); the selection is ascending and below `count`. The
// operator that made a chunk owns it and its vectors and may overwrite both once `consume` of its successor has returned: whoever
// keeps rows copies them. Exclusivity is not checked at run time, for the reason given at `Vector`.

/// Up to 2,048 rows in columns.
package final class DataChunk {
  /// The columns, in the order of the layout of the operator that made the chunk.
  @exclusivity(unchecked) package var columns: [Vector]
  /// The number of rows in the columns, selected or not.
  @exclusivity(unchecked) package var count: Int
  /// The rows that are alive; nil means all of them.
  @exclusivity(unchecked) package private(set) var selection: UnsafeMutablePointer<Int32>?
  /// The number of rows alive.
  @exclusivity(unchecked) package private(set) var selectedCount: Int
  @exclusivity(unchecked) private var selectionBuffer: UnsafeMutablePointer<Int32>?

  /// A chunk over columns, all rows alive.
  package init(columns: [Vector], count: Int = 0) {
    self.columns = columns
    self.count = count
    selectedCount = count
  }

  deinit { selectionBuffer?.deallocate() }

  /// Takes `count` rows as all alive.
  package func reset(count: Int) {
    self.count = count
    selection = nil
    selectedCount = count
  }

  /// The buffer into which a filter writes the rows it keeps: `Vector.capacity` places. It may be the present selection itself,
  /// for a filter keeps a subset in order and so never writes ahead of what it reads.
  package func selectionScratch() -> UnsafeMutablePointer<Int32> {
    if let selectionBuffer { return selectionBuffer }
    let buffer = UnsafeMutablePointer<Int32>.allocate(capacity: Vector.capacity)
    selectionBuffer = buffer
    return buffer
  }

  /// Declares the first `kept` places of the scratch buffer to be the rows alive.
  package func select(_ kept: Int) {
    selection = selectionScratch()
    selectedCount = kept
  }

  /// Takes the rows alive of another chunk as its own: for an operator that hands on the columns of its input in a chunk of its own.
  /// The other chunk's selection must stay as it is until the successor's `consume` has returned; nothing is copied.
  package func adoptRows(of other: DataChunk) {
    count = other.count
    selection = other.selection
    selectedCount = other.selectedCount
  }

  /// Keeps no more than the rows alive from the `from`-th on, at most `limit` of them.
  package func keepRows(from: Int, limit: Int) {
    let kept = max(0, min(limit, selectedCount - from))
    if kept == selectedCount { return }
    let present = selection
    let target = selectionScratch()
    for n in 0..<kept { target[n] = present.map { $0[from + n] } ?? Int32(from + n) }
    select(kept)
  }

  /// The row behind the n-th row alive.
  package func row(_ n: Int) -> Int { selection.map { Int($0[n]) } ?? n }
}
