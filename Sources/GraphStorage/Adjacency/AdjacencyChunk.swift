// The neighbours of 2,048 nodes over one type in one direction: an unchanging base that versions share, and overriding rows.
// A write touches only the row it is about; when the overriding rows have grown past a bound they and the base are merged
// into a new base, at a cost that the writes before it have paid for. Hubs are never merged: they stay rows of their own.
// Invariants: `count` is the number of entries that readers see; the owner alone changes the chunk.

/// One chunk of an adjacency.
final class AdjacencyChunk: TableChunk, @unchecked Sendable {
  typealias View = AdjacencyChunkView

  let owner: UInt64
  private(set) var base: AdjacencyBase?
  private(set) var overrides: RowOverrides?
  private(set) var count: Int
  private let special: UnsafeMutablePointer<AdjacencyChunkView.SpecialRows>

  nonisolated(unsafe) private static let noOffsets: UnsafePointer<UInt32> = {
    let zeros = UnsafeMutablePointer<UInt32>.allocate(capacity: StorageLimits.rowsPerChunk + 1)
    zeros.initialize(repeating: 0, count: StorageLimits.rowsPerChunk + 1)
    return UnsafePointer(zeros)
  }()

  nonisolated(unsafe) static let absentPage: UnsafePointer<View> = makeAbsentPage(
    of: AdjacencyChunkView(offsets: noOffsets, neighbours: noOffsets, relationships: noOffsets, special: nil))

  init(owner: UInt64) {
    self.owner = owner
    count = 0
    special = .allocate(capacity: 1)
    special.initialize(to: .init(compact: nil, overridden: nil, overrides: nil))
  }

  init(copying other: AdjacencyChunk, owner: UInt64) {
    self.owner = owner
    base = other.base
    overrides = other.overrides
    count = other.count
    special = .allocate(capacity: 1)
    special.initialize(to: other.special.pointee)
  }

  /// A chunk of finished rows: a base, and the hubs beside it.
  init(owner: UInt64, base: AdjacencyBase?, hubs: RowOverrides?) {
    self.owner = owner
    self.base = base
    overrides = hubs
    count = (base?.count ?? 0) + (hubs?.rows.reduce(0) { $0 + $1.degree } ?? 0)
    special = .allocate(capacity: 1)
    special.initialize(to: .init(compact: nil, overridden: nil, overrides: nil))
    renewSpecial()
  }

  /// A chunk of rows that stand one behind another; hubs are put beside the base.
  convenience init(owner: UInt64, lengths: [UInt32], neighbours: [UInt32], relationships: [UInt32]) {
    let hubs = RowOverrides(owner: owner)
    var kept = lengths
    let base = neighbours.withUnsafeBufferPointer { neighbours in
      relationships.withUnsafeBufferPointer { relationships -> AdjacencyBase? in
        guard let first = neighbours.baseAddress, let second = relationships.baseAddress else { return nil }
        var start = 0
        for row in lengths.indices {
          let count = Int(lengths[row])
          defer { start += count }
          guard count > StorageLimits.runEntriesMax else { continue }
          let run = NeighbourRun(neighbours: first + start, relationships: second + start, count: count)
          hubs.append(AdjacencyRow(owner: owner, copying: run), row: row)
          kept[row] = 0
        }
        return AdjacencyBase(lengths: kept) { neighbours, relationships in
          Self.copyRows(lengths, kept, first, to: neighbours)
          Self.copyRows(lengths, kept, second, to: relationships)
        }
      }
    }
    self.init(owner: owner, base: base, hubs: hubs.rows.isEmpty ? nil : hubs)
  }

  /// Copies the rows that are kept, one behind another.
  private static func copyRows(
    _ lengths: [UInt32], _ kept: [UInt32], _ source: UnsafePointer<UInt32>, to target: UnsafeMutablePointer<UInt32>
  ) {
    var (from, to) = (0, 0)
    for row in lengths.indices {
      (target + to).initialize(from: source + from, count: Int(kept[row]))
      from += Int(lengths[row])
      to += Int(kept[row])
    }
  }

