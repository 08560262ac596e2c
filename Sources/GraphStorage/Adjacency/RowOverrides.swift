// The small delta of an adjacency chunk: the rows that differ from the base, in row order, and their raw views.
// Invariants: `rows[i]` belongs to the row of rank i in `bitmap`, and `views[i]` is its view; the owner alone changes it.
// `looseCount` and `looseEntries` count the rows that a merge would put into the base, which hubs are not.

/// The overriding rows of one adjacency chunk.
final class RowOverrides: @unchecked Sendable {
  let owner: UInt64
  let bitmap: RankedBitmap
  private(set) var rows: [AdjacencyRow]
  private(set) var views: UnsafeMutablePointer<OverrideRowView>
  private var capacity: Int
  private(set) var looseCount = 0
  private(set) var looseEntries = 0

  init(owner: UInt64) {
    self.owner = owner
    bitmap = RankedBitmap()
    rows = []
    capacity = 4
    views = .allocate(capacity: capacity)
  }

  init(copying other: RowOverrides, owner: UInt64) {
    self.owner = owner
    bitmap = RankedBitmap(copying: other.bitmap)
    rows = other.rows
    capacity = rows.count + 4
    views = .allocate(capacity: capacity)
    views.initialize(from: other.views, count: rows.count)
    looseCount = other.looseCount
    looseEntries = other.looseEntries
  }

  deinit { views.deallocate() }

  /// Changes an overriding row; where there is none it is made from the base's run first.
  func update<Result>(row: Int, base: () -> NeighbourRun, _ body: (AdjacencyRow) -> Result) -> Result {
    let rank: Int
    if let present = bitmap.rank(of: row) {
      rank = present
      count(rows[rank], sign: -1)
      if rows[rank].owner != owner { rows[rank] = AdjacencyRow(copying: rows[rank], owner: owner) }
    } else {
      rank = add(AdjacencyRow(owner: owner, copying: base()), row: row)
    }
    let result = body(rows[rank])
    count(rows[rank], sign: 1)
    views[rank] = rows[rank].view
    return result
  }

  /// Puts a finished row into the table; the row had none.
  func append(_ new: AdjacencyRow, row: Int) {
    let rank = add(new, row: row)
    count(new, sign: 1)
    views[rank] = new.view
  }

  private func add(_ new: AdjacencyRow, row: Int) -> Int {
    let rank = bitmap.insert(row)
    if rows.count == capacity {
      let larger = UnsafeMutablePointer<OverrideRowView>.allocate(capacity: capacity * 2)
      larger.initialize(from: views, count: rows.count)
      views.deallocate()
      views = larger
      capacity *= 2
    }
    (views + rank + 1).update(from: views + rank, count: rows.count - rank)
    rows.insert(new, at: rank)
    return rank
  }

  private func count(_ row: AdjacencyRow, sign: Int) {
    guard !row.isHub else { return }
    looseCount += sign
    looseEntries += sign * row.degree
  }
}
