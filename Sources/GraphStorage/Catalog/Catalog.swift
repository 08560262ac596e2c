// The names of a graph: labels, relationship types and property keys, each with a number of its own kind.
// Names are never taken away within a graph; a name that no entity bears any more keeps its number.

package import GraphModel

/// Names ↔ numbers for labels, relationship types and property keys.
package struct Catalog: Sendable {
  /// The labels.
  package internal(set) var labels = NameTable()
  /// The relationship types.
  package internal(set) var relationshipTypes = NameTable()
  /// The property keys.
  package internal(set) var propertyKeys = NameTable()

  /// The label of a name, if the graph knows it.
  package func label(_ name: String) -> LabelID? { labels.position(of: name).map(LabelID.init) }
  /// The relationship type of a name, if the graph knows it.
  package func relationshipType(_ name: String) -> RelationshipTypeID? {
    relationshipTypes.position(of: name).map(RelationshipTypeID.init)
  }
  /// The property key of a name, if the graph knows it.
  package func propertyKey(_ name: String) -> PropertyKeyID? { propertyKeys.position(of: name).map(PropertyKeyID.init) }

  /// The name of a label; empty for a number that was never given.
  package func name(of label: LabelID) -> String { labels.name(at: label.rawValue) }
  /// The name of a relationship type; empty for a number that was never given.
  package func name(of type: RelationshipTypeID) -> String { relationshipTypes.name(at: type.rawValue) }
  /// The name of a property key; empty for a number that was never given.
  package func name(of key: PropertyKeyID) -> String { propertyKeys.name(at: key.rawValue) }
}

extension NameTable {
  /// The number of a name, added if it is new.
  mutating func intern(_ name: String, limit: Int, kind: String) throws(StorageError) -> UInt32 {
    if let position = position(of: name) { return position }
    guard count < limit else { throw .capacityExceeded("a graph has at most \(limit) \(kind)") }
    guard name.utf8.count <= StorageLimits.nameBytesMax else {
      throw .capacityExceeded("a name has at most \(StorageLimits.nameBytesMax) bytes; this one has \(name.utf8.count)")
    }
    return append(name)
  }
}
