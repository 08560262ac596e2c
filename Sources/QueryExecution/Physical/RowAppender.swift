// Rows put together from several chunks: the outer row of a correlated plan beside its inner rows. Whole stretches are appended column
// by column; a column whose kinds do not agree turns into one of values.
import GraphModel
import QueryPlanner

/// An output chunk that grows by stretches of rows.
final class RowAppender {
  /// Where a column of the stretch comes from.
  enum Source {
    /// One row, for all rows of the stretch.
    case repeated(Vector, row: Int)
    /// A row each: those alive in a chunk, from the n-th on.
    case rows(Vector, DataChunk, from: Int)
    case null
    /// Whatever is there: the caller writes the rows afterwards.
    case undefined
  }

  /// The chunk under construction.
  private(set) lazy var chunk = DataChunk(columns: variables.map { Vector(VectorKind($0.type)) })
  /// The number of rows written.
  private(set) var count = 0
  private let variables: [Variable]

  init(layout: ChunkLayout) { variables = layout.variables }

  /// How many rows fit still.
  var room: Int { Vector.capacity - count }

  /// Appends a stretch of at most `room` rows.
  func append(_ rows: Int, _ sources: [Source]) {
    for (column, source) in sources.enumerated() { append(rows, source, chunk.columns[column]) }
    count += rows
  }

  private func append(_ rows: Int, _ source: Source, _ target: Vector) {
    switch source {
    case .undefined: break
    case .null:
      for row in count..<count + rows { target.setNull(row) }
    case .repeated(let vector, let row):
      agree(target, vector)
      if target.kind == vector.kind {
        target.fill(vector, row: row &* vector.stride, count: rows, at: count)
      } else {
        for offset in 0..<rows { target.values[count + offset] = vector.value(row) }
      }
    case .rows(let vector, let from, let start):
      agree(target, vector)
      for offset in 0..<rows {
        let place = from.row(start + offset)
        if target.kind != vector.kind {
          target.values[count + offset] = vector.value(place)
        } else if vector.isNull(place) {
          target.setNull(count + offset)
        } else {
          target.copyRow(vector, place, to: count + offset)
        }
      }
    }
  }

  /// Makes the target's kind one that takes rows of the vector.
  private func agree(_ target: Vector, _ vector: Vector) {
    guard target.kind != vector.kind else { return }
    if count == 0 { target.reset(vector.kind) } else { target.promote(count: count) }
  }

  /// Declares the rows written to be the chunk's rows.
  func seal() { chunk.reset(count: count) }

  /// Hands the rows on and starts anew; says whether more are wanted.
  func flush(to output: PhysicalOperator, _ context: ExecutionContext) throws(QueryError) -> Bool {
    guard count > 0 else { return true }
    seal()
    count = 0
    let wantsMore = try output.consume(chunk, context)
    for column in chunk.columns where column.mayHaveNulls { column.markAllValid() }
    return wantsMore
  }
}
