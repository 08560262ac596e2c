// The column in which an operator finds its nodes. A variable bound to a node by a pattern is a column of nodes; one that came out
// of a list or an expression is a column of values, which is checked and turned into nodes here.
import GraphModel
import QueryPlanner

/// A column of nodes of an operator's input.
final class NodeColumn {
  private let column: Int
  private let name: String
  private lazy var converted = Vector(.node)

  /// The column of a variable.
  init(_ variable: Variable, layout: ChunkLayout) throws(QueryError) {
    guard let column = layout.column(of: variable) else {
      throw .runtime(.internalError, "InvalidPlan", "`\(variable.name)` is read where it is not bound")
    }
    self.column = column
    name = variable.name
  }

  /// The nodes of a chunk.
  /// - Throws: a TypeError where a row holds neither a node nor null.
  func nodes(_ chunk: DataChunk) throws(QueryError) -> Vector {
    let vector = chunk.columns[column]
    if vector.kind == .node { return vector }
    converted.reset(.node)
    converted.isConstant = vector.isConstant
    for n in 0..<(vector.isConstant ? min(1, chunk.selectedCount) : chunk.selectedCount) {
      let row = vector.isConstant ? 0 : chunk.row(n)
      switch vector.value(row) {
      case .null: converted.setNull(row)
      case .node(let node): converted.identifiers[row] = node.id.rawValue
      case let other:
        throw .runtime(.typeError, "InvalidArgumentType", "`\(name)` should be a node, but is of type \(other.typeName)")
      }
    }
    return converted
  }
}
