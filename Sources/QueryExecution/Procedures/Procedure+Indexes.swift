// `db.indexes()`: the indexes over properties.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The indexes in the order of their names; `label` is null for an index over every node.
  static let databaseIndexes = Procedure(
    "db.indexes",
    outputs: [Field("name", .string), Field("label", .string), Field("property", .string), Field("unique", .boolean)],
    summary: "The indexes over properties of nodes."
  ) { _, context, emit throws(QueryError) in
    for index in context.graph.schema.indexes.sorted(by: { $0.name.isByteLess(than: $1.name) }) {
      let row: [Value] = [
        .string(index.name), index.label.map(Value.string) ?? .null, .string(index.property), .boolean(index.isUnique),
      ]
      guard try emit(row) else { return }
    }
  }
}
