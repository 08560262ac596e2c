// Calling algorithms over plain graphs, and what the naive evaluations of their tests share: simple neighbours, distances, paths.
import GraphModel
import GraphStorage
import QueryExecution
import QueryPlanner
import Testing

/// The rows of some fields of a procedure, over a graph.
func algorithm(
  _ name: String, _ fields: [String], _ options: [(String, Value)] = [], on graph: PlainGraph, limits: ExecutionLimits = ExecutionLimits()
) throws -> [[Value]] {
  try procedure(name, fields, [.map(ValueMap(options.map { (key: $0.0, value: $0.1) }))], on: try graph.store(), limits: limits)
}

/// The rows of some fields of a procedure called with these arguments.
func procedure(
  _ name: String, _ fields: [String], _ arguments: [Value], on store: GraphStore, limits: ExecutionLimits = ExecutionLimits()
) throws -> [[Value]] {
  let names = Names()
  let variables = fields.map { names.any($0) }
  let call = ProcedureCall(
    name: name, arguments: arguments.map(literal), yields: zip(fields, variables).map { .init(field: $0, variable: $1) }, isVoid: false,
    span: .none)
  return try rows(.procedureCall(.argument, call), variables, on: store, limits: limits)
}

extension Value {
  /// The offset of a node or relationship.
  var offset: Int? {
    switch self {
    case .node(let node): Int(node.id.rawValue)
    case .relationship(let relationship): Int(relationship.id.rawValue)
    default: nil
    }
  }
}

extension PlainGraph {
  /// The different nodes, other than itself, that a node is joined to.
  func others(_ node: Int, _ direction: Direction, types: [String] = [], without removed: Int? = nil) -> Set<Int> {
    Set(steps(node, direction, types).filter { $0.relationship != removed }.map(\.node)).subtracting([node])
  }

  /// Distances from a node over the simple graph, and how many shortest paths there are.
  func search(_ start: Int, _ direction: Direction) -> (distances: [Int?], paths: [Double]) {
    var distances = [Int?](repeating: nil, count: labels.count)
    var paths = [Double](repeating: 0, count: labels.count)
    (distances[start], paths[start]) = (0, 1)
    var level = [start]
    while !level.isEmpty {
      var next: [Int] = []
      for node in level {
        for other in others(node, direction) {
          let distance = (distances[node] ?? 0) + 1
          if distances[other] == nil {
            distances[other] = distance
            next.append(other)
          }
          if distances[other] == distance { paths[other] += paths[node] }
        }
      }
      level = next
    }
    return (distances, paths)
  }

  /// The nodes that can be reached from a node, itself included, without some nodes and without a relationship.
  func reachable(
    _ start: Int, _ direction: Direction, without nodes: Set<Int> = [], withoutRelationship removed: Int? = nil
  ) -> Set<Int> {
    var (found, open): (Set<Int>, [Int]) = ([start], [start])
    while let node = open.popLast() {
      for other in others(node, direction, without: removed).subtracting(nodes) where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// Numbers groups in the order of their smallest members.
  static func canonical(_ groups: [Int]) -> [Int] {
    var known: [Int: Int] = [:]
    return groups.map { group in
      let number = known[group] ?? known.count
      known[group] = number
      return number
    }
  }
}
