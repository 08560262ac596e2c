// The root of a syntax tree: one statement, which is a query, a command on the schema, a listing, or the choice of a graph.
// The tree says what was written, not what it means: names are not resolved, types are not known.

package import GraphModel

/// One statement.
package struct Statement: Hashable, Sendable {
  /// What stands before a statement to have it explained instead of, or besides, being run.
  package enum Mode: Hashable, Sendable {
    /// Plan only.
    case explain
    /// Run and count rows and time per operator.
    case profile
  }

  /// What a statement does.
  package enum Kind: Hashable, Sendable {
    case query(Query)
    case schema(SchemaCommand)
    case show(ShowCommand)
    /// `USE name` alone.
    case use(QualifiedName)
  }

  /// What stands behind `CYPHER` before a statement: advice on how to run it.
  package struct Option: Hashable, Sendable {
    /// What is advised on.
    package var name: Identifier
    /// The advice.
    package var value: Identifier
  }

  /// `EXPLAIN`, `PROFILE`, or neither.
  package var mode: Mode?
  /// The advice before the statement. The version of the language that may stand there too leaves no trace.
  package var options: [Option]
  /// The statement itself.
  package var kind: Kind
  /// From the first to the last token.
  @Incidental package var span: SourceSpan
}

/// Single queries joined by `UNION`.
package struct Query: Hashable, Sendable {
  /// How the rows of the branches come together.
  package enum Union: Hashable, Sendable {
    /// `UNION`: equal rows once.
    case distinct
    /// `UNION ALL`: every row.
    case all
  }

  /// The single queries in order; never empty.
  package var branches: [SingleQuery]
  /// How they are joined; `nil` exactly where there is one branch. The two kinds may not be mixed.
  package var union: Union?
  /// From the first to the last token.
  @Incidental package var span: SourceSpan
}

/// A sequence of clauses.
package struct SingleQuery: Hashable, Sendable {
  /// The clauses in order; never empty. `RETURN` and `FINISH` stand only at the end, `USE` only at the start.
  package var clauses: [Clause]
  /// From the first to the last token.
  @Incidental package var span: SourceSpan
}
