// Answers as text that can be compared: values exactly (1 and 1.0 differ, -0.0 and 0.0 too), entities by identity, and where a query has
// created some by colour: content and surroundings, refined a few rounds, because two evaluators number new entities as they like.
import GraphModel

/// Writes the values of an answer.
struct CanonicalRows {
  private let colouring: Colouring?
  private let listsAsBags: Bool

  /// A writer; without a colouring entities are their identities.
  init(colouring: Colouring? = nil, listsAsBags: Bool) {
    self.colouring = colouring
    self.listsAsBags = listsAsBags
  }

  /// The rows as texts, in their order.
  func texts(_ rows: [[Value]]) -> [String] { rows.map { $0.map(text).joined(separator: " | ") } }

  func text(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .boolean(let truth): return "\(truth)"
    case .integer(let number): return "\(number)"
    case .float(let number): return number.isNaN ? "NaN" : "\(number)"
    case .string(let text): return "'\(text.utf8.map { "\($0)" }.joined(separator: ","))'"
    case .list(let elements):
      let texts = elements.map(text)
      return "[\((listsAsBags ? texts.sorted() : texts).joined(separator: ", "))]"
    case .map(let map): return "{\(map.sortedEntries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
    case .node(let node): return "(\(colouring.map { $0.colour(node.id) } ?? "\(node.id.rawValue)"))"
    case .relationship(let relationship): return "[\(colouring.map { $0.colour(relationship.id) } ?? "\(relationship.id.rawValue)")]"
    case .path(let path):
      let parts = path.nodes.indices.flatMap { place -> [Value] in
        (place == 0 ? [] : [.relationship(path.relationships[place - 1])]) + [.node(path.nodes[place])]
      }
      return "<\(parts.map(text).joined())>"
    default: return value.constructorText ?? "\(value)"
    }
  }
}

/// Colours of nodes and relationships: equal for entities that no query could tell apart, up to a few steps.
struct Colouring {
  private var nodes: [NodeID: UInt64] = [:]
  private var relationships: [RelationshipID: UInt64] = [:]
  private static let rounds = 4

  /// Colours of a graph in which the entities of `before` keep their identity.
  init(_ graph: NaiveGraph, before: NaiveGraph) {
    let rows = CanonicalRows(listsAsBags: false)
    for (id, content) in graph.nodes {
      let known = before.nodes[id] == nil ? "new" : "\(id.rawValue)"
      nodes[id] = Colouring.hash("\(known) \(content.labels.sorted()) \(rows.text(.map(content.properties)))")
    }
    for (id, content) in graph.relationships {
      let known = before.relationships[id] == nil ? "new" : "\(id.rawValue)"
      relationships[id] = Colouring.hash("\(known) \(content.type) \(rows.text(.map(content.properties)))")
    }
    let basis = relationships
    for _ in 0..<Colouring.rounds {
      var surroundings: [NodeID: [String]] = [:]
      for (id, content) in graph.relationships {
        let (own, start, end) = (basis[id] ?? 0, nodes[content.start] ?? 0, nodes[content.end] ?? 0)
        relationships[id] = Colouring.hash("\(own) \(start) \(end)")
        surroundings[content.start, default: []].append("> \(own) \(end)")
        surroundings[content.end, default: []].append("< \(own) \(start)")
      }
      for (id, around) in surroundings { nodes[id] = Colouring.hash("\(nodes[id] ?? 0) \(around.sorted())") }
    }
  }

  /// FNV-1a, so that colours are the same in every process.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The colour of a node; one for all that are gone.
  func colour(_ id: NodeID) -> String { nodes[id].map { "\($0)" } ?? "gone" }
  /// The colour of a relationship; one for all that are gone.
  func colour(_ id: RelationshipID) -> String { relationships[id].map { "\($0)" } ?? "gone" }

  /// The whole graph as a sorted list of colours.
  var texts: [String] { nodes.values.map { "node \($0)" }.sorted() + relationships.values.map { "relationship \($0)" }.sorted() }
}
