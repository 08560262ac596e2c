// `algo.degree`, `algo.pagerank`, `algo.betweenness`, `algo.triangleCount`: how much a node matters, each in its own sense.
import GraphModel
import QueryPlanner

extension Procedure {
  /// How many relationships start and end at each node; a loop does both, parallel relationships count one by one. With `weight`, the
  /// sums of that property instead.
  static let degree = algorithm(
    "algo.degree", keys: ["weight"],
    fields: [.init("node", .node), .init("degree", .number), .init("outgoing", .number), .init("incoming", .number)],
    summary: "Relationships of each node."
  ) { options, projection, context throws(QueryError) in
    let content = GraphProjection.RowContent(loops: true, weight: try options.weight(context.graph))
    let (outgoing, incoming) = (try projection.rows(.outgoing, content), try projection.rows(.incoming, content))
    if content.weight != nil {
      let (out, into) = (outgoing.strengths, incoming.strengths)
      return projection.table([.floats(zip(out, into).map { $0 + $1 }), .floats(out), .floats(into)])
    }
    let out = (0..<projection.count).map { Int64(outgoing.degree($0)) }
    let into = (0..<projection.count).map { Int64(incoming.degree($0)) }
    return projection.table([.integers(zip(out, into).map { $0 + $1 }), .integers(out), .integers(into)])
  }

  /// PageRank along the direction of relationships. The iteration ends after `iterations`, or when scores change by less than
  /// `tolerance` in all.
  static let pageRank = algorithm(
    "algo.pagerank", keys: ["iterations", "damping", "tolerance", "weight"],
    fields: [.init("node", .node), .init("score", .float)], summary: "PageRank of each node."
  ) { options, projection, context throws(QueryError) in
    var rank = PageRank()
    rank.iterationsMax = Int(try options.integer("iterations", in: 1...1_000_000, default: 100))
    rank.damping = try options.number("damping", in: 0...1, default: 0.85)
    rank.tolerance = try options.number("tolerance", in: 0...1, default: 1e-9)
    rank.weight = try options.weight(context.graph)
    return projection.table([.floats(try rank.scores(projection).array)])
  }

  /// Betweenness: exact, or estimated from `samples` sources.
  static let betweenness = algorithm(
    "algo.betweenness", keys: ["direction", "samples", "seed", "normalised"],
    fields: [.init("node", .node), .init("score", .float)], summary: "On how many shortest paths each node lies."
  ) { options, projection, _ throws(QueryError) in
    var betweenness = Betweenness()
    betweenness.direction = try options.direction(default: .both)
    betweenness.samples = try options.optionalInteger("samples", in: 1...Int64(UInt32.max)).map(Int.init)
    betweenness.seed = try options.integer("seed", in: .min ... .max, default: 0)
    betweenness.isNormalised = try options.truth("normalised", default: false)
    return projection.table([.floats(try betweenness.scores(projection).array)])
  }

  /// Triangles that each node is a corner of, and its local clustering coefficient.
  static let triangleCount = algorithm(
    "algo.triangleCount", keys: [],
    fields: [.init("node", .node), .init("triangles", .integer), .init("coefficient", .float)],
    summary: "Triangles and local clustering of each node."
  ) { _, projection, _ throws(QueryError) in
    let triangles = try Triangles(projection)
    return projection.table([
      .integers(triangles.counts.array), .floats((0..<projection.count).map(triangles.clustering)),
    ])
  }
}

extension CompressedRows {
  /// The sum of the weights of each row.
  var strengths: [Double] {
    (0..<count).map { place in row(place).reduce(0) { $0 + (weights?[$1] ?? 1) } }
  }
}
