// The engine against the oracle, and the optimised plan against the plain one, over random graphs and queries. A failure prints seed, graph
// and query. `DIFFERENTIAL_SECONDS=600` runs longer on fresh seeds; a seed that failed becomes a named test.
import CypherSyntax
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct DifferentialTests {
  private static let queriesPerGraph = 12

  @Test func engineAgreesWithTheOracleOnFixedSeeds() throws {
    var rows = 0
    var compared = 0
    var nonEmpty = 0
    for seed in UInt64(1)...60 { try DifferentialTests.run(seed, &compared, &nonEmpty, &rows) }
    print("differential: \(compared) queries compared, \(nonEmpty) of them with rows, \(rows) rows")
    #expect(compared > 400)
    #expect(nonEmpty * 10 >= compared * 3)
  }

  @Test func engineAgreesWithTheOracleOnFreshSeeds() throws {
    let seconds = ProcessInfo.processInfo.environment["DIFFERENTIAL_SECONDS"].flatMap(Double.init) ?? 5
    let first = UInt64.random(in: 1_000...UInt64.max / 2)
    print("differential: fresh seeds from \(first)")
    var (compared, nonEmpty, rows) = (0, 0, 0)
    let end = Date().addingTimeInterval(seconds)
    var seed = first
    while Date() < end {
      try DifferentialTests.run(seed, &compared, &nonEmpty, &rows)
      seed += 1
    }
    print("differential: \(compared) queries compared, \(nonEmpty) of them with rows, \(rows) rows")
  }

  private static func run(_ seed: UInt64, _ compared: inout Int, _ nonEmpty: inout Int, _ rowCount: inout Int) throws {
    var numbers = SeededNumbers(seed: seed)
    let database = Database()
    let statement = GraphGenerator.statement(&numbers)
    try database.query(statement)
    var graph = NaiveGraph()
    database.forEachElement(node: { graph.insert($0) }, relationship: { graph.insert($0) })
    for place in 0..<queriesPerGraph {
      var generator = QueryGenerator(SeededNumbers(seed: seed &* 1_000 &+ UInt64(place)))
      let text = generator.query()
      let expected = outcome { try NaiveEvaluator(graph: graph).run(Parser.statement(in: text)).rows }
      if case .failed(let reason) = expected, reason.contains("beyond") { continue }
      let plain = outcome { try database.query(text, options: unoptimised).rows }
      let actual = outcome { try database.query(text).rows }
      compared += 1
      if case .rows(let rows) = actual, !rows.isEmpty {
        nonEmpty += 1
        rowCount += rows.count
      }
      if !agree(expected, actual) {
        Issue.record("seed \(seed) query \(place)\n\(statement)\n\(text)\noracle \(expected)\nengine \(actual)")
      }
      if !agree(plain, actual) {
        Issue.record("seed \(seed) query \(place)\n\(statement)\n\(text)\nunoptimised \(plain)\noptimised \(actual)")
      }
    }
  }

  private static var unoptimised: QueryOptions {
    var options = QueryOptions()
    options.disabledRules = ["all"]
    return options
  }

  private enum Outcome: CustomStringConvertible {
    case rows([[Value]])
    case failed(String)

    var description: String {
      switch self {
      case .rows(let rows): "\(rows.count) rows: \(rows.prefix(10))"
      case .failed(let reason): "failed: \(reason)"
      }
    }
  }

  private static func outcome(_ body: () throws -> [[Value]]) -> Outcome {
    do { return .rows(try body()) } catch { return .failed("\(error)") }
  }

  /// Same multiset of rows by equivalence, or a failure on both sides.
  private static func agree(_ left: Outcome, _ right: Outcome) -> Bool {
    switch (left, right) {
    case (.failed, .failed): return true
    case (.rows(let a), .rows(let b)):
      guard a.count == b.count else { return false }
      var counts: [[GroupingKey]: Int] = [:]
      for row in a { counts[row.map { GroupingKey($0) }, default: 0] += 1 }
      for row in b { counts[row.map { GroupingKey($0) }, default: 0] -= 1 }
      return counts.values.allSatisfy { $0 == 0 }
    default: return false
    }
  }
}
