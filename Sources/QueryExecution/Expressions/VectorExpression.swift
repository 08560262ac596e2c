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
  private let bytes = ConstantBytes()
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
    bytes.clear()
    vector.becomeConstant(value, bytes)
    serial = context.serial
    return vector
  }
}

/// The bytes of constant strings, for as long as the run lasts that asked for them.
final class ConstantBytes {
  private var blocks: [UnsafeMutablePointer<UInt8>] = []

  deinit { clear() }

  /// Forgets the strings: a new run begins.
  func clear() {
    for block in blocks { block.deallocate() }
    blocks.removeAll()
  }

  func store(_ text: String) -> UnsafeMutablePointer<UInt8> {
    var copy = text
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, copy.utf8.count))
    copy.withUTF8 { bytes in if let base = bytes.baseAddress { block.update(from: base, count: bytes.count) } }
    blocks.append(block)
    return block
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
    result.begin(context.limits)
    for n in 0..<rows.count {
      frame.row = rows[n]
      try frame.step()
      try result.set(try expression.value(&frame), row: frame.row, context.limits)
    }
    return result.finish(rows)
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
    result.begin(context.limits)
    for n in 0..<rows.count {
      let row = rows[n]
      for place in vectors.indices { values[place] = vectors[place].value(row) }
      try result.set(try body(values, context), row: row, context.limits)
    }
    return result.finish(rows)
  }
}
