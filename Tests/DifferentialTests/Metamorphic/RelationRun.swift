// The stage of metamorphic tests: one graph in the engine, random queries over it, and answers as bags of rows. A relation between queries
// needs no oracle: each test derives other texts from a query and says how their answers must stand to each other.
import Foundation
import GraphDatabase
import GraphModel
import Testing

/// A bag of rows, as sorted texts.
typealias Bag = [String]

/// One graph and the generator of queries over it.
struct RelationRun {
  let graph: SmallGraph
  let script: String
  let database: Database
  let naive: NaiveGraph
  let seed: UInt64

  /// The stage for a graph.
  init(_ graph: SmallGraph, seed: UInt64 = 0) throws {
    self.graph = graph
    self.seed = seed
    script = graph.script
    let compared = try ComparedGraph(script)
    naive = compared.naive
    database = try compared.database(for: GeneratedQuery(text: ""))
  }

  /// A generator whose queries have one answer whatever the order of rows.
  func generator(_ place: UInt64) -> QueryGenerator {
    var generator = QueryGenerator(naive, seed: seed &* 7_919 &+ place)
    generator.isOrderFree = true
    return generator
  }

  /// The rows of a query; nil where it fails.
  func bag(_ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()) -> Bag? {
    rows(text, parameters: parameters, options: options)?.sorted()
  }

  /// The rows of a query in their order; nil where it fails.
  func rows(_ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()) -> [String]? {
    guard let result = try? database.query(text, parameters: parameters, options: options) else { return nil }
    return CanonicalRows(listsAsBags: false).texts(result.rows)
  }
}

/// What a relation found on one query.
enum RelationFinding {
  /// The query did not fit, or fails by itself.
  case unfit
  case holds(rows: Int)
  case broken(String)

  /// That two bags are equal; unfit where the first fails, broken where only the second does.
  static func equal(_ first: Bag?, _ second: Bag?, _ texts: String...) -> RelationFinding {
    guard let first else { return .unfit }
    if first == second { return .holds(rows: first.count) }
    return .broken(
      "\(texts.joined(separator: "\n-- against\n"))\n\(first.prefix(6)) against \(second.map { "\($0.prefix(6))" } ?? "a failure")")
  }

  /// That one bag lies in another.
  static func contained(_ part: Bag?, in whole: Bag?, _ texts: String...) -> RelationFinding {
    guard let part, let whole else { return .unfit }
    var counts = Dictionary(whole.map { ($0, 1) }, uniquingKeysWith: +)
    for row in part {
      counts[row, default: 0] -= 1
      if counts[row, default: 0] < 0 { return .broken("\(texts.joined(separator: "\n-- not in\n"))\n\(row)") }
    }
    return .holds(rows: part.count)
  }
}

/// Runs relations.
enum Relations {
  private static let environment = ProcessInfo.processInfo.environment
  /// `RELATION_SCALE=20` runs twenty times as many graphs, `DIFFERENTIAL_SEED` says from which seed.
  private static let scale = environment["RELATION_SCALE"].flatMap { UInt64($0) } ?? 1
  private static let firstSeed = environment["DIFFERENTIAL_SEED"].flatMap { UInt64($0) } ?? 500_000

  /// Checks a relation on some graphs; at least `least` queries must fit, and `share` percent of them must have rows.
  static func check(
    _ name: String, graphs: UInt64 = 10, perGraph: UInt64 = 3, least: Int = 10, share: Int = 60,
    at place: SourceLocation = #_sourceLocation, _ relation: (RelationRun, inout QueryGenerator) throws -> RelationFinding
  ) throws {
    var (fit, nonEmpty, rows) = (0, 0, 0)
    for seed in firstSeed..<(firstSeed + graphs * scale) {
      var numbers = SeededNumbers(seed: seed)
      let run = try RelationRun(SmallGraph(&numbers), seed: seed)
      for query in 0..<perGraph {
        var generator = run.generator(query)
        switch try relation(run, &generator) {
        case .unfit: continue
        case .holds(let count):
          fit += 1
          rows += count
          if count > 0 { nonEmpty += 1 }
        case .broken(let reason):
          fit += 1
          Issue.record("\(name), graph \(seed), query \(query)\n\(run.script)\n\(reason)", sourceLocation: place)
        }
      }
    }
    print("relation \(name): \(fit) queries, \(nonEmpty * 100 / max(1, fit)) % with rows, \(rows) rows")
    #expect(fit >= least && nonEmpty * 100 >= fit * share, "the relation is idle", sourceLocation: place)
  }
}
