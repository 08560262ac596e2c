// Each combination of some columns once: a row passes if it founds a group. Rows stream, in place.
import GraphModel
import QueryPlanner

/// Drops rows that came before.
final class DistinctOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let keys: [Int]
  private let columns: [Int]
  private let chunk: DataChunk
  private var table: GroupTable?

  /// Distinct rows over `variables`, giving the columns of a layout of some of them.
  init(_ variables: [Variable], input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    keys = variables.compactMap(input.column)
    columns = layout.variables.compactMap(input.column)
    guard keys.count == variables.count, columns.count == layout.variables.count else {
      throw .runtime(.internalError, "InvalidPlan", "DISTINCT over a variable that is not bound")
    }
    chunk = DataChunk(columns: Array(repeating: Vector(.boolean), count: columns.count))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard input.selectedCount > 0 else { return true }
    if keys.isEmpty { return try consumeWithoutKeys(input, context) }
    let table = self.table ?? GroupTable(keyCount: keys.count)
    self.table = table
    var next = table.count
    let groups = try table.groups(for: keys.map { input.columns[$0] }, chunk: input, context)
    let kept = input.selectionScratch()
    var keptCount = 0
    for n in 0..<input.selectedCount where Int(groups[n]) == next {
      next += 1
      kept[keptCount] = Int32(truncatingIfNeeded: input.row(n))
      keptCount += 1
    }
    try context.limits.check()
    guard keptCount > 0 else { return true }
    input.select(keptCount)
    return try pass(input, context)
  }

  /// Rows of no columns are all the same.
  private func consumeWithoutKeys(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if table != nil { return false }
    table = GroupTable(keyCount: 0)
    input.keepRows(from: 0, limit: 1)
    return try pass(input, context)
  }

  private func pass(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for (place, column) in columns.enumerated() { chunk.columns[place] = input.columns[column] }
    chunk.adoptRows(of: input)
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    table?.releaseMemory(context)
    table = nil
    try output.finish(context)
  }
}
