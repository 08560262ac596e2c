// `db.constraints()`: the rules that the graph obeys.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The constraints in the order of their names. `kind` is node or relationship, `name` of what is constrained is a label or type (null
  /// for every node), `rule` one of unique, exists, type, ends.
  static let databaseConstraints = Procedure(
    "db.constraints",
    outputs: [
      Field("name", .string), Field("kind", .string), Field("target", .string), Field("rule", .string), Field("property", .string),
      Field("detail", .string),
    ],
    summary: "The constraints that the graph obeys."
  ) { _, context, emit throws(QueryError) in
    for constraint in context.graph.schema.constraints.sorted(by: { $0.name.isByteLess(than: $1.name) }) {
      let target: [Value] =
        switch constraint.target {
        case .nodes(let label): [.string("node"), label.map(Value.string) ?? .null]
        case .relationships(let type): [.string("relationship"), .string(type)]
        }
      guard try emit([.string(constraint.name)] + target + columns(of: constraint.rule)) else { return }
    }
  }

  private static func columns(of rule: Constraint.Rule) -> [Value] {
    switch rule {
    case .unique(let property): [.string("unique"), .string(property), .null]
    case .exists(let property): [.string("exists"), .string(property), .null]
    case .type(let property, let type): [.string("type"), .string(property), .string(type.name)]
    case .ends(let from, let to):
      [.string("ends"), .null, .string("(:\(from.joined(separator: "|")))-->(:\(to.joined(separator: "|")))")]
    }
  }
}
