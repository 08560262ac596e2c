// Conditions on labels and relationship types: `A`, `A&B`, `A|B`, `!A`, `%`, `(…)`, `$(expression)`. openCypher's `:A:B` is
// read as `A&B` and `:A|:B` as `A|B`. Conjunction and disjunction are n-ary, so that long lists do not nest.

package import GraphModel

/// A condition on the labels of a node or the type of a relationship.
package struct LabelExpression: Hashable, Sendable {
  /// The forms of a condition.
  package indirect enum Kind: Hashable, Sendable {
    /// A label or type by name.
    case name(Identifier)
    /// `%`: at least one label.
    case wildcard
    /// `!`.
    case not(LabelExpression)
    /// `&` or repeated colons; at least two.
    case and([LabelExpression])
    /// `|`; at least two.
    case or([LabelExpression])
    /// `$(expression)`, `$all(expression)`, `$any(expression)`: names computed when the query runs.
    case dynamic(Expression, DynamicMatch)
  }

  /// How a computed list of names is meant.
  package enum DynamicMatch: Hashable, Sendable {
    /// All of them, which is also meant where nothing is said.
    case all
    /// At least one of them.
    case any
  }

  /// The condition.
  package var kind: Kind
  /// Without the leading colon or `IS`.
  @Incidental package var span: SourceSpan

  /// A condition at a place.
  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
