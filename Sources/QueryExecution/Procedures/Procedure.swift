// A procedure: a name, what goes in and out, and a body that makes rows. The planner sees the signature alone.
// Invariant: a body gives rows of exactly as many values as the signature has outputs.
package import GraphModel
package import QueryPlanner

/// A procedure that queries can CALL.
package struct Procedure: Sendable {
  /// A named input or output.
  package struct Field: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The type of its values.
    package let type: TypeTest

    /// A field.
    package init(_ name: String, _ type: TypeTest) {
      self.name = name
      self.type = type
    }
  }

  /// Takes a row of outputs; says whether more are wanted.
  package typealias Emit = ([Value]) throws(QueryError) -> Bool
  /// Makes the rows for some arguments.
  package typealias Body = @Sendable ([Value], ExecutionContext, Emit) throws(QueryError) -> Void

  /// The full name with its namespace.
  package let name: String
  /// What goes in.
  package let inputs: [Field]
  /// What comes out.
  package let outputs: [Field]
  /// One line for `SHOW PROCEDURES` and the shell.
  package let summary: String
  /// Makes the rows.
  package let body: Body

  /// A procedure.
  package init(_ name: String, inputs: [Field] = [], outputs: [Field], summary: String, body: @escaping Body) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.summary = summary
    self.body = body
  }
}
