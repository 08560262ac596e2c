// One step that is only counted: the degree of each row's node instead of its rows. Rows with no relationship are dropped; the
// others pass in place, with the count beside them. Where nobody reads the count either, the first relationship is enough.
import GraphModel
import GraphStorage
import QueryPlanner

/// Counts the relationships at bound nodes, or between two.
final class ExpandCountOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let from: NodeColumn
  private let into: NodeColumn?
  private let neighbourhood: Neighbourhood
  private let labels: StepLabels
  private let exclusion: RelationshipExclusion
  private let sources: [Int?]
  private let countColumn: Int?
  private let chunk: DataChunk
  private let counts = Vector(.integer)

  /// A counting of a step's relationships into `count`.
  init(_ step: Expand, count: Variable, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    from = try NodeColumn(step.from, layout: input)
    if step.isInto, let to = step.to { into = try NodeColumn(to, layout: input) } else { into = nil }
    neighbourhood = Neighbourhood(types: step.types, direction: step.direction)
    labels = StepLabels(step.toLabels)
    exclusion = RelationshipExclusion(step.distinctFrom, layout: input)
    sources = layout.variables.map { input.column(of: $0) }
    countColumn = layout.column(of: count)
    chunk = DataChunk(columns: Array(repeating: counts, count: layout.variables.count))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    neighbourhood.refresh(context)
    let filter = labels.filter(rows: input.selectedCount, context)
    if filter.isNever { return true }
    let starts = try from.nodes(input)
    let ends = try into?.nodes(input)
    let isFlat =
      ends == nil && countColumn != nil && exclusion.isTrivial && !starts.mayHaveNulls && (filter.isTrivial || filter.interval != nil)
    let keptCount = isFlat ? countFlat(input, starts, filter.interval) : try countEach(input, starts, ends, filter)
    guard keptCount > 0 else { return true }
    input.select(keptCount)
    for (column, source) in sources.enumerated() { chunk.columns[column] = source.map { input.columns[$0] } ?? counts }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }

  /// Counts row by row into the selection scratch; returns how many rows have any.
  private func countEach(_ input: DataChunk, _ starts: Vector, _ ends: Vector?, _ filter: LabelFilter) throws(QueryError) -> Int {
    let selected = (input.selectedCount, input.selection.map { UnsafePointer($0) })
    let kept = input.selectionScratch()
    var keptCount = 0
    for n in 0..<selected.0 {
      let row = selected.1.map { Int($0[n]) } ?? n
      if starts.isNull(row) || ends?.isNull(row) == true { continue }
      if !exclusion.isTrivial { exclusion.load(input, row: row) }
      let start = starts.identifiers[row &* starts.stride]
      let count = ends.map { between(start, $0.identifiers[row &* $0.stride], filter) } ?? degree(start, filter)
      guard count > 0 else { continue }
      counts.integers[row] = Int64(truncatingIfNeeded: count)
      kept[keptCount] = Int32(truncatingIfNeeded: row)
      keptCount += 1
    }
    return keptCount
  }

  /// As `countEach` where no end is asked about but whether it lies in an interval: degrees come from the lengths of rows.
  private func countFlat(_ input: DataChunk, _ starts: Vector, _ interval: OffsetInterval?) -> Int {
    let selected = (input.selectedCount, input.selection.map { UnsafePointer($0) })
    let (kept, totals) = (input.selectionScratch(), counts.integers)
    let (identifiers, stride) = (starts.identifiers, starts.stride)
    var isFirst = true
    for reader in neighbourhood.readers {
      Self.add(reader, interval, selected.0, selected.1, identifiers, stride, to: totals, isFirst: isFirst)
      isFirst = false
    }
    if isFirst { return 0 }
    var keptCount = 0
    for n in 0..<selected.0 {
      let row = selected.1?[n] ?? Int32(truncatingIfNeeded: n)
      kept[keptCount] = row
      keptCount &+= totals[Int(row)] > 0 ? 1 : 0
    }
    return keptCount
  }

  /// Adds the degrees over one reader to the counts of rows, or begins them.
  private static func add(
    _ reader: NeighbourReader, _ interval: OffsetInterval?, _ rowCount: Int, _ rows: UnsafePointer<Int32>?,
    _ nodes: UnsafePointer<UInt32>, _ stride: Int, to totals: UnsafeMutablePointer<Int64>, isFirst: Bool
  ) {
    for n in 0..<rowCount {
      let row = rows.map { Int($0[n]) } ?? n
      let node = nodes[row &* stride]
      let own = reader.skipsLoops ? node : UInt32.max
      var count = 0
      if let interval {
        if let run = reader.adjacency.singleRun(of: node) {
          count = interval.count(in: run, but: own)
        } else {
          for run in reader.adjacency.hubRuns(of: node) { count &+= interval.count(in: run, but: own) }
        }
      } else {
        count = reader.degree(of: node)
      }
      totals[row] = isFirst ? Int64(truncatingIfNeeded: count) : totals[row] &+ Int64(truncatingIfNeeded: count)
    }
  }

  private func degree(_ node: UInt32, _ filter: LabelFilter) -> Int {
    var count = 0
    for reader in neighbourhood.readers {
      if filter.isTrivial && exclusion.isTrivial {
        count &+= reader.degree(of: node)
      } else {
        reader.adjacency.forEachRun(of: node) { run in
          if countColumn == nil && count > 0 { return }
          count &+= passing(run, reader.skipsLoops ? node : UInt32.max, filter)
        }
      }
      if countColumn == nil && count > 0 { return count }
    }
    return count
  }

  private func passing(_ run: NeighbourRun, _ own: UInt32, _ filter: LabelFilter) -> Int {
    if let bitmap = filter.bitmap, exclusion.isTrivial, countColumn != nil {
      var count = 0
      for place in 0..<run.count { count &+= run.neighbours[place] != own && bitmap.contains(run.neighbours[place]) ? 1 : 0 }
      return count
    }
    var count = 0
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      guard neighbour != own, filter.passes(neighbour), !exclusion.view.contains(run.relationships[place]) else { continue }
      count &+= 1
      if countColumn == nil { return count }
    }
    return count
  }

  private func between(_ node: UInt32, _ other: UInt32, _ filter: LabelFilter) -> Int {
    guard filter.passes(other) else { return 0 }
    var count = 0
    for reader in neighbourhood.readers {
      reader.forEachRelationship(from: node, to: other) { relationship in
        if !exclusion.view.contains(relationship) { count &+= 1 }
      }
    }
    return count
  }
}
