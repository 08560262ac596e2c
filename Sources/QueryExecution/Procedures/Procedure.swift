// A procedure: its outside, which the planner knows, and a body that makes rows.
// Invariant: a body gives rows of exactly as many values as the signature has fields, in their order.
package import GraphModel
package import QueryPlanner

/// A procedure that queries can CALL.
package struct Procedure: Sendable {
  /// Takes a row of fields; says whether more are wanted.
  package typealias Emit = ([Value]) throws(QueryError) -> Bool
  /// Makes the rows for some arguments.
  package typealias Body = @Sendable ([Value], ExecutionContext, Emit) throws(QueryError) -> Void

  /// Makes all rows for some arguments, in columns.
  package typealias TableBody = @Sendable ([Value], ExecutionContext) throws(QueryError) -> ProcedureTable

  /// The outside: name, arguments, fields.
  package let signature: ProcedureSignature
  /// Makes the rows.
  package let body: Body
  /// Makes the whole result at once, for procedures that give it in columns.
  package let table: TableBody?

  /// A procedure.
  package init(_ signature: ProcedureSignature, body: @escaping Body) {
    self.signature = signature
    self.body = body
    table = nil
  }

  /// A procedure that gives its result in columns.
  package init(_ signature: ProcedureSignature, table: @escaping TableBody) {
    self.signature = signature
    self.table = table
    body = { arguments, context, emit throws(QueryError) in
      let table = try table(arguments, context)
      for row in 0..<table.count {
        guard try emit(table.row(row)) else { return }
      }
    }
  }

  /// The full name with its namespace.
  package var name: String { signature.name }
  /// What goes in.
  package var inputs: [ProcedureSignature.Argument] { signature.arguments }
  /// What comes out.
  package var outputs: [ProcedureSignature.Field] { signature.fields }
  /// One line for the shell.
  package var summary: String { signature.summary }
}
