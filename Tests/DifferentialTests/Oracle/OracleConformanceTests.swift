// The oracle against the openCypher Technology Compatibility Kit, before it judges the engine: every scenario that it evaluates at all must
// come out as the kit says. `passing.txt` lists the scenarios that it agrees with; it may not claim fewer. The scenarios that demand an
// error of the text are the binder's affair and are not counted. `ORACLE_UPDATE=1 swift test --filter OracleConformance` rewrites the list.
import ConformanceKit
import CypherSyntax
import Foundation
import GraphModel
import Testing

@Suite struct OracleConformanceTests {
  private static let ratchetFile = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("passing.txt")
  private static let environment = ProcessInfo.processInfo.environment

  @Test func theOracleAgreesWithTheKit() throws {
    guard let kit = FeatureKit() else {
      print("notice: no conformance kit at TCK_DIR or ../shared/tck; the oracle is not checked in this run")
      return
    }
    let only = OracleConformanceTests.environment["ORACLE_ONLY"]
    let scenarios = try kit.scenarios().filter { only == nil || $0.id.contains(only ?? "") }
    let runner = OracleScenarioRunner(graphs: try kit.graphs())
    var (agreed, unclaimed): ([String], [String: Int]) = ([], [:])
    for scenario in scenarios {
      switch runner.run(scenario) {
      case .agreed: agreed.append(scenario.id)
      case .unclaimed(let reason):
        unclaimed[reason, default: 0] += 1
        if only != nil { print("  \(scenario.id): unclaimed, \(reason)") }
      case .differs(let reason): Issue.record("\(scenario.id): \(reason)")
      }
    }
    print("oracle: agrees with the kit in \(agreed.count) of \(scenarios.count) scenarios, claims none of the others")
    if OracleConformanceTests.environment["ORACLE_VERBOSE"] != nil {
      for (reason, count) in unclaimed.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { print("  \(count) \(reason)") }
    }
    guard only == nil else { return }
    if OracleConformanceTests.environment["ORACLE_UPDATE"] != nil {
      try (agreed.sorted().joined(separator: "\n") + "\n").write(to: OracleConformanceTests.ratchetFile, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: OracleConformanceTests.ratchetFile, encoding: .utf8).split(separator: "\n").map(String.init)
    for lost in Set(expected).subtracting(agreed).sorted() { Issue.record("the oracle does not claim any more: \(lost)") }
  }
}

/// Runs scenarios through the oracle alone.
struct OracleScenarioRunner {
  /// The scripts that make the named graphs.
  let graphs: [String: String]

  /// What became of a scenario.
  enum Outcome {
    case agreed
    case unclaimed(String)
    case differs(String)
  }

  private struct Difference: Error {
    let reason: String
  }

  private struct State {
    var graph = NaiveGraph()
    var before = NaiveGraph()
    var parameters: [String: Value] = [:]
    var result: Result<(columns: [String], rows: [[Value]]), NaiveError>?
  }

  /// Runs a scenario.
  func run(_ scenario: Scenario) -> Outcome {
    var state = State()
    for step in scenario.steps {
      do { try perform(step, &state) } catch let difference as Difference { return .differs(difference.reason) } catch {
        if case .beyond(let reason)? = error as? NaiveError { return .unclaimed(reason) }
        return .differs("\(error)")
      }
    }
    return .agreed
  }

  private func perform(_ step: Scenario.Step, _ state: inout State) throws {
    switch step {
    case .graph(let name?): for statement in try Script.statements(in: graphs[name] ?? "").statements { try setUp(statement.text, &state) }
    case .graph(nil): break
    case .execute(let text): try setUp(text, &state)
    case .parameters(let table): for row in table { state.parameters[row[0]] = TableValue.value(row[1]) }
    case .query(let text), .control(let text): try execute(text, &state)
    case .result(let table, let ordered, let listsAsBags): try compare(table, ordered: ordered, listsAsBags: listsAsBags, state)
    case .emptyResult: if !(try success(state)).rows.isEmpty, !(try success(state)).columns.isEmpty { throw Difference(reason: "rows") }
    case .sideEffects(let table): try compareEffects(table, state)
    case .noSideEffects: try compareEffects([], state)
    case .error(_, let phase, let detail):
      if phase == "compile time" { throw NaiveError.beyond("errors of the text") }
      guard case .failure? = state.result else { throw Difference(reason: "does not fail, wanted \(detail)") }
    case .procedure, .unknown: throw NaiveError.beyond("step")
    }
  }

  private func setUp(_ text: String, _ state: inout State) throws {
    let evaluator = NaiveEvaluator(graph: state.graph, parameters: state.parameters)
    _ = try evaluator.run(try statement(text))
    state.graph = evaluator.graph
  }

  private func execute(_ text: String, _ state: inout State) throws {
    let evaluator = NaiveEvaluator(graph: state.graph, parameters: state.parameters)
    state.before = state.graph
    do throws(NaiveError) {
      state.result = .success(try evaluator.run(try statement(text)))
      state.graph = evaluator.graph
    } catch {
      if case .beyond = error { throw error }
      state.result = .failure(error)
    }
  }

  private func statement(_ text: String) throws(NaiveError) -> Statement {
    do throws(QueryError) { return try Parser.statement(in: text) } catch { throw .beyond("errors of the text") }
  }

  private func success(_ state: State) throws -> (columns: [String], rows: [[Value]]) {
    switch state.result {
    case .success(let result)?: return result
    case .failure(let error)?: throw Difference(reason: "\(error)")
    case nil: throw NaiveError.beyond("step")
    }
  }

  private func compare(_ table: FeatureTable, ordered: Bool, listsAsBags: Bool, _ state: State) throws {
    let result = try success(state)
    let header = table.first ?? []
    guard result.columns.sorted() == header.sorted() else { throw Difference(reason: "columns \(result.columns), wanted \(header)") }
    let order = header.map { name in result.columns.firstIndex(of: name) ?? 0 }
    let canonical = CanonicalValue(listsAsBags: listsAsBags)
    var actual = result.rows.map { row in order.map { canonical.text(state.graph.filled(row[$0])) }.joined(separator: " | ") }
    var wanted = table.dropFirst().map { row in
      row.map { TableValue.canonicalText($0, listsAsBags: listsAsBags) }.joined(separator: " | ")
    }
    if !ordered {
      actual.sort()
      wanted.sort()
    }
    if actual != wanted { throw Difference(reason: "rows \(actual.prefix(12)), wanted \(wanted.prefix(12))") }
  }

  private func compareEffects(_ table: FeatureTable, _ state: State) throws {
    if case .failure? = state.result { return }
    let actual = state.graph.effects(since: state.before)
    let wanted = Dictionary(table.map { ($0[0], Int($0[1]) ?? 0) }, uniquingKeysWith: { $1 }).filter { $0.value != 0 }
    if actual != wanted {
      throw Difference(reason: "effects \(actual.sorted { $0.key < $1.key }), wanted \(wanted.sorted { $0.key < $1.key })")
    }
  }
}
