// `db.relationshipTypes()`: the types that relationships have.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The types of at least one relationship, in the order of their names.
  static let databaseRelationshipTypes = Procedure(
    "db.relationshipTypes", outputs: [Field("relationshipType", .string)], summary: "The types that relationships have."
  ) { _, context, emit throws(QueryError) in
    let graph = context.graph
    for name in graph.catalog.relationshipTypes.names.sorted(by: { $0.isByteLess(than: $1) }) {
      guard let type = graph.catalog.relationshipType(name), graph.relationshipCount(type) > 0 else { continue }
      guard try emit([.string(name)]) else { return }
    }
  }
}
