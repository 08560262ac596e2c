// Correlated plans whose rows cannot be told apart once they are mixed (a limit, a sort, a grouping inside) or that write: the
// inner plan runs to its end for one outer row after the other.
import GraphModel
import QueryPlanner

/// Runs an inner plan for each row.
final class ApplyPerRowOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let inner: PhysicalOperator
  private let collector: RowCollector
  private let argument: RowArgument
  private let isWriting: Bool

  /// A correlation of `inner`, whose source has the columns of `source` and which ends in `collector`.
  init(
    inner: PhysicalOperator, source: ChunkLayout, collector: RowCollector, isWriting: Bool, input: ChunkLayout, output: PhysicalOperator
  ) {
    self.output = output
    self.inner = inner
    self.collector = collector
    self.isWriting = isWriting
    argument = RowArgument(source, input: input)
  }

  override func consume(_ outer: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var wantsMore = true
    for n in 0..<outer.selectedCount where wantsMore || isWriting {
      let row = outer.row(n)
      argument.load(outer, row: row)
      collector.begin(outer, row: row)
      _ = try inner.consume(argument.chunk, context)
      try inner.finish(context)
      wantsMore = try collector.end(outer, row: row, context) && wantsMore
      if n & 63 == 63 { try context.limits.check() }
    }
    if wantsMore { wantsMore = try collector.endChunk(outer, output, context) }
    return wantsMore || isWriting
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    try collector.endInput(context)
    try output.finish(context)
  }
}

/// The end of an inner plan that runs row by row.
class RowCollector: PhysicalOperator {
  /// Takes the news of an outer row.
  func begin(_ outer: DataChunk, row: Int) {}
  /// Takes the news that its inner rows have all come; says whether more rows are wanted.
  func end(_ outer: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool { true }
  /// Hands on what has come of an outer chunk.
  func endChunk(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool { true }
  /// Hands on what is held.
  func endInput(_ context: ExecutionContext) throws(QueryError) {}
}

/// Each inner row beside its outer row; with `isOptional`, the outer row with nulls where there is none.
final class JoinRowCollector: RowCollector {
  private let output: PhysicalOperator
  private let isOptional: Bool
  private let columns: [(inner: Int?, outer: Int?)]
  private let rows: RowAppender
  private var outer: DataChunk?
  private var row = 0
  private var isMatched = false
  private var wantsMore = true

  init(inner: ChunkLayout, input: ChunkLayout, layout: ChunkLayout, isOptional: Bool, output: PhysicalOperator) {
    self.output = output
    self.isOptional = isOptional
    columns = layout.variables.map { variable in
      let outer = input.column(of: variable)
      return (inner: outer == nil ? inner.column(of: variable) : nil, outer: outer)
    }
    rows = RowAppender(layout: layout)
  }

  override func begin(_ outer: DataChunk, row: Int) {
    self.outer = outer
    self.row = row
    isMatched = false
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard let outer, wantsMore else { return wantsMore }
    if input.selectedCount > 0 { isMatched = true }
    var from = 0
    while from < input.selectedCount {
      let taken = min(rows.room, input.selectedCount - from)
      rows.append(taken, columns.map { source(of: $0, outer, input, from) })
      from += taken
      if rows.room == 0 { wantsMore = try rows.flush(to: output, context) }
      if !wantsMore { return false }
    }
    return true
  }

  private func source(of column: (inner: Int?, outer: Int?), _ outer: DataChunk, _ input: DataChunk, _ from: Int) -> RowAppender.Source {
    if let place = column.outer { return .repeated(outer.columns[place], row: row) }
    return column.inner.map { .rows(input.columns[$0], input, from: from) } ?? .null
  }

  override func end(_ outer: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if isOptional, !isMatched, wantsMore {
      rows.append(1, columns.map { column in column.outer.map { .repeated(outer.columns[$0], row: row) } ?? .null })
      if rows.room == 0 { wantsMore = try rows.flush(to: output, context) }
    }
    return wantsMore
  }

  override func endInput(_ context: ExecutionContext) throws(QueryError) {
    if wantsMore { _ = try rows.flush(to: output, context) }
    outer = nil
    wantsMore = true
  }
}

/// Whether there is an inner row: a column, or a selection of the outer rows.
final class ExistsRowCollector: RowCollector {
  private let filter: Bool?
  private let isWriting: Bool
  private let marks = TagMarks()
  private let result = Vector(.boolean)
  private let chunk = DataChunk(columns: [])
  private var isFound = false

  init(negated: Bool?, isWriting: Bool) {
    filter = negated
    self.isWriting = isWriting
  }

  override func begin(_ outer: DataChunk, row: Int) { isFound = false }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if input.selectedCount > 0 { isFound = true }
    return !isFound || isWriting
  }

  override func end(_ outer: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if isFound { marks.mark(row) }
    return true
  }

  override func endChunk(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    defer { marks.clear() }
    if let negated = filter { return try marks.select(outer, marked: !negated) ? output.consume(outer, context) : true }
    marks.write(outer, into: result)
    chunk.columns = outer.columns + [result]
    chunk.adoptRows(of: outer)
    return try output.consume(chunk, context)
  }
}

/// How many inner rows there are, or the list of an expression over them.
final class GatherRowCollector: RowCollector {
  private let expression: StableExpression?
  private let result: Vector
  private let chunk = DataChunk(columns: [])
  private var count = 0
  private var elements: [Value] = []
  private var charged = 0

  /// Without an expression, rows are counted.
  init(_ expression: BoundExpression?, inner: ChunkLayout) throws(QueryError) {
    self.expression = try expression.map { expression throws(QueryError) in try StableExpression(expression, layout: inner) }
    result = Vector(expression == nil ? .integer : .mixed)
  }

  override func begin(_ outer: DataChunk, row: Int) {
    count = 0
    elements = []
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    count += input.selectedCount
    guard let expression else { return true }
    let bytes = input.selectedCount * MemoryLayout<Value>.stride
    try context.limits.charge(bytes)
    charged += bytes
    let values = try expression.evaluate(input, context)
    for n in 0..<input.selectedCount { elements.append(values.value(input.row(n))) }
    return true
  }

  override func end(_ outer: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if expression == nil { result.integers[row] = Int64(count) } else { result.values[row] = .list(elements) }
    return true
  }

  override func endChunk(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    chunk.columns = outer.columns + [result]
    chunk.adoptRows(of: outer)
    let wantsMore = try output.consume(chunk, context)
    context.limits.release(charged)
    charged = 0
    return wantsMore
  }
}

/// Nothing but the inner plan's effects.
final class UnitRowCollector: RowCollector {
  override func endChunk(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try output.consume(outer, context)
  }
}
