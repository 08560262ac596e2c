// Rows at the edge: values whose nodes, relationships and paths have their content, wherever they stand in lists and maps. The
// content is that of the graph when the row is read: inside a writing query that is the end of the statement. An entity that the
// statement deleted has no labels or properties left; a relationship keeps its type and ends.
package import GraphModel
import GraphStorage

/// Turns rows of chunks into values for outside.
package struct RowReader {
  private let graph: GraphSnapshot
  private let transaction: WriteTransaction?

  /// A reader of the graph as it is now.
  package init(_ context: ExecutionContext) {
    graph = context.graph
    transaction = context.transaction
  }

  /// The n-th row alive of a chunk.
  package func row(_ chunk: DataChunk, _ n: Int) -> [Value] {
    let row = chunk.row(n)
    return chunk.columns.map { complete($0.value(row)) }
  }

  /// A value with the content of its entities.
  package func complete(_ value: Value) -> Value {
    switch value {
    case .null, .boolean, .integer, .float, .string: value
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: value
    case .node(let node): .node(graph.nodeValue(node.id))
    case .relationship(let relationship): .relationship(self.relationship(relationship.id))
    case .list(let elements): .list(elements.map(complete))
    case .map(let map): .map(ValueMap(map.entries.map { (key: $0.key, value: complete($0.value)) }))
    case .path(let path):
      .path(
        Path(nodes: path.nodes.map { graph.nodeValue($0.id) }, relationships: path.relationships.map { relationship($0.id) }))
    }
  }

  private func relationship(_ id: RelationshipID) -> Relationship {
    if let transaction, !graph.contains(id), let type = transaction.type(of: id), let ends = transaction.ends(of: id) {
      return Relationship(
        id: id, type: graph.catalog.name(of: type), start: ends.source, end: ends.target, properties: ValueMap())
    }
    return graph.relationshipValue(id)
  }
}
