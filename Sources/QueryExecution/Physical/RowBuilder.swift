// Rows under construction: an operator that makes several rows out of one writes for each new row the number of the input row it
// comes from, and its own new columns; the live columns of the input follow by number, column by column. Rows are kept across
// input chunks until the chunk is full, so that sparse expansions do not starve the operators above.
// Invariants: the rows of a chunk are written in the order of the input rows; rows [0, settled) are complete; rows [settled, count) lack the carried columns and belong to the present input chunk.
import GraphModel
import QueryPlanner

/// The output chunk of an operator that makes rows.
final class RowBuilder {
  /// The number of rows written so far, complete or not. The operator's kernels move it.
  @exclusivity(unchecked) var count = 0
  /// The input row behind each row.
  let rows: UnsafeMutablePointer<Int32>
  /// The chunk under construction.
  let chunk: DataChunk
  private let carried: [(source: Int, target: Int)]
  @exclusivity(unchecked) private var settled = 0

  /// A builder of chunks of a layout over input chunks of another.
  init(input: ChunkLayout, layout: ChunkLayout) {
    rows = .allocate(capacity: Vector.capacity)
    chunk = DataChunk(columns: layout.variables.map { Vector(VectorKind($0.type)) })
    carried = layout.variables.enumerated().compactMap { target, variable in
      input.column(of: variable).map { (source: $0, target: target) }
    }
  }

  deinit { rows.deallocate() }

  /// How many rows fit still.
  var room: Int { Vector.capacity - count }

  /// A column of the chunk.
  func column(_ index: Int) -> Vector { chunk.columns[index] }

  /// Makes ready for rows that come from this input chunk. What is held goes out first where the kinds of columns have changed.
  /// Answers whether more rows are wanted.
  func begin(_ input: DataChunk, _ output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for column in carried where chunk.columns[column.target].kind != input.columns[column.source].kind {
      if count > 0, try !flush(to: output, context) { return false }
      chunk.columns[column.target].reset(input.columns[column.source].kind)
    }
    return true
  }

  /// Completes the rows that come from this input chunk.
  func settle(_ input: DataChunk) {
    guard count > settled else { return }
    for column in carried {
      let (source, target) = (input.columns[column.source], chunk.columns[column.target])
      if source.kind == .mixed, carriesOneRow(source, target) { continue }
      target.gather(source, rows: UnsafePointer(rows + settled), count: count - settled, at: settled)
    }
    settled = count
  }

  /// Whether all rows so far come from one input row, of which a value then stands for all: lists are not copied row by row.
  private func carriesOneRow(_ source: Vector, _ target: Vector) -> Bool {
    if settled == 0, source.isConstant || rows[0] == rows[count - 1] {
      target.values[0] = source.values[Int(rows[0]) &* source.stride]
      target.isConstant = true
      return true
    }
    if target.isConstant {
      target.isConstant = false
      target.fill(target, count: settled, at: 0)
    }
    return false
  }

  /// Hands the complete rows on and starts anew.
  func flush(to output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    let full = count
    count = 0
    settled = 0
    guard full > 0 else { return true }
    chunk.reset(count: full)
    let wantsMore = try output.consume(chunk, context)
    for column in chunk.columns {
      if column.mayHaveNulls { column.markAllValid() }
      column.isConstant = false
    }
    return wantsMore
  }
}
