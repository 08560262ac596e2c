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
}
