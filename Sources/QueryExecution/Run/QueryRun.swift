// The door of the module: a physical plan, the surroundings of a run, and a sink for the rows.
// A query that only reads hands chunks to the sink as they come. One that writes keeps its rows until everything is written and the
// statement has been checked, so that what the rows show is the graph at the end of the statement.
package import GraphModel
import GraphStorage

/// Runs physical plans.
package enum QueryRun {
  /// Runs a plan and hands its rows to the sink.
  /// - Throws: what the query fails with. A transaction that was written to must then be rolled back by whoever owns it.
  package static func run(_ plan: PhysicalPlan, _ context: ExecutionContext, into sink: any ResultSink) throws(QueryError) {
    if context.threads > 1, let lanes = plan.lanes, context.transaction == nil, let ranges = lanes.ranges(context) {
      try context.limits.check()
      let pipeline = try plan.takePipeline(lanes)
      if try pipeline.run(ranges, context, into: sink) { return plan.put(pipeline) }
    }
    let pipeline = try plan.takePipeline()
    try run(plan, pipeline, context, into: sink)
    plan.put(pipeline)
  }

  /// Runs a plan like `run`, and measures each operator.
  package static func profile(
    _ plan: PhysicalPlan, _ context: ExecutionContext, into sink: any ResultSink
  ) throws(QueryError) -> PlanProfile {
    let profile = PlanProfile(plan)
    try run(plan, try Pipeline(plan, profile: profile), context, into: sink)
    return profile
  }

  /// All rows of a plan as values with the content of their entities.
  package static func rows(_ plan: PhysicalPlan, _ context: ExecutionContext) throws(QueryError) -> [[Value]] {
    let sink = RowSink()
    try run(plan, context, into: sink)
    return sink.rows
  }

  private static func run(
    _ plan: PhysicalPlan, _ pipeline: Pipeline, _ context: ExecutionContext, into sink: any ResultSink
  ) throws(QueryError) {
    try context.limits.check()
    context.isWriting = plan.isWriting
    guard plan.isWriting else { return try pipeline.run(context, into: sink) }
    _ = try context.requireTransaction()
    let held = HeldResult(columnCount: plan.columns.count)
    try pipeline.run(context, into: held)
    // Asked for again, because a run in batches has another by now.
    let transaction = try context.requireTransaction()
    try writing { () throws(StorageError) in try transaction.checkStatement() }
    try held.release(to: sink, context)
  }
}

/// Keeps the rows of a query that writes until its end.
private final class HeldResult: ResultSink {
  private let rows: RowStore

  init(columnCount: Int) { rows = RowStore(columnCount: columnCount) }

  func receive(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    try rows.append(chunk.columns, of: chunk, context)
    return true
  }

  func release(to sink: any ResultSink, _ context: ExecutionContext) throws(QueryError) {
    let exit = ResultOperator()
    exit.sink = sink
    _ = try rows.emit(order: nil, from: 0, to: rows.count, columns: 0..<rows.columns.count, into: exit, context)
    rows.release(context)
  }
}

/// Gathers rows as values.
package final class RowSink: ResultSink {
  /// The rows so far.
  package private(set) var rows: [[Value]] = []

  /// No rows yet.
  package init() {}

  package func receive(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let reader = RowReader(context)
    for n in 0..<chunk.selectedCount { rows.append(reader.row(chunk, n)) }
    return true
  }
}
