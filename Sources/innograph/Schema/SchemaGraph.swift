// A graph's schema as a small graph: a node for each label, a relationship for each way in which a type joins two labels. Pictures of
// schemas are drawn by the same writers as pictures of results.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Draws schemas.
enum SchemaGraph {
  /// The most arrows of one type: a type between many labels on both sides is drawn by its first pairs.
  private static let arrowsPerTypeMax = 64

  /// Feeds a schema to a writer of graphs.
  static func write(_ schema: GraphSchema, to writer: any GraphTextWriter) throws(FormatError) {
    try writer.begin()
    var places: [String: NodeID] = [:]
    for (place, label) in schema.labels.enumerated() {
      let id = NodeID(rawValue: UInt32(clamping: place))
      places[label.name] = id
      let properties: ValueMap = ["name": .string(label.name), "nodes": .integer(Int64(label.nodeCount))]
      try writer.node(Node(id: id, labels: [label.name], properties: properties))
    }
    var count: UInt32 = 0
    for type in schema.relationshipTypes {
      var arrows = 0
      for start in type.startLabels {
        for end in type.endLabels {
          guard arrows < arrowsPerTypeMax, let from = places[start], let to = places[end] else { continue }
          try writer.relationship(
            Relationship(id: RelationshipID(rawValue: count), type: type.name, start: from, end: to, properties: ValueMap()))
          arrows += 1
          count += 1
        }
      }
    }
    try writer.end()
  }
}
