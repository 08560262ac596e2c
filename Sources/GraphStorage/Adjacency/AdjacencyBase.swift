// The unchanging part of an adjacency chunk: compressed sparse rows in one block of memory, shared by all versions of the
// chunk until a merge makes another.
// Invariants: rows are ascending by (neighbour, relationship); a dense base has 2,049 offsets, a compact one an offset for
// each row in `rows` and the end. Nothing writes it after `init`.

/// Compressed sparse rows of 2,048 nodes.
final class AdjacencyBase: @unchecked Sendable {
  let count: Int
  /// The rows that have offsets; `nil` where all have.
  let rows: RankedBitmap?
  private let memory: UnsafeMutablePointer<UInt32>
  let offsets: UnsafePointer<UInt32>
  let neighbours: UnsafePointer<UInt32>
  let relationships: UnsafePointer<UInt32>

  /// Makes rows of these lengths; `fill` writes neighbours and relationships, row after row.
  /// - Parameter lengths: the number of entries of each of the 2,048 rows.
  init(lengths: UnsafePointer<UInt32>, fill: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Void) {
    let rowCount = StorageLimits.rowsPerChunk
    var total = 0
    var filled = 0
    for row in 0..<rowCount where lengths[row] > 0 {
      total += Int(lengths[row])
      filled += 1
    }
    let isDense = filled >= StorageLimits.denseRowsMin
    let offsetCount = (isDense ? rowCount : filled) + 1
    memory = .allocate(capacity: offsetCount + total * 2)
    count = total
    offsets = UnsafePointer(memory)
    neighbours = UnsafePointer(memory + offsetCount)
    relationships = UnsafePointer(memory + offsetCount + total)
    rows = isDense ? nil : RankedBitmap()
    var position = 0
    var end: UInt32 = 0
    memory[0] = 0
    for row in 0..<rowCount where isDense || lengths[row] > 0 {
      if !isDense { _ = rows?.insert(row) }
      end += lengths[row]
      position += 1
      memory[position] = end
    }
    fill(memory + offsetCount, memory + offsetCount + total)
  }

  deinit { memory.deallocate() }
}
