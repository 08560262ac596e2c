// The state of a graph as sets, so that side effects are what a later query can see, whatever the store counted.
import ConformanceKit
import GraphDatabase
import GraphModel

/// Nodes, relationships, labels and properties of a graph at one moment.
struct GraphState {
  private var nodes: Set<NodeID> = []
  private var relationships: Set<RelationshipID> = []
  private var labels: Set<String> = []
  private var properties: Set<String> = []

  /// The state now.
  init(of database: Database) {
    let canonical = CanonicalValue()
    var nodes: Set<NodeID> = []
    var relationships: Set<RelationshipID> = []
    var labels: Set<String> = []
    var properties: Set<String> = []
    database.forEachElement(
      node: { node in
        nodes.insert(node.id)
        labels.formUnion(node.labels)
        for entry in node.properties.entries { properties.insert("n\(node.id.rawValue) \(entry.key) \(canonical.text(entry.value))") }
      },
      relationship: { relationship in
        relationships.insert(relationship.id)
        for entry in relationship.properties.entries {
          properties.insert("r\(relationship.id.rawValue) \(entry.key) \(canonical.text(entry.value))")
        }
      })
    (self.nodes, self.relationships, self.labels, self.properties) = (nodes, relationships, labels, properties)
  }

  /// The side effects between an earlier state and this one, by the kit's names; what is zero is left out.
  func effects(since before: GraphState) -> [String: Int] {
    var counts: [String: Int] = [:]
    counts["+nodes"] = nodes.subtracting(before.nodes).count
    counts["-nodes"] = before.nodes.subtracting(nodes).count
    counts["+relationships"] = relationships.subtracting(before.relationships).count
    counts["-relationships"] = before.relationships.subtracting(relationships).count
    counts["+labels"] = labels.subtracting(before.labels).count
    counts["-labels"] = before.labels.subtracting(labels).count
    counts["+properties"] = properties.subtracting(before.properties).count
    counts["-properties"] = before.properties.subtracting(properties).count
    return counts.filter { $0.value != 0 }
  }
}
