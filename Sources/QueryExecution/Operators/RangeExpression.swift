// `range(from, to [, step])` as numbers rather than as a list. Whatever is not three integers with a step is left to the
// function itself, which knows the errors.
import GraphModel
import QueryPlanner

/// A call of `range` whose list is never made.
final class RangeExpression {
  /// The numbers of one row.
  struct Steps {
    let first: Int64
    let step: Int64
    let count: UInt64
  }

  private let arguments: [CompiledExpression]
  private var vectors: [Vector] = []

  /// The call, if the expression is one.
  init?(_ expression: BoundExpression, layout: ChunkLayout) throws(QueryError) {
    guard case .call(let function, let parts) = expression.kind, function.name.lowercased() == "range", (2...3).contains(parts.count) else {
      return nil
    }
    var arguments: [CompiledExpression] = []
    for part in parts { arguments.append(try CompiledExpression(part, layout: layout)) }
    self.arguments = arguments
  }

  /// Evaluates the arguments over a chunk; false where a row's are not integers with a step.
  func prepare(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    vectors = []
    for argument in arguments { vectors.append(try argument.evaluate(chunk, context)) }
    for n in 0..<chunk.selectedCount {
      for (place, vector) in vectors.enumerated() {
        guard case .integer(let number) = vector.value(chunk.row(n)), place < 2 || number != 0 else { return false }
      }
    }
    return true
  }

  /// The numbers of a row, nil if there are none.
  func steps(_ row: Int) -> Steps? {
    guard let first = vectors[0].value(row).integerValue, let last = vectors[1].value(row).integerValue else { return nil }
    let step = vectors.count == 3 ? vectors[2].value(row).integerValue ?? 1 : 1
    guard step != 0, step > 0 ? first <= last : first >= last else { return nil }
    let distance = step > 0 ? UInt64(bitPattern: last &- first) : UInt64(bitPattern: first &- last)
    let (count, overflow) = (distance / step.magnitude).addingReportingOverflow(1)
    return Steps(first: first, step: step, count: overflow ? UInt64.max : count)
  }
}
