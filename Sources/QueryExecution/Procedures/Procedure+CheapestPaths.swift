// `graph.cheapestPaths(start, {weight, types, direction, missing, targets})`: the cheapest path to each node, nearest first. Cost: that of
// the part of the graph which is no dearer to reach than the last row taken.
import GraphModel
import GraphStorage
import QueryPlanner

extension Procedure {
  /// One row for each node that can be reached (or for each of the targets), in the order of the costs; LIMIT saves the rest of the
  /// search. The start itself comes only where it is a target.
  static let cheapestPaths = Procedure(
    ProcedureSignature(
      name: "graph.cheapestPaths", arguments: [.init("start", .node), .init("options", .map)],
      fields: [.init("target", .node), .init("path", .path), .init("cost", .float)],
      summary: "The cheapest path from a node to each other, by a property of relationships.")
  ) { arguments, context, emit throws(QueryError) in
    guard arguments.count == 2, case .node(let start) = arguments[0] else {
      if case .null? = arguments.first { return }
      throw CheapestOptions.refused("takes a node, not a value of type \(arguments.first?.typeName ?? "NULL")")
    }
    guard context.graph.contains(start.id) else { throw CheapestOptions.refused("starts at a node that is not in the graph") }
    var options = try CheapestOptions(arguments[1], context)
    let neighbourhood = Neighbourhood(types: options.types, direction: options.direction)
    neighbourhood.refresh(context)
    let search = try CheapestSearch(from: start.id.rawValue, neighbourhood.readers, options.weight, context)
    while let found = try search.next() {
      if options.targets == nil {
        if found.node == start.id.rawValue { continue }
      } else if options.targets?.remove(found.node) == nil {
        continue
      }
      let target = Value.node(Node(id: NodeID(rawValue: found.node)))
      guard try emit([target, .path(search.path(to: found.node)), .float(found.cost)]) else { return }
      if options.targets?.isEmpty == true { return }
    }
  }
}

/// The options of the procedure.
private struct CheapestOptions {
  var types: [String] = []
  var direction = Direction.outgoing
  var weight: CheapestSearch.Weight
  /// The nodes to which paths are wanted; nil for all.
  var targets: Set<UInt32>?

  init(_ value: Value, _ context: ExecutionContext) throws(QueryError) {
    guard case .map(let map) = value else { throw Self.refused("takes a map of options, not a value of type \(value.typeName)") }
    var (key, missing): (String?, Double?) = (nil, nil)
    for entry in map.entries {
      switch (entry.key, entry.value) {
      case ("weight", .string(let name)): key = name
      case ("types", .string(let name)): types = [name]
      case ("types", .list(let names)): types = try names.map { name throws(QueryError) in try Self.name(name) }
      case ("direction", .string(let text)): direction = try Self.direction(text)
      case ("missing", let number):
        guard let cost = number.numberValue, cost >= 0 else { throw Self.refused("needs a number that is not negative as `missing`") }
        missing = cost
      case ("targets", .node(let node)): targets = [node.id.rawValue]
      case ("targets", .list(let nodes)): targets = Set(try nodes.map { node throws(QueryError) in try Self.node(node) })
      case ("weight", let other), ("types", let other), ("direction", let other), ("targets", let other):
        throw Self.refused("does not take a value of type \(other.typeName) as `\(entry.key)`")
      default:
        throw Self.refused("has no option `\(entry.key)`", hint: "the options are weight, types, direction, missing, targets")
      }
    }
    guard let key else { throw Self.refused("needs the property that is the cost", hint: "write {weight: 'distance'}") }
    let column = context.graph.catalog.propertyKey(key).map { context.graph.relationshipColumn($0) }
    weight = CheapestSearch.Weight(key: key, column: column, missing: missing)
  }

  private static func name(_ value: Value) throws(QueryError) -> String {
    guard case .string(let name) = value else { throw refused("takes names of relationship types, not a value of type \(value.typeName)") }
    return name
  }

  private static func node(_ value: Value) throws(QueryError) -> UInt32 {
    guard case .node(let node) = value else { throw refused("takes nodes as `targets`, not a value of type \(value.typeName)") }
    return node.id.rawValue
  }

  private static func direction(_ text: String) throws(QueryError) -> Direction {
    switch text {
    case "outgoing": .outgoing
    case "incoming": .incoming
    case "both": .both
    default: throw refused("does not know the direction '\(text)'", hint: "the directions are outgoing, incoming, both")
    }
  }

  static func refused(_ what: String, hint: String? = nil) -> QueryError {
    .runtime(.argumentError, "InvalidArgumentValue", "`graph.cheapestPaths` \(what)", hint: hint)
  }
}
