// The body of WITH, RETURN and the YIELD of SHOW: columns, order, slice and condition.

package import GraphModel

/// `[DISTINCT] *, item, … [ORDER BY …] [SKIP n] [LIMIT n] [WHERE predicate]`.
package struct Projection: Hashable, Sendable {
  /// The clauses that are a WITH in other words; each keeps all variables.
  package enum Form: Hashable, Sendable {
    /// WITH, RETURN or YIELD as such.
    case plain
    /// `LET name = value, …`: `WITH *, value AS name, …`.
    case letting
    /// `FILTER predicate`: `WITH * WHERE predicate`.
    case filter
    /// `ORDER BY …`, `SKIP …` or `LIMIT …` as a clause of its own: `WITH * ORDER BY …`.
    case slice
  }

  /// How it is written.
  package var form = Form.plain
  /// Whether equal rows come out once.
  package var isDistinct: Bool
  /// Whether `*` stands before the items.
  package var includesAll: Bool
  /// The columns; empty only where `*` stands.
  package var items: [ProjectionItem]
  /// The order, most significant first; empty where none is asked for.
  package var order: [SortItem]
  /// How many rows are left out at the start.
  package var skip: Expression?
  /// How many rows come out at most.
  package var limit: Expression?
  /// The condition of `WHERE`; never set for `RETURN`.
  package var predicate: Expression?
  /// From the clause's keyword to the last token.
  @Incidental package var span: SourceSpan
}

/// One column of a projection.
package struct ProjectionItem: Hashable, Sendable {
  /// What is computed.
  package var expression: Expression
  /// The name after `AS`.
  package var alias: Identifier?
  /// The expression exactly as the query spells it.
  @Incidental package var text: String
  /// Expression and alias.
  @Incidental package var span: SourceSpan

  /// The name of the column: the alias, the variable, or the expression's own text.
  package var columnName: String {
    if let alias { return alias.text }
    if case .variable(let variable) = expression.kind { return variable.text }
    return text
  }
}

/// One key of an order.
package struct SortItem: Hashable, Sendable {
  /// What is ordered by.
  package var expression: Expression
  /// Whether larger values come first.
  package var isDescending: Bool
  /// Expression and direction.
  @Incidental package var span: SourceSpan
}

extension Projection.Form {
  /// The word that the clause begins with, for messages.
  var keyword: String {
    switch self {
    case .plain: "WITH"
    case .letting: "LET"
    case .filter: "FILTER"
    case .slice: "ORDER BY, SKIP or LIMIT"
    }
  }
}
