import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// What grows without end ends with an error.
@Suite struct ExpressionLimitTests {
  private let x = Variable(id: 1, name: "x", type: .any)
  private let total = Variable(id: 2, name: "total", type: .any)
  private var sum: BoundExpression { BoundExpression(.variable(total)) }

  private func reduce(_ initial: Value, steps: Int64, body: BoundExpression) throws -> BoundExpression {
    .of(.reduce(accumulator: total, initial: lit(initial), x, list: try .call("range", lit(1), lit(.integer(steps))), body: body))
  }

  @Test func doublingStringsAndListsRunsOutOfMemory() throws {
    let context = try TestGraph.shared.get().context(memoryBytesMax: 10_000_000)
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") { try constant(reduce("ab", steps: 40, body: sum.op(.add, sum)), context) }
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") { try constant(reduce([1], steps: 40, body: sum.op(.add, sum)), context) }
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") {
      try constant(
        reduce([1], steps: 40, body: .of(.listComprehension(x, list: sum.op(.add, sum), predicate: nil, projection: nil))), context)
    }
    #expect(context.limits.memoryBytes == 0)
    #expect(throws: Never.self) { try constant(reduce("", steps: 20_000, body: sum.op(.add, lit("abc"))), context) }
    #expect(context.limits.memoryBytes == 0)
  }

  @Test func longRangesRunOutOfMemory() throws {
    let context = try TestGraph.shared.get().context(memoryBytesMax: 10_000_000)
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") { try constant(.call("range", lit(1), lit(1_000_000_000)), context) }
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") {
      try constant(
        .call(
          "replace", lit(.string(String(repeating: "a", count: 10_000))), lit("a"), lit(.string(String(repeating: "b", count: 10_000)))),
        context)
    }
  }

  @Test func errorsSayWhere() throws {
    let context = try TestGraph.shared.get().context()
    let span = SourceSpan(offset: 7, length: 5, line: 1, column: 8)
    let failing = BoundExpression(.binary(.divide, lit(1), lit(0)), at: span)
    #expect(throws: QueryError.self) { try constant(failing, context) }
    do { _ = try constant(failing, context) } catch let error as QueryError { #expect(error.span == span) }
  }

  @Test func nestingIsBounded() throws {
    let context = try TestGraph.shared.get().context()
    expectFailure(.resourceExhausted, "NestingTooDeep") { try constant(reduce([], steps: 100_000, body: .of(.list([sum]))), context) }
    expectFailure(.resourceExhausted, "NestingTooDeep") {
      try constant(reduce([], steps: 100_000, body: .of(.map([.init(key: "k", value: sum)]))), context)
    }
    var deep = lit(1)
    for _ in 0..<5_000 { deep = .of(.unary(.negate, deep)) }
    expectFailure(.resourceExhausted, "ExpressionTooDeep") { try constant(deep, context) }
  }

  @Test func loopsStopWhenToldTo() throws {
    let graph = try TestGraph.shared.get()
    let flag = CancellationFlag()
    flag.cancel()
    let context = ExecutionContext(snapshot: graph.store.snapshot(), limits: ExecutionLimits(cancellation: flag))
    let long = BoundExpression(.listComprehension(x, list: try .call("range", lit(1), lit(100_000)), predicate: nil, projection: nil))
    expectFailure(.cancelled, "Cancelled") { try constant(long, context) }
    let late = ExecutionContext(snapshot: graph.store.snapshot(), limits: ExecutionLimits(timeout: .zero))
    expectFailure(.resourceExhausted, "Timeout") { try constant(reduce(0, steps: 100_000, body: sum.op(.add, lit(1))), late) }
  }

  @Test func chunksOfLargeValuesAreCharged() throws {
    let context = try TestGraph.shared.get().context(memoryBytesMax: 500_000)
    let rows = try TestRows(["i": (0..<200).map { .integer($0) }], context)
    let big = try BoundExpression.call("lpad", lit("a"), try rows("i").op(.add, lit(5_000)))
    expectFailure(.resourceExhausted, "MemoryBudgetExceeded") { try rows.evaluate(big, context) }
    let few = try TestRows(["i": (0..<50).map { .integer($0) }], context)
    let compiled = try CompiledExpression(.call("lpad", lit("a"), try few("i").op(.add, lit(5_000))), layout: few.layout)
    let fresh = try TestGraph.shared.get().context(memoryBytesMax: 500_000)
    for _ in 0..<5 { _ = try compiled.evaluate(few.chunk, fresh) }
    #expect(fresh.limits.memoryBytes < 400_000)
  }
}
