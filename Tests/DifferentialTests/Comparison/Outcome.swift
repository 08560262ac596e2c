// What became of a query, in a form that compares: its rows as a bag (as a sequence under a total order), the graph after a write, or an
// error. Errors are all alike: the sides word them differently.
import CypherSyntax
import GraphDatabase
import GraphModel

/// The answer to a query, or that there is none.
enum Outcome: Equatable, CustomStringConvertible {
  case answer(columns: [String], rows: [String], graph: [String])
  case failed(String)
  /// The oracle does not claim the query.
  case beyond(String)

  static func == (left: Outcome, right: Outcome) -> Bool {
    switch (left, right) {
    case (.answer(let a, let b, let c), .answer(let d, let e, let f)): a == d && b == e && c == f
    case (.failed, .failed): true
    default: false
    }
  }

  var description: String {
    switch self {
    case .answer(let columns, let rows, let graph):
      "\(rows.count) rows of \(columns): \(rows.prefix(8))\(graph.isEmpty ? "" : ", \(graph.count) elements after")"
    case .failed(let reason): "failed: \(reason)"
    case .beyond(let reason): "not claimed: \(reason)"
    }
  }

  /// The number of rows, none of an error.
  var rowCount: Int {
    if case .answer(_, let rows, _) = self { rows.count } else { 0 }
  }
}

/// How the answers to one query are compared.
struct AnswerForm {
  private let isWriting: Bool
  private let listsAsBags: Bool
  private let isOrdered: Bool

  /// The form for a query's text.
  init(_ query: GeneratedQuery) {
    isWriting = query.isWriting
    listsAsBags = ["collect(", "COLLECT", " | "].contains { query.text.contains($0) }
    isOrdered = (query.text.split(separator: "\n").last ?? "").contains(" ORDER BY ")
  }

  /// An answer of the engine; `graph` is read from the database after a write.
  func outcome(
    _ database: Database, _ text: String, before: NaiveGraph, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()
  ) -> Outcome {
    do throws(QueryError) {
      let result = try database.query(text, parameters: parameters, options: options)
      return answer(result.columns, result.rows, isWriting ? NaiveGraph(of: database) : before, before: before)
    } catch { return .failed("\(error.phase.rawValue) \(error.kind.rawValue) \(error.detail): \(error.message)") }
  }

  /// The answer of the oracle.
  func outcome(_ graph: NaiveGraph, _ text: String, freedom: Freedom = Freedom()) -> Outcome {
    let evaluator = NaiveEvaluator(graph: graph, freedom: freedom, steps: 400_000)
    do throws(NaiveError) {
      let statement: Statement
      do throws(QueryError) { statement = try Parser.statement(in: text) } catch { return .failed("compile time \(error.message)") }
      let result = try evaluator.run(statement)
      return answer(result.columns, result.columns.isEmpty ? [] : result.rows, evaluator.graph, before: graph)
    } catch {
      switch error {
      case .beyond(let reason): return .beyond(reason)
      case .failed(let reason): return .failed(reason)
      }
    }
  }

  private func answer(_ columns: [String], _ rows: [[Value]], _ graph: NaiveGraph, before: NaiveGraph) -> Outcome {
    let colouring = isWriting ? Colouring(graph, before: before) : nil
    let order = columns.indices.sorted { columns[$0].isByteLess(than: columns[$1]) }
    let texts = CanonicalRows(colouring: colouring, listsAsBags: listsAsBags).texts(rows.map { row in order.map { row[$0] } })
    return .answer(columns: order.map { columns[$0] }, rows: isOrdered ? texts : texts.sorted(), graph: colouring?.texts ?? [])
  }
}

extension NaiveGraph {
  /// The content of a database now.
  init(of database: Database) {
    var graph = NaiveGraph()
    database.forEachElement(node: { graph.insert($0) }, relationship: { graph.insert($0) })
    self = graph
  }
}
