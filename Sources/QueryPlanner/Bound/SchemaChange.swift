// Commands on indexes and constraints after binding: what is to be made or dropped, under which name.

package import GraphModel

/// A change of the schema.
package enum SchemaChange: Hashable, Sendable {
  /// An index; nothing happens if its name is taken and `ifNotExists` is set.
  case createIndex(IndexDefinition, ifNotExists: Bool)
  /// A full-text index; nothing happens if its name is taken and `ifNotExists` is set.
  case createFullTextIndex(FullTextIndexDefinition, ifNotExists: Bool)
  /// A constraint; nothing happens if its name is taken and `ifNotExists` is set.
  case createConstraint(Constraint, ifNotExists: Bool)
  /// The look-up of labels and types, which is always there: an error, or nothing if `ifNotExists` is set.
  case createLookup(ifNotExists: Bool)
  case dropIndex(name: String, ifExists: Bool)
  case dropConstraint(name: String, ifExists: Bool)
}
