// The clauses that write.

package import GraphModel

/// `CREATE pattern, …` (also `INSERT`).
package struct CreateClause: Hashable, Sendable {
  /// What is created; never empty.
  package var patterns: [PathPattern]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `MERGE pattern [ON CREATE SET …] [ON MATCH SET …]`.
package struct MergeClause: Hashable, Sendable {
  /// What is matched or else created.
  package var pattern: PathPattern
  /// What is done afterwards, in the order written.
  package var actions: [MergeAction]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `ON CREATE SET …` or `ON MATCH SET …`.
package struct MergeAction: Hashable, Sendable {
  /// When an action applies.
  package enum Event: Hashable, Sendable {
    case create
    case match
  }

  /// When it applies.
  package var event: Event
  /// What is set; never empty.
  package var items: [SetItem]
  /// The whole phrase.
  @Incidental package var span: SourceSpan
}

/// `SET item, …`.
package struct SetClause: Hashable, Sendable {
  /// What is set; never empty.
  package var items: [SetItem]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// One change of `SET`.
package struct SetItem: Hashable, Sendable {
  /// The forms of a change.
  package indirect enum Kind: Hashable, Sendable {
    /// `target.key = value` or `target[key] = value`: the first expression is a `.property` or a `.subscript`.
    case property(Expression, value: Expression)
    /// `variable = map`: all properties replaced.
    case replaceProperties(Identifier, value: Expression)
    /// `variable += map`: properties added or overwritten.
    case mergeProperties(Identifier, value: Expression)
    /// `variable:A:B`, a label or conjunction of labels, names or dynamic.
    case labels(Identifier, LabelExpression)
  }

  /// The change.
  package var kind: Kind
  /// The whole item.
  @Incidental package var span: SourceSpan
}

/// `REMOVE item, …`.
package struct RemoveClause: Hashable, Sendable {
  /// What is removed; never empty.
  package var items: [RemoveItem]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// One removal.
package struct RemoveItem: Hashable, Sendable {
  /// The forms of a removal.
  package indirect enum Kind: Hashable, Sendable {
    /// `target.key` or `target[key]`: a `.property` or a `.subscript`.
    case property(Expression)
    /// `variable:A:B`.
    case labels(Identifier, LabelExpression)
  }

  /// The removal.
  package var kind: Kind
  /// The whole item.
  @Incidental package var span: SourceSpan
}

/// `[DETACH | NODETACH] DELETE expression, …`.
package struct DeleteClause: Hashable, Sendable {
  /// Whether the relationships of deleted nodes go too.
  package var isDetach: Bool
  /// What is deleted; never empty.
  package var expressions: [Expression]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `FOREACH (variable IN list | clause …)`.
package struct ForeachClause: Hashable, Sendable {
  /// The variable for each element.
  package var variable: Identifier
  /// The list.
  package var list: Expression
  /// The updating clauses; never empty.
  package var clauses: [Clause]
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `FINISH`.
package struct FinishClause: Hashable, Sendable {
  /// The keyword.
  @Incidental package var span: SourceSpan
}
