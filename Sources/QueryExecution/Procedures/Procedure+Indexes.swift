// `db.indexes()`: the indexes over properties, the full-text indexes, and the look-up of labels and types that is always there.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The indexes in the order of their names. `type` is RANGE, FULLTEXT or LOOKUP; labels or types and properties are lists, null for a
  /// look-up; `owningConstraint` names the constraint that an index comes and goes with.
  static let databaseIndexes = Procedure(
    ProcedureSignature(
      name: "db.indexes",
      fields: [
        .init("name", .string), .init("state", .string), .init("populationPercent", .float), .init("type", .string),
        .init("entityType", .string), .init("labelsOrTypes", .list(.string)), .init("properties", .list(.string)),
        .init("owningConstraint", .string),
      ],
      summary: "The indexes.")
  ) { _, context, emit throws(QueryError) in
    let graph = context.graph
    var rows = graph.schema.indexes.map { index in
      row(
        index.name, "RANGE", "NODE", [index.label].compactMap { $0 }, [index.property], owner: index.isOwned ? index.name : nil)
    }
    for constraint in graph.schema.constraints {
      guard case .relationships(let type) = constraint.target, let first = constraint.rule.distinctProperties.first else { continue }
      rows.append(row(constraint.name, "RANGE", "RELATIONSHIP", [type], [first], owner: constraint.name))
    }
    for index in graph.schema.fullTextIndexes {
      switch index.target {
      case .nodes(let labels): rows.append(row(index.name, "FULLTEXT", "NODE", labels, index.properties, owner: nil))
      case .relationships(let types): rows.append(row(index.name, "FULLTEXT", "RELATIONSHIP", types, index.properties, owner: nil))
      }
    }
    rows.append(row("lookup_labels", "LOOKUP", "NODE", nil, nil, owner: nil))
    rows.append(row("lookup_types", "LOOKUP", "RELATIONSHIP", nil, nil, owner: nil))
    for row in rows.sorted(by: { $0.name.isByteLess(than: $1.name) }) {
      guard try emit(row.values) else { return }
    }
  }

  private static func row(
    _ name: String, _ type: String, _ entity: String, _ names: [String]?, _ properties: [String]?, owner: String?
  ) -> (name: String, values: [Value]) {
    func list(_ names: [String]?) -> Value { names.map { .list($0.map(Value.string)) } ?? .null }
    return (
      name,
      [
        .string(name), "ONLINE", 100.0, .string(type), .string(entity), list(names), list(properties), owner.map(Value.string) ?? .null,
      ]
    )
  }
}

extension Constraint.Rule {
  /// The properties whose values no two entities share.
  var distinctProperties: [String] {
    switch self {
    case .unique(let property): [property]
    case .uniqueTogether(let properties), .key(let properties): properties
    case .exists, .type, .ends: []
    }
  }
}
