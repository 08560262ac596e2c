// Paths from a bound node: repeated parts, modes and selectors. The pattern is compiled once; each row walks it in depth where all paths
// are wanted, and has them chosen shortest first where a selector stands.
//
// Null ends give no row. Rows come out in the order of the input rows.
import GraphModel
import GraphStorage
import QueryPlanner

/// Finds paths.
final class PathSearchOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let search: PathSearch
  private let from: NodeColumn
  private let into: NodeColumn?
  private let program: PathProgram
  private let outputs: PathOutputs
  private let exclusion: RelationshipExclusion
  private let builder: RowBuilder

  private let walk: PathWalk
  private let chosen: ChosenPaths?
  private let count: RowCount?
  private var filter = LabelFilter.everything

  init(_ search: PathSearch, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.search = search
    from = try NodeColumn(search.from, layout: input)
    into = search.isInto ? try NodeColumn(search.to, layout: input) : nil
    program = try PathProgram(search, input: input)
    outputs = PathOutputs(search, program, layout: layout)
    exclusion = RelationshipExclusion(search.distinctFrom, layout: input)
    builder = RowBuilder(input: input, layout: layout)

    walk = PathWalk(program, rule: search.rule, exclusion: exclusion)
    count = try search.choice.count.map { count throws(QueryError) in try RowCount(count, clause: "SHORTEST") }
    chosen = search.choice == .all ? nil : try ChosenPaths(search, program, needsTrace: outputs.needsTrace, input: input)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let starts = try from.nodes(chunk)
    let ends = try into?.nodes(chunk)
    try refresh(context)
    let wanted = try count.map { count throws(QueryError) in try Self.number(count, context) } ?? 0
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      if starts.isNull(row) || ends?.isNull(row) == true { continue }
      program.load(chunk, row: row)
      exclusion.load(chunk, row: row)
      let start = starts.identifiers[row &* starts.stride]
      let target = ends.map { $0.identifiers[row &* $0.stride] }
      guard try find(chunk, row, start, target, wanted, context) else { return false }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    walk.release(context)
    chosen?.release(context)
    try output.finish(context)
  }

  private static func number(_ count: RowCount, _ context: ExecutionContext) throws(QueryError) -> Int {
    let number = try count.value(context)
    guard number > 0 else {
      throw .runtime(
        .syntaxError, "NegativeIntegerArgument", "a number of paths must be greater than 0", hint: "write ANY SHORTEST for one")
    }
    return number
  }

  private func refresh(_ context: ExecutionContext) throws(QueryError) {
    program.refresh(context)
    filter = LabelFilter(search.toLabels, context.graph)
    try chosen?.refresh(context)
  }

  /// Gives the rows of one row; says whether more are wanted.
  private func find(
    _ chunk: DataChunk, _ row: Int, _ start: UInt32, _ target: UInt32?, _ wanted: Int, _ context: ExecutionContext
  ) throws(QueryError) -> Bool {
    if let chosen {
      try chosen.begin(chunk, row, from: start, to: target, wanted: wanted, context)
      while let path = try chosen.next({ [filter] in filter.passes($0) }, context) {
        guard try makeRoom(chunk, context) else { return false }
        switch path {
        case .trace(let trace): outputs.write(trace, builder.chunk.columns, at: builder.count)
        case .end(let end, let length): outputs.write(end: end, length: length, builder.chunk.columns, at: builder.count)
        }
        add(row)
      }
      return true
    }
    try walk.begin(at: start, context)
    while try walk.next(context, { [filter] in filter.passes($0) && (target == nil || target == $0) }) {
      guard try makeRoom(chunk, context) else { return false }
      outputs.write(walk.trace, builder.chunk.columns, at: builder.count)
      add(row)
    }
    return true
  }

  private func add(_ row: Int) {
    builder.rows[builder.count] = Int32(truncatingIfNeeded: row)
    builder.count += 1
  }

  private func makeRoom(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if builder.room > 0 { return true }
    builder.settle(chunk)
    try context.limits.check()
    let wantsMore = try builder.flush(to: output, context)
    try refresh(context)
    return wantsMore
  }
}
