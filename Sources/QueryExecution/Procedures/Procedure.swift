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

  /// The outside: name, arguments, fields.
  package let signature: ProcedureSignature
  /// Makes the rows.
  package let body: Body

  /// A procedure.
  package init(_ signature: ProcedureSignature, body: @escaping Body) {
    self.signature = signature
    self.body = body
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
