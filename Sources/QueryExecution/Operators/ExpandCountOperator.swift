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
  private let labels: LabelTest?
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
    labels = step.toLabels
    exclusion = RelationshipExclusion(step.distinctFrom, layout: input)
    sources = layout.variables.map { input.column(of: $0) }
    countColumn = layout.column(of: count)
    chunk = DataChunk(columns: Array(repeating: counts, count: layout.variables.count))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    neighbourhood.refresh(context)
    let filter = LabelFilter(labels, context.graph)
    if filter.isNever { return true }
    let starts = try from.nodes(input)
    let ends = try into?.nodes(input)
    let kept = input.selectionScratch()
    var keptCount = 0
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      if starts.isNull(row) || ends?.isNull(row) == true { continue }
      if !exclusion.isTrivial { exclusion.load(input, row: row) }
      let start = starts.identifiers[row &* starts.stride]
      let count = ends.map { between(start, $0.identifiers[row &* $0.stride], filter) } ?? degree(start, filter)
      guard count > 0 else { continue }
      counts.integers[row] = Int64(truncatingIfNeeded: count)
      kept[keptCount] = Int32(truncatingIfNeeded: row)
      keptCount += 1
    }
    guard keptCount > 0 else { return true }
    input.select(keptCount)
    for (column, source) in sources.enumerated() { chunk.columns[column] = source.map { input.columns[$0] } ?? counts }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }

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
