// `db.indexes()`: the indexes over properties, and the full-text indexes.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The indexes in the order of their names; `label` is null for an index over every node. `type` is RANGE or FULLTEXT; several labels
  /// (or types of relationships) and properties of a full-text index are divided by bars.
  static let databaseIndexes = Procedure(
    ProcedureSignature(
      name: "db.indexes",
      fields: [
        .init("name", .string), .init("label", .string), .init("property", .string), .init("unique", .boolean),
        .init("type", .string),
      ],
      summary: "The indexes over properties.")
  ) { _, context, emit throws(QueryError) in
    let schema = context.graph.schema
    var rows = schema.indexes.map { index in
      (
        index.name,
        [.string(index.name), index.label.map(Value.string) ?? .null, .string(index.property), .boolean(index.isUnique), "RANGE"]
      )
    }
    rows += schema.fullTextIndexes.map { ($0.name, row($0)) }
    for row in rows.sorted(by: { $0.0.isByteLess(than: $1.0) }) {
      guard try emit(row.1) else { return }
    }
  }

  private static func row(_ index: FullTextIndexDefinition) -> [Value] {
    let names: [String] =
      switch index.target {
      case .nodes(let labels): labels
      case .relationships(let types): types
      }
    let properties = index.properties.joined(separator: "|")
    return [
      .string(index.name), names.isEmpty ? .null : .string(names.joined(separator: "|")), .string(properties), false, "FULLTEXT",
    ]
  }
}
