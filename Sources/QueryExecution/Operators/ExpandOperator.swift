// One step over relationships to nodes that are not bound yet. Runs of neighbours are copied as they lie where nothing is tested;
// otherwise each neighbour is written and kept if it passes, without a branch that could be mispredicted.
import GraphModel
import GraphStorage
import QueryPlanner

/// Expands bound nodes to their neighbours.
final class ExpandOperator: PhysicalOperator {
  /// Where the walk through a chunk stands: the n-th row alive, the reader, the entries of its runs that are done.
  private struct Cursor {
    var n = 0
    var reader = 0
    var entry = 0
  }

  private let output: PhysicalOperator
  private let from: NodeColumn
  private let neighbourhood: Neighbourhood
  private let labels: StepLabels
  private let exclusion: RelationshipExclusion
  private let builder: RowBuilder
  private let targetColumn: Int?
  private let relationshipColumn: Int?
  private let marks: TagMarks?
  private let tagColumn: Int?
  private let unread: UnsafeMutablePointer<UInt32>

  /// An expansion; `tag` and `marks` are those of a correlated plan that only asks whether there is a row.
  init(
    _ step: Expand, input: ChunkLayout, layout: ChunkLayout, answered: (tag: Variable, marks: TagMarks)?, output: PhysicalOperator
  ) throws(QueryError) {
    self.output = output
    from = try NodeColumn(step.from, layout: input)
    neighbourhood = Neighbourhood(types: step.types, direction: step.direction)
    labels = StepLabels(step.toLabels)
    exclusion = RelationshipExclusion(step.distinctFrom, layout: input)
    builder = RowBuilder(input: input, layout: layout)
    targetColumn = step.to.flatMap(layout.column)
    relationshipColumn = step.relationship.flatMap(layout.column)
    tagColumn = answered.flatMap { input.column(of: $0.tag) }
    marks = answered?.marks
    unread = .allocate(capacity: Vector.capacity)
  }

  deinit { unread.deallocate() }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let nodes = try from.nodes(chunk)
    var cursor = Cursor()
    while true {
      neighbourhood.refresh(context)
      let filter = labels.filter(rows: chunk.selectedCount, context)
      if filter.isNever { return true }
      let isDone = fill(chunk, nodes, filter, &cursor)
      builder.settle(chunk)
      if isDone { return true }
      try context.limits.check()
      guard try builder.flush(to: output, context) else { return false }
    }
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  /// Writes rows until the builder is full or the chunk is done; says whether it is done.
  private func fill(_ chunk: DataChunk, _ nodes: Vector, _ filter: LabelFilter, _ cursor: inout Cursor) -> Bool {
    let tags = tagColumn.map { chunk.columns[$0] }
    let identifiers = nodes.identifiers
    let stride = nodes.stride
    let isPlain = filter.isTrivial && exclusion.isTrivial
    var excluded = exclusion.view
    return neighbourhood.readers.withUnsafeBufferPointer { readers in
      var sink = Sink(
        rows: builder.rows, targets: targetColumn.map { builder.column($0).identifiers } ?? unread,
        relationships: relationshipColumn.map { builder.column($0).identifiers }, count: builder.count)
      defer { builder.count = sink.count }
      while cursor.n < chunk.selectedCount {
        let row = chunk.row(cursor.n)
        if !nodes.isNull(row), !isAnswered(row, tags) {
          let node = identifiers[row &* stride]
          if !exclusion.isTrivial {
            exclusion.load(chunk, row: row)
            excluded = exclusion.view
          }
          while cursor.reader < readers.count {
            let isPlain = isPlain && !readers[cursor.reader].skipsLoops
            let source = Source(row: Int32(truncatingIfNeeded: row), node: node, isPlain: isPlain, excluded: excluded)
            guard Self.walk(readers[cursor.reader], source, filter, &cursor.entry, &sink) else { return false }
            cursor.entry = 0
            cursor.reader += 1
          }
        }
        // Also of the runs: a row may have been answered since its walk was interrupted.
        (cursor.reader, cursor.entry) = (0, 0)
        cursor.n += 1
      }
      return true
    }
  }

