// Final adjacency rows of one type in one direction from the relationships as they came: a distribution over the chunks of
// source nodes, then within each chunk a distribution over its rows and a sort of each row. Each step touches a part of memory
// that the cache holds.

import GraphModel

/// A relationship seen from one of its ends.
struct AdjacencyEntry: BitwiseCopyable {
  var node: UInt32
  var neighbour: UInt32
  var relationship: UInt32

  /// Sees the relationship from its other end.
  mutating func reverse() { (node, neighbour) = (neighbour, node) }
}

/// Builds one adjacency.
struct AdjacencyBuilder {
  let owner: UInt64
  let nodeCapacity: Int

  /// The adjacency of some entries; `visit` is told the degree of every node that has one. Cost: linear, but for sorting rows.
  func build(_ entries: [AdjacencyEntry], visit: (UInt32, Int) -> Void) -> Adjacency {
    let table = PagedTable<AdjacencyChunk>(owner: owner)
    let (sorted, starts) = distributed(entries)
    var scratch = Scratch()
    for chunk in 0..<starts.count - 1 where starts[chunk] < starts[chunk + 1] {
      sorted.withUnsafeBufferPointer { buffer in
        let slice = UnsafeBufferPointer(rebasing: buffer[starts[chunk]..<starts[chunk + 1]])
        table.put(self.chunk(slice, first: UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk), &scratch, visit), at: chunk)
      }
    }
    return Adjacency(table: table, count: entries.count)
  }

  /// Calls a body with entries ascending by node, neighbour and relationship. Cost: as `build`.
  func forEachInOrder(_ entries: [AdjacencyEntry], _ body: (AdjacencyEntry) -> Void) {
    let (sorted, starts) = distributed(entries)
    var scratch = Scratch()
    for chunk in 0..<starts.count - 1 where starts[chunk] < starts[chunk + 1] {
      sorted.withUnsafeBufferPointer { buffer in
        spread(UnsafeBufferPointer(rebasing: buffer[starts[chunk]..<starts[chunk + 1]]), &scratch)
      }
      let first = UInt32(truncatingIfNeeded: chunk * StorageLimits.rowsPerChunk)
      scratch.pairs.withUnsafeMutableBufferPointer { pairs in
        var position = 0
        for row in scratch.lengths.indices where scratch.lengths[row] > 0 {
          let end = position + Int(scratch.lengths[row])
          RowSort.sort(UnsafeMutableBufferPointer(rebasing: pairs[position..<end]))
          for place in position..<end {
            body(
              AdjacencyEntry(
                node: first + UInt32(truncatingIfNeeded: row), neighbour: UInt32(truncatingIfNeeded: pairs[place] >> 32),
                relationship: UInt32(truncatingIfNeeded: pairs[place])))
          }
          position = end
        }
      }
    }
  }

  /// The entries by chunk of their node, in the order in which they came, and where each chunk starts.
  private func distributed(_ entries: [AdjacencyEntry]) -> (entries: [AdjacencyEntry], starts: [Int]) {
    let chunkCount = (nodeCapacity + StorageLimits.rowsPerChunk - 1) / StorageLimits.rowsPerChunk
    var starts = [Int](repeating: 0, count: chunkCount + 1)
    for entry in entries { starts[Int(entry.node >> StorageLimits.chunkShift) + 1] += 1 }
    for chunk in 0..<chunkCount { starts[chunk + 1] += starts[chunk] }
    var next = starts
    let sorted = [AdjacencyEntry](unsafeUninitializedCapacity: entries.count) { buffer, count in
      for entry in entries {
        let chunk = Int(entry.node >> StorageLimits.chunkShift)
        buffer[next[chunk]] = entry
        next[chunk] += 1
      }
      count = entries.count
    }
    return (sorted, starts)
  }

  /// Memory that is used again for each chunk.
  private struct Scratch {
    var lengths = [UInt32](repeating: 0, count: StorageLimits.rowsPerChunk)
    var next = [Int](repeating: 0, count: StorageLimits.rowsPerChunk)
    /// Neighbour in the upper half, relationship in the lower.
    var pairs: [UInt64] = []
  }

  private func chunk(
    _ entries: UnsafeBufferPointer<AdjacencyEntry>, first: UInt32, _ scratch: inout Scratch, _ visit: (UInt32, Int) -> Void
  ) -> AdjacencyChunk {
    spread(entries, &scratch)
    let hubs = RowOverrides(owner: owner)
    let base = scratch.pairs.withUnsafeMutableBufferPointer { pairs in
      sortRows(pairs, &scratch.lengths, first: first, hubs, visit)
    }
    return AdjacencyChunk(owner: owner, base: base, hubs: hubs.rows.isEmpty ? nil : hubs)
  }

  /// Distributes the entries of a chunk over its rows.
  private func spread(_ entries: UnsafeBufferPointer<AdjacencyEntry>, _ scratch: inout Scratch) {
    for row in scratch.lengths.indices { scratch.lengths[row] = 0 }
    for entry in entries { scratch.lengths[Int(entry.node & 2_047)] += 1 }
    var end = 0
    for row in scratch.lengths.indices {
      scratch.next[row] = end
      end += Int(scratch.lengths[row])
    }
    while scratch.pairs.count < entries.count { scratch.pairs.append(0) }
    for entry in entries {
      let row = Int(entry.node & 2_047)
      scratch.pairs[scratch.next[row]] = UInt64(entry.neighbour) << 32 | UInt64(entry.relationship)
      scratch.next[row] += 1
    }
  }

  /// Sorts the rows, puts hubs apart and makes a base of the others; hubs get the length 0.
  private func sortRows(
    _ pairs: UnsafeMutableBufferPointer<UInt64>, _ lengths: inout [UInt32], first: UInt32, _ hubs: RowOverrides,
    _ visit: (UInt32, Int) -> Void
  ) -> AdjacencyBase {
    var position = 0
    var kept = 0  // rows move to the front over the hubs that were taken out
    for row in lengths.indices where lengths[row] > 0 {
      let count = Int(lengths[row])
      RowSort.sort(UnsafeMutableBufferPointer(rebasing: pairs[position..<position + count]))
      visit(first + UInt32(truncatingIfNeeded: row), count)
      if count > StorageLimits.runEntriesMax {
        hubs.append(hub(pairs, position..<position + count), row: row)
        lengths[row] = 0
      } else {
        if kept != position { for step in 0..<count { pairs[kept + step] = pairs[position + step] } }
        kept += count
      }
      position += count
    }
    return AdjacencyBase(lengths: lengths) { neighbours, relationships in
      for place in 0..<kept {
        neighbours[place] = UInt32(truncatingIfNeeded: pairs[place] >> 32)
        relationships[place] = UInt32(truncatingIfNeeded: pairs[place])
      }
    }
  }

  private func hub(_ pairs: UnsafeMutableBufferPointer<UInt64>, _ range: Range<Int>) -> AdjacencyRow {
    let neighbours = range.map { UInt32(truncatingIfNeeded: pairs[$0] >> 32) }
    let relationships = range.map { UInt32(truncatingIfNeeded: pairs[$0]) }
    return neighbours.withUnsafeBufferPointer { first in
      relationships.withUnsafeBufferPointer { second in
        let empty = UnsafePointer(BitmapChunk.absentPage[0]).withMemoryRebound(to: UInt32.self, capacity: 1) { $0 }
        return AdjacencyRow(
          owner: owner,
          copying: NeighbourRun(neighbours: first.baseAddress ?? empty, relationships: second.baseAddress ?? empty, count: range.count))
      }
    }
  }
}

/// Sorting of rows, most of which are short and many of which come sorted.
enum RowSort {
  private static let insertionMax = 24

  /// Sorts ascending. Cost: linear for a sorted row.
  static func sort(_ row: UnsafeMutableBufferPointer<UInt64>) {
    var place = 1
    while place < row.count, row[place - 1] < row[place] { place += 1 }
    if place >= row.count { return }
    guard row.count <= insertionMax else {
      var row = row
      row.sort()
      return
    }
    while place < row.count {
      let moved = row[place]
      var hole = place
      while hole > 0, row[hole - 1] > moved {
        row[hole] = row[hole - 1]
        hole -= 1
      }
      row[hole] = moved
      place += 1
    }
  }
}
