// The operators of a divided run: a set for each lane, and one set for what comes after them. Lanes run on as many threads as the run may
// use; the calling thread then takes their rows in order.
// Invariants: a lane has a context, limits and an arena of its own, so that lanes share nothing but the snapshot; their contexts live
// until the run has ended, for rows may point at strings in their arenas; whatever goes wrong in a lane, but for the clock and the flag,
// is forgotten and the query run again by one thread, whose answer or error is the one that counts.
import GraphModel
import GraphStorage
import QueryPlanner
import Synchronization

/// The operators of one divided run at a time.
final class LanePipeline {
  private let plan: LanePlan
  private var lanes: [Lane] = []
  private let exit = ResultOperator()
  private let entry: PhysicalOperator

  init(_ plan: LanePlan) throws(QueryError) {
    self.plan = plan
    let assembler = OperatorAssembler(profile: nil)
    var nodes = plan.rest
    if case .merge(let node) = plan.joint { nodes.insert(node, at: 0) }
    entry = try assembler.assemble(PhysicalChain(source: plan.lane.layout, nodes: nodes), into: exit)
  }

  /// Runs over these ranges; false where a lane failed and nothing has been handed on.
  func run(_ ranges: [Range<UInt64>], _ context: ExecutionContext, into sink: any ResultSink) throws(QueryError) -> Bool {
    while lanes.count < ranges.count { lanes.append(try Lane(plan.lane)) }
    for (lane, range) in zip(lanes, ranges) { lane.begin(range, context, lanes: ranges.count) }
    let work = Work(lanes: lanes)
    ParallelLanes.run(lanes: ranges.count, threads: context.threads) { work.lanes[$0].run() }
    defer { for lane in lanes.prefix(ranges.count) { lane.end() } }
    for lane in lanes.prefix(ranges.count) where lane.failure != nil {
      lanes = []  // after a throw operators are thrown away
      try context.limits.check()
      return false
    }
    exit.sink = sink
    defer { exit.sink = nil }
    for lane in lanes.prefix(ranges.count) {
      guard try lane.emit(into: entry, context) else { break }
    }
    try entry.finish(context)
    return true
  }

  /// The lanes for threads, each of which touches only those that it has taken from the counter.
  private struct Work: @unchecked Sendable {
    let lanes: [Lane]
  }
}

/// The operators over one range.
private final class Lane {
  private let entry: PhysicalOperator
  private let rows: LaneRows
  private let argument = DataChunk(columns: [])
  private var context: ExecutionContext?
  /// What went wrong.
  private(set) var failure: QueryError?

  init(_ chain: PhysicalChain) throws(QueryError) {
    rows = LaneRows(columnCount: chain.layout.variables.count)
    entry = try OperatorAssembler(profile: nil).assemble(chain, into: rows)
  }

  func begin(_ range: Range<UInt64>, _ context: ExecutionContext, lanes: Int) {
    (entry as? NodeScanOperator)?.range = range
    self.context = context.lane(of: lanes)
    failure = nil
  }

  func run() {
    guard let context else { return }
    do throws(QueryError) {
      argument.reset(count: 1)
      _ = try entry.consume(argument, context)
      try entry.finish(context)
    } catch { failure = error }
  }

  /// Hands the rows on; says whether more are wanted.
  func emit(into output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try rows.store.emit(order: nil, from: 0, to: rows.store.count, columns: 0..<rows.store.columns.count, into: output, context)
  }

  func end() {
    if let context { rows.store.release(context) }
    context = nil
  }
}

/// Keeps the rows of a lane.
private final class LaneRows: PhysicalOperator {
  let store: RowStore

  init(columnCount: Int) {
    store = RowStore(columnCount: columnCount)
    super.init()
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try store.append(chunk.columns, of: chunk, context)
    return true
  }
}
