// A procedure that answers from a fixed table: for the arguments of a call, the rows whose first columns are equivalent to them. Tests of
// procedure calls need procedures whose answers are known beforehand.
package import GraphModel
package import QueryPlanner

extension Procedure {
  /// A procedure over rows that hold the arguments' values and then the fields'. Rows come in the order of the table. Cost of a call:
  /// one look at every row.
  package static func fixedTable(_ signature: ProcedureSignature, rows: [[Value]]) -> Procedure {
    let count = signature.arguments.count
    let entries = rows.map { row in (key: row.prefix(count).map(GroupingKey.init), fields: Array(row.dropFirst(count))) }
    return Procedure(signature) { arguments, context, emit throws(QueryError) in
      let wanted = arguments.map(GroupingKey.init)
      for (place, entry) in entries.enumerated() {
        if place % ProcedureLimits.rowsPerCheck == 0 { try context.limits.check() }
        guard entry.key == wanted else { continue }
        guard try emit(entry.fields) else { return }
      }
    }
  }
}
