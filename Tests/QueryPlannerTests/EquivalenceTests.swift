// No rule changes what a query means: plans run over small random graphs without any rule, with all rules, and with single
// rules left out, and must give the same rows.

import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

struct EquivalenceTests {
  private static let schema = PlanningSchema(
    labels: SmallGraph.labelNames, relationshipTypes: SmallGraph.typeNames, propertyKeys: ["id", "s", "w", "x"],
    indexes: [
      IndexDefinition(name: "a_x", label: "A", property: "x", isUnique: false),
      IndexDefinition(name: "a_s", label: "A", property: "s", isUnique: false),
      IndexDefinition(name: "b_id", label: "B", property: "id", isUnique: true),
      IndexDefinition(name: "any_id", label: nil, property: "id", isUnique: true),
    ])

  private static let statistics = PlanningStatistics(
    nodes: 1000, relationships: 5000, nodesByLabel: ["A": 20, "B": 300, "C": 800], relationshipsByType: ["R": 100, "S": 3000, "T": 1900])

  /// The plan without any rule, and every other plan that some rule left out (or none) gives, each once.
  private func plans(_ text: String, without rules: [String]) throws -> (plain: LogicalPlan, others: [(left: String, plan: LogicalPlan)]) {
    let statement = try Parser.statement(in: text)
    func plan(without rules: Set<String>) throws -> LogicalPlan {
      let compiled = try QueryCompiler.compile(
        statement, schema: Self.schema, statistics: Self.statistics, options: OptimizerOptions(disabledRules: rules))
      let plan = try #require(compiled.plan)
      if let fault = PlanVerifier.fault(in: plan) { Issue.record("\(text)\n\(fault)\n\(PlanDescription(plan).text())") }
      return plan
    }
    let plain = try plan(without: ["all"])
    var seen: Set<LogicalPlan> = [plain]
    var others: [(left: String, plan: LogicalPlan)] = []
    for left in ["none"] + rules {
      let other = try plan(without: [left])
      if seen.insert(other).inserted { others.append((left, other)) }
    }
    return (plain, others)
  }

  private func rows(_ plan: LogicalPlan, _ graph: SmallGraph) throws -> [String] {
    let parameters: [String: Value] = ["id": 1, "ids": [1, 2], "x": 1]
    return try PlanInterpreter(graph, parameters: parameters).result(of: plan).map { "\($0.map(Self.text))" }.sorted()
  }

  private static func text(_ value: Value) -> String {
    if case .list(let elements) = value { return "[\(elements.map(text).sorted().joined(separator: ", "))]" }
    if case .path(let path) = value { return "path \(path.nodes.map(\.id.rawValue)) \(path.relationships.map(\.id.rawValue))" }
    return ExpressionText.literal(value)
  }

  private func check(_ text: String, _ graphs: [SmallGraph], _ note: String, without rules: [String]) throws {
    let (plain, others) = try plans(text, without: rules)
    for graph in graphs {
      let expected = try rows(plain, graph)
      for (left, plan) in others where try rows(plan, graph) != expected {
        Issue.record(
          """
          \(note): \(text)
          left out: \(left)
          plain \(expected.prefix(20))
          \(PlanDescription(plain).text())
          got \(try rows(plan, graph).prefix(20))
          \(PlanDescription(plan).text())
          """)
        return
      }
    }
  }

  @Test(arguments: 0..<20) func randomQueries(block: Int) throws {
    for seed in UInt64(block * 25)..<UInt64(block * 25 + 25) {
      var queries = RandomQueries(seed: seed)
      var random = SeededGenerator(seed: seed &+ 1_000_000)
      let graph = SmallGraph(nodes: Int.random(in: 1..<6, using: &random), relationships: Int.random(in: 0..<9, using: &random), &random)
      let text = queries.next()
      let left = (0..<3).compactMap { _ in Optimizer.ruleNames.randomElement(using: &random) }
      do {
        try check(text, [graph], "seed \(seed)", without: left)
      } catch let error as QueryError
        where ["VariableTypeConflict", "UndefinedVariable", "RelationshipUniquenessViolation"].contains(error.detail)
      {
        continue
      } catch {
        Issue.record("seed \(seed): \(text)\n\(error)")
      }
    }
  }

  @Test func chosenQueries() throws {
    for text in try Goldens.statements("equivalence") {
      let graphs = (UInt64(0)..<6).map { seed in
        var random = SeededGenerator(seed: seed)
        return SmallGraph(nodes: 2 + Int(seed % 4), relationships: 4 + Int(seed), &random)
      }
      do { try check(text, graphs, "chosen", without: Optimizer.ruleNames) } catch { Issue.record("\(text)\n\(error)") }
    }
  }
}
