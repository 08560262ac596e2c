// The nodes that some trail reaches, each once per row: a breadth-first search, level by level, rows going out after each level.
//
// A shortest walk to another node is a trail, so the search is right for every node but the start itself. With a least length of
// one, the start counts when a trail leads back to it. Along one direction that is any relationship into the start from a
// found node. Without direction, going back over the relationship one came by is not a trail: there the search remembers over
// which first relationship (branch) each node was found, and a relationship between nodes of two branches closes a trail.
// Least lengths of two and more are not asked here (`TrailOperator` takes them).
import GraphModel
import GraphStorage
import QueryPlanner

/// Expands to the nodes that are reachable.
final class ReachableOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let from: NodeColumn
  private let into: NodeColumn?
  private let neighbourhood: Neighbourhood
  private let labels: StepLabels
  private let step: VariableExpand
  private let condition: StepFilter?
  private let builder: RowBuilder
  private let targetColumn: Int?
  private let lengthColumn: Int?
  private let maximum: Int
  private let search = BreadthFirstSearch()
  private let scratch = EntryStack()
  private let closing: ClosingTrail
  @exclusivity(unchecked) private var filter = LabelFilter.everything

  init(_ step: VariableExpand, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.step = step
    from = try NodeColumn(step.from, layout: input)
    into = step.isInto ? try NodeColumn(step.to, layout: input) : nil
    neighbourhood = Neighbourhood(types: step.types, direction: step.direction)
    labels = StepLabels(step.toLabels)
    condition = try step.relationshipCondition.map { condition throws(QueryError) in
      try StepFilter(condition, kind: .relationship, input: input)
    }
    builder = RowBuilder(input: input, layout: layout)
    targetColumn = step.isInto ? nil : layout.column(of: step.to)
    lengthColumn = step.length.flatMap(layout.column)
    maximum = step.maximumLength ?? Int.max
    closing = ClosingTrail(isUndirected: step.direction == .both)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let starts = try from.nodes(chunk)
    let ends = try into?.nodes(chunk)
    try refresh(context)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      if starts.isNull(row) || ends?.isNull(row) == true { continue }
      condition?.load(chunk, row: row)
      let target = ends.map { $0.identifiers[row &* $0.stride] }
      guard try explore(chunk, row, starts.identifiers[row &* starts.stride], target, context) else { return false }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    search.release(context)
    scratch.release(context)
    closing.release(context)
    try output.finish(context)
  }

  private func refresh(_ context: ExecutionContext) throws(QueryError) {
    neighbourhood.refresh(context)
    filter = labels.filter(rows: 1, context)
    try search.fit(context.graph, context)
  }

  /// Gives the rows of one row; says whether more rows are wanted.
  private func explore(
    _ chunk: DataChunk, _ row: Int, _ start: UInt32, _ target: UInt32?, _ context: ExecutionContext
  ) throws(QueryError) -> Bool {
    search.begin(at: start)
    if step.minimumLength > 0 { try closing.begin(at: start, context) }
    if step.minimumLength == 0, target == nil || target == start {
      guard try write(chunk, row, start, 0, context) else { return false }
      if target == start { return true }
    }
    var startIsOpen = step.minimumLength > 0 && (target == nil || target == start)
    while search.depth < maximum, !search.isExhausted {
      if startIsOpen,
        let length = try closing.length(search, maximum: maximum, neighbourhood.readers, condition, scratch, context)
      {
        startIsOpen = false
        guard try write(chunk, row, start, length, context) else { return false }
        if target == start { return true }
      }
      if target == start, !startIsOpen { return true }
      try advance(context)
      if let target, target != start {
        guard let depth = search.depth(of: target) else { continue }
        return try write(chunk, row, target, depth, context)
      }
      if target == nil, try !writeLevel(chunk, row, start, context) { return false }
    }
    return true
  }

  private func advance(_ context: ExecutionContext) throws(QueryError) {
    if let condition {
      try search.advance(neighbourhood.readers, relationship: condition, node: nil, scratch: scratch, context)
    } else {
      _ = try search.advance(neighbourhood.readers, meeting: nil, context)
    }
  }

  private func writeLevel(_ chunk: DataChunk, _ row: Int, _ start: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for place in search.levelStart..<search.levelEnd {
      guard try write(chunk, row, search.queue[place], search.depth, context) else { return false }
    }
    return true
  }

  private func write(
    _ chunk: DataChunk, _ row: Int, _ node: UInt32, _ length: Int, _ context: ExecutionContext
  ) throws(QueryError) -> Bool {
    guard filter.passes(node) else { return true }
    if builder.room == 0 {
      builder.settle(chunk)
      try context.limits.check()
      let wantsMore = try builder.flush(to: output, context)
      try refresh(context)
      if !wantsMore { return false }
    }
    let place = builder.count
    builder.rows[place] = Int32(truncatingIfNeeded: row)
    if let targetColumn { builder.column(targetColumn).identifiers[place] = node }
    if let lengthColumn { builder.column(lengthColumn).integers[place] = Int64(length) }
    builder.count = place + 1
    return true
  }
}
