// Types as a query names them: in `IS :: LIST<STRING NOT NULL>` and in property type constraints.

package import GraphModel

/// A type by name.
package struct TypeExpression: Hashable, Sendable {
  /// The forms of a type.
  package indirect enum Kind: Hashable, Sendable {
    case simple(SimpleType)
    /// `LIST<element>`.
    case list(TypeExpression)
    /// `A | B`; at least two, none of them a union.
    case union([TypeExpression])
  }

  /// The types without parts, by their canonical spelling.
  package enum SimpleType: String, Hashable, Sendable, CaseIterable {
    case any = "ANY"
    case nothing = "NOTHING"
    case null = "NULL"
    case boolean = "BOOLEAN"
    case integer = "INTEGER"
    case float = "FLOAT"
    case string = "STRING"
    case date = "DATE"
    case localTime = "LOCAL TIME"
    case zonedTime = "ZONED TIME"
    case localDateTime = "LOCAL DATETIME"
    case zonedDateTime = "ZONED DATETIME"
    case duration = "DURATION"
    case point = "POINT"
    case map = "MAP"
    case node = "NODE"
    case relationship = "RELATIONSHIP"
    case path = "PATH"
    case propertyValue = "PROPERTY VALUE"
  }

  /// The type.
  package var kind: Kind
  /// Whether `NOT NULL` follows.
  package var isNotNull: Bool
  /// The whole type.
  @Incidental package var span: SourceSpan
}
