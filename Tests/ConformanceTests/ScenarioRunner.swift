// Runs one scenario against a fresh database and says why it fails, if it does.
import ConformanceKit
import GraphDatabase
import GraphModel

/// Runs scenarios.
struct ScenarioRunner {
  /// Named graphs: the scripts that make them.
  let graphs: [String: String]

  /// What became of a scenario.
  enum Outcome: Equatable {
    case passed
    case failed(String)
    /// The scenario needs what this runner does not offer.
    case skipped(String)
  }

  private struct Failure: Error {
    let reason: String
  }

  /// Runs a scenario.
  func run(_ scenario: Scenario) -> Outcome {
    if scenario.tags.contains("@ignore") { return .skipped("the kit sets it aside") }
    var state = State()
    for step in scenario.steps {
      do { try perform(step, &state) } catch {
        return .failed((error as? Failure)?.reason ?? "\(error)")
      }
    }
    return .passed
  }

  private struct State {
    var database = Database()
    var parameters: [String: Value] = [:]
    var result: Result<QueryResult, QueryError>?
    var before: GraphState?
    var query = ""
  }

  private func perform(_ step: Scenario.Step, _ state: inout State) throws {
    switch step {
    case .graph(let name):
      if let name {
        guard let script = graphs[name] else { throw Failure(reason: "no graph \(name)") }
        try run(script: script, state.database)
      }
    case .execute(let text): try setUp(text, state)
    case .parameters(let table):
      for row in table { state.parameters[row[0]] = TableValue.value(row[1]) }
    case .query(let text), .control(let text):
      if case .failure(let error)? = state.result { throw Failure(reason: describe(error)) }
      state.before = GraphState(of: state.database)
      state.query = text
      do throws(QueryError) { state.result = .success(try state.database.query(text, parameters: state.parameters)) } catch {
        state.result = .failure(error)
      }
    case .result(let table, let ordered, let listsAsBags):
      try compare(try success(state), table, ordered: ordered, CanonicalValue(listsAsBags: listsAsBags))
    case .emptyResult:
      let result = try success(state)
      guard result.rows.isEmpty, result.columns.isEmpty else { throw Failure(reason: "expected nothing, got \(result.rows.count) rows") }
    case .sideEffects(let table): try compareEffects(table, state)
    case .noSideEffects: try compareEffects([], state)
    case .error(let kind, let phase, let detail): try compareError(kind, phase, detail, state)
    case .procedure(let signature, let table): try register(signature, table, state.database)
    case .unknown: throw Failure(reason: "unknown step \(step)")
    }
  }

  private func setUp(_ text: String, _ state: State) throws {
    do throws(QueryError) { try state.database.query(text, parameters: state.parameters) } catch {
      throw Failure(reason: "set-up failed: \(describe(error))")
    }
  }

  /// Registers a procedure of the kit: `name(in :: TYPE?, …) :: (out :: TYPE?, …):` and a table of inputs and outputs.
  private func register(_ text: String, _ table: FeatureTable, _ database: Database) throws {
    guard let signature = ProcedureHeader(text) else { throw Failure(reason: "unreadable procedure \(text)") }
    let fields = signature.inputs + signature.outputs
    let header = table.first ?? []
    let rows = try table.dropFirst().map { row -> Value in
      .list(
        try fields.map { field in
          guard let column = header.firstIndex(of: field.name), let value = TableValue.value(row[column]) else {
            throw Failure(reason: "the table of \(signature.name) lacks \(field.name)")
          }
          return value
        })
    }
    let pairs = { (fields: [ProcedureHeader.Field]) -> Value in .list(fields.map { .list([.string($0.name), .string($0.type)]) }) }
    database.offerTableProcedures()
    do throws(QueryError) {
      try database.query(
        "CALL tck.register($name, $inputs, $outputs, $rows)",
        parameters: [
          "name": .string(signature.name), "inputs": pairs(signature.inputs), "outputs": pairs(signature.outputs), "rows": .list(rows),
        ])
    } catch { throw Failure(reason: "registering failed: \(describe(error))") }
  }

  private func run(script: String, _ database: Database) throws {
    do throws(QueryError) { try database.run(script: script) } catch { throw Failure(reason: "graph failed: \(describe(error))") }
  }

  private func success(_ state: State) throws -> QueryResult {
    switch state.result {
    case .success(let result)?: return result
    case .failure(let error)?: throw Failure(reason: describe(error))
    case nil: throw Failure(reason: "no query was run")
    }
  }

  private func describe(_ error: QueryError) -> String {
    "\(error.kind.rawValue) at \(error.phase.rawValue): \(error.detail): \(error.message)"
  }

  private func compare(_ result: QueryResult, _ table: FeatureTable, ordered: Bool, _ canonical: CanonicalValue) throws {
    let header = table.first ?? []
    guard result.columns.count == header.count, result.columns.sorted() == header.sorted() else {
      throw Failure(reason: "columns \(result.columns), expected \(header)")
    }
    let order = header.map { name in result.columns.firstIndex(of: name) ?? 0 }
    var actual = result.rows.map { row in order.map { canonical.text(row[$0]) }.joined(separator: " | ") }
    var expected = table.dropFirst().map { row in
      row.map { TableValue.canonicalText($0, listsAsBags: canonical.listsAsBags) }.joined(separator: " | ")
    }
    if !ordered {
      actual.sort()
      expected.sort()
    }
    guard actual == expected else { throw Failure(reason: "rows \(actual.prefix(12)), expected \(expected.prefix(12))") }
  }

  private func compareEffects(_ table: FeatureTable, _ state: State) throws {
    guard let before = state.before else { throw Failure(reason: "no query was run") }
    let actual = GraphState(of: state.database).effects(since: before)
    var expected: [String: Int] = [:]
    for row in table { if let count = Int(row[1]), count != 0 { expected[row[0]] = count } }
    guard actual == expected else {
      throw Failure(reason: "side effects \(actual.sorted { $0.key < $1.key }), expected \(expected.sorted { $0.key < $1.key })")
    }
  }

  private func compareError(_ kind: String, _ phase: String, _ detail: String, _ state: State) throws {
    guard case .failure(let error)? = state.result else { throw Failure(reason: "expected \(kind) \(detail), but the query succeeded") }
    guard error.kind.rawValue == kind, phase == "any time" || error.phase.rawValue == phase, detail == "*" || error.detail == detail else {
      throw Failure(reason: "\(describe(error)), expected \(kind) at \(phase): \(detail)")
    }
    if let before = state.before, !GraphState(of: state.database).effects(since: before).isEmpty {
      throw Failure(reason: "a query that failed left side effects")
    }
  }
}
