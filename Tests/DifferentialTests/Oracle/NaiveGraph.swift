// A graph as two tables, for an evaluator that knows no index, no plan and no order. A value: a copy is the state before.
import GraphModel

/// Every node and relationship of a graph, with content.
struct NaiveGraph {
  /// What a node holds.
  struct NodeContent {
    var labels: [String]
    var properties: ValueMap
  }

  /// What a relationship holds.
  struct RelationshipContent {
    var type: String
    var start: NodeID
    var end: NodeID
    var properties: ValueMap
  }

  private(set) var nodes: [NodeID: NodeContent] = [:]
  private(set) var relationships: [RelationshipID: RelationshipContent] = [:]
  private(set) var nodeOrder: [NodeID] = []
  private(set) var relationshipOrder: [RelationshipID] = []
  /// The types of relationships that are gone: `type(r)` may still be asked.
  private var formerTypes: [RelationshipID: String] = [:]
  private var nextNode: UInt32 = 0
  private var nextRelationship: UInt32 = 0

  /// Takes a node in under its own identity.
  mutating func insert(_ node: Node) {
    nodes[node.id] = NodeContent(labels: node.labels, properties: node.properties)
    nodeOrder.append(node.id)
    nextNode = max(nextNode, node.id.rawValue + 1)
  }

  /// Takes a relationship in under its own identity.
  mutating func insert(_ relationship: Relationship) {
    guard let start = relationship.start, let end = relationship.end else { return }
    relationships[relationship.id] = RelationshipContent(
      type: relationship.type, start: start, end: end, properties: relationship.properties)
    relationshipOrder.append(relationship.id)
    nextRelationship = max(nextRelationship, relationship.id.rawValue + 1)
  }

  /// A new node.
  mutating func createNode(_ labels: [String], _ properties: ValueMap) -> NodeID {
    let id = NodeID(rawValue: nextNode)
    insert(Node(id: id, labels: labels, properties: properties))
    return id
  }

  /// A new relationship.
  mutating func createRelationship(_ content: RelationshipContent) -> RelationshipID {
    let id = RelationshipID(rawValue: nextRelationship)
    nextRelationship += 1
    relationships[id] = content
    relationshipOrder.append(id)
    return id
  }

  /// Changes a node in place; nothing happens to one that is gone.
  mutating func change(_ id: NodeID, _ body: (inout NodeContent) -> Void) {
    guard var content = nodes[id] else { return }
    body(&content)
    nodes[id] = content
  }

  /// Changes a relationship in place; nothing happens to one that is gone.
  mutating func change(_ id: RelationshipID, _ body: (inout RelationshipContent) -> Void) {
    guard var content = relationships[id] else { return }
    body(&content)
    relationships[id] = content
  }

  /// Takes a node out; its relationships stay, for the end of the statement to complain about.
  mutating func delete(_ id: NodeID) {
    guard nodes.removeValue(forKey: id) != nil else { return }
    nodeOrder.removeAll { $0 == id }
  }

  /// Takes a relationship out.
  mutating func delete(_ id: RelationshipID) {
    guard let content = relationships.removeValue(forKey: id) else { return }
    formerTypes[id] = content.type
    relationshipOrder.removeAll { $0 == id }
  }

  /// The type of a relationship, also of one that was deleted.
  func type(of id: RelationshipID) -> String? { relationships[id]?.type ?? formerTypes[id] }

  /// Relationships that begin or end at a node.
  func relationships(at id: NodeID) -> [RelationshipID] {
    relationshipOrder.filter { relationships[$0].map { $0.start == id || $0.end == id } ?? false }
  }

  /// Whether a relationship lacks one of its nodes.
  var hasDanglingRelationship: Bool { relationships.values.contains { nodes[$0.start] == nil || nodes[$0.end] == nil } }

  /// The relationships at a node that a step may take, with the node at the other end; a loop comes once.
  func steps(from node: NodeID, _ direction: Direction) -> [(relationship: RelationshipID, other: NodeID)] {
    relationshipOrder.compactMap { id in
      guard let content = relationships[id] else { return nil }
      if direction != .incoming, content.start == node { return (id, content.end) }
      if direction != .outgoing, content.end == node { return (id, content.start) }
      return nil
    }
  }

  /// The same graph with nodes and relationships in the opposite order: what depends on it has no meaning in the language.
  var reversed: NaiveGraph {
    var copy = self
    copy.nodeOrder.reverse()
    copy.relationshipOrder.reverse()
    return copy
  }
}
