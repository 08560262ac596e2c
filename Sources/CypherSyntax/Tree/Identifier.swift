// Names as they stand in a query: variables, labels, types, keys, functions. The text is unescaped (no backticks) and compares
// by its UTF-8 bytes, never by canonical equivalence.

package import GraphModel

/// A name with its place.
package struct Identifier: Hashable, Sendable {
  /// The name without backticks.
  package var text: String
  /// Where it stands, backticks included.
  package var span: SourceSpan

  /// A name at a place.
  package init(_ text: String, at span: SourceSpan = .none) {
    self.text = text
    self.span = span
  }

  /// Same bytes, wherever they stand.
  package static func == (left: Identifier, right: Identifier) -> Bool { left.text.isByteEqual(to: right.text) }
  /// Hashes in accordance with `==`.
  package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

/// A name with its namespaces: `date.truncate`, `db.labels`.
package struct QualifiedName: Hashable, Sendable {
  /// The parts from left to right; never empty.
  package var parts: [Identifier]
  /// The whole name.
  @Incidental package var span: SourceSpan

  /// A name of these parts.
  package init(parts: [Identifier], span: SourceSpan) {
    self.parts = parts
    self.span = span
  }

  /// The parts joined by dots, as the query spelt them.
  package var text: String { parts.map(\.text).joined(separator: ".") }
}
