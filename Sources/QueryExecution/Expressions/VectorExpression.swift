// Expressions over whole chunks. One class per form; each node owns the vector it fills, so that a tree allocates once.
// Invariants: `evaluate` is called with at least one row; the result is aligned with the physical rows of the chunk and defined in
// the rows asked for alone, or it is constant; it stays valid until the next call on the same node. What a node gives for a row,
// error or value, is what the tree row by row gives, except that of several failing rows or operands another may fail first.
import GraphModel
import QueryPlanner

/// An expression that gives the values of many rows at once.
class VectorExpression {
  /// The values of some rows.
  func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector { .constantNull() }
}

/// A column of the chunk.
final class VectorColumn: VectorExpression {
  private let column: Int
  init(_ column: Int) { self.column = column }
  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector { rows.chunk.columns[column] }
}

/// A value that is the same in all rows of a run: computed at the first row of the run that asks for it.
final class VectorConstant: VectorExpression {
  private let expression: ScalarExpression
  private let slots: Int
  private var serial: UInt64?
  private let vector = Vector(.mixed)
  /// The value of the present run; changes only when the run does.
  private(set) var value = Value.null

  init(_ expression: ScalarExpression, slots: Int) {
    self.expression = expression
    self.slots = slots
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    if serial == context.serial { return vector }
    var frame = ScalarFrame(chunk: nil, slots: slots, context: context)
    value = try expression.value(&frame)
    // Held, and so charged, until the run ends and its limits with it.
    if value.shallowBytes >= ExpressionLimits.chargedBytesMin { try context.limits.charge(value.shallowBytes) }
    try vector.becomeConstant(value, context.strings)
    serial = context.serial
    return vector
  }
}

/// Evaluates row by row what has no faster way: forms that bind variables, and paths.
final class VectorScalar: VectorExpression {
  private let expression: ScalarExpression
  private let slots: Int
  private let result = ResultVector()

  init(_ expression: ScalarExpression, slots: Int) {
    self.expression = expression
    self.slots = slots
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    var frame = ScalarFrame(chunk: rows.chunk, slots: slots, context: context)
    return try result.fill(rows, context.limits) { (row) throws(QueryError) -> Value in
      frame.row = row
      try frame.step()
      return try expression.value(&frame)
    }
  }
}

/// Combines the vectors of its operands row by row, as values.
final class VectorRowwise: VectorExpression {
  typealias Body = ([Value], ExecutionContext) throws(QueryError) -> Value
  private let operands: [VectorExpression]
  private let body: Body
  private let result = ResultVector()

  init(_ operands: [VectorExpression], _ body: @escaping Body) {
    self.operands = operands
    self.body = body
  }

  override func evaluate(_ rows: RowSet, _ context: ExecutionContext) throws(QueryError) -> Vector {
    var vectors: [Vector] = []
    vectors.reserveCapacity(operands.count)
    for operand in operands { vectors.append(try operand.evaluate(rows, context)) }
    var values = [Value](repeating: .null, count: operands.count)
    return try result.fill(rows, context.limits) { (row) throws(QueryError) -> Value in
      for place in vectors.indices { values[place] = vectors[place].value(row) }
      return try body(values, context)
    }
  }
}
