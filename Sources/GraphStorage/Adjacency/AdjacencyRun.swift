// The memory of one run of neighbours that can grow: two parallel arrays with room to spare.
// Invariants: the first `count` entries are ascending by (neighbour, relationship); the owner alone writes them.

/// A run of neighbours in memory of its own.
final class AdjacencyRun: @unchecked Sendable {
  let owner: UInt64
  private(set) var count: Int
  private var capacity: Int
  /// Neighbours, then relationships, `capacity` entries each.
  private var memory: UnsafeMutablePointer<UInt32>

  /// A copy of some entries with room for more.
  init(owner: UInt64, copying run: NeighbourRun) {
    self.owner = owner
    count = run.count
    capacity = max(4, run.count + run.count / 4 + 1)
    memory = .allocate(capacity: capacity * 2)
    memory.initialize(from: run.neighbours, count: count)
    (memory + capacity).initialize(from: run.relationships, count: count)
  }

  deinit { memory.deallocate() }

  /// The entries; valid until the run changes.
  var view: NeighbourRun {
    NeighbourRun(neighbours: UnsafePointer(memory), relationships: UnsafePointer(memory + capacity), count: count)
  }

  /// Where an entry stands or would stand.
  func position(neighbour: UInt32, relationship: UInt32) -> Int {
    let run = view
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let isBefore =
        run.neighbours[middle] != neighbour ? run.neighbours[middle] < neighbour : run.relationships[middle] < relationship
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Puts an entry in its place. Only the owner calls this.
  func insert(neighbour: UInt32, relationship: UInt32) {
    let place = position(neighbour: neighbour, relationship: relationship)
    if count == capacity { grow() }
    let relationships = memory + capacity
    (memory + place + 1).update(from: memory + place, count: count - place)
    (relationships + place + 1).update(from: relationships + place, count: count - place)
    memory[place] = neighbour
    relationships[place] = relationship
    count += 1
  }

  /// Takes an entry out; says whether it was there. Only the owner calls this.
  func remove(neighbour: UInt32, relationship: UInt32) -> Bool {
    let place = position(neighbour: neighbour, relationship: relationship)
    let relationships = memory + capacity
    guard place < count, memory[place] == neighbour, relationships[place] == relationship else { return false }
    count -= 1
    (memory + place).update(from: memory + place + 1, count: count - place)
    (relationships + place).update(from: relationships + place + 1, count: count - place)
    return true
  }

  private func grow() {
    let larger = capacity * 2
    let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: larger * 2)
    fresh.initialize(from: memory, count: count)
    (fresh + larger).initialize(from: memory + capacity, count: count)
    memory.deallocate()
    memory = fresh
    capacity = larger
  }
}
