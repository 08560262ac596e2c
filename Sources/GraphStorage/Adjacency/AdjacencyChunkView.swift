// The raw form of an adjacency chunk: compressed sparse rows of 2,048 nodes, and a table of rows that override them.
// Invariants: a `dense` base has 2,049 offsets, one per row and the end; a `compact` base has offsets only for rows with
// neighbours, found by rank in a bitmap. Where the overrides have a row, the base's entries for it do not count.
// All pointers are valid while the chunk is.

/// A bitmap over the rows of a chunk that counts the members before each word, so that a member knows its rank.
@usableFromInline package struct RankedRows: BitwiseCopyable, @unchecked Sendable {
  /// 32 words of bits.
  @usableFromInline let words: UnsafePointer<UInt64>
  /// For each word the number of members before it.
  @usableFromInline let ranks: UnsafePointer<UInt16>

  @usableFromInline init(words: UnsafePointer<UInt64>, ranks: UnsafePointer<UInt16>) {
    self.words = words
    self.ranks = ranks
  }

  /// How many members come before a row, if the row is a member.
  @inlinable func rank(of row: Int) -> Int? {
    let word = words[row >> 6]
    let bit: UInt64 = 1 << UInt64(row & 63)
    guard word & bit != 0 else { return nil }
    return Int(ranks[row >> 6]) &+ (word & (bit &- 1)).nonzeroBitCount
  }
}

/// An overriding row: one run, or a table of runs for a hub.
@usableFromInline package struct OverrideRowView: BitwiseCopyable, @unchecked Sendable {
  /// The one run; without meaning where there are several.
  @usableFromInline let single: NeighbourRun
  /// The runs of a hub, `nil` where there is one run.
  @usableFromInline let runs: UnsafePointer<NeighbourRun>?
  /// The number of runs.
  @usableFromInline let runCount: Int
  /// The number of neighbours in all runs.
  @usableFromInline let degree: Int

  init(single: NeighbourRun) {
    self.single = single
    runs = nil
    runCount = 1
    degree = single.count
  }

  init(runs: UnsafePointer<NeighbourRun>, runCount: Int, degree: Int) {
    single = runs[0]
    self.runs = runs
    self.runCount = runCount
    self.degree = degree
  }
}

/// One chunk of an adjacency.
@usableFromInline package struct AdjacencyChunkView: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let offsets: UnsafePointer<UInt32>
  @usableFromInline let neighbours: UnsafePointer<UInt32>
  @usableFromInline let relationships: UnsafePointer<UInt32>
  @usableFromInline let special: UnsafePointer<SpecialRows>?

  init(
    offsets: UnsafePointer<UInt32>, neighbours: UnsafePointer<UInt32>, relationships: UnsafePointer<UInt32>,
    special: UnsafePointer<SpecialRows>?
  ) {
    self.offsets = offsets
    self.neighbours = neighbours
    self.relationships = relationships
    self.special = special
  }

  /// What a chunk has beyond an offset per row.
  @usableFromInline package struct SpecialRows: BitwiseCopyable, @unchecked Sendable {
    /// The rows that have offsets, where the base is compact.
    @usableFromInline var compact: RankedRows?
    /// The rows that are overridden, and by what, in the order of the rows.
    @usableFromInline var overridden: RankedRows?
    @usableFromInline var overrides: UnsafePointer<OverrideRowView>?

    init(compact: RankedRows?, overridden: RankedRows?, overrides: UnsafePointer<OverrideRowView>?) {
      self.compact = compact
      self.overridden = overridden
      self.overrides = overrides
    }
  }

  /// The run that the base has for a row, whatever overrides it.
  @inlinable func baseRun(_ row: Int, special: UnsafePointer<SpecialRows>?) -> NeighbourRun {
    var position = row
    if let special, let compact = special.pointee.compact {
      guard let rank = compact.rank(of: row) else {
        return NeighbourRun(neighbours: neighbours, relationships: relationships, count: 0)
      }
      position = rank
    }
    let start = Int(offsets[position])
    return NeighbourRun(
      neighbours: neighbours + start, relationships: relationships + start, count: Int(offsets[position &+ 1]) &- start)
  }

  /// What overrides a row, if anything does.
  @inlinable func override(_ row: Int) -> UnsafePointer<OverrideRowView>? {
    guard let special, let overridden = special.pointee.overridden, let rank = overridden.rank(of: row),
      let overrides = special.pointee.overrides
    else { return nil }
    return overrides + rank
  }
}
