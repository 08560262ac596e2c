// What tests compare: entities with their content, and the effects of a statement as the kit counts them.
import ConformanceKit
import GraphModel

extension NaiveGraph {
  /// A value with the content of its entities; what was deleted has none.
  func filled(_ value: Value) -> Value {
    switch value {
    case .list(let elements): .list(elements.map(filled))
    case .map(let map): .map(ValueMap(map.entries.map { (key: $0.key, value: filled($0.value)) }))
    case .node(let node): .node(filled(node))
    case .relationship(let relationship): .relationship(filled(relationship))
    case .path(let path): .path(Path(nodes: path.nodes.map(filled), relationships: path.relationships.map(filled)))
    default: value
    }
  }

  private func filled(_ node: Node) -> Node {
    nodes[node.id].map { Node(id: node.id, labels: $0.labels, properties: $0.properties) } ?? node
  }

  private func filled(_ relationship: Relationship) -> Relationship {
    relationships[relationship.id].map {
      Relationship(id: relationship.id, type: $0.type, start: $0.start, end: $0.end, properties: $0.properties)
    } ?? relationship
  }

  /// The side effects between an earlier state and this one, by the kit's names; what is zero is left out.
  func effects(since before: NaiveGraph) -> [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ name: String, _ earlier: Set<String>, _ later: Set<String>) {
      counts["+\(name)"] = later.subtracting(earlier).count
      counts["-\(name)"] = earlier.subtracting(later).count
    }
    count("nodes", Set(before.nodes.keys.map { "\($0)" }), Set(nodes.keys.map { "\($0)" }))
    count("relationships", Set(before.relationships.keys.map { "\($0)" }), Set(relationships.keys.map { "\($0)" }))
    count("labels", Set(before.nodes.values.flatMap(\.labels)), Set(nodes.values.flatMap(\.labels)))
    count("properties", before.propertyTexts, propertyTexts)
    return counts.filter { $0.value != 0 }
  }

  private var propertyTexts: Set<String> {
    let canonical = CanonicalValue()
    let ofNodes = nodes.flatMap { id, content in content.properties.entries.map { "n\(id) \($0.key) \(canonical.text($0.value))" } }
    let ofRelationships = relationships.flatMap { id, content in
      content.properties.entries.map { "r\(id) \($0.key) \(canonical.text($0.value))" }
    }
    return Set(ofNodes + ofRelationships)
  }
}
