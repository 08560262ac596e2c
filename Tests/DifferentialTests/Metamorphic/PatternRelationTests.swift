// One pattern, written in other ways: M4 walked anew, M5 split into clauses, M8 both directions, M9 and M10 lengths, M17 shortest paths.
import CypherSyntax
import GraphModel
import Testing

@Suite struct PatternRelationTests {
  @Test func aPatternMayBeWalkedAnyWay() throws {
    try Relations.check("M4 pattern walked anew", graphs: 20) { run, generator in
      guard let match = PlainMatch(generator.match().text), !match.hasRun, let walk = PatternWalk(match) else { return .unfit }
      let other = "MATCH \(walk.paths(&generator.numbers).joined(separator: ", "))\(match.condition)\nRETURN \(match.columns)"
      return .equal(run.bag(match.query), run.bag(other), match.query, other)
    }
  }

  @Test func aMatchSplitInTwoLosesOnlyUniqueness() throws {
    try Relations.check("M5 split MATCH", graphs: 37) { run, generator in
      guard let match = PlainMatch(generator.match().text), match.patterns.count == 2 else { return .unfit }
      // The relationships of a repeated part have no name to be kept apart by.
      let hasParts = match.patterns.contains { $0.elements.contains { if case .group = $0 { true } else { false } } }
      if hasParts { return .unfit }
      let split = "MATCH \(match.texts[0])\nMATCH \(match.texts[1])"
      let free = "\(split)\(match.condition)\nRETURN \(match.columns)"
      let whole = run.bag(match.query)
      if case .broken(let reason) = RelationFinding.contained(whole, in: run.bag(free), match.query, free) { return .broken(reason) }
      var conditions = match.predicate.map { ["(\(Printer.text(of: $0)))"] } ?? []
      for left in match.relationships(0) {
        for right in match.relationships(1) {
          switch (left.isRun, right.isRun) {
          case (false, false): conditions.append("\(left.name) <> \(right.name)")
          case (true, false): conditions.append("NOT \(right.name) IN \(left.name)")
          case (false, true): conditions.append("NOT \(left.name) IN \(right.name)")
          case (true, true): conditions.append("none(e IN \(left.name) WHERE e IN \(right.name))")
          }
        }
      }
      let condition = conditions.isEmpty ? "" : "\nWHERE \(conditions.joined(separator: " AND "))"
      let apart = "\(split)\(condition)\nRETURN \(match.columns)"
      return .equal(whole, run.bag(apart), match.query, apart)
    }
  }

  @Test func bothDirectionsAreOneAndTheOther() throws {
    try Relations.check("M8 both directions", graphs: 20) { run, generator in
      guard let match = PlainMatch(generator.match().text), !match.hasRun, let place = match.patterns[0].elements.indices.dropFirst().first,
        case .relationship(let relationship) = match.patterns[0].elements[place], let name = relationship.variable?.text
      else { return .unfit }
      func directed(_ direction: Direction, _ condition: String = "") -> String {
        var (other, relationship) = (match, relationship)
        relationship.direction = direction
        other.patterns[0].elements[place] = .relationship(relationship)
        let conditions = [condition, match.predicate.map { "(\(Printer.text(of: $0)))" } ?? ""].filter { !$0.isEmpty }
        let filter = conditions.isEmpty ? "" : "\nWHERE \(conditions.joined(separator: " AND "))"
        return "MATCH \(other.texts.joined(separator: ", "))\(filter)\nRETURN \(match.columns)"
      }
      let (both, out, back) = (directed(.both), directed(.outgoing), directed(.incoming, "startNode(\(name)) <> endNode(\(name))"))
      guard let there = run.bag(out), let here = run.bag(back) else { return .unfit }
      return .equal(run.bag(both), (there + here).sorted(), both, out)
    }
  }

