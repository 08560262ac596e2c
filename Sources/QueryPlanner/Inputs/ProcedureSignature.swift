// What a procedure looks like from outside: its name, arguments, fields. The bodies live with the executor; binding needs no
// more than this.

package import GraphModel

/// The outside of a procedure.
package struct ProcedureSignature: Hashable, Sendable {
  /// An argument.
  package struct Argument: Hashable, Sendable {
    package let name: String
    package let type: TypeTest
    /// What is passed where the call leaves the argument out; `nil` if it may not.
    package let defaultValue: Value?

    /// An argument.
    package init(_ name: String, _ type: TypeTest, defaultValue: Value? = nil) {
      self.name = name
      self.type = type
      self.defaultValue = defaultValue
    }
  }

  /// A field of the result.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: TypeTest

    /// A field.
    package init(_ name: String, _ type: TypeTest) {
      self.name = name
      self.type = type
    }
  }

  /// The name of the procedure that LOAD CSV is a call of.
  package static let csvRows = "io.csv"

  /// The full name with its namespace.
  package let name: String
  package let arguments: [Argument]
  /// None for a procedure that only acts.
  package let fields: [Field]
  /// Whether it may change the graph.
  package let isWriting: Bool
  /// One line for `SHOW PROCEDURES` and the shell.
  package let summary: String

  /// A signature.
  package init(name: String, arguments: [Argument] = [], fields: [Field] = [], isWriting: Bool = false, summary: String = "") {
    self.name = name
    self.arguments = arguments
    self.fields = fields
    self.isWriting = isWriting
    self.summary = summary
  }

  /// `name(argument :: TYPE, …) :: (field :: TYPE, …)`.
  package var text: String {
    let given = arguments.map { argument in
      let value = argument.defaultValue.map { " = \(ExpressionText.literal($0))" } ?? ""
      return "\(argument.name)\(value) :: \(ExpressionText.type(argument.type))"
    }
    let answered = fields.map { "\($0.name) :: \(ExpressionText.type($0.type))" }
    return "\(name)(\(given.joined(separator: ", "))) :: (\(answered.joined(separator: ", ")))"
  }
}

/// The procedures that a query may call.
package struct ProcedureRegistry: Sendable {
  private let byName: [String: ProcedureSignature]

  /// A registry of these; of two with one name the later holds.
  package init(_ signatures: [ProcedureSignature] = []) {
    byName = Dictionary(signatures.map { ($0.name, $0) }, uniquingKeysWith: { _, later in later })
  }

  /// The procedure of a name, spelt exactly.
  package subscript(name: String) -> ProcedureSignature? { byName[name] }

  /// All names in order.
  package var names: [String] { byName.keys.sorted() }
}
