// The plainest property graph there is: dictionaries of entities by offset. What the store must agree with.

import GraphModel
import GraphStorage

struct ModelNode: Hashable {
  var labels: Set<String> = []
  var properties: [String: Value] = [:]
}

struct ModelRelationship: Hashable {
  var type: String
  var source: UInt32
  var target: UInt32
  var properties: [String: Value] = [:]
}

/// A graph as a value.
struct ModelGraph: Equatable {
  var nodes: [UInt32: ModelNode] = [:]
  var relationships: [UInt32: ModelRelationship] = [:]
  var constraints: [Constraint] = []
  var indexes: [IndexDefinition] = []

  /// What a snapshot shows, read through its public face alone.
  init(reading graph: GraphSnapshot) {
    graph.nodeBitmap.forEach { offset in
      let node = graph.nodeValue(NodeID(rawValue: offset))
      nodes[offset] = ModelNode(labels: Set(node.labels), properties: Self.dictionary(node.properties))
    }
    graph.relationshipBitmap.forEach { offset in
      let value = graph.relationshipValue(RelationshipID(rawValue: offset))
      relationships[offset] = ModelRelationship(
        type: value.type, source: value.start?.rawValue ?? .max, target: value.end?.rawValue ?? .max,
        properties: Self.dictionary(value.properties))
    }
    constraints = graph.schema.constraints
    indexes = graph.schema.indexes
  }

  init() {}

  private static func dictionary(_ map: ValueMap) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: map.entries.map { ($0.key, $0.value) })
  }

  /// The first place at which another graph differs, in a few words.
  func difference(to other: ModelGraph) -> String? {
    for node in Set(nodes.keys).union(other.nodes.keys).sorted() where nodes[node] != other.nodes[node] {
      return "node \(node): \(String(describing: nodes[node])) against \(String(describing: other.nodes[node]))"
    }
    for id in Set(relationships.keys).union(other.relationships.keys).sorted() where relationships[id] != other.relationships[id] {
      return "relationship \(id): \(String(describing: relationships[id])) against \(String(describing: other.relationships[id]))"
    }
    if constraints != other.constraints { return "constraints: \(constraints) against \(other.constraints)" }
    return indexes == other.indexes ? nil : "indexes: \(indexes) against \(other.indexes)"
  }

  /// The relationships at a node, a loop once.
  func relationships(at node: UInt32) -> [UInt32] {
    relationships.filter { $0.value.source == node || $0.value.target == node }.keys.sorted()
  }

  /// The first constraint that the graph breaks.
  var brokenConstraint: String? { constraints.first { !obeys($0) }?.name }

  private func obeys(_ constraint: Constraint) -> Bool {
    let entities: [[String: Value]]
    switch constraint.target {
    case .nodes(let label): entities = nodes.values.filter { label.map($0.labels.contains) ?? true }.map(\.properties)
    case .relationships(let type): entities = relationships.values.filter { $0.type == type }.map(\.properties)
    }
    switch constraint.rule {
    case .exists(let key): return entities.allSatisfy { $0[key] != nil }
    case .type(let key, let type): return entities.allSatisfy { $0[key].map(type.admits) ?? true }
    case .unique(let key):
      let values = entities.compactMap { $0[key] }.filter { Value.equals($0, $0) == true }
      return Set(values.map(GroupingKey.init)).count == values.count
    case .uniqueTogether(let keys): return Self.areDistinct(entities, keys)
    case .key(let keys): return entities.allSatisfy { entity in keys.allSatisfy { entity[$0] != nil } } && Self.areDistinct(entities, keys)
    case .ends(let from, let to):
      guard case .relationships(let type) = constraint.target else { return true }
      return relationships.values.filter { $0.type == type }.allSatisfy { relationship in
        !(nodes[relationship.source]?.labels ?? []).isDisjoint(with: from)
          && !(nodes[relationship.target]?.labels ?? []).isDisjoint(with: to)
      }
    }
  }

  /// Whether no two entities have equal values of all the properties; what lacks one, or has what equals nothing, is free.
  private static func areDistinct(_ entities: [[String: Value]], _ keys: [String]) -> Bool {
    let rows = entities.compactMap { entity -> [Value]? in
      let values = keys.compactMap { entity[$0] }
      return values.count == keys.count && values.allSatisfy { Value.equals($0, $0) == true } ? values : nil
    }
    return Set(rows.map { GroupingKey(.list($0)) }).count == rows.count
  }
}
