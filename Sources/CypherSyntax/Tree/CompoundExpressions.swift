// The expressions with parts of their own: calls, maps, comprehensions, CASE, quantifiers, subqueries.

/// `name([DISTINCT] argument, …)`.
package struct FunctionCall: Hashable, Sendable {
  /// The function.
  package var name: QualifiedName
  /// Whether equal arguments are aggregated once.
  package var isDistinct: Bool
  /// The arguments.
  package var arguments: [Expression]
}

/// `key: value`.
package struct MapEntry: Hashable, Sendable {
  /// The key.
  package var key: Identifier
  /// The value.
  package var value: Expression
}

/// `variable {.key, .*, key: value, other}`.
package struct MapProjection: Hashable, Sendable {
  /// One entry of the map.
  package enum Item: Hashable, Sendable {
    /// `.key`.
    case property(Identifier)
    /// `.*`.
    case allProperties
    /// `key: value`.
    case entry(MapEntry)
    /// A variable under its own name.
    case variable(Identifier)
  }

  /// The variable whose properties are taken.
  package var subject: Identifier
  /// The entries.
  package var items: [Item]
}

/// `[variable IN list WHERE predicate | result]`.
package struct ListComprehension: Hashable, Sendable {
  /// The variable for each element.
  package var variable: Identifier
  /// The list.
  package var list: Expression
  /// The condition on the element.
  package var predicate: Expression?
  /// The result per element; the element itself where absent.
  package var result: Expression?
}

/// `[path = pattern WHERE predicate | result]`.
package struct PatternComprehension: Hashable, Sendable {
  /// The pattern, with the path's variable if there is one.
  package var pattern: PathPattern
  /// The condition on a match.
  package var predicate: Expression?
  /// The result per match.
  package var result: Expression
}

/// `all(variable IN list WHERE predicate)` and its three siblings.
package struct QuantifierPredicate: Hashable, Sendable {
  /// How many elements must satisfy the predicate.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case all, any, none, single
  }

  /// How many.
  package var kind: Kind
  /// The variable for each element.
  package var variable: Identifier
  /// The list.
  package var list: Expression
  /// The condition; absent in `any(x IN list)`, where the element itself is the condition.
  package var predicate: Expression?
}

/// `reduce(accumulator = initial, variable IN list | result)`.
package struct Reduction: Hashable, Sendable {
  /// The variable for the value so far.
  package var accumulator: Identifier
  /// The value before the first element.
  package var initial: Expression
  /// The variable for each element.
  package var variable: Identifier
  /// The list.
  package var list: Expression
  /// The value after an element.
  package var result: Expression
}

/// `CASE [subject] WHEN condition THEN result … [ELSE otherwise] END`.
package struct CaseExpression: Hashable, Sendable {
  /// `WHEN condition THEN result`, or in the simple form `WHEN test, … THEN result`.
  package struct Branch: Hashable, Sendable {
    /// One predicate; or in the simple form tests of which one must hold, at least one: a value that the subject must equal, or an
    /// operator whose left operand is `.caseSubject`, as in `WHEN > 5`.
    package var tests: [Expression]
    /// The result.
    package var result: Expression
  }

  /// The value compared, in the simple form.
  package var subject: Expression?
  /// The branches; never empty.
  package var branches: [Branch]
  /// The result where no branch applies; null where absent.
  package var otherwise: Expression?
}

/// What is asked of a subquery in an expression.
package enum SubqueryKind: String, Hashable, Sendable, CaseIterable {
  /// Whether there is a row.
  case exists = "EXISTS"
  /// The number of rows.
  case count = "COUNT"
  /// The list of the values of its only column.
  case collect = "COLLECT"
}

/// The inside of a subquery in an expression.
package enum SubqueryBody: Hashable, Sendable {
  /// Patterns with an optional condition, as in a `MATCH` of their own.
  case patterns([PathPattern], predicate: Expression?)
  /// A query; the `RETURN` at its end may be missing for `EXISTS` and `COUNT`. Holds no updating clause.
  case query(Query)
}
