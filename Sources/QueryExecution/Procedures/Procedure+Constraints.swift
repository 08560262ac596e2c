// `db.constraints()`: the rules that the graph obeys.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The constraints in the order of their names. `type` is spelt as Neo4j spells it, and RELATIONSHIP_ENDS for the labels at the ends,
  /// which stand in `ends`; `labelsOrTypes` is empty for every node.
  static let databaseConstraints = Procedure(
    ProcedureSignature(
      name: "db.constraints",
      fields: [
        .init("name", .string), .init("type", .string), .init("entityType", .string), .init("labelsOrTypes", .list(.string)),
        .init("properties", .list(.string)), .init("ownedIndex", .string), .init("propertyType", .string), .init("ends", .string),
      ],
      summary: "The constraints that the graph obeys.")
  ) { _, context, emit throws(QueryError) in
    for constraint in context.graph.schema.constraints.sorted(by: { $0.name.isByteLess(than: $1.name) }) {
      let isOverNodes = if case .nodes = constraint.target { true } else { false }
      let names: [String] =
        switch constraint.target {
        case .nodes(let label): [label].compactMap { $0 }
        case .relationships(let type): [type]
        }
      let index: Value = constraint.rule.distinctProperties.isEmpty ? .null : .string(constraint.name)
      let row: [Value] = [
        .string(constraint.name), .string(type(of: constraint.rule, isOverNodes: isOverNodes)),
        .string(isOverNodes ? "NODE" : "RELATIONSHIP"), .list(names.map(Value.string)), properties(of: constraint.rule), index,
      ]
      guard try emit(row + details(of: constraint.rule)) else { return }
    }
  }

  private static func type(of rule: Constraint.Rule, isOverNodes: Bool) -> String {
    let prefix = isOverNodes ? "NODE" : "RELATIONSHIP"
    return switch rule {
    case .unique, .uniqueTogether: isOverNodes ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS"
    case .key: "\(prefix)_KEY"
    case .exists: "\(prefix)_PROPERTY_EXISTENCE"
    case .type: "\(prefix)_PROPERTY_TYPE"
    case .ends: "RELATIONSHIP_ENDS"
    }
  }

  private static func properties(of rule: Constraint.Rule) -> Value {
    switch rule {
    case .exists(let property), .type(let property, _): .list([.string(property)])
    case .unique, .uniqueTogether, .key: .list(rule.distinctProperties.map(Value.string))
    case .ends: .null
    }
  }

  /// The type that is demanded, and the labels at the ends.
  private static func details(of rule: Constraint.Rule) -> [Value] {
    switch rule {
    case .type(_, let type): [.string(type.name), .null]
    case .ends(let from, let to): [.null, .string("(:\(from.joined(separator: "|")))-->(:\(to.joined(separator: "|")))")]
    case .unique, .uniqueTogether, .key, .exists: [.null, .null]
    }
  }
}
