// What a condition does to rows, said in several ways: M1 partition, M2 counting without a filter, M13 forms of a subquery, M16 order and pages.
import Testing

@Suite struct PartitionTests {
  @Test func everyRowIsTrueFalseOrNull() throws {
    try Relations.check("M1 partition", graphs: 15) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let condition = generator.condition(2)
      let whole = stem.query
      let parts = ["\(condition)", "NOT (\(condition))", "(\(condition)) IS NULL"].map { stem.query(where: $0) }
      let bags = parts.map { run.bag($0) }
      if bags.contains(where: { $0 == nil }) { return .unfit }
      return .equal(run.bag(whole), bags.flatMap { $0 ?? [] }.sorted(), whole, parts[0])
    }
  }

  @Test func aggregatesOfThePartsMakeThatOfTheWhole() throws {
    try Relations.check("M1 partition of aggregates", graphs: 10) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let (condition, value) = (generator.condition(1), generator.number(0))
      func parts(_ result: String) -> String {
        ["\(condition)", "NOT (\(condition))", "(\(condition)) IS NULL"].map { "\(stem.filtered($0))\nRETURN \(result)" }
          .joined(separator: "\nUNION ALL\n")
      }
      let forms = [("count(*)", "sum(v)"), ("min(\(value))", "min(v)"), ("max(\(value))", "max(v)"), ("sum(\(value))", "sum(v)")]
      let (inner, outer) = generator.numbers.pick(forms)
      if run.bag(parts("\(inner) AS v")) == nil { return .unfit }
      let (whole, split) = ("\(stem.text)\nRETURN \(inner) AS v", "CALL () {\n\(parts("\(inner) AS v"))\n}\nRETURN \(outer) AS v")
      // Where 1 and 1.0 both are the least, either is.
      let (a, b) = (run.bag(whole), run.bag(split))
      if inner.hasPrefix("m"), let a, let b, zip(a, b).allSatisfy({ Double($0.0) == Double($0.1) && Double($0.0) != nil }) {
        return .holds(rows: a.count)
      }
      return .equal(a, b, whole, split)
    }
  }

  @Test func aConditionCountsAlikeInsideAndOutside() throws {
    try Relations.check("M2 counting without a filter", graphs: 15) { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let condition = generator.condition(2)
      let filtered = "\(stem.filtered(condition))\nRETURN count(*) AS c"
      let summed = "\(stem.text)\nRETURN sum(CASE WHEN \(condition) THEN 1 ELSE 0 END) AS c"
      return .equal(run.bag(summed), run.bag(filtered), summed, filtered)
    }
  }

  @Test func formsOfASubqueryAgree() throws {
    try Relations.check("M13 forms of a subquery", graphs: 15) { run, generator in
      guard let stem = Stem(&generator), !stem.nodes.isEmpty else { return .unfit }
      let pattern = generator.boundPattern()
      let values = [
        "EXISTS { \(pattern) }", "COUNT { \(pattern) } > 0", "size([\(pattern) | 1]) > 0", "EXISTS { MATCH \(pattern) RETURN 1 AS one }",
        "size(COLLECT { MATCH \(pattern) RETURN 1 AS one }) > 0",
      ]
      let columns = stem.variables.joined(separator: ", ")
      var queries = values.map { "\(stem.text)\nRETURN \(columns), \($0) AS found" }
      queries.append("\(stem.text)\nCALL (*) { MATCH \(pattern) RETURN count(*) > 0 AS found }\nRETURN \(columns), found")
      let first = run.bag(queries[0])
      for other in queries.dropFirst() {
        if case .broken(let reason) = RelationFinding.equal(first, run.bag(other), queries[0], other) { return .broken(reason) }
      }
      let filtered = stem.query(where: values[0])
      let found = run.bag(filtered)
      for other in (values.dropFirst() + [pattern, "NOT (NOT \(pattern))"]).map({ stem.query(where: $0) }) {
        if case .broken(let reason) = RelationFinding.equal(found, run.bag(other), filtered, other) { return .broken(reason) }
      }
      return first.map { .holds(rows: $0.count) } ?? .unfit
    }
  }

  @Test func pagesMakeTheWhole() throws {
    try Relations.check("M16 pages") { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let keys = stem.variables.shuffled(using: &generator.numbers).map { $0 + (generator.numbers.chance(40) ? " DESC" : "") }
      let ordered = "\(stem.query) ORDER BY \(keys.joined(separator: ", "))"
      guard let whole = run.rows(ordered) else { return .unfit }
      if whole.sorted() != run.bag(stem.query) { return .broken("ORDER BY changes the rows\n\(ordered)") }
      for skip in stride(from: 0, through: whole.count, by: 3) {
        let page = "\(ordered) SKIP \(skip) LIMIT 3"
        if run.rows(page) != Array(whole.dropFirst(skip).prefix(3)) { return .broken("a page is no part of the whole\n\(page)") }
        if run.rows("\(ordered) LIMIT \(skip)") != Array(whole.prefix(skip)) { return .broken("LIMIT \(skip) is no beginning\n\(ordered)") }
      }
      return .holds(rows: whole.count)
    }
  }

  @Test func distinctTwiceIsDistinctOnce() throws {
    try Relations.check("M16 distinct") { run, generator in
      guard let stem = Stem(&generator) else { return .unfit }
      let columns = stem.variables.joined(separator: ", ")
      let once = "\(stem.text)\nRETURN DISTINCT \(columns)"
      let others = [
        "\(stem.text)\nWITH DISTINCT \(columns)\nRETURN DISTINCT \(columns)", "\(stem.query)\nUNION\n\(stem.query)",
        "CALL () {\n\(stem.query)\nUNION ALL\n\(stem.query)\n}\nRETURN DISTINCT \(columns)",
        "\(stem.text)\nWITH \(columns), count(*) AS many\nRETURN \(columns)",
      ]
      let first = run.bag(once)
      for other in others {
        guard case .broken(let reason) = RelationFinding.equal(first, run.bag(other), once, other) else { continue }
        // Of 1 and 1.0 DISTINCT keeps one, and does not say which.
        if first?.count == run.bag(other)?.count, "\(first ?? [])".contains(".0") { return .unfit }
        return .broken(reason)
      }
      return first.map { .holds(rows: $0.count) } ?? .unfit
    }
  }
}
