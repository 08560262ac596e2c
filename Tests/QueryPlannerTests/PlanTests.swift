// Plans as golden text: what the queries of the benchmark become, and for each rule what it changes.

import QueryPlanner
import Testing

struct PlanTests {
  @Test func benchmarkQueriesArePlannedByMechanism() throws {
    let plans = try Goldens.statements("benchmark").map { text in "\(text)\n\(try Goldens.plan(text))" }
    try Goldens.expect(plans.joined(separator: "\n\n"), in: "benchmark")
  }

  @Test func pathsArePlannedAsAWhole() throws {
    let plans = try Goldens.statements("paths").map { text in "\(text)\n\(try Goldens.plan(text))" }
    try Goldens.expect(plans.joined(separator: "\n\n"), in: "paths")
  }

  @Test func eachRuleChangesWhatItIsFor() throws {
    for rule in try Goldens.names(in: "Rules") {
      #expect(Optimizer.ruleNames.contains(rule), "no rule is named \(rule)")
      let plans = try Goldens.statements("Rules/\(rule)").map { text in
        "\(text)\n-- without \(rule)\n\(try Goldens.plan(text, without: [rule]))\n-- with \(rule)\n\(try Goldens.plan(text))"
      }
      try Goldens.expect(plans.joined(separator: "\n\n"), in: "Rules/\(rule)")
    }
  }

  @Test func everyRuleHasItsGoldens() throws {
    let tested = try Goldens.names(in: "Rules")
    for rule in Optimizer.ruleNames { #expect(tested.contains(rule), "no golden file for the rule \(rule)") }
  }
}
