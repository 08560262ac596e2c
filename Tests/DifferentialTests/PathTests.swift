// Path patterns against the oracle: repeated parts under every mode and selector, optimised and not. Where a selector leaves open which
// paths are chosen, each must be a path of the pattern, none twice, and their lengths the least there are.
import CypherSyntax
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct PathTests {
  @Test(arguments: 0..<6) func pathsAreThoseOfTheOracle(block: Int) throws {
    var (compared, nonEmpty) = (0, 0)
    for seed in UInt64(block * 8)..<UInt64(block * 8 + 8) { try Self.run(seed, &compared, &nonEmpty) }
    #expect(compared > 40)
    #expect(nonEmpty * 5 >= compared)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["DIFFERENTIAL_SECONDS"] != nil, "set DIFFERENTIAL_SECONDS for fresh seeds"))
  func pathsAreThoseOfTheOracleOnFreshSeeds() throws {
    let seconds = ProcessInfo.processInfo.environment["DIFFERENTIAL_SECONDS"].flatMap(Double.init) ?? 3
    var seed = UInt64.random(in: 10_000...UInt64.max / 2)
    print("paths: fresh seeds from \(seed)")
    var (compared, nonEmpty) = (0, 0)
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      try Self.run(seed, &compared, &nonEmpty)
      seed += 1
    }
    print("paths: \(compared) queries compared, \(nonEmpty) of them with rows")
  }

  private static func run(_ seed: UInt64, _ compared: inout Int, _ nonEmpty: inout Int) throws {
    var numbers = SeededNumbers(seed: seed &* 7_919)
    let database = Database()
    let statement = SmallPathGraph.statement(&numbers)
    try database.query(statement)
    var graph = NaiveGraph()
    database.forEachElement(node: { graph.insert($0) }, relationship: { graph.insert($0) })
    for place in 0..<8 {
      var generator = PathQueryGenerator(SeededNumbers(seed: seed &* 1_000 &+ UInt64(place)))
      let text = generator.query()
      let note = "seed \(seed) query \(place)\n\(statement)\n\(text)"
      let rows: [[Value]]
      do { rows = try database.query(text, options: patient).rows } catch {
        if isRefused(error) { continue }
        Issue.record("\(note)\n\(error)")
        continue
      }
      compared += 1
      if !rows.isEmpty { nonEmpty += 1 }
      do {
        let plain = try database.query(text, options: unoptimised).rows
        if let count = generator.selection.count {
          try check(rows, text, count, graph, note)
          try check(plain, text, count, graph, note + "\nunoptimised")
        } else {
          let expected = try evaluate(parse(text), graph).rows
          if !agree(expected, rows) { Issue.record("\(note)\noracle \(summary(expected))\nengine \(summary(rows))") }
          if !agree(expected, plain) { Issue.record("\(note)\noracle \(summary(expected))\nunoptimised \(summary(plain))") }
        }
      } catch NaiveError.beyond {
        compared -= 1
      } catch { Issue.record("\(note)\n\(error)") }
    }
  }

  /// What the language refuses, and the generator does not avoid.
  private static func isRefused(_ error: QueryError) -> Bool {
    ["UnboundedWalk", "InvalidPathSelector", "NotSupported", "VariableAlreadyBound", "UndefinedVariable"]
      .contains(error.detail)
  }

  /// Options of a query that should long have ended by then.
  private static var patient: QueryOptions {
    var options = QueryOptions()
    options.timeout = .seconds(60)
    return options
  }

  private static var unoptimised: QueryOptions {
    var options = patient
    options.disabledRules = ["all"]
    return options
  }

  private static func parse(_ text: String) throws -> Query {
    guard case .query(let query) = try Parser.statement(in: text).kind else { throw NaiveError.beyond("no query") }
    return query
  }

  private static func evaluate(_ query: Query, _ graph: NaiveGraph) throws(NaiveError) -> (columns: [String], rows: [[Value]]) {
    try NaiveEvaluator(graph: graph, steps: 5_000_000).evaluate(query, outer: NaiveTable(names: [], rows: [[:]]), imports: .none)
  }

  private static func summary(_ rows: [[Value]]) -> String { "\(rows.count) rows: \(rows.prefix(6))" }

  private static func agree(_ left: [[Value]], _ right: [[Value]]) -> Bool { count(left) == count(right) }

  private static func count(_ rows: [[Value]]) -> [[GroupingKey]: Int] {
    rows.reduce(into: [:]) { counts, row in counts[row.map { GroupingKey($0) }, default: 0] += 1 }
  }

  /// Rows of a free choice against all rows without the selector: for each row of the rest and pair of ends, so many of the shortest.
  private static func check(_ rows: [[Value]], _ text: String, _ wanted: Int, _ graph: NaiveGraph, _ note: String) throws {
    var query = try parse(text)
    guard
      case .match(var match)? = query.branches[0].clauses.first(where: {
        if case .match(let match) = $0 { match.patterns[0].selector != nil } else { false }
      }),
      let place = query.branches[0].clauses.firstIndex(of: .match(match))
    else { throw NaiveError.beyond("no selector") }
    guard match.patterns.count == 1 else { return }
    match.patterns[0].selector = nil
    query.branches[0].clauses[place] = .match(match)
    let (columns, all) = try evaluate(query, graph)
    let known = count(all)
    for (row, times) in count(rows) where times > known[row, default: 0] {
      Issue.record("\(note)\nno path of the pattern, or twice: \(row)")
      return
    }
    guard let path = columns.firstIndex(of: "p") else { return }
    func lengths(_ rows: [[Value]]) -> [[GroupingKey]: [Int]] {
      let outer = columns.indices.filter { ["o", "t"].contains(columns[$0]) }
      return rows.reduce(into: [:]) { found, row in
        guard case .path(let walked) = row[path], let first = walked.nodes.first, let last = walked.nodes.last else { return }
        found[(outer.map { row[$0] } + [.node(first), .node(last)]).map { GroupingKey($0) }, default: []].append(walked.length)
      }
    }
    let least = lengths(all).mapValues { Array($0.sorted().prefix(wanted)) }
    let chosen = lengths(rows).mapValues { $0.sorted() }
    if least != chosen { Issue.record("\(note)\nnot the shortest, or not \(wanted) of each: engine \(summary(rows)) of \(summary(all))") }
  }
}

/// Graphs so small that every walk can be tried.
enum SmallPathGraph {
  static func statement(_ numbers: inout SeededNumbers) -> String {
    let count = Int.random(in: 1...4, using: &numbers)
    var parts = (0..<count).map { place in
      "(n\(place)\(GraphGenerator.labels.filter { _ in numbers.chance(40) }.map { ":\($0)" }.joined()) \(properties(&numbers)))"
    }
    for _ in 0..<Int.random(in: 0...6, using: &numbers) {
      let from = Int.random(in: 0..<count, using: &numbers)
      let to = numbers.chance(15) ? from : Int.random(in: 0..<count, using: &numbers)
      parts.append("(n\(from))-[:\(numbers.pick(GraphGenerator.types)) \(properties(&numbers))]->(n\(to))")
    }
    return "CREATE " + parts.joined(separator: ", ")
  }

  private static func properties(_ numbers: inout SeededNumbers) -> String {
    "{\(["p", "q"].filter { _ in numbers.chance(70) }.map { "\($0): \(numbers.pick(["0", "1", "2"]))" }.joined(separator: ", "))}"
  }
}
