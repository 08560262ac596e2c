// Procedures for tests: `CALL tck.register(name, inputs, outputs, rows)` makes a procedure that answers from a fixed table. Offered only
// where somebody asks for it, for a database that serves people needs no such thing.
import GraphModel
import QueryExecution
import QueryPlanner

extension Database {
  /// Offers the procedure `tck.register` from now on. Its arguments are the name of a procedure to make, its inputs and its outputs as lists
  /// of `[name, type]` (`["in", "INTEGER?"]`), and rows of the inputs' values followed by the outputs'. A name that is registered again is
  /// replaced; a reset forgets what was registered.
  public func offerTableProcedures() {
    // Unowned, for the procedures would hold themselves otherwise; a call runs inside of a database, which holds them.
    procedures.offer([Procedure.registration { [unowned procedures] procedure throws(QueryError) in try procedures.register(procedure) }])
  }
}

extension Procedure {
  /// `tck.register`, which hands the procedure it makes to `register`.
  fileprivate static func registration(_ register: @escaping @Sendable (Procedure) throws(QueryError) -> Void) -> Procedure {
    let signature = ProcedureSignature(
      name: "tck.register",
      arguments: [
        .init("name", .notNull(.string)), .init("inputs", .notNull(.list(.list(.string)))),
        .init("outputs", .notNull(.list(.list(.string)))),
        .init("rows", .notNull(.list(.list(.any)))),
      ],
      summary: "Makes a procedure that answers from a table, for tests.")
    return Procedure(signature) { arguments, _, _ throws(QueryError) in
      guard case .string(let name) = arguments[0] else { return }
      let inputs = try fields(of: arguments[1])
      let outputs = try fields(of: arguments[2])
      let made = ProcedureSignature(
        name: name, arguments: inputs.map { .init($0.name, $0.type) }, fields: outputs.map { .init($0.name, $0.type) },
        summary: "Answers from a table.")
      try register(.fixedTable(made, rows: try rows(of: arguments[3], width: inputs.count + outputs.count)))
    }
  }

  private static func fields(of value: Value) throws(QueryError) -> [(name: String, type: TypeTest)] {
    guard case .list(let pairs) = value else { return [] }
    var fields: [(name: String, type: TypeTest)] = []
    for pair in pairs {
      guard case .list(let parts) = pair, parts.count == 2, case .string(let name) = parts[0], case .string(let text) = parts[1],
        let type = TypeTest(signatureText: text)
      else {
        throw .runtime(
          .procedureError, "ProcedureCallFailed", "a field is a list of its name and its type", hint: "write [\"in\", \"INTEGER?\"]")
      }
      fields.append((name: name, type: type))
    }
    return fields
  }

  private static func rows(of value: Value, width: Int) throws(QueryError) -> [[Value]] {
    guard case .list(let rows) = value else { return [] }
    var result: [[Value]] = []
    for row in rows {
      guard case .list(let values) = row, values.count == width else {
        throw .runtime(.procedureError, "ProcedureCallFailed", "a row holds \(width) values: the inputs' and then the outputs'")
      }
      result.append(values)
    }
    return result
  }
}

extension TypeTest {
  /// A type as openCypher's signatures spell it: `INTEGER?` admits null, `LIST? OF STRING?` nests.
  init?(signatureText text: String) {
    var words = text.uppercased().split(separator: " ").map(String.init)
    guard let last = words.popLast() else { return nil }
    guard var type = TypeTest.simple(last) else { return nil }
    while let of = words.popLast() {
      guard of == "OF", let list = words.popLast() else { return nil }
      switch list {
      case "LIST?": type = .list(type)
      case "LIST": type = .notNull(.list(type))
      default: return nil
      }
    }
    self = type
  }

  private static func simple(_ word: String) -> TypeTest? {
    let isNullable = word.hasSuffix("?")
    let type: TypeTest? =
      switch isNullable ? String(word.dropLast()) : word {
      case "ANY": .any
      case "BOOLEAN": .boolean
      case "INTEGER": .integer
      case "FLOAT": .float
      case "NUMBER": .number
      case "STRING": .string
      case "MAP": .map
      case "NODE": .node
      case "RELATIONSHIP": .relationship
      case "PATH": .path
      default: nil
      }
    return isNullable ? type : type.map { .notNull($0) }
  }
}
