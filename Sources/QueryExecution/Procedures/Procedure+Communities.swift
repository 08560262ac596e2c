// `algo.labelPropagation`, `algo.louvain`: groups of nodes with more between them than around them. Communities count from 0 in the
// order of their first nodes; the same seed gives the same communities.
import GraphModel
import QueryPlanner

extension Procedure {
  /// Communities by label propagation.
  static let labelPropagation = algorithm(
    "algo.labelPropagation", keys: ["iterations", "seed", "weight"],
    fields: [.init("node", .node), .init("community", .integer), .init("size", .integer)],
    summary: "Communities by label propagation."
  ) { options, projection, context throws(QueryError) in
    var propagation = LabelPropagation()
    propagation.roundsMax = Int(try options.integer("iterations", in: 1...1_000_000, default: 100))
    propagation.seed = try options.integer("seed", in: .min ... .max, default: 0)
    propagation.weight = try options.weight(context.graph)
    return projection.table(try propagation.communities(projection).columns)
  }

  /// Communities by modularity, and the modularity that they reach, the same in every row.
  static let louvain = algorithm(
    "algo.louvain", keys: ["levels", "resolution", "seed", "weight"],
    fields: [.init("node", .node), .init("community", .integer), .init("size", .integer), .init("modularity", .float)],
    summary: "Communities by modularity."
  ) { options, projection, context throws(QueryError) in
    var louvain = Louvain()
    louvain.levelsMax = Int(try options.integer("levels", in: 1...1_000, default: 32))
    louvain.resolution = try options.number("resolution", in: 0...1_000_000, default: 1)
    louvain.seed = try options.integer("seed", in: .min ... .max, default: 0)
    louvain.weight = try options.weight(context.graph)
    let (communities, modularity) = try louvain.communities(projection)
    return projection.table(communities.columns + [.floats([Double](repeating: modularity, count: projection.count))])
  }
}
