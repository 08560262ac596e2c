// Correlated plans over whole chunks. The outer chunk goes into the inner plan as it is, with one more column: the number of each
// row (the tag), which every inner row carries along. The collector at the end of the inner plan reads from the tags what became of
// which outer row. All inner operators are row-wise and are told the end after each outer chunk.
import GraphModel
import QueryPlanner

/// Runs an inner plan for each chunk. What is done with the inner rows is the collector's.
final class ApplyOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let inner: PhysicalOperator
  private let collector: ApplyCollector
  private let sources: [Int]
  private let chunk: DataChunk

  /// The numbers 0 ..< capacity.
  private static func makeTags() -> Vector {
    let tags = Vector(.integer)
    for row in 0..<Vector.capacity { tags.integers[row] = Int64(row) }
    return tags
  }

  /// A correlation of `inner`, whose source has the columns of `source` (the tag last) and which ends in `collector`.
  init(
    inner: PhysicalOperator, source: ChunkLayout, collector: ApplyCollector, input: ChunkLayout, output: PhysicalOperator
  ) {
    self.output = output
    self.inner = inner
    self.collector = collector
    sources = source.variables.dropLast().compactMap(input.column)
    chunk = DataChunk(columns: Array(repeating: Self.makeTags(), count: sources.count + 1))
  }

  override func consume(_ outer: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard outer.selectedCount > 0 else { return true }
    for (place, source) in sources.enumerated() { chunk.columns[place] = outer.columns[source] }
    chunk.adoptRows(of: outer)
    collector.begin(outer)
    _ = try inner.consume(chunk, context)
    try inner.finish(context)
    return try collector.end(outer, output, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { try output.finish(context) }
}

/// The end of an inner plan.
class ApplyCollector: PhysicalOperator {
  let tagColumn: Int

  init(tag: Variable, inner: ChunkLayout) throws(QueryError) {
    guard let column = inner.column(of: tag) else {
      throw .runtime(.internalError, "InvalidPlan", "an inner plan has lost its tag")
    }
    tagColumn = column
  }

  /// Takes the news of an outer chunk.
  func begin(_ outer: DataChunk) {}

  /// Hands on what has come of an outer chunk; says whether more rows are wanted.
  func end(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool { true }
}

/// Whether there is an inner row: a column of truth values, or a selection.
final class ExistsCollector: ApplyCollector {
  /// The rows answered, for the operators of the inner plan.
  let marks: TagMarks
  private let filter: Bool?
  private let result = Vector(.boolean)
  private let chunk: DataChunk

  /// `negated` makes it a filter; nil makes it a column behind those of the outer chunk, if anybody reads it.
  init(tag: Variable, inner: ChunkLayout, marks: TagMarks, negated: Bool?) throws(QueryError) {
    self.marks = marks
    filter = negated
    chunk = DataChunk(columns: [])
    try super.init(tag: tag, inner: inner)
  }

  override func begin(_ outer: DataChunk) { marks.clear() }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let tags = input.columns[tagColumn]
    for n in 0..<input.selectedCount { marks.mark(Int(truncatingIfNeeded: tags.integers[input.row(n) &* tags.stride])) }
    return true
  }

  override func end(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if let negated = filter { return try marks.select(outer, marked: !negated) ? output.consume(outer, context) : true }
    marks.write(outer, into: result)
    chunk.columns = outer.columns + [result]
    chunk.adoptRows(of: outer)
    return try output.consume(chunk, context)
  }
}

/// How many inner rows there are.
final class CountCollector: ApplyCollector {
  private let weightColumn: Int?
  private let counts = Vector(.integer)
  private let chunk = DataChunk(columns: [])

  init(tag: Variable, weight: Variable?, inner: ChunkLayout) throws(QueryError) {
    weightColumn = weight.flatMap(inner.column)
    try super.init(tag: tag, inner: inner)
  }

  override func begin(_ outer: DataChunk) { counts.integers.update(repeating: 0, count: Vector.capacity) }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let tags = input.columns[tagColumn]
    let weights = weightColumn.map { input.columns[$0] }
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      counts.integers[Int(truncatingIfNeeded: tags.integers[row &* tags.stride])] &+= weights.map { $0.integers[row &* $0.stride] } ?? 1
    }
    return true
  }

  override func end(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    chunk.columns = outer.columns + [counts]
    chunk.adoptRows(of: outer)
    return try output.consume(chunk, context)
  }
}

/// The list of an expression over the inner rows.
final class CollectCollector: ApplyCollector {
  private let expression: StableExpression
  private let lists = Vector(.mixed)
  private var elements = [[Value]](repeating: [], count: Vector.capacity)
  private var charged = 0
  private let chunk = DataChunk(columns: [])

  init(_ expression: BoundExpression, tag: Variable, inner: ChunkLayout) throws(QueryError) {
    self.expression = try StableExpression(expression, layout: inner)
    try super.init(tag: tag, inner: inner)
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let bytes = input.selectedCount * MemoryLayout<Value>.stride
    try context.limits.charge(bytes)
    charged += bytes
    let tags = input.columns[tagColumn]
    let values = try expression.evaluate(input, context)
    for n in 0..<input.selectedCount {
      let row = input.row(n)
      elements[Int(truncatingIfNeeded: tags.integers[row &* tags.stride])].append(values.value(row))
    }
    return true
  }

  override func end(_ outer: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for n in 0..<outer.selectedCount {
      let row = outer.row(n)
      lists.values[row] = .list(elements[row])
      elements[row] = []
    }
    chunk.columns = outer.columns + [lists]
    chunk.adoptRows(of: outer)
    defer {
      context.limits.release(charged)
      charged = 0
    }
    return try output.consume(chunk, context)
  }
}
