// `algo.kShortestPaths` and `graph.neighbourhood`: from one node to another, and around one node.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// The `k` shortest paths without repeated nodes from `source` to `target`, shortest first: by number of relationships or by the sum
  /// of `weight`. Fewer rows where there are fewer paths. Paths are made as they are asked for, so LIMIT saves work.
  static let kShortestPaths = Procedure(
    ProcedureSignature(
      name: "algo.kShortestPaths", arguments: [.init("options", .map)],
      fields: [.init("rank", .integer), .init("path", .path), .init("cost", .float)],
      summary: "The k shortest paths without repeated nodes between two nodes.")
  ) { arguments, context, emit throws(QueryError) in
    let options = try ProcedureOptions(
      arguments.first, of: "algo.kShortestPaths", keys: ["labels", "types", "source", "target", "k", "weight", "direction"])
    let projection = try GraphProjection(GraphSelection(options, context.graph), context)
    let source = try place("source", options, projection)
    let target = try place("target", options, projection)
    let count = try options.integer("k", in: 1...1_000_000, default: 1)
    let paths = try KShortestPaths(
      projection, from: source, to: target, options.direction(default: .both), weight: options.weight(context.graph))
    for rank in 1...count {
      guard let path = try paths.next() else { return }
      let value = Path(
        nodes: path.places.map { Node(id: NodeID(rawValue: projection.nodes[Int($0)])) },
        relationships: path.relationships.map { Relationship(id: RelationshipID(rawValue: $0)) })
      guard try emit([.integer(rank), .path(value), .float(path.cost)]) else { return }
    }
  }

  private static func place(_ key: String, _ options: ProcedureOptions, _ projection: GraphProjection) throws(QueryError) -> Int {
    let node = try options.node(key)
    guard let place = projection.place(of: node.rawValue) else {
      throw .runtime(
        .argumentError, "InvalidArgumentValue", "`\(options.procedure)`: the `\(key)` has none of the `labels`, or is not in the graph")
    }
    return place
  }

  /// The subgraph around a node: nodes by distance, the relationships between them, whether the limit left nodes out, and how many
  /// nodes there are within the depth.
  static let neighbourhood = Procedure(
    ProcedureSignature(
      name: "graph.neighbourhood",
      arguments: [
        .init("node", .node), .init("depth", .integer, defaultValue: .integer(1)), .init("options", .map, defaultValue: .map([:])),
      ],
      fields: [
        .init("nodes", .list(.node)), .init("relationships", .list(.relationship)), .init("truncated", .boolean),
        .init("reachable", .integer),
      ],
      summary: "The subgraph around a node.")
  ) { arguments, context, emit throws(QueryError) in
    let name = "graph.neighbourhood"
    let options = try ProcedureOptions(arguments.dropFirst(2).first, of: name, keys: ["labels", "types", "limit", "direction"])
    guard case .node(let node)? = arguments.first else {
      if case .null? = arguments.first { return }
      throw .runtime(
        .typeError, "InvalidArgumentType", "`\(name)` takes a node, not a value of type \(arguments.first?.typeName ?? "NULL")")
    }
    guard arguments.count > 1, case .integer(let depth) = arguments[1], (0...1_000_000).contains(depth) else {
      throw .runtime(.argumentError, "InvalidArgumentValue", "`\(name)`: the depth is an integer from 0 on")
    }
    guard context.graph.contains(node.id) else {
      throw .runtime(.entityNotFound, "DeletedEntityAccess", "`\(name)`: the node is not in the graph")
    }
    var search = SubgraphSearch(selection: try GraphSelection(options, context.graph))
    search.depth = Int(depth)
    search.limit = Int(try options.integer("limit", in: 1...Int64(UInt32.max), default: 1_000))
    search.direction = try options.direction(default: .both)
    let found = try search.run(from: node.id, context)
    _ = try emit([
      .list(found.nodes.map { .node(Node(id: NodeID(rawValue: $0))) }),
      .list(found.relationships.map { .relationship(Relationship(id: RelationshipID(rawValue: $0))) }),
      .boolean(found.reachable > found.nodes.count), .integer(Int64(found.reachable)),
    ])
  }
}
