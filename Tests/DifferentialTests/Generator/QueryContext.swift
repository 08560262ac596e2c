// What a generator knows while it writes a query: the variables with their kinds, and the rows that the clauses so far yield. One of the
// rows is the witness: patterns and conditions are written so that the witness survives them, and so most queries have an answer.
import CypherSyntax
import GraphModel

/// What a variable stands for, as far as generated expressions care.
enum VariableKind {
  case node, relationship, path, shortestPath
  case relationships, nodes
  case number, string, boolean, list, any
}

/// A variable in scope.
struct ScopedVariable {
  let name: String
  let kind: VariableKind
}

/// The state between two clauses.
struct QueryContext {
  var variables: [ScopedVariable] = []
  var table = NaiveTable(names: [], rows: [[:]])
  var graph: NaiveGraph
  /// The row that the next clause must not lose.
  var witness: NaiveEvaluator.Row = [:]

  /// The variables of some kinds, without those that are null in the witness.
  func names(_ kinds: VariableKind...) -> [String] {
    variables.filter { kinds.contains($0.kind) && witness[$0.name]?.isNull != true }.map(\.name)
  }

  /// The context after clauses, nil where they fail; the witness is then one of the new rows.
  func after(_ text: String, _ added: [ScopedVariable], _ numbers: inout SeededNumbers) throws(NaiveError) -> QueryContext {
    let evaluator = NaiveEvaluator(graph: graph, steps: 60_000)
    var next = self
    for clause in try QueryContext.clauses(text) { next.table = try evaluator.apply(clause, next.table) }
    next.graph = evaluator.graph
    next.variables += added
    next.witness = next.table.rows.isEmpty ? [:] : numbers.pick(next.table.rows)
    return next
  }

  /// The value of an expression in the witness, nil where it has none.
  func value(_ expression: String) -> Value? {
    guard case .return(let projection)? = (try? QueryContext.clauses("RETURN \(expression)"))?.first else { return nil }
    return try? NaiveEvaluator(graph: graph, steps: 20_000).value(of: projection.items[0].expression, witness)
  }

  /// The clauses of a text, without the RETURN that makes it a query.
  private static func clauses(_ text: String) throws(NaiveError) -> [Clause] {
    let ends = text.hasPrefix("RETURN") || text.contains("\nRETURN")
    do throws(QueryError) {
      guard case .query(let query) = try Parser.statement(in: ends ? text : text + "\nFINISH").kind else { return [] }
      return ends ? query.branches[0].clauses : query.branches[0].clauses.dropLast()
    } catch { throw .beyond("the generated text does not parse: \(error.message): \(text)") }
  }
}

extension Value {
  /// The value as the language writes it; nil where no literal gives an equal value.
  var literalText: String? {
    switch self {
    case .integer(let number): "\(number)"
    case .float(let number): number.isFinite ? "\(number)" : nil
    case .boolean(let truth): truth ? "true" : "false"
    case .string(let text): "'" + text.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "'"
    case .date(let date): "date('\(date)')"
    default: nil
    }
  }
}
