// An innovation ecosystem of ten thousand firms as planning sees it: names, indexes, counts.

import GraphModel
import QueryPlanner

/// Schema and statistics for plans under test.
enum TestGraph {
  static let schema = PlanningSchema(
    labels: ["Cluster", "Firm", "Fund", "Institute", "Park", "Patent", "Platform", "University"],
    relationshipTypes: ["COLLABORATES_WITH", "INVESTS_IN", "LOCATED_IN", "PART_OF", "SERVES", "SUPPLIES", "TRANSFERS_TO"],
    propertyKeys: ["amount", "employees", "founded", "id", "name", "revenue", "sector", "since", "strength", "year"],
    indexes: labels.map { IndexDefinition(name: "id_\($0)", label: $0, property: "id", isUnique: true) } + [
      IndexDefinition(name: "firm_name", label: "Firm", property: "name", isUnique: false),
      IndexDefinition(name: "firm_sector", label: "Firm", property: "sector", isUnique: false),
      IndexDefinition(name: "any_code", label: nil, property: "code", isUnique: false),
    ])

  private static let labels = ["Cluster", "Firm", "Fund", "Institute", "Park", "Platform", "University"]

  static let statistics = PlanningStatistics(
    nodes: 41_000, relationships: 500_000,
    nodesByLabel: [
      "Cluster": 80, "Firm": 10_000, "Fund": 200, "Institute": 100, "Park": 40, "Patent": 30_000, "Platform": 100, "University": 50,
    ],
    relationshipsByType: [
      "COLLABORATES_WITH": 93_000, "INVESTS_IN": 8_000, "LOCATED_IN": 10_200, "PART_OF": 13_000, "SERVES": 6_000, "SUPPLIES": 100_000,
      "TRANSFERS_TO": 22_000,
    ],
    relationshipsByEnd: [
      end("Firm", "COLLABORATES_WITH", true): 80_000, end("Firm", "COLLABORATES_WITH", false): 92_700,
      end("Firm", "SUPPLIES", true): 100_000, end("Firm", "SUPPLIES", false): 100_000, end("Fund", "INVESTS_IN", true): 8_000,
      end("Firm", "INVESTS_IN", false): 8_000, end("Firm", "PART_OF", true): 13_000, end("Cluster", "PART_OF", false): 13_000,
      end("Platform", "SERVES", true): 6_000, end("Cluster", "SERVES", false): 200, end("Firm", "SERVES", false): 5_800,
      end("Firm", "LOCATED_IN", true): 10_000, end("Park", "LOCATED_IN", false): 10_000, end("University", "TRANSFERS_TO", true): 5_000,
      end("Firm", "TRANSFERS_TO", false): 22_000, end("Firm", "TRANSFERS_TO", true): 12_000,
    ],
    distinctValues: [.init(label: "Firm", key: "name"): 9_000, .init(label: "Firm", key: "sector"): 24])

  private static func end(_ label: String, _ type: String, _ isOutgoing: Bool) -> PlanningStatistics.Degree {
    .init(label: label, type: type, isOutgoing: isOutgoing)
  }

  static let procedures = ProcedureRegistry([
    ProcedureSignature(
      name: "algo.wcc", arguments: [.init("options", .map, defaultValue: .null)],
      fields: [.init("node", .node), .init("component", .integer)]),
    ProcedureSignature(
      name: "algo.pagerank", arguments: [.init("options", .map, defaultValue: .null)],
      fields: [.init("node", .node), .init("score", .float)]),
    ProcedureSignature(name: "db.ping"),
    ProcedureSignature(
      name: "db.indexes", fields: [.init("name", .string), .init("label", .string), .init("property", .string)]),
  ])
}
