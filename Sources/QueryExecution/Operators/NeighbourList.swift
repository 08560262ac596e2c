// The neighbours of one node over all readers of a step as one ascending list: the run as it lies in the store where there is
// but one, else a merged copy.
// Invariant: `neighbours` and `relationships` are valid until the next `load`, and in a writing query until the next write.
import GraphStorage

/// An ascending list of neighbours and the relationships that lead to them.
final class NeighbourList {
  @exclusivity(unchecked) private(set) var neighbours: UnsafePointer<UInt32>
  @exclusivity(unchecked) private(set) var relationships: UnsafePointer<UInt32>
  @exclusivity(unchecked) private(set) var count = 0
  private var memory: UnsafeMutablePointer<UInt32>
  private var capacity = 16
  private var entries: [UInt64] = []

  /// An empty list.
  init() {
    memory = .allocate(capacity: 32)
    neighbours = UnsafePointer(memory)
    relationships = UnsafePointer(memory)
  }

  deinit { memory.deallocate() }

  /// Takes the neighbours of a node. Cost: constant for one run; with several, that of sorting them.
  func load(_ readers: [NeighbourReader], node: UInt32) {
    if readers.count == 1, !readers[0].skipsLoops, let run = readers[0].adjacency.singleRun(of: node) {
      neighbours = run.neighbours
      relationships = run.relationships
      count = run.count
      return
    }
    entries.removeAll(keepingCapacity: true)
    var isSorted = true
    for reader in readers {
      let own = reader.skipsLoops ? node : UInt32.max
      reader.adjacency.forEachRun(of: node) { run in
        for place in 0..<run.count where run.neighbours[place] != own {
          let entry = UInt64(run.neighbours[place]) << 32 | UInt64(run.relationships[place])
          if let last = entries.last, last > entry { isSorted = false }
          entries.append(entry)
        }
      }
    }
    if !isSorted { entries.sort() }
    unpack()
  }

  private func unpack() {
    count = entries.count
    if count > capacity {
      memory.deallocate()
      capacity = count * 2
      memory = .allocate(capacity: capacity * 2)
    }
    for place in 0..<count {
      memory[place] = UInt32(truncatingIfNeeded: entries[place] >> 32)
      memory[capacity + place] = UInt32(truncatingIfNeeded: entries[place])
    }
    neighbours = UnsafePointer(memory)
    relationships = UnsafePointer(memory + capacity)
  }

  /// The first place from `start` on whose neighbour is not below an offset: steps that double, then halve. Cost: logarithmic in
  /// the distance.
  func place(of neighbour: UInt32, from start: Int) -> Int {
    var step = 1
    var low = start
    var high = start
    while high < count, neighbours[high] < neighbour {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, count)
    while low < high {
      let middle = (low + high) / 2
      if neighbours[middle] < neighbour { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// One past the last place from `start` on with the neighbour of `start`.
  func groupEnd(from start: Int) -> Int {
    var end = start + 1
    while end < count, neighbours[end] == neighbours[start] { end += 1 }
    return end
  }
}
