// Weights of relationships: a property read as a number that is finite and not negative. What is no such number is an error that
// names the relationship, for a distance or a flow over it would be a guess; a missing property counts as 1.
import GraphModel
import GraphStorage

/// Where the weight of a relationship stands.
struct WeightSource {
  let key: String
}

/// Reads weights off a snapshot.
struct WeightReader {
  private let source: WeightSource
  private let column: ColumnReader?

  init(_ source: WeightSource, _ graph: GraphSnapshot) {
    self.source = source
    column = graph.catalog.propertyKey(source.key).map(graph.relationshipColumn)
  }

  /// The weight of a relationship.
  /// - Throws: `ArgumentError` where the property is there and no weight.
  func weight(of relationship: UInt32) throws(QueryError) -> Double {
    guard let column else { return 1 }
    let chunk = column.chunk(of: relationship)
    let row = Int(relationship & 2_047)
    guard chunk.pointee.isPresent(row) else { return 1 }
    let number: Double? =
      switch chunk.pointee.kind {
      case .integer: Double(chunk.pointee.integers[row])
      case .float: chunk.pointee.floats[row]
      default: chunk.pointee.value(row).numberValue
      }
    guard let number, number.isFinite, number >= 0 else {
      throw .runtime(
        .argumentError, "InvalidArgumentValue",
        "`\(source.key)` of relationship \(relationship) is no weight: \(chunk.pointee.value(row).typeName)",
        hint: "a weight is a number that is finite and not negative; leave out what has none with `types`")
    }
    return number
  }
}
