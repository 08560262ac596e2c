// The graph against the plans: every entity's name stands in each plan that it cites, every figure in the plan that it cites.
import Ecosystem
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct GraphAgainstPlansTests {
  /// Entities that a plan means without spelling any of their names.
  private static let unspelt: [String: String] = [
    "kunshan": "the plan writes the three neighbours as one word, 嘉昆太",
    "taicang": "the plan writes the three neighbours as one word, 嘉昆太",
  ]

  /// The documents that an entity or fact cites.
  private static func documents(_ sources: Value) -> [String] {
    var seen = Set<String>()
    return (sources.listValue ?? []).compactMap { $0.stringValue?.split(separator: "#").first.map(String.init) }.filter {
      seen.insert($0).inserted
    }
  }

  /// Names of places that other names begin with, where the graph tells things of one name apart by their owners.
  private static func owners(_ database: Database) throws -> [String] {
    let query = "MATCH (n) WHERE n:Region OR n:Zone OR n:Corridor UNWIND [n.name] + coalesce(n.aliases, []) AS name RETURN DISTINCT name"
    return try database.query(query).rows.compactMap { $0[0].stringValue }
  }

  /// Whether a name stands in a plan: whole, in parts, or without the owner that sets it apart.
  private static func stands(_ name: String, in plan: PlanText, owners: [String]) -> Bool {
    if plan.contains(name) || plan.containsInParts(name) { return true }
    return owners.contains { owner in
      let rest = String(name.dropFirst(owner.count))
      return name.hasPrefix(owner) && rest.count > 1 && plan.contains(owner) && (plan.contains(rest) || plan.containsInParts(rest))
    }
  }

  /// Indicators are named by us where a plan only gives the figure in a sentence; their figures are looked up instead.
  @Test func everyNameStandsInThePlansThatAreCited() throws {
    guard let plans = try PlanText.all() else { return }
    let query = "MATCH (n) WHERE NOT n:Indicator AND NOT n:Document RETURN n.id, [n.name] + coalesce(n.aliases, []), n.sources"
    var excused = Set<String>()
    let database = try EcosystemGraph.database()
    let owners = try GraphAgainstPlansTests.owners(database)
    for row in try database.query(query).rows {
      let id = row[0].stringValue ?? ""
      let names = row[1].listValue?.compactMap(\.stringValue) ?? []
      for document in GraphAgainstPlansTests.documents(row[2]) {
        guard let plan = plans[document] else {
          Issue.record("\(id) cites \(document)")
          continue
        }
        if names.contains(where: { GraphAgainstPlansTests.stands($0, in: plan, owners: owners) }) { continue }
        if GraphAgainstPlansTests.unspelt[id] != nil {
          excused.insert(id)
        } else {
          Issue.record("\(id): none of \(names.joined(separator: ", ")) stands in \(document)")
        }
      }
    }
    #expect(excused == Set(GraphAgainstPlansTests.unspelt.keys))
  }

  @Test func everyFigureStandsInThePlansThatAreCited() throws {
    guard let plans = try PlanText.all() else { return }
    let query = """
      MATCH (owner)-[f:REPORTS|TARGETS]->(i:Indicator)
      WHERE f.value IS NOT NULL
      RETURN owner.id + ' ' + type(f) + ' ' + i.id, f.value, f.unit, f.qualitative, f.sources
      """
    let rows = try EcosystemGraph.database().query(query).rows
    #expect(rows.count > 200)
    for row in rows {
      guard case .float(let value) = row[1] else {
        Issue.record("\(row[0]) has no decimal value")
        continue
      }
      for document in GraphAgainstPlansTests.documents(row[4]) {
        guard let plan = plans[document] else { continue }
        // A fraction or a round word stands as the plan words it.
        let isThere = plan.contains(value, unit: row[2].stringValue ?? "") || row[3].stringValue.map(plan.contains) == true
        #expect(isThere, "\(row[0].stringValue ?? ""): \(value) \(row[2].stringValue ?? "") does not stand in \(document)")
      }
    }
  }

  @Test func theReaderOfPlansIsNotToBeFooled() {
    let plan = PlanText("建设先进激光、\n人工晶体两个平台,共１，２３４家(2.5亿元),十二家。三家")
    #expect(plan.contains("先进激光"))
    #expect(plan.containsInParts("先进激光平台") && plan.containsInParts("人工晶体平台"))
    #expect(!plan.contains("先进激光平台") && !plan.containsInParts("量子激光平台"))
    #expect(plan.contains(1234, unit: "家") && plan.contains(2.5, unit: "亿元") && plan.contains(12, unit: "家"))
    #expect(!plan.contains(234, unit: "家") && !plan.contains(13, unit: "家") && !plan.contains(25, unit: "亿元"))
  }
}
