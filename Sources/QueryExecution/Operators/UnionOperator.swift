// The rows of several plans, one after the other. The operator stands at the bottom of a chain: it gets the argument rows and hands
// them to each branch; what the branches give, it gets back through their collectors.
import GraphModel
import QueryPlanner

/// Runs branches over the same argument rows.
final class UnionOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let branches: [PhysicalOperator]
  private let gate: UnionGate
  private let chunk = DataChunk(columns: [])
  private let isWriting: Bool

  /// A union of chains that end in collectors at this gate.
  init(branches: [PhysicalOperator], gate: UnionGate, isWriting: Bool, output: PhysicalOperator) {
    self.branches = branches
    self.gate = gate
    self.isWriting = isWriting
    self.output = output
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for branch in branches where !gate.isClosed || isWriting {
      chunk.columns = input.columns
      chunk.adoptRows(of: input)
      _ = try branch.consume(chunk, context)
    }
    return isWriting || !gate.isClosed
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    for branch in branches { try branch.finish(context) }
    gate.isClosed = false
    try output.finish(context)
  }
}

/// Whether the operator above a union has had enough.
final class UnionGate {
  var isClosed = false
}

/// The end of a branch: its columns under the union's names.
final class UnionCollector: PhysicalOperator {
  private let output: PhysicalOperator
  private let gate: UnionGate
  private let columns: [Int]
  private let chunk: DataChunk

  init(_ columns: [Variable], layout: ChunkLayout, gate: UnionGate, output: PhysicalOperator) throws(QueryError) {
    self.output = output
    self.gate = gate
    self.columns = columns.compactMap(layout.column)
    guard self.columns.count == columns.count else {
      throw .runtime(.internalError, "InvalidPlan", "a branch of a union lacks a column")
    }
    chunk = DataChunk(columns: Array(repeating: Vector(.boolean), count: columns.count))
  }

  override func consume(_ input: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if gate.isClosed { return false }
    for (place, column) in columns.enumerated() { chunk.columns[place] = input.columns[column] }
    chunk.adoptRows(of: input)
    if try !output.consume(chunk, context) { gate.isClosed = true }
    return !gate.isClosed
  }
}
