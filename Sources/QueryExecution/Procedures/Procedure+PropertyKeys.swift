// `db.propertyKeys()`: the names of properties that the graph knows.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The property keys, in the order of their names; one that no entity has any more is among them.
  static let databasePropertyKeys = Procedure(
    "db.propertyKeys", outputs: [Field("propertyKey", .string)], summary: "The names of properties that the graph knows."
  ) { _, context, emit throws(QueryError) in
    for name in context.graph.catalog.propertyKeys.names.sorted(by: { $0.isByteLess(than: $1) }) {
      guard try emit([.string(name)]) else { return }
    }
  }
}
