// Walks that repeat no relationship, one row for each: a depth-first search with its own stack, so that depth costs memory (which
// is charged) and never the thread's stack.
//
// A frame holds the steps still open at one node of the trail. They are tested when the frame is made: its trail stays the same
// for as long as the frame lives. The last level is tested against labels and target at once, so that it can go out in bulk.
// With `distinctEnds`, each node is given once per row: what a search for reachable nodes falls back to where a least length of two
// or more makes it a question about trails.
import GraphModel
import GraphStorage
import QueryPlanner

/// Expands over trails.
final class TrailOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let from: NodeColumn
  private let into: NodeColumn?
  private let neighbourhood: Neighbourhood
  private let labels: StepLabels
  private let step: VariableExpand
  private let exclusion: RelationshipExclusion
  private let condition: StepFilter?
  private let builder: RowBuilder
  private let targetColumn: Int?
  private let listColumn: Int?
  private let lengthColumn: Int?
  private let distinctEnds: Bool
  private let maximum: Int

  private let unread = UnsafeMutablePointer<UInt32>.allocate(capacity: Vector.capacity)
  private let entries = EntryStack()
  @exclusivity(unchecked) private var frames: [Frame] = []
  private let trail = Trail()
  @exclusivity(unchecked) private var filter = LabelFilter.everything
  @exclusivity(unchecked) private var given: Set<UInt32> = []
  @exclusivity(unchecked) private var target: UInt32?
  @exclusivity(unchecked) private var stepsUntilCheck = PhysicalLimits.stepsPerCheck

  /// The open steps of one node of the trail.
  private struct Frame {
    var next: Int
    let end: Int
    let start: Int
  }

  init(_ step: VariableExpand, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.step = step
    from = try NodeColumn(step.from, layout: input)
    into = step.isInto ? try NodeColumn(step.to, layout: input) : nil
    neighbourhood = Neighbourhood(types: step.types, direction: step.direction)
    labels = StepLabels(step.toLabels)
    exclusion = RelationshipExclusion(step.distinctFrom, layout: input)
    condition = try step.relationshipCondition.map { condition throws(QueryError) in
      try StepFilter(condition, kind: .relationship, input: input)
    }
    builder = RowBuilder(input: input, layout: layout)
    targetColumn = step.isInto ? nil : layout.column(of: step.to)
    listColumn = step.relationships.flatMap(layout.column)
    lengthColumn = step.length.flatMap(layout.column)
    distinctEnds = step.mode == .reachable
    maximum = step.maximumLength ?? Int.max
  }

  deinit { unread.deallocate() }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let starts = try from.nodes(chunk)
    let ends = try into?.nodes(chunk)
    refresh(context)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      if starts.isNull(row) || ends?.isNull(row) == true { continue }
      target = ends.map { $0.identifiers[row &* $0.stride] }
      exclusion.load(chunk, row: row)
      condition?.load(chunk, row: row)
      given.removeAll(keepingCapacity: true)
      if builder.room == 0, try !flush(chunk, context) { return false }
      try begin(at: starts.identifiers[row &* starts.stride], row, context)
      while try !walk(row, context) {
        if try !flush(chunk, context) { return false }
      }
    }
    builder.settle(chunk)
    return true
  }

  private func refresh(_ context: ExecutionContext) {
    neighbourhood.refresh(context)
    filter = labels.filter(rows: maximum > 2 ? Vector.capacity : 1, context)
  }

  private func flush(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    builder.settle(chunk)
    try context.limits.check()
    let wantsMore = try builder.flush(to: output, context)
    refresh(context)
    return wantsMore
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    entries.release(context)
    trail.release(context)
    given = []
    try output.finish(context)
  }

  /// Begins the trails of a row with that of no relationship; the builder has room.
  private func begin(at node: UInt32, _ row: Int, _ context: ExecutionContext) throws(QueryError) {
    frames.removeAll(keepingCapacity: true)
    trail.removeAll()
    entries.truncate(to: 0)
    if step.minimumLength == 0, accepts(node) { write(row, node, nil) }
    try push(node, depth: 1, context)
  }

  /// Makes the frame of the steps that lead to relationship number `depth` of the trail.
  private func push(_ node: UInt32, depth: Int, _ context: ExecutionContext) throws(QueryError) {
    guard depth <= maximum else { return }
    let start = entries.count
    let (trail, exclusion) = (trail.view, exclusion.view)
    if depth == maximum, depth >= step.minimumLength {
      let (filter, target) = (filter, target)
      try entries.collect(neighbourhood.readers, node: node, context) { neighbour, relationship in
        (target == nil || neighbour == target) && filter.passes(neighbour) && !trail.contains(relationship)
          && !exclusion.contains(relationship)
      }
    } else {
      try entries.collect(neighbourhood.readers, node: node, context) { _, relationship in
        !trail.contains(relationship) && !exclusion.contains(relationship)
      }
    }
    try entries.narrow(from: start, relationship: condition, node: nil, context)
    frames.append(Frame(next: start, end: entries.count, start: start))
  }

  /// Goes on until the row's trails are done (true) or the builder is full (false).
  private func walk(_ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    while let frame = frames.last {
      if builder.room == 0 { return false }
      stepsUntilCheck -= 1
      if stepsUntilCheck <= 0 {
        stepsUntilCheck = PhysicalLimits.stepsPerCheck
        try context.limits.check()
      }
      let depth = frames.count
      if frame.next == frame.end {
        frames.removeLast()
        entries.truncate(to: frame.start)
        trail.removeLast()
        continue
      }
      if depth == maximum, !distinctEnds {
        frames[depth - 1].next += writeLast(row, frame, depth)
        continue
      }
      frames[depth - 1].next += 1
      let (neighbour, relationship) = (entries.neighbours[frame.next], entries.relationships[frame.next])
      if depth >= step.minimumLength, accepts(neighbour) { write(row, neighbour, relationship) }
      if depth < maximum {
        try trail.append(relationship, context)
        if depth + 1 == maximum, copyLast(row, neighbour) {
          trail.removeLast()
          continue
        }
        try push(neighbour, depth: depth + 1, context)
      }
    }
    return true
  }

  /// Writes the rows of the last level straight from a node's runs, where nothing but labels and the trail is asked and all of them are
  /// sure to fit; false where the long way has to be gone.
  private func copyLast(_ row: Int, _ node: UInt32) -> Bool {
    guard condition == nil, listColumn == nil, target == nil, !distinctEnds, maximum >= step.minimumLength, exclusion.isTrivial else {
      return false
    }
    var most = 0
    for reader in neighbourhood.readers {
      guard let run = reader.adjacency.singleRun(of: node) else { return false }
      most += run.count
    }
    guard most <= builder.room else { return false }
    let start = builder.count
    let ends = targetColumn.map { builder.column($0).identifiers } ?? unread
    var count = start
    for reader in neighbourhood.readers {
      guard let run = reader.adjacency.singleRun(of: node) else { continue }
      count = Self.copy(run, but: reader.skipsLoops ? node : UInt32.max, trail.view, filter, to: ends, at: count)
    }
    for place in start..<count { builder.rows[place] = Int32(truncatingIfNeeded: row) }
    if let lengthColumn { (builder.column(lengthColumn).integers + start).update(repeating: Int64(maximum), count: count - start) }
    builder.count = count
    return true
  }

  /// Writes those neighbours of a run that pass; returns where the next go.
  @inline(__always) private static func copy(
    _ run: NeighbourRun, but own: UInt32, _ trail: Trail.View, _ filter: LabelFilter, to ends: UnsafeMutablePointer<UInt32>, at start: Int
  ) -> Int {
    var kept = start
    if let interval = filter.interval {
      for place in 0..<run.count {
        let neighbour = run.neighbours[place]
        ends[kept] = neighbour
        kept &+= neighbour != own && interval.contains(neighbour) && !trail.contains(run.relationships[place]) ? 1 : 0
      }
    } else {
      for place in 0..<run.count {
        let neighbour = run.neighbours[place]
        ends[kept] = neighbour
        kept &+= neighbour != own && filter.passes(neighbour) && !trail.contains(run.relationships[place]) ? 1 : 0
      }
    }
    return kept
  }

  private func accepts(_ node: UInt32) -> Bool {
    guard target == nil || node == target, filter.passes(node) else { return false }
    return !distinctEnds || given.insert(node).inserted
  }

  /// Writes a row for the present trail with one more relationship, or for the trail of none.
  private func write(_ row: Int, _ node: UInt32, _ relationship: UInt32?) {
    let place = builder.count
    builder.rows[place] = Int32(truncatingIfNeeded: row)
    if let targetColumn { builder.column(targetColumn).identifiers[place] = node }
    if let lengthColumn { builder.column(lengthColumn).integers[place] = Int64(trail.count + (relationship == nil ? 0 : 1)) }
    if let listColumn {
      builder.column(listColumn).values[place] = trail.list(with: relationship)
      stepsUntilCheck -= trail.count
    }
    builder.count = place + 1
  }

  /// Writes what fits of a frame at the last level, all of whose entries passed; returns how many.
  private func writeLast(_ row: Int, _ frame: Frame, _ depth: Int) -> Int {
    guard depth >= step.minimumLength else { return frame.end - frame.next }
    let taken = min(builder.room, frame.end - frame.next)
    let place = builder.count
    for n in 0..<taken { builder.rows[place + n] = Int32(truncatingIfNeeded: row) }
    if let targetColumn { (builder.column(targetColumn).identifiers + place).update(from: entries.neighbours + frame.next, count: taken) }
    if let lengthColumn { (builder.column(lengthColumn).integers + place).update(repeating: Int64(depth), count: taken) }
    if let listColumn {
      for n in 0..<taken { builder.column(listColumn).values[place + n] = trail.list(with: entries.relationships[frame.next + n]) }
      stepsUntilCheck -= taken * trail.count
    }
    builder.count = place + taken
    return taken
  }
}
