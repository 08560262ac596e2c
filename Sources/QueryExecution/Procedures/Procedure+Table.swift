// Procedures of the family `algo`: one map of options, and a whole table at once. What they share stands here: the projection that
// the options select, and the columns that speak of its nodes.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// An algorithm over the nodes and relationships that the options `labels` and `types` select; `keys` are its further options.
  static func algorithm(
    _ name: String, keys: [String], fields: [ProcedureSignature.Field], summary: String,
    _ body: @escaping @Sendable (ProcedureOptions, GraphProjection, ExecutionContext) throws(QueryError) -> ProcedureTable
  ) -> Procedure {
    let signature = ProcedureSignature(
      name: name, arguments: [.init("options", .map, defaultValue: .map([:]))], fields: fields, summary: summary)
    return Procedure(
      signature,
      table: { arguments, context throws(QueryError) in
        let options = try ProcedureOptions(arguments.first, of: name, keys: ["labels", "types"] + keys)
        let projection = try GraphProjection(GraphSelection(options, context.graph), context)
        return try body(options, projection, context)
      })
  }
}

extension GraphProjection {
  /// The nodes as a column.
  var nodeColumn: ProcedureTable.Column { .nodes(nodes.array) }

  /// A row for each node: the node, and further columns.
  func table(_ columns: [ProcedureTable.Column]) -> ProcedureTable { ProcedureTable(count: count, [nodeColumn] + columns) }
}
