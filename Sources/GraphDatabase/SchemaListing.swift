// Reads the schema off a snapshot: names, counts, and for each label and type the properties seen with the types of their values.
// Cost: one look at every property of every entity; a listing, not something to do per query.
import GraphModel
import GraphStorage

/// Makes a `GraphSchema` from a snapshot.
struct SchemaListing {
  private let graph: GraphSnapshot

  /// A listing of a snapshot.
  init(of graph: GraphSnapshot) { self.graph = graph }

  /// The schema.
  var schema: GraphSchema {
    GraphSchema(
      nodeCount: graph.nodeCount, relationshipCount: graph.relationshipCount, labels: labels, relationshipTypes: relationshipTypes,
      propertyKeys: graph.catalog.propertyKeys.names.sorted { $0.isByteLess(than: $1) }, constraints: graph.schema.constraints,
      indexes: graph.schema.indexes, fullTextIndexes: graph.schema.fullTextIndexes)
  }

  private var labels: [GraphSchema.Label] {
    graph.catalog.labels.names.enumerated().compactMap { place, name -> GraphSchema.Label? in
      let nodes = graph.labelBitmap(LabelID(rawValue: UInt32(place)))
      guard nodes.count > 0 else { return nil }
      return GraphSchema.Label(name: name, nodeCount: nodes.count, properties: properties(of: nodes, column: graph.nodeColumn))
    }.sorted { $0.name.isByteLess(than: $1.name) }
  }

  private func properties(of nodes: BitmapView, column: (PropertyKeyID) -> ColumnReader) -> [GraphSchema.Property] {
    keys.compactMap { key, name in
      let reader = column(key)
      var seen = SeenTypes()
      nodes.forEach { if reader.isPresent($0) { seen.add(reader.value($0)) } }
      return seen.property(key: name)
    }
  }

  private var keys: [(PropertyKeyID, String)] {
    graph.catalog.propertyKeys.names.enumerated().map { (PropertyKeyID(rawValue: UInt32($0)), $1) }.sorted { $0.1.isByteLess(than: $1.1) }
  }

  private var relationshipTypes: [GraphSchema.RelationshipType] {
    var relationships: [[UInt32]] = Array(repeating: [], count: graph.catalog.relationshipTypes.count)
    let reader = graph.relationshipReader
    graph.relationshipBitmap.forEach { relationships[Int(reader.type(of: $0).rawValue)].append($0) }
    return graph.catalog.relationshipTypes.names.enumerated().compactMap { place, name -> GraphSchema.RelationshipType? in
      let members = relationships[place]
      guard !members.isEmpty else { return nil }
      return GraphSchema.RelationshipType(
        name: name, relationshipCount: members.count, startLabels: endLabels(members.map { reader.source(of: $0) }),
        endLabels: endLabels(members.map { reader.target(of: $0) }), properties: properties(of: members))
    }.sorted { $0.name.isByteLess(than: $1.name) }
  }

  private func endLabels(_ nodes: [UInt32]) -> [String] {
    var labels: Set<LabelID> = []
    for node in nodes { labels.formUnion(graph.labels(of: NodeID(rawValue: node))) }
    return labels.map { graph.catalog.name(of: $0) }.sorted { $0.isByteLess(than: $1) }
  }

  private func properties(of relationships: [UInt32]) -> [GraphSchema.Property] {
    keys.compactMap { key, name in
      let reader = graph.relationshipColumn(key)
      var seen = SeenTypes()
      for relationship in relationships where reader.isPresent(relationship) { seen.add(reader.value(relationship)) }
      return seen.property(key: name)
    }
  }
}

/// The types of the values of a property, and how many values there are.
private struct SeenTypes {
  private var types: Set<String> = []
  private var count = 0

  /// Takes a value.
  mutating func add(_ value: Value) {
    count += 1
    types.insert(SeenTypes.name(value))
  }

  private static func name(_ value: Value) -> String {
    guard case .list(let elements) = value else { return value.typeName }
    let inner = Set(elements.map(\.typeName)).sorted()
    return "LIST<\(inner.isEmpty ? "ANY" : inner.joined(separator: " | "))>"
  }

  /// The property, if there is any value.
  func property(key: String) -> GraphSchema.Property? {
    count == 0 ? nil : GraphSchema.Property(key: key, types: types.sorted(), count: count)
  }
}
