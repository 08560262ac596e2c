// One query under every configuration of the engine, against the oracle. Where two evaluations that the language allows differ, the query
// has no single answer: then any of them is right.
import CypherSyntax
import GraphDatabase
import GraphModel
import QueryPlanner

/// A difference, with all that is needed to see it again.
struct Difference {
  var configuration: String
  var expected: Outcome
  var actual: Outcome
}

/// A graph in the forms that comparisons need. Databases are shared between queries that only read.
final class ComparedGraph {
  let naive: NaiveGraph
  private let script: String
  private let plain: Database
  private let indexed: Database

  /// Loads the graph that a statement creates everywhere; the oracle reads the statement by itself.
  init(_ script: String) throws {
    self.script = script
    plain = try ComparedGraph.database(script, isIndexed: false)
    indexed = try ComparedGraph.database(script, isIndexed: true)
    let evaluator = NaiveEvaluator(graph: NaiveGraph())
    if !script.isEmpty { _ = try evaluator.run(Parser.statement(in: script)) }
    naive = evaluator.graph
  }

  private static func database(_ script: String, isIndexed: Bool) throws -> Database {
    let database = Database()
    if isIndexed {
      for key in SmallGraph.keys {
        for label in SmallGraph.labels { try database.query("CREATE INDEX FOR (n:\(label)) ON (n.\(key))") }
      }
    }
    if !script.isEmpty { try database.query(script) }
    return database
  }

  /// Whether the engine and the oracle make different graphs of the script.
  var creationDiffers: Bool {
    func texts(_ graph: NaiveGraph) -> [String] { Colouring(graph, before: graph).texts }
    return texts(NaiveGraph(of: plain)) != texts(naive) || texts(NaiveGraph(of: indexed)) != texts(naive)
  }

  /// A database that the query may change if it writes.
  func database(for query: GeneratedQuery, isIndexed: Bool = false) throws -> Database {
    query.isWriting ? try ComparedGraph.database(script, isIndexed: isIndexed) : (isIndexed ? indexed : plain)
  }
}

/// Compares the engine with the oracle.
struct OracleComparison {
  /// What a comparison found.
  enum Verdict {
    case agrees(rows: Int)
    /// Not claimed by the oracle, or without a single answer.
    case skipped(String)
    case differs(Difference)
  }

  /// The configurations: as it is, without any rule, without one of them, with indexes, and with one core.
  struct Configuration {
    let name: String
    let options: QueryOptions
    var isIndexed = false

    /// Those for one query; the single rules take turns.
    static func all(turn: Int) -> [Configuration] {
      var (plain, bare, lacking) = (QueryOptions(), QueryOptions(), QueryOptions())
      plain.threads = 1
      bare.disabledRules = ["all"]
      let rule = Optimizer.ruleNames[turn % Optimizer.ruleNames.count]
      lacking.disabledRules = [rule]
      return [
        Configuration(name: "as it is", options: plain), Configuration(name: "without any rule", options: bare),
        Configuration(name: "without \(rule)", options: lacking),
        Configuration(name: "with indexes", options: QueryOptions(), isIndexed: true),
      ]
    }
  }

  /// Compares one query.
  static func verdict(_ query: GeneratedQuery, on compared: ComparedGraph, turn: Int) throws -> Verdict {
    let form = AnswerForm(query)
    let expected = form.outcome(compared.naive, query.text)
    if case .beyond(let reason) = expected { return .skipped(reason) }
    for configuration in Configuration.all(turn: turn) {
      let database = try compared.database(for: query, isIndexed: configuration.isIndexed)
      let actual = form.outcome(database, query.text, before: compared.naive, options: configuration.options)
      if actual == expected { continue }
      if isOpen(query, form, compared.naive, expected, actual) { return .skipped("no single answer") }
      return .differs(Difference(configuration: configuration.name, expected: expected, actual: actual))
    }
    return .agrees(rows: expected.rowCount)
  }

  /// Whether evaluations that the language allows differ among themselves.
  private static func isOpen(
    _ query: GeneratedQuery, _ form: AnswerForm, _ graph: NaiveGraph, _ expected: Outcome, _ actual: Outcome
  ) -> Bool {
    Freedom.all.dropFirst().contains { form.outcome(graph, query.text, freedom: $0) != expected }
  }
}
