// The engine against the oracle over random graphs and queries, under every configuration that must not matter: rules left out one at a
// time and altogether, indexes there or not. A failure prints seed, graph, query and both answers, made small. Fixed seeds run always;
// `DIFFERENTIAL_SECONDS=600` runs on fresh seeds for that long (`DIFFERENTIAL_SEED` says from which, `DIFFERENTIAL_VERBOSE` prints each query
// before it runs); a seed that failed becomes a test with a name.
// Fresh seeds run on request alone: where several rows set one property the language leaves the answer open, and where two dozen orders of
// rows do not show that, such a query would fail a build that is sound.
import Foundation
import GraphDatabase
import GraphModel
import Testing

/// What a run has seen.
struct DifferentialTally {
  var queries = 0
  var nonEmpty = 0
  var rows = 0
  var writes = 0
  var skipped: [String: Int] = [:]
  var differences = 0

  var summary: String {
    let reasons = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "\(queries) queries compared (\(writes) of them write), \(nonEmpty * 100 / max(1, queries)) % with rows, \(rows) rows, "
      + "\(differences) differences; not compared: \(reasons.isEmpty ? "none" : reasons)"
  }
}

@Suite struct DifferentialTests {
  private static let queriesPerGraph = 8
  fileprivate static let environment = ProcessInfo.processInfo.environment

  @Test func engineAgreesWithTheOracleOnFixedSeeds() throws {
    var tally = DifferentialTally()
    for seed in UInt64(1)...45 { try DifferentialTests.run(seed, &tally) }
    print("differential: \(tally.summary)")
    #expect(tally.queries > 300)
    #expect(tally.nonEmpty * 10 >= tally.queries * 6, "an oracle that compares nothing with nothing is idle")
  }

  @Test(.enabled(if: DifferentialTests.environment["DIFFERENTIAL_SECONDS"] != nil, "set DIFFERENTIAL_SECONDS for fresh seeds"))
  func engineAgreesWithTheOracleOnFreshSeeds() throws {
    let seconds = DifferentialTests.environment["DIFFERENTIAL_SECONDS"].flatMap(Double.init) ?? 2
    let first = DifferentialTests.environment["DIFFERENTIAL_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1_000...(UInt64.max >> 16))
    print("differential: fresh seeds from \(first)")
    var tally = DifferentialTally()
    let (start, end) = (Date(), Date().addingTimeInterval(seconds))
    var (seed, report) = (first, start.addingTimeInterval(60))
    while Date() < end {
      try DifferentialTests.run(seed, &tally)
      seed += 1
      if Date() > report {
        print("differential: after \(Int(Date().timeIntervalSince(start))) s at seed \(seed): \(tally.summary)")
        report = Date().addingTimeInterval(60)
      }
    }
    print("differential: \(seed - first) graphs, \(tally.summary)")
  }

  /// Compares some queries on the graph of a seed.
  private static func run(_ seed: UInt64, _ tally: inout DifferentialTally) throws {
    var numbers = SeededNumbers(seed: seed)
    let graph = SmallGraph(&numbers)
    let compared = try ComparedGraph(graph.script)
    if compared.creationDiffers { Issue.record("seed \(seed): the graph itself differs: \(graph.script)") }
    for place in 0..<queriesPerGraph {
      var generator = QueryGenerator(compared.naive, seed: seed &* 1_000 &+ UInt64(place))
      let query = place % 4 == 3 ? generator.writingQuery() : generator.readingQuery()
      if environment["DIFFERENTIAL_VERBOSE"] != nil { print("seed \(seed) query \(place)\n\(graph.script)\n\(query.text)\n") }
      let turn = Int(truncatingIfNeeded: seed &* 8 &+ UInt64(place)) & 0xFFFF
      switch try OracleComparison.verdict(query, on: compared, turn: turn) {
      case .skipped(let reason): tally.skipped[reason, default: 0] += 1
      case .agrees(let rows):
        tally.queries += 1
        tally.rows += rows
        if query.isWriting { tally.writes += 1 }
        if rows > 0 { tally.nonEmpty += 1 }
      case .differs(let difference):
        tally.queries += 1
        tally.differences += 1
        if tally.differences > 12 { continue }
        Issue.record(Comment(rawValue: report(difference, query, graph, turn: turn, place: "seed \(seed) query \(place)")))
      }
    }
  }

  private static func report(_ difference: Difference, _ query: GeneratedQuery, _ graph: SmallGraph, turn: Int, place: String) -> String {
    let refusal = refusal(difference.actual)
    var reducer = QueryReducer { graph, text in
      guard let compared = try? ComparedGraph(graph.script) else { return false }
      let smaller = GeneratedQuery(text: text, isWriting: query.isWriting)
      guard case .differs(let found)? = try? OracleComparison.verdict(smaller, on: compared, turn: turn) else { return false }
      return DifferentialTests.refusal(found.actual) == refusal
    }
    let small = reducer.reduce(graph, query.text)
    var seen = difference
    if let compared = try? ComparedGraph(small.graph.script),
      case .differs(let found)? = try? OracleComparison.verdict(
        GeneratedQuery(text: small.text, isWriting: query.isWriting), on: compared, turn: turn)
    {
      seen = found
    }
    return """
      \(place), \(difference.configuration)
      whole query:
      \(query.text)
      made small, \(seen.configuration):
      \(small.graph.script)
      \(small.text)
      oracle: \(seen.expected)
      engine: \(seen.actual)
      """
  }

  /// Why the engine refused the text, where it did: a smaller text that it refuses for another reason shows nothing.
  private static func refusal(_ outcome: Outcome) -> String? {
    guard case .failed(let reason) = outcome, reason.hasPrefix("compile time") else { return nil }
    return String(reason.prefix { $0 != ":" })
  }
}
