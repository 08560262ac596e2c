// MERGE, row by row: the pattern is matched on the graph as it is by then, created rows included; what is found goes through ON MATCH,
// otherwise the pattern is created and goes through ON CREATE.
import GraphModel
import QueryPlanner

/// Matches a pattern or creates it.
final class MergeOperator: PhysicalOperator {
  private let match: PhysicalOperator
  private let argument: RowArgument
  private let rows: MergeRows

  /// A merge whose match chain ends in `rows`.
  init(match: PhysicalOperator, source: ChunkLayout, rows: MergeRows, input: ChunkLayout) {
    self.match = match
    self.rows = rows
    argument = RowArgument(source, input: input)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      argument.load(chunk, row: row)
      rows.begin(chunk, row: row)
      _ = try match.consume(argument.chunk, context)
      try match.finish(context)
      try rows.end(context)
      if n & 63 == 63 { try context.limits.check() }
    }
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try rows.endInput(context) }
}

/// The end of the match: gathers rows with the pattern's columns, found or created.
final class MergeRows: PhysicalOperator {
  private let output: PhysicalOperator
  private let creator: PatternCreator
  private let onCreate: SetApplier
  private let onMatch: SetApplier
  private let rows: RowAppender
  private let inputCount: Int
  private let innerColumns: [Int?]
  private let view = DataChunk(columns: [])
  private var outer: DataChunk?
  private var row = 0
  /// The first row of the present outer row that has not been through ON MATCH.
  private var pending = 0
  private var isMatched = false

  /// `output` takes chunks of the input's columns followed by the pattern's.
  init(_ merge: Merge, inner: ChunkLayout, input: ChunkLayout, full: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    creator = try PatternCreator([merge.create], layout: full)
    onCreate = try SetApplier(merge.onCreate, layout: full)
    onMatch = try SetApplier(merge.onMatch, layout: full)
    rows = RowAppender(layout: full)
    inputCount = input.variables.count
    innerColumns = full.variables.dropFirst(inputCount).map { inner.column(of: $0) }
  }

  /// The columns of a merge's rows: the input's, then the pattern's.
  static func layout(_ merge: Merge, input: ChunkLayout) -> ChunkLayout {
    let created = PatternCreator.introduced([merge.create])
    return ChunkLayout(input.variables + created + merge.introduced.filter { !created.contains($0) && input.column(of: $0) == nil })
  }

  /// Takes the news of an outer row.
  func begin(_ outer: DataChunk, row: Int) {
    self.outer = outer
    self.row = row
    pending = rows.count
    isMatched = false
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard let outer, input.selectedCount > 0 else { return true }
    isMatched = true
    var from = 0
    while from < input.selectedCount {
      let taken = min(rows.room, input.selectedCount - from)
      rows.append(taken, outerSources(outer) + innerColumns.map { $0.map { .rows(input.columns[$0], input, from: from) } ?? .null })
      from += taken
      if rows.room == 0 { try flush(context) }
    }
    return true
  }

  /// Takes the news that the match of the outer row is done.
  func end(_ context: ExecutionContext) throws(QueryError) {
    guard let outer else { return }
    if isMatched { return try matchPending(context) }
    rows.append(1, outerSources(outer) + innerColumns.map { _ in .undefined })
    rows.seal()
    select(from: rows.count - 1, to: rows.count)
    try creator.create(view, context)
    select(from: rows.count - 1, to: rows.count)
    try onCreate.apply(view, context)
    pending = rows.count
    if rows.room == 0 { try flush(context) }
  }

  /// Hands on what is held and the news of the end.
  func endInput(_ context: ExecutionContext) throws(QueryError) {
    _ = try rows.flush(to: output, context)
    outer = nil
    try output.finish(context)
  }

  private func outerSources(_ outer: DataChunk) -> [RowAppender.Source] {
    (0..<inputCount).map { .repeated(outer.columns[$0], row: row) }
  }

  private func matchPending(_ context: ExecutionContext) throws(QueryError) {
    select(from: pending, to: rows.count)
    try onMatch.apply(view, context)
    pending = rows.count
  }

  private func flush(_ context: ExecutionContext) throws(QueryError) {
    if isMatched { try matchPending(context) }
    _ = try rows.flush(to: output, context)
    pending = 0
  }

  private func select(from: Int, to: Int) {
    view.columns = rows.chunk.columns
    view.reset(count: to)
    view.keepRows(from: from, limit: to - from)
  }
}
