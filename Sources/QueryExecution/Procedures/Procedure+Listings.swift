// `dbms.procedures()` and `dbms.functions()`, which SHOW PROCEDURES and SHOW FUNCTIONS read: what can be called, from the very
// declarations that calls are checked against.
import GraphModel
import QueryPlanner

extension Procedure {
  /// The name of the procedure that lists the others.
  static let listingName = "dbms.procedures"

  /// The procedures of a library in the order of their names, itself among them.
  static func listing(of procedures: [ProcedureSignature]) -> Procedure {
    let own = ProcedureSignature(
      name: listingName,
      fields: [.init("name", .string), .init("description", .string), .init("mode", .string), .init("signature", .string)],
      summary: "The procedures that can be called.")
    let rows = (procedures + [own]).sorted { $0.name.isByteLess(than: $1.name) }.map { signature -> [Value] in
      [.string(signature.name), .string(signature.summary), .string(signature.isWriting ? "WRITE" : "READ"), .string(signature.text)]
    }
    return Procedure(own) { _, _, emit throws(QueryError) in
      for row in rows { guard try emit(row) else { return } }
    }
  }

  /// The functions in the order of their names, aggregating ones and those of entities included.
  static let databaseFunctions = Procedure(
    ProcedureSignature(
      name: "dbms.functions",
      fields: [
        .init("name", .string), .init("category", .string), .init("description", .string), .init("isAggregating", .boolean),
        .init("signature", .string),
      ],
      summary: "The functions that expressions can use.")
  ) { _, _, emit throws(QueryError) in
    for function in FunctionListing.all {
      let row: [Value] = [
        .string(function.name), .string(function.category.rawValue), .string(function.summary),
        .boolean(function.category == .aggregating), .string(function.signature),
      ]
      guard try emit(row) else { return }
    }
  }
}
