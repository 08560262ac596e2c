// Labels and types that are written: named in the query, or given by an expression in each row.
import GraphModel
import GraphStorage
import QueryPlanner

/// Where the name of a label or type comes from.
enum NameSource {
  case name(String)
  case expression(CompiledExpression)

  init(_ name: NameExpression, layout: ChunkLayout) throws(QueryError) {
    switch name {
    case .name(let text): self = .name(text)
    case .dynamic(let expression): self = .expression(try CompiledExpression(expression, layout: layout))
    }
  }

  /// The sources of several names.
  static func compile(_ names: [NameExpression], layout: ChunkLayout) throws(QueryError) -> [NameSource] {
    var sources: [NameSource] = []
    for name in names { sources.append(try NameSource(name, layout: layout)) }
    return sources
  }

  /// The names in a row: one, or those of a list.
  func names(_ chunk: DataChunk, row: Int, _ context: ExecutionContext) throws(QueryError) -> [String] {
    switch self {
    case .name(let text): return [text]
    case .expression(let expression):
      switch try expression.value(chunk, row: row, context) {
      case .string(let text): return [text]
      case .list(let elements):
        var names: [String] = []
        for element in elements { names.append(try Self.name(element)) }
        return names
      case let other: return [try Self.name(other)]
      }
    }
  }

  private static func name(_ value: Value) throws(QueryError) -> String {
    guard case .string(let text) = value else {
      throw .runtime(
        .typeError, "InvalidArgumentType", "the name of a label or type must be a string, not a value of type \(value.typeName)")
    }
    return text
  }
}
