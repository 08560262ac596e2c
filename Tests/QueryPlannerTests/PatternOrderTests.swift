// Large patterns: they are planned whole, in any case with every node found once and every relationship walked once.

import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

struct PatternOrderTests {
  private func plan(_ text: String) throws -> LogicalPlan {
    let compiled = try QueryCompiler.compile(try Parser.statement(in: text), schema: TestGraph.schema, statistics: TestGraph.statistics)
    let plan = try #require(compiled.plan)
    #expect(PlanVerifier.fault(in: plan) == nil)
    return plan
  }

  private func counts(_ plan: LogicalPlan) -> (scans: Int, walks: Int) {
    var (scans, walks) = (0, 0)
    for step in plan.steps {
      switch step {
      case .nodeScan: scans += 1
      case .expand, .variableExpand, .expandCount: walks += 1
      case .intersect(_, let intersect): walks += intersect.legs.count
      default: break
      }
    }
    return (scans, walks)
  }

  @Test(arguments: [2, 10, 34, 120]) func chainsStartAtTheSelectiveEnd(nodes: Int) throws {
    let chain = (0..<nodes).map { "(n\($0):Firm\($0 == nodes - 1 ? " {id: 1}" : ""))" }.joined(separator: "-[:SUPPLIES]->")
    let plan = try plan("MATCH \(chain) RETURN n0.id")
    #expect(counts(plan).scans == 1)
    #expect(counts(plan).walks == nodes - 1)
    guard case .nodeScan(_, let scan)? = plan.steps.first else {
      Issue.record("does not start with a scan")
      return
    }
    #expect(scan.node.name == "n\(nodes - 1)")
  }

  @Test func starsAndCliquesArePlanned() throws {
    let star = (0..<33).map { "(hub:Cluster)<-[:PART_OF]-(n\($0):Firm {sector: \($0)})" }.joined(separator: ", ")
    #expect(counts(try plan("MATCH \(star) RETURN count(*) AS c")).walks == 33)
    var clique: [String] = []
    for a in 0..<8 { for b in 0..<a { clique.append("(n\(a):Firm)-[:COLLABORATES_WITH]-(n\(b):Firm)") } }
    let plan = try plan("MATCH \(clique.joined(separator: ", ")) RETURN count(*) AS c")
    #expect(counts(plan).scans == 1)
    #expect(counts(plan).walks == 28)
  }

  /// Two steps over one type from a node found by its number, to nodes of which an index finds fifty. By the average degree of ten the
  /// steps meet a hundred relationships and the fifty are not worth it; but whoever comes to a node by a relationship comes to hubs
  /// more often than not.
  @Test func hubsOnTheWayTurnThePatternRound() throws {
    let schema = PlanningSchema(
      labels: ["Person"], relationshipTypes: ["KNOWS"], propertyKeys: ["id", "city"],
      indexes: [
        IndexDefinition(name: "person_id", label: "Person", property: "id", isUnique: true),
        IndexDefinition(name: "person_city", label: "Person", property: "city", isUnique: false),
      ])
    var statistics = PlanningStatistics(
      nodes: 10_000, relationships: 100_000, nodesByLabel: ["Person": 10_000], relationshipsByType: ["KNOWS": 100_000],
      relationshipsByEnd: [
        .init(label: "Person", type: "KNOWS", isOutgoing: true): 100_000, .init(label: "Person", type: "KNOWS", isOutgoing: false): 100_000,
      ],
      distinctValues: [.init(label: "Person", key: "id"): 10_000, .init(label: "Person", key: "city"): 200])
    let text = "MATCH (x:Person {id: $a})-[:KNOWS]->(y:Person)-[:KNOWS]->(z:Person {city: $c}) RETURN count(*) AS n"
    func explained() throws -> String {
      let compiled = try QueryCompiler.compile(try Parser.statement(in: text), schema: schema, statistics: statistics)
      return PlanDescription(try #require(compiled.plan), statistics: statistics, schema: schema).text()
    }
    let byAverage = try explained()
    // Seen from the relationships, a node that is come to has 900 others.
    statistics.passages = { _ in 900 }
    let byArrival = try explained()
    #expect(byAverage.contains("IndexSeek (x:Person)") && byArrival.contains("IndexSeek (z:Person)"))
    try Goldens.expect(
      "\(text)\n-- by the average degree\n\(byAverage)\n-- by the degree of nodes that are come to\n\(byArrival)", in: "hubs")
  }
}