  @Test func aRangeOfLengthsIsTheSumOfItsLengths() throws {
    try Relations.check("M9 lengths add up", graphs: 10, perGraph: 4, share: 50) { run, generator in
      let type = generator.numbers.pick(["", ":R", ":R|S", ":!T"])
      let (left, right) = generator.numbers.pick([("-", "->"), ("<-", "-"), ("-", "-")])
      let (low, high) = (Int.random(in: 0...2, using: &generator.numbers), Int.random(in: 2...3, using: &generator.numbers))
      let start = generator.numbers.pick(["(a)", "(a:A)", "(a)"])
      func query(_ low: Int, _ high: Int) -> String {
        "MATCH p = \(start)\(left)[r\(type)*\(low)..\(high)]\(right)(b) RETURN a, r, b, p, length(p) AS l"
      }
      let whole = run.bag(query(low, high))
      let parts = (low...high).compactMap { run.bag(query($0, $0)) }.flatMap { $0 }.sorted()
      if case .broken(let reason) = RelationFinding.contained(
        whole, in: run.bag(query(max(0, low - 1), high)), query(low, high), "one shorter")
      {
        return .broken(reason)
      }
      if case .broken(let reason) = RelationFinding.contained(whole, in: run.bag(query(low, high + 1)), query(low, high), "one longer") {
        return .broken(reason)
      }
      return .equal(whole, parts, query(low, high), "the sum of the lengths")
    }
  }

  @Test func aRunSplitsAnywhere() throws {
    try Relations.check("M10 a run splits", graphs: 10, share: 50) { run, generator in
      let type = generator.numbers.pick(["", ":R", ":R|S"])
      let (left, right) = generator.numbers.pick([("-", "->"), ("<-", "-"), ("-", "-")])
      let (low, high) = (Int.random(in: 1...2, using: &generator.numbers), Int.random(in: 2...3, using: &generator.numbers))
      let whole = "MATCH (a)\(left)[r\(type)*\(low)..\(high)]\(right)(b) RETURN a, r, b"
      let split =
        "MATCH (a)\(left)[r\(type)*\(low - 1)..\(high - 1)]\(right)()\(left)[s\(type)*1..1]\(right)(b) RETURN a, r + s AS r, b"
      let steps = "MATCH (a)\(left)[r\(type)]\(right)()\(left)[s\(type)]\(right)(b) RETURN a, [r, s] AS r, b"
      let two = "MATCH (a)\(left)[r\(type)*2..2]\(right)(b) RETURN a, r, b"
      if case .broken(let reason) = RelationFinding.equal(run.bag(two), run.bag(steps), two, steps) { return .broken(reason) }
      return .equal(run.bag(whole), run.bag(split), whole, split)
    }
  }

  @Test func shortestPathsAreTheShortestOfAllPaths() throws {
    try Relations.check("M17 shortest paths", graphs: 10, share: 40) { run, generator in
      let type = generator.numbers.pick(["", ":R", ":R|S"])
      let (left, right) = generator.numbers.pick([("-", "->"), ("<-", "-"), ("-", "-")])
      let ends = "MATCH (a), (b) WHERE a <> b\n"
      let every = "MATCH p = (a)\(left)[\(type)*..4]\(right)(b)"
      let least = "\(ends)\(every)\nWITH a, b, min(length(p)) AS l RETURN a, b, l"
      let single = "\(ends)MATCH p = shortestPath((a)\(left)[\(type)*..4]\(right)(b)) RETURN a, b, length(p) AS l"
      let all = "\(ends)MATCH p = allShortestPaths((a)\(left)[\(type)*..4]\(right)(b)) RETURN a, b, p"
      let ranked =
        "\(ends)\(every)\nWITH a, b, collect(p) AS ps, min(length(p)) AS l UNWIND ps AS p\nWITH a, b, p, l WHERE length(p) = l RETURN a, b, p"
      if case .broken(let reason) = RelationFinding.equal(run.bag(least), run.bag(single), least, single) { return .broken(reason) }
      return .equal(run.bag(ranked), run.bag(all), ranked, all)
    }
  }
}