  deinit { special.deallocate() }

  /// Calls a body with the rows and their runs, those of a hub one after another.
  func forEachRun(_ body: (Int, NeighbourRun) -> Void) {
    let view = view
    for row in 0..<StorageLimits.rowsPerChunk {
      if let rank = overrides?.bitmap.rank(of: row), let override = overrides?.rows[rank] {
        override.forEachRun { body(row, $0) }
      } else {
        let run = view.baseRun(row, special: view.special)
        if run.count > 0 { body(row, run) }
      }
    }
  }

  var view: AdjacencyChunkView {
    AdjacencyChunkView(
      offsets: base?.offsets ?? Self.noOffsets, neighbours: base?.neighbours ?? Self.noOffsets,
      relationships: base?.relationships ?? Self.noOffsets,
      special: base?.rows == nil && overrides == nil ? nil : UnsafePointer(special))
  }

  /// Adds an entry to a row. Only the owner calls this.
  func insert(row: Int, neighbour: UInt32, relationship: UInt32) {
    update(row) { $0.insert(neighbour: neighbour, relationship: relationship) }
    count += 1
    mergeIfGrown()
  }

  /// Takes an entry out of a row; says whether it was there. Only the owner calls this.
  func remove(row: Int, neighbour: UInt32, relationship: UInt32) -> Bool {
    let wasThere = update(row) { $0.remove(neighbour: neighbour, relationship: relationship) }
    if wasThere { count -= 1 }
    mergeIfGrown()
    return wasThere
  }

  private func update<Result>(_ row: Int, _ body: (AdjacencyRow) -> Result) -> Result {
    let owned: RowOverrides
    if let overrides, overrides.owner == owner {
      owned = overrides
    } else {
      owned = overrides.map { RowOverrides(copying: $0, owner: owner) } ?? RowOverrides(owner: owner)
      overrides = owned
    }
    let view = view
    let result = owned.update(row: row, base: { view.baseRun(row, special: view.special) }, body)
    renewSpecial()
    return result
  }

  private func renewSpecial() {
    special.pointee = .init(
      compact: base?.rows?.view, overridden: overrides?.bitmap.view, overrides: overrides.map { UnsafePointer($0.views) })
  }

  private func mergeIfGrown() {
    guard let overrides else { return }
    let bound = max(StorageLimits.overrideEntriesMin, (base?.count ?? 0) / 4)
    if overrides.looseCount > StorageLimits.overrideRowsMax || overrides.looseEntries > bound { merge() }
  }

  /// Makes a new base of all rows but the hubs; a hub that has lost most of its neighbours is none any more.
  /// Cost: linear in the entries of the chunk outside hubs.
  private func merge() {
    let view = view
    let hubs = RowOverrides(owner: owner)
    var runs: [NeighbourRun] = []
    var lengths = [UInt32](repeating: 0, count: StorageLimits.rowsPerChunk)
    for row in 0..<StorageLimits.rowsPerChunk {
      if let rank = overrides?.bitmap.rank(of: row), let override = overrides?.rows[rank] {
        if override.isHub, override.degree > StorageLimits.runEntriesMax / 2 {
          hubs.append(override, row: row)
        } else {
          override.forEachRun { runs.append($0) }
          lengths[row] = UInt32(truncatingIfNeeded: override.degree)
        }
      } else {
        let run = view.baseRun(row, special: view.special)
        runs.append(run)
        lengths[row] = UInt32(truncatingIfNeeded: run.count)
      }
    }
    base = AdjacencyBase(lengths: lengths) { neighbours, relationships in
      var position = 0
      for run in runs where run.count > 0 {
        (neighbours + position).initialize(from: run.neighbours, count: run.count)
        (relationships + position).initialize(from: run.relationships, count: run.count)
        position += run.count
      }
    }
    overrides = hubs.rows.isEmpty ? nil : hubs
    renewSpecial()
  }
}
