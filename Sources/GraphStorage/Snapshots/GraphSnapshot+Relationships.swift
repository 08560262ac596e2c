// Relationships of a snapshot: which there are, their type and ends, their properties, and the neighbours they make.

package import GraphModel

extension GraphSnapshot {
  /// Whether a relationship is in the graph. Any identifier may be asked for.
  package func contains(_ relationship: RelationshipID) -> Bool { liveRelationships.contains(relationship.rawValue) }

  /// The relationships of the graph.
  package var relationshipBitmap: BitmapView { liveRelationships.view }

  /// Type, source and target by relationship.
  package var relationshipReader: RelationshipReader { RelationshipReader(pages: relationships.views) }

  /// A property of all relationships.
  package func relationshipColumn(_ key: PropertyKeyID) -> ColumnReader { Self.reader(of: relationshipColumns, key) }

  /// A property of a relationship, null where it has none.
  package func relationshipProperty(_ relationship: RelationshipID, _ key: PropertyKeyID) -> Value {
    relationshipColumn(key).value(relationship.rawValue)
  }

  /// The properties of a relationship, in the order in which the graph first saw the keys. Cost: linear in the keys of the graph.
  package func relationshipProperties(_ relationship: RelationshipID) -> ValueMap {
    properties(relationshipColumns, relationship.rawValue)
  }

  /// The keys of the properties of a relationship, ascending.
  package func relationshipPropertyKeys(_ relationship: RelationshipID) -> [PropertyKeyID] {
    Self.keys(relationshipColumns, relationship.rawValue)
  }

  /// A relationship as a value, with its content if it is in the graph.
  package func relationshipValue(_ relationship: RelationshipID) -> Relationship {
    guard contains(relationship) else { return Relationship(id: relationship) }
    let reader = relationshipReader
    return Relationship(
      id: relationship, type: catalog.name(of: reader.type(of: relationship.rawValue)),
      start: NodeID(rawValue: reader.source(of: relationship.rawValue)),
      end: NodeID(rawValue: reader.target(of: relationship.rawValue)), properties: relationshipProperties(relationship))
  }

  /// The end nodes of a node's relationships of a type that start at it.
  package func outgoing(_ type: RelationshipTypeID) -> AdjacencyReader { Self.reader(of: outgoing, type) }

  /// The start nodes of a node's relationships of a type that end at it.
  package func incoming(_ type: RelationshipTypeID) -> AdjacencyReader { Self.reader(of: incoming, type) }

  private static func reader(of adjacencies: [Adjacency?], _ type: RelationshipTypeID) -> AdjacencyReader {
    guard Int(type.rawValue) < adjacencies.count else { return Adjacency.emptyReader }
    return adjacencies[Int(type.rawValue)]?.reader ?? Adjacency.emptyReader
  }

  /// The number of relationships of a type.
  package func relationshipCount(_ type: RelationshipTypeID) -> Int { outgoing(type).count }

  /// The relationships of every type that start or end at a node, a loop counted twice. Cost: linear in the number of types.
  package func totalDegree(of node: NodeID) -> Int {
    var degree = 0
    for type in 0..<catalog.relationshipTypes.count {
      let type = RelationshipTypeID(rawValue: UInt32(truncatingIfNeeded: type))
      degree += outgoing(type).degree(of: node.rawValue) + incoming(type).degree(of: node.rawValue)
    }
    return degree
  }
}
