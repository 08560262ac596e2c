// Numbers of names for those who ask again and again, as the operators of a prepared query do: each remembers the number that it got
// last, which is almost always still right and then costs a comparison instead of a search.

package import GraphModel

extension GraphSnapshot {
  /// The label of a name, if the graph knows it; `hint` is its number as of another time, and kept up to date.
  package func label(_ name: String, hint: inout UInt32) -> LabelID? {
    guard let found = catalog.labels.position(of: name, hint: hint) else { return nil }
    hint = found
    return LabelID(rawValue: found)
  }

  /// The relationship type of a name, as above.
  package func relationshipType(_ name: String, hint: inout UInt32) -> RelationshipTypeID? {
    guard let found = catalog.relationshipTypes.position(of: name, hint: hint) else { return nil }
    hint = found
    return RelationshipTypeID(rawValue: found)
  }

  /// The property key of a name, as above.
  package func propertyKey(_ name: String, hint: inout UInt32) -> PropertyKeyID? {
    guard let found = catalog.propertyKeys.position(of: name, hint: hint) else { return nil }
    hint = found
    return PropertyKeyID(rawValue: found)
  }
}
