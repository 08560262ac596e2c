// One or all shortest paths between two bound nodes: breadth-first from both ends, always on with the side that has less to look
// at, until a level of one side meets the other's. Conditions on relationships and nodes are part of the search.
//
// Null ends, and ends that the search does not connect, give no row. A path of no relationship is given where the ends are the same
// and the least length is zero; with a least length of one equal ends give no row.
import GraphModel
import GraphStorage
import QueryPlanner

/// Finds shortest paths.
final class ShortestPathOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let search: ShortestPath
  private let from: NodeColumn
  private let to: NodeColumn
  private let meeting: MeetingSearch
  private let relationshipCondition: StepFilter?
  private let nodeCondition: StepFilter?
  private let builder: RowBuilder
  private let pathColumn: Int?
  private let listColumn: Int?
  private let lengthColumn: Int?

  init(_ search: ShortestPath, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.search = search
    from = try NodeColumn(search.from, layout: input)
    to = try NodeColumn(search.to, layout: input)
    relationshipCondition = try search.relationshipCondition.map { condition throws(QueryError) in
      try StepFilter(condition, kind: .relationship, input: input)
    }
    nodeCondition = try search.nodeCondition.map { condition throws(QueryError) in
      try StepFilter(condition, kind: .node, input: input)
    }
    builder = RowBuilder(input: input, layout: layout)
    pathColumn = search.path.flatMap(layout.column)
    listColumn = search.relationships.flatMap(layout.column)
    lengthColumn = search.length.flatMap(layout.column)
    meeting = MeetingSearch(
      types: search.types, direction: search.direction, maximum: search.maximumLength ?? Int.max,
      relationshipCondition: relationshipCondition, nodeCondition: nodeCondition)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let (starts, ends) = (try from.nodes(chunk), try to.nodes(chunk))
    try meeting.refresh(context)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      if starts.isNull(row) || ends.isNull(row) { continue }
      relationshipCondition?.load(chunk, row: row)
      nodeCondition?.load(chunk, row: row)
      let (start, end) = (starts.identifiers[row &* starts.stride], ends.identifiers[row &* ends.stride])
      guard try find(chunk, row, start, end, context) else { return false }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    meeting.release(context)
    try output.finish(context)
  }

  /// Gives the rows of one row; says whether more rows are wanted.
  private func find(_ chunk: DataChunk, _ row: Int, _ start: UInt32, _ end: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool
  {
    if let nodeCondition {
      guard try nodeCondition.passes(start, context), try nodeCondition.passes(end, context) else { return true }
    }
    if start == end { return search.minimumLength > 0 ? true : try write(chunk, row, .alone(start), context) }
    guard try meeting.begin(from: start, to: end, all: search.all, context) else { return true }
    if pathColumn == nil, listColumn == nil, !search.all {
      return try write(chunk, row, PathParts(nodes: [], relationships: [], length: meeting.length), context)
    }
    while let path = try meeting.next(context) {
      guard try write(chunk, row, path, context) else { return false }
      if !search.all { break }
    }
    return true
  }

  private func write(_ chunk: DataChunk, _ row: Int, _ path: PathParts, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if builder.room == 0 {
      builder.settle(chunk)
      try context.limits.check()
      let wantsMore = try builder.flush(to: output, context)
      try meeting.refresh(context)
      if !wantsMore { return false }
    }
    let place = builder.count
    builder.rows[place] = Int32(truncatingIfNeeded: row)
    if let lengthColumn { builder.column(lengthColumn).integers[place] = Int64(path.length) }
    if let listColumn { builder.column(listColumn).values[place] = .list(path.relationshipValues.map(Value.relationship)) }
    if let pathColumn {
      builder.column(pathColumn).values[place] = .path(Path(nodes: path.nodeValues, relationships: path.relationshipValues))
    }
    builder.count = place + 1
    return true
  }
}