  private func isAnswered(_ row: Int, _ tags: Vector?) -> Bool {
    guard let tags, let marks else { return false }
    return marks.isMarked(Int(truncatingIfNeeded: tags.integers[row &* tags.stride]))
  }

  /// Writes the entries of a node's runs from `entry` on; says whether they are all done.
  @inline(__always) private static func walk(
    _ reader: NeighbourReader, _ source: Source, _ filter: LabelFilter, _ entry: inout Int, _ sink: inout Sink
  ) -> Bool {
    if let run = reader.adjacency.singleRun(of: source.node) {
      if run.count == 0 { return true }
      entry = take(run, from: entry, reader.skipsLoops, source, filter, &sink)
      return entry == run.count
    }
    var before = 0
    for run in reader.adjacency.hubRuns(of: source.node) {
      if entry < before + run.count {
        entry = before + take(run, from: entry - before, reader.skipsLoops, source, filter, &sink)
        if entry < before + run.count { return false }
      }
      before += run.count
    }
    return true
  }

  @inline(__always) private static func take(
    _ run: NeighbourRun, from start: Int, _ skipsLoops: Bool, _ source: Source, _ filter: LabelFilter, _ sink: inout Sink
  ) -> Int {
    if source.isPlain { return sink.copy(run, from: start, row: source.row) }
    let excluded = source.excluded
    if let interval = filter.interval, excluded.count == 0 {
      return sink.copy(run, from: start, source, skipsLoops: skipsLoops) { neighbour, _ in interval.contains(neighbour) }
    }
    if let bitmap = filter.bitmap, excluded.count == 0 {
      return sink.copy(run, from: start, source, skipsLoops: skipsLoops) { neighbour, _ in bitmap.contains(neighbour) }
    }
    return sink.copy(run, from: start, source, skipsLoops: skipsLoops) { neighbour, relationship in
      filter.passes(neighbour) && !excluded.contains(relationship)
    }
  }
}

extension ExpandOperator {
  /// The row and the node from which a run starts.
  fileprivate struct Source {
    let row: Int32
    let node: UInt32
    let isPlain: Bool
    let excluded: RelationshipExclusion.View
  }

  /// Where rows are written.
  fileprivate struct Sink {
    let rows: UnsafeMutablePointer<Int32>
    let targets: UnsafeMutablePointer<UInt32>
    let relationships: UnsafeMutablePointer<UInt32>?
    var count: Int

    /// Writes all entries from `start` on that fit; returns where to go on.
    @inline(__always) mutating func copy(_ run: NeighbourRun, from start: Int, row: Int32) -> Int {
      let taken = min(run.count &- start, Vector.capacity &- count)
      for place in 0..<taken {
        rows[count &+ place] = row
        targets[count &+ place] = run.neighbours[start &+ place]
      }
      if let relationships {
        for place in 0..<taken { relationships[count &+ place] = run.relationships[start &+ place] }
      }
      count &+= taken
      return start &+ taken
    }

    /// Writes the entries from `start` on that pass, as long as there is room; returns where to go on.
    @inline(__always) mutating func copy(
      _ run: NeighbourRun, from start: Int, _ source: Source, skipsLoops: Bool, _ passes: (UInt32, UInt32) -> Bool
    ) -> Int {
      let own = skipsLoops ? source.node : UInt32.max  // the last offset stands for no node
      var place = start
      var kept = count
      while place < run.count, kept < Vector.capacity {
        let neighbour = run.neighbours[place]
        let relationship = run.relationships[place]
        rows[kept] = source.row
        targets[kept] = neighbour
        if let relationships { relationships[kept] = relationship }
        kept &+= neighbour != own && passes(neighbour, relationship) ? 1 : 0
        place &+= 1
      }
      count = kept
      return place
    }
  }
}
