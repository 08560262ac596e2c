// For each row the elements of a list. `range(…)` is not made a list first: ten million numbers stream through one chunk. Null gives
// no row, a value that is not a list gives itself.
import GraphModel
import QueryPlanner

/// Takes lists apart.
final class UnwindOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let list: StableExpression
  private let range: RangeExpression?
  private let builder: RowBuilder
  private let column: Int?

  init(_ list: BoundExpression, _ variable: Variable, input: ChunkLayout, layout: ChunkLayout, output: PhysicalOperator) throws(QueryError)
  {
    self.output = output
    self.list = try StableExpression(list, layout: input)
    range = try RangeExpression(list, layout: input)
    builder = RowBuilder(input: input, layout: layout)
    column = layout.column(of: variable)
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard try builder.begin(chunk, output, context) else { return false }
    let ranges = try range?.prepare(chunk, context) ?? false
    let lists = ranges ? nil : try list.evaluate(chunk, context)
    for n in 0..<chunk.selectedCount {
      let row = chunk.row(n)
      let wantsMore: Bool
      if let lists {
        wantsMore = try unwind(lists.value(row), chunk, row, context)
      } else if let steps = range?.steps(row) {
        wantsMore = try unwind(steps, chunk, row, context)
      } else {
        wantsMore = true
      }
      if !wantsMore { return false }
    }
    builder.settle(chunk)
    return true
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    _ = try builder.flush(to: output, context)
    try output.finish(context)
  }

  private func unwind(_ value: Value, _ chunk: DataChunk, _ row: Int, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard case .list(let elements) = value else {
      return value.isNull ? true : try unwind(.list([value]), chunk, row, context)
    }
    var place = 0
    while place < elements.count {
      let taken = min(elements.count - place, builder.room)
      write(elements[place..<place + taken], row)
      place += taken
      if builder.room == 0, try !flush(chunk, context) { return false }
    }
    return true
  }

  private func write(_ elements: ArraySlice<Value>, _ row: Int) {
    for element in elements {
      if let column { builder.column(column).put(element, row: builder.count) }
      builder.rows[builder.count] = Int32(truncatingIfNeeded: row)
      builder.count += 1
    }
  }

  private func unwind(
    _ steps: RangeExpression.Steps, _ chunk: DataChunk, _ row: Int, _ context: ExecutionContext
  ) throws(QueryError) -> Bool {
    var next = steps.first
    var left = steps.count
    while left > 0 {
      let taken = Int(min(left, UInt64(builder.room)))
      let place = builder.count
      (builder.rows + place).update(repeating: Int32(truncatingIfNeeded: row), count: taken)
      if let column {
        if place == 0, builder.column(column).kind != .integer { builder.column(column).reset(.integer) }
        for n in 0..<taken { builder.column(column).integers[place + n] = next &+ Int64(n) &* steps.step }
      }
      next = next &+ Int64(taken) &* steps.step
      left -= UInt64(taken)
      builder.count = place + taken
      if builder.room == 0, try !flush(chunk, context) { return false }
    }
    return true
  }

  private func flush(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    builder.settle(chunk)
    try context.limits.check()
    return try builder.flush(to: output, context)
  }
}
