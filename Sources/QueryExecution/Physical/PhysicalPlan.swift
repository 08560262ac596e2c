// The physical plan of a query: a value made once, and the operators made of it, which are kept between runs. A run takes an idle
// set of operators or makes one; after a run that went well it puts it back.
// Invariant behind `@unchecked Sendable` of the shelf: a pipeline is on the shelf or in the hands of one run, never both.
package import GraphModel
package import QueryPlanner
import Synchronization

/// A query ready to run.
package final class PhysicalPlan: Sendable {
  /// The operators.
  package let chain: PhysicalChain
  /// The columns of the result, none for a query without RETURN.
  package let columns: [ResultColumn]
  /// Whether a run needs a transaction.
  package let isWriting: Bool
  /// How many operators there are, plans inside plans included.
  package let operatorCount: Int
  /// How the plan is divided among threads, if it can be.
  let lanes: LanePlan?
  private let idle = Mutex<[Shelf<Pipeline>]>([])
  private let idleLanes = Mutex<[Shelf<LanePipeline>]>([])

  private struct Shelf<Pipeline>: @unchecked Sendable {
    let pipeline: Pipeline
  }

  init(chain: PhysicalChain, columns: [ResultColumn], isWriting: Bool, operatorCount: Int) {
    self.chain = chain
    self.columns = columns
    self.isWriting = isWriting
    self.operatorCount = operatorCount
    lanes = isWriting ? nil : LanePlan(chain)
  }

  /// An idle set of operators, or a new one.
  func takePipeline() throws(QueryError) -> Pipeline {
    if let shelf = idle.withLock({ $0.popLast() }) { return shelf.pipeline }
    return try Pipeline(self, profile: nil)
  }

  /// Keeps a set of operators whose run has ended well.
  func put(_ pipeline: Pipeline) {
    let shelf = Shelf(pipeline: pipeline)
    idle.withLock { if $0.count < PhysicalLimits.idlePipelinesMax { $0.append(shelf) } }
  }

  /// An idle set of operators for a divided run, or a new one.
  func takePipeline(_ lanes: LanePlan) throws(QueryError) -> LanePipeline {
    if let shelf = idleLanes.withLock({ $0.popLast() }) { return shelf.pipeline }
    return try LanePipeline(lanes)
  }

  /// Keeps a set of operators for divided runs.
  func put(_ pipeline: LanePipeline) {
    let shelf = Shelf(pipeline: pipeline)
    idleLanes.withLock { if $0.count < PhysicalLimits.idlePipelinesMax { $0.append(shelf) } }
  }
}

/// The operators of one run at a time.
package final class Pipeline {
  private let entry: PhysicalOperator
  private let exit: ResultOperator
  private let argument = DataChunk(columns: [])

  /// Operators for a plan; with a profile, every one is measured.
  init(_ plan: PhysicalPlan, profile: PlanProfile?) throws(QueryError) {
    exit = ResultOperator()
    entry = try OperatorAssembler(profile: profile).assemble(plan.chain, into: exit)
  }

  /// Runs from the one argument row to the end.
  func run(_ context: ExecutionContext, into sink: any ResultSink) throws(QueryError) {
    exit.sink = sink
    defer { exit.sink = nil }
    argument.reset(count: 1)
    _ = try entry.consume(argument, context)
    try entry.finish(context)
  }
}

/// Takes the rows of a result, in chunks whose columns are those of the query.
package protocol ResultSink: AnyObject {
  /// Takes a chunk, which is valid during the call alone; says whether more rows are wanted.
  func receive(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool
}

/// The top of a chain: hands chunks to the sink.
final class ResultOperator: PhysicalOperator {
  var sink: (any ResultSink)?
  private var wantsMore = true

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard wantsMore, let sink, chunk.selectedCount > 0 else { return wantsMore }
    wantsMore = try sink.receive(chunk, context)
    return wantsMore
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) { wantsMore = true }
}
