// `algo.wcc`, `algo.scc`, `algo.articulationPoints`, `algo.bridges`: what hangs together, and what holds it together.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  private static let componentFields: [ProcedureSignature.Field] = [
    .init("node", .node), .init("component", .integer), .init("size", .integer),
  ]

  /// Weakly connected components: a row for each node, its component, and how many nodes that has. Components count from 0 in the order
  /// of their first nodes.
  static let weakComponents = algorithm(
    "algo.wcc", keys: [], fields: componentFields, summary: "Weakly connected components."
  ) { _, projection, _ throws(QueryError) in
    projection.table(try Components.weak(projection).columns)
  }

  /// Strongly connected components, with the same fields.
  static let strongComponents = algorithm(
    "algo.scc", keys: [], fields: componentFields, summary: "Strongly connected components."
  ) { _, projection, _ throws(QueryError) in
    projection.table(try Components.strong(projection).columns)
  }

  /// The nodes whose removal takes their component apart, and into how many parts.
  static let articulationPoints = algorithm(
    "algo.articulationPoints", keys: [], fields: [.init("node", .node), .init("parts", .integer)],
    summary: "Nodes without which their component falls apart."
  ) { _, projection, _ throws(QueryError) in
    let parts = try Biconnectivity(projection).parts
    let places = (0..<projection.count).filter { parts[$0] > 1 }
    return ProcedureTable(
      count: places.count, [.nodes(places.map { projection.nodes[$0] }), .integers(places.map { Int64(parts[$0]) })])
  }

  /// The relationships whose removal takes their component apart, their ends, and how many nodes are in the smaller part.
  static let bridges = algorithm(
    "algo.bridges", keys: [],
    fields: [.init("relationship", .relationship), .init("source", .node), .init("target", .node), .init("cutOff", .integer)],
    summary: "Relationships without which their component falls apart."
  ) { _, projection, context throws(QueryError) in
    let bridges = try Biconnectivity(projection).bridges
    let reader = context.graph.relationshipReader
    return ProcedureTable(
      count: bridges.count,
      [
        .relationships(bridges.map(\.relationship)), .nodes(bridges.map { reader.source(of: $0.relationship) }),
        .nodes(bridges.map { reader.target(of: $0.relationship) }), .integers(bridges.map(\.cutOff)),
      ])
  }
}
