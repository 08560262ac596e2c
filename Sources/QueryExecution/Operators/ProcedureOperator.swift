// CALL: the rows that a procedure gives for the arguments of each row, beside that row. A procedure that yields nothing inside a
// larger query passes its input on.
import GraphModel
import QueryPlanner

/// Calls a procedure for each row.
final class ProcedureOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let procedure: Procedure
  private let arguments: [StableExpression]
  private let yields: [(field: Int, column: Int)]
  private let isVoid: Bool
  private let builder: RowBuilder
  private let span: SourceSpan

  init(_ call: ProcedureCall, _ procedure: Procedure, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError)
  {
    self.output = output
    self.procedure = procedure
    var compiled: [StableExpression] = []
    for argument in call.arguments { compiled.append(try StableExpression(argument, layout: input)) }
    arguments = compiled
    isVoid = call.isVoid
    span = call.span
    builder = RowBuilder(input: input, layout: layout)
    var yields: [(field: Int, column: Int)] = []
    for yield in call.yields {
      guard let field = procedure.signature.fields.firstIndex(where: { $0.name.isByteEqual(to: yield.field) }) else {
        throw .compile(.syntaxError, "UndefinedVariable", "`\(procedure.signature.name)` gives no field `\(yield.field)`", at: call.span)
      }
      if let column = layout.column(of: yield.variable) { yields.append((field: field, column: column)) }
    }
    self.yields = yields
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    var vectors: [Vector] = []
    for argument in arguments { vectors.append(try argument.evaluate(chunk, context)) }
    let inputs = (0..<chunk.selectedCount).map { n in vectors.map { $0.value(chunk.row(n)) } }
    var wantsMore = true
    for n in 0..<chunk.selectedCount where wantsMore {
      let row = chunk.row(n)
      let accepted = try procedure.signature.accepted(inputs[n], at: span)
      if let table = procedure.table {
        wantsMore = try take(try table(accepted, context), chunk, row, context)
        continue
      }
      try procedure.body(accepted, context) { (values: [Value]) throws(QueryError) -> Bool in
        if isVoid { return true }
        wantsMore = try take(values, chunk, row, context)
        return wantsMore
      }
      if isVoid { wantsMore = try take([], chunk, row, context) }
    }
    builder.settle(chunk)
    return wantsMore
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  /// Takes a whole table, as much at a time as fits.
  private func take(_ table: ProcedureTable, _ chunk: DataChunk, _ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    var next = 0
    while next < table.count {
      let part = next..<min(table.count, next + builder.room)
      for yield in yields { table.columns[yield.field].write(part, into: builder.column(yield.column), at: builder.count) }
      (builder.rows + builder.count).update(repeating: Int32(truncatingIfNeeded: row), count: part.count)
      builder.count += part.count
      next = part.upperBound
      guard builder.room == 0 else { break }
      builder.settle(chunk)
      try context.limits.check()
      guard try builder.flush(to: output, context) else { return false }
    }
    return true
  }

  private func take(_ values: [Value], _ chunk: DataChunk, _ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for yield in yields {
      guard yield.field < values.count else {
        throw .runtime(
          .procedureError, "ProcedureCallFailed", "`\(procedure.signature.name)` gave a row without all of its fields", at: span)
      }
      builder.column(yield.column).put(values[yield.field], row: builder.count)
    }
    builder.rows[builder.count] = Int32(truncatingIfNeeded: row)
    builder.count += 1
    guard builder.room == 0 else { return true }
    builder.settle(chunk)
    try context.limits.check()
    return try builder.flush(to: output, context)
  }
}
