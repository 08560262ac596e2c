// How the tests of functions call them: as the evaluator does, by name, null arguments looked at first.
import GraphModel
import QueryPlanner
import Testing

/// A function by name over arguments, by the machine's clock.
func call(_ name: String, _ arguments: Value...) throws -> Value { try call(name, arguments, StatementClock()) }

/// A function by name over arguments, by a clock that a test holds.
func call(_ name: String, _ arguments: [Value], _ clock: StatementClock) throws -> Value {
  let function = try #require(FunctionLibrary.scalar(named: name), "no function \(name)")
  try #require(function.argumentCount.contains(arguments.count), "\(name) does not take \(arguments.count) arguments")
  if function.returnsNullOnNull, arguments.contains(where: \.isNull) { return .null }
  return try function.body(arguments, clock)
}

/// Expects an error of a kind and detail.
func expectError(_ kind: QueryError.Kind, _ detail: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Value) {
  do {
    let value = try body()
    Issue.record("expected \(kind) \(detail), got \(value)", sourceLocation: sourceLocation)
  } catch let error as QueryError {
    #expect(error.kind == kind, sourceLocation: sourceLocation)
    #expect(error.detail == detail, sourceLocation: sourceLocation)
    #expect(error.phase == .runtime, sourceLocation: sourceLocation)
  } catch {
    Issue.record("expected a QueryError, got \(error)", sourceLocation: sourceLocation)
  }
}
