// One row of a chunk as the argument of a plan that runs row by row.
import GraphModel
import QueryPlanner

/// A chunk of one row.
final class RowArgument {
  /// The chunk; its columns are those of the layout.
  let chunk: DataChunk
  private let sources: [Int]

  /// Rows of `layout`, taken from chunks of `input`. Variables that the input does not have are left to be set.
  init(_ layout: ChunkLayout, input: ChunkLayout) {
    sources = layout.variables.map { input.column(of: $0) ?? -1 }
    chunk = DataChunk(columns: layout.variables.map { Vector(VectorKind($0.type)) })
  }

  /// Takes a row.
  func load(_ outer: DataChunk, row: Int) {
    for (place, source) in sources.enumerated() where source >= 0 {
      let (vector, target) = (outer.columns[source], chunk.columns[place])
      target.reset(vector.kind)
      target.fill(vector, row: row &* vector.stride, count: 1, at: 0)
    }
    chunk.reset(count: 1)
  }
}
