// Which rows of a chunk a kernel works on: the rows alive, or those of them that an expression still cares about.
// Invariant: the row numbers are ascending; they stay valid while the kernel runs.

/// Some rows of a chunk.
struct RowSet {
  /// The chunk whose columns are read.
  let chunk: DataChunk
  /// The rows, or nil for all of them from 0 on.
  let selection: UnsafePointer<Int32>?
  /// How many rows these are.
  let count: Int

  /// The rows that are alive in a chunk.
  init(_ chunk: DataChunk) {
    self.chunk = chunk
    selection = chunk.selection.map { UnsafePointer($0) }
    count = chunk.selectedCount
  }

  /// Some rows of the same chunk.
  init(_ chunk: DataChunk, selection: UnsafePointer<Int32>, count: Int) {
    self.chunk = chunk
    self.selection = selection
    self.count = count
  }

  /// The n-th row.
  @inline(__always) subscript(n: Int) -> Int { selection.map { Int($0[n]) } ?? n }

  /// The number of rows up to which a kernel that cannot fail works on every row, wanted or not, because that is faster than
  /// picking: nil where so few are wanted that picking is faster. What stands in the other rows is undefined but addressable.
  @inline(__always) var denseCount: Int? {
    if selection == nil { return count }
    return count &* 4 >= chunk.count ? chunk.count : nil
  }

  /// The numbers of these rows, written into a buffer.
  func copy(into buffer: UnsafeMutablePointer<Int32>) {
    if let selection {
      buffer.update(from: selection, count: count)
    } else {
      for n in 0..<count { buffer[n] = Int32(truncatingIfNeeded: n) }
    }
  }
}

/// A buffer of row numbers that belongs to one expression.
final class RowBuffer {
  let rows = UnsafeMutablePointer<Int32>.allocate(capacity: Vector.capacity)
  deinit { rows.deallocate() }
}
