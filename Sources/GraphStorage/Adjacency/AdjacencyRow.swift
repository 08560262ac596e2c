// A row of neighbours that overrides the base of its chunk: one run, or, for a hub, many runs of bounded size, so that an
// insertion copies one of them and never the whole hub.
// Invariants: the runs are not empty unless there is only one; they ascend altogether; none is longer than
// `StorageLimits.runEntriesMax`; `table` mirrors `runs` where there are several.

/// The neighbours of one node, apart from the base of its chunk.
final class AdjacencyRow: @unchecked Sendable {
  let owner: UInt64
  private(set) var degree: Int
  private var runs: [AdjacencyRun]
  private var table: UnsafeMutablePointer<NeighbourRun>?
  private var tableCapacity = 0

  /// A row with a copy of some entries.
  init(owner: UInt64, copying run: NeighbourRun) {
    self.owner = owner
    degree = run.count
    runs = []
    let limit = StorageLimits.runEntriesMax
    var start = 0
    repeat {
      // Several runs are filled to three quarters, so that the first insertions do not split them.
      let count = run.count <= limit ? run.count : min(limit * 3 / 4, run.count - start)
      runs.append(
        AdjacencyRun(
          owner: owner,
          copying: NeighbourRun(neighbours: run.neighbours + start, relationships: run.relationships + start, count: count)))
      start += count
    } while start < run.count
    renewTable()
  }

  /// The same entries, for another owner.
  init(copying other: AdjacencyRow, owner: UInt64) {
    self.owner = owner
    degree = other.degree
    runs = other.runs
    renewTable()
  }

  deinit { table?.deallocate() }

  /// Whether the row is cut into several runs.
  var isHub: Bool { runs.count > 1 }

  /// The raw form; valid until the row changes.
  var view: OverrideRowView {
    guard let table, runs.count > 1 else { return OverrideRowView(single: runs[0].view) }
    return OverrideRowView(runs: UnsafePointer(table), runCount: runs.count, degree: degree)
  }

  /// Calls a body with the runs in order.
  func forEachRun(_ body: (NeighbourRun) -> Void) { for run in runs { body(run.view) } }

  /// Whether the runs and their table are as they should be.
  var isSound: Bool {
    var total = 0
    for (index, run) in runs.enumerated() {
      if run.count > StorageLimits.runEntriesMax || (run.count == 0 && isHub) { return false }
      if let table, isHub, table[index].neighbours != run.view.neighbours || table[index].count != run.count { return false }
      total += run.count
    }
    return total == degree && (table != nil) == isHub
  }

  /// Puts an entry in its place. Only the owner calls this.
  func insert(neighbour: UInt32, relationship: UInt32) {
    let index = runIndex(neighbour: neighbour, relationship: relationship)
    let run = ownedRun(index)
    run.insert(neighbour: neighbour, relationship: relationship)
    degree += 1
    if run.count > StorageLimits.runEntriesMax { split(index) } else { table?[index] = run.view }
  }

  /// Takes an entry out; says whether it was there. Only the owner calls this.
  func remove(neighbour: UInt32, relationship: UInt32) -> Bool {
    let index = runIndex(neighbour: neighbour, relationship: relationship)
    let run = ownedRun(index)
    guard run.remove(neighbour: neighbour, relationship: relationship) else { return false }
    degree -= 1
    if run.count == 0, runs.count > 1 {
      runs.remove(at: index)
      renewTable()
    } else {
      table?[index] = run.view
    }
    return true
  }

  /// The last run whose first entry is not after the given one, or the first run.
  private func runIndex(neighbour: UInt32, relationship: UInt32) -> Int {
    guard let table, runs.count > 1 else { return 0 }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      let first = (table[middle].neighbours[0], table[middle].relationships[0])
      if first <= (neighbour, relationship) { low = middle } else { high = middle }
    }
    return low
  }

  private func ownedRun(_ index: Int) -> AdjacencyRun {
    if runs[index].owner == owner { return runs[index] }
    let run = AdjacencyRun(owner: owner, copying: runs[index].view)
    runs[index] = run
    return run
  }

  private func split(_ index: Int) {
    let whole = runs[index].view
    let half = whole.count / 2
    let left = NeighbourRun(neighbours: whole.neighbours, relationships: whole.relationships, count: half)
    let right = NeighbourRun(
      neighbours: whole.neighbours + half, relationships: whole.relationships + half, count: whole.count - half)
    runs.replaceSubrange(index...index, with: [AdjacencyRun(owner: owner, copying: left), AdjacencyRun(owner: owner, copying: right)])
    renewTable()
  }

  private func renewTable() {
    guard runs.count > 1 else {
      table?.deallocate()
      table = nil
      tableCapacity = 0
      return
    }
    if runs.count > tableCapacity {
      table?.deallocate()
      tableCapacity = runs.count + runs.count / 4 + 2
      table = .allocate(capacity: tableCapacity)
    }
    for (index, run) in runs.enumerated() { table?[index] = run.view }
  }
}
