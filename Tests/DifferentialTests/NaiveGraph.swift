// A graph as two arrays, for an evaluator that knows no index, no plan and no order.
import GraphDatabase
import GraphModel

/// Every node and relationship of a graph, with content.
struct NaiveGraph {
  private(set) var nodes: [Node] = []
  private(set) var relationships: [Relationship] = []

  /// The content of a database now.
  init(of database: Database) {
    var nodes: [Node] = []
    var relationships: [Relationship] = []
    database.forEachElement(node: { nodes.append($0) }, relationship: { relationships.append($0) })
    self.nodes = nodes
    self.relationships = relationships
  }

  /// The node of an identity.
  func node(_ id: NodeID?) -> Node? { nodes.first { $0.id == id } }

  /// The relationships at a node that a step may take, with the node at the other end; a loop comes once.
  func steps(from node: Node, _ direction: Direction) -> [(relationship: Relationship, other: Node)] {
    relationships.compactMap { relationship in
      if direction != .incoming, relationship.start == node.id, let other = self.node(relationship.end) { return (relationship, other) }
      if direction != .outgoing, relationship.end == node.id, let other = self.node(relationship.start) { return (relationship, other) }
      return nil
    }
  }
}
