// How many common neighbours the bound nodes of a row have, without making them rows: triangles are counted, not listed.
//
// Two steps over one type and direction each are counted by `PairCounting`, a chunk at a time; what it hands back, and all other
// steps, are counted here row by row. With two steps, one node's neighbours are marked in a bitmap, which serves as long as the
// following rows keep that node, and the other's are looked up in it: no comparison that could be mispredicted. Uniqueness costs
// nothing in that loop, because a forbidden relationship can only lead to one of its own two ends: what those contribute too much
// is subtracted afterwards.
// Parallel relationships on the marked side, equal starts and more than two steps go the way of the lists.
import GraphModel
import GraphStorage
import QueryPlanner

/// Counts the common neighbours of bound nodes.
final class IntersectCountOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let legs: IntersectLegs
  private let labels: StepLabels
  private let sources: [Int?]
  private let countColumn: Int?
  private let chunk: DataChunk
  private let counts = Vector(.integer)
  private let marked = MarkedNeighbours()
  private var ends: [UInt32] = []
  /// Rows that `PairCounting` hands back.
  private let careful: UnsafeMutablePointer<Int32>

  init(
    _ intersect: Intersect, count: Variable, spanning: Set<Variable>, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator
  ) throws(QueryError) {
    self.output = output
    legs = try IntersectLegs(intersect, spanning: spanning, input: input)
    labels = StepLabels(intersect.labels)
    sources = layout.variables.map { input.column(of: $0) }
    countColumn = layout.column(of: count)
    chunk = DataChunk(columns: Array(repeating: counts, count: layout.variables.count))
    careful = .allocate(capacity: Vector.capacity)
  }

  deinit { careful.deallocate() }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try legs.begin(input, context)
    let filter = labels.filter(rows: input.selectedCount, context)
    if filter.isNever { return true }
    try marked.prepare(capacity: context.graph.nodeCapacity, context)
    if context.isWriting { marked.forget() }
    let relationships = context.graph.relationshipReader
    let kept = input.selectionScratch()
    var keptCount = 0
    try countAll(input, filter, relationships, context)
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      guard counts.integers[row] > 0 else { continue }
      kept[keptCount] = Int32(truncatingIfNeeded: row)
      keptCount += 1
    }
    try context.limits.check()
    guard keptCount > 0 else { return true }
    input.select(keptCount)
    for (column, source) in sources.enumerated() { chunk.columns[column] = source.map { input.columns[$0] } ?? counts }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    marked.release(context)
    try output.finish(context)
  }

  /// Writes the count of every selected row.
  private func countAll(
    _ input: DataChunk, _ filter: LabelFilter, _ relationships: RelationshipReader, _ context: ExecutionContext
  ) throws(QueryError) {
    if legs.legs.count == 2, countColumn != nil, let first = PairSide(legs.legs[0], input), let second = PairSide(legs.legs[1], input) {
      let left = PairCounting.count(input, first, second, marked, filter, relationships, into: counts.integers, careful: careful)
      for place in 0..<left {
        let row = Int(careful[place])
        counts.integers[row] = Int64(truncatingIfNeeded: try count(input, row, filter, relationships, context))
      }
      return
    }
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      counts.integers[row] = Int64(truncatingIfNeeded: try count(input, row, filter, relationships, context))
    }
  }

  private func count(
    _ input: DataChunk, _ row: Int, _ filter: LabelFilter, _ relationships: RelationshipReader, _ context: ExecutionContext
  ) throws(QueryError) -> Int {
    if legs.legs.count == 2, countColumn != nil, let first = legs.legs[0].start(row), let second = legs.legs[1].start(row), first != second
    {
      let side = marked.isMarked(first, leg: 0) ? 0 : (marked.isMarked(second, leg: 1) ? 1 : sideToMark(first, second))
      let (from, to) = side == 0 ? (first, second) : (second, first)
      if marked.mark(legs.legs[side].neighbourhood.readers, node: from, leg: side, filter) {
        for leg in legs.legs where !leg.exclusion.isTrivial { leg.exclusion.load(input, row: row) }
        let all = legs.legs[1 - side].neighbourhood.readers.reduce(0) { sum, reader in
          let hits = marked.countHits(reader, node: to)
          return sum + hits.count + hits.loops
        }
        return all == 0 ? 0 : all - forbidden(first, second, filter, relationships)
      }
    }
    guard legs.load(input, row: row) else { return 0 }
    var count = 0
    legs.forEach(filter) { _, _ in
      count += 1
      return countColumn != nil
    }
    return count
  }

  /// The side whose marks are likelier to serve again: that of the node seen in the row before, else the smaller one.
  private func sideToMark(_ first: UInt32, _ second: UInt32) -> Int {
    defer { marked.seen = (first, second) }
    if marked.seen?.0 == first { return 0 }
    if marked.seen?.1 == second { return 1 }
    let degrees = [first, second].enumerated().map { leg, node in
      legs.legs[leg].neighbourhood.readers.reduce(0) { $0 + $1.adjacency.degree(of: node) }
    }
    return degrees[0] <= degrees[1] ? 0 : 1
  }

  /// How many of the combinations counted use a relationship that the row excludes. Each of those leads to an end of it.
  private func forbidden(_ first: UInt32, _ second: UInt32, _ filter: LabelFilter, _ relationships: RelationshipReader) -> Int {
    ends.removeAll(keepingCapacity: true)
    for (leg, node) in [(legs.legs[0], first), (legs.legs[1], second)] where leg.exclusion.view.count > 0 {
      let excluded = leg.exclusion.view
      for place in 0..<excluded.count {
        let relationship = excluded[place]
        let (source, target) = (relationships.source(of: relationship), relationships.target(of: relationship))
        if source == node, !ends.contains(target), filter.passes(target) { ends.append(target) }
        if target == node, !ends.contains(source), filter.passes(source) { ends.append(source) }
      }
    }
    var count = 0
    for end in ends {
      let (all, allowed) = Self.combinations(legs.legs[0], first, end)
      if all == 0 { continue }
      let (others, othersAllowed) = Self.combinations(legs.legs[1], second, end)
      count += all * others - allowed * othersAllowed
    }
    return count
  }

  private static func combinations(_ leg: IntersectLeg, _ node: UInt32, _ end: UInt32) -> (all: Int, allowed: Int) {
    var (all, allowed) = (0, 0)
    for reader in leg.neighbourhood.readers {
      reader.forEachRelationship(from: node, to: end) { relationship in
        all += 1
        if !leg.exclusion.view.contains(relationship) { allowed += 1 }
      }
    }
    return (all, allowed)
  }
}
