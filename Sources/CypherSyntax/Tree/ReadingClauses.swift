// The clauses that bring rows in: MATCH, UNWIND, CALL, LOAD CSV, and the choice of a graph before them.

package import GraphModel

/// `USE name` at the head of a query.
package struct UseClause: Hashable, Sendable {
  /// The graph's name.
  package var graph: QualifiedName
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `[OPTIONAL] MATCH [mode] pattern, … [AS OF date] [USING …] [WHERE predicate]`.
package struct MatchClause: Hashable, Sendable {
  /// Which repetitions one match may contain.
  package enum Mode: Hashable, Sendable {
    /// `DIFFERENT RELATIONSHIPS`, which is also what holds when nothing is said.
    case differentRelationships
    /// `REPEATABLE ELEMENTS`.
    case repeatableElements
  }

  /// `USING …`: advice to the planner.
  package struct Advice: Hashable, Sendable {
    /// The forms of advice.
    package enum Kind: Hashable, Sendable {
      /// `USING [kind] INDEX [SEEK] variable:Label(key, …)`.
      case index(kind: String?, seeks: Bool, label: Identifier, keys: [Identifier])
      /// `USING SCAN variable:Label`.
      case scan(label: Identifier)
      /// `USING JOIN ON variable, …`.
      case join
    }

    /// What is advised.
    package var kind: Kind
    /// The variables of which it speaks; never empty.
    package var variables: [Identifier]
    /// The whole phrase.
    @Incidental package var span: SourceSpan
  }

  /// Whether a row without a match survives with nulls.
  package var isOptional: Bool
  /// The match mode, if written.
  package var mode: Mode?
  /// The path patterns; never empty.
  package var patterns: [PathPattern]
  /// The moment at which the graph is read.
  package var asOf: Expression?
  /// Advice to the planner.
  package var advice: [Advice]
  /// The condition of `WHERE`.
  package var predicate: Expression?
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `UNWIND list AS variable`.
package struct UnwindClause: Hashable, Sendable {
  /// The list.
  package var list: Expression
  /// The variable for each element.
  package var variable: Identifier
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `[OPTIONAL] CALL name(arguments) [YIELD …] [WHERE …]`.
package struct ProcedureCall: Hashable, Sendable {
  /// Whether a row for which nothing is yielded survives with nulls.
  package var isOptional: Bool
  /// The procedure.
  package var name: QualifiedName
  /// The arguments; `nil` where no parentheses stand, so that arguments come from parameters of their names.
  package var arguments: [Expression]?
  /// What is yielded, if said.
  package var yield: Yield?
  /// The condition on the yielded rows.
  package var predicate: Expression?
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// What a procedure call yields.
package enum Yield: Hashable, Sendable {
  /// `YIELD *`.
  case all
  /// `YIELD field AS name, …`; never empty, except for `YIELD -`.
  case items([YieldItem])
}

/// One yielded field.
package struct YieldItem: Hashable, Sendable {
  /// The field of the procedure's result.
  package var field: Identifier
  /// The name it gets, if another.
  package var alias: Identifier?
  /// The whole item.
  @Incidental package var span: SourceSpan

  /// The variable that the item binds.
  package var variable: Identifier { alias ?? field }
}

/// `[OPTIONAL] CALL (imports) { query } [IN TRANSACTIONS …]`.
package struct SubqueryCall: Hashable, Sendable {
  /// The variables that the subquery sees.
  package enum Imports: Hashable, Sendable {
    /// `CALL (*) {`.
    case all
    /// `CALL (a, b) {`, possibly none.
    case variables([Identifier])
  }

  /// Whether a row for which the subquery returns nothing survives with nulls.
  package var isOptional: Bool
  /// The imported variables; `nil` where no parentheses stand and a leading `WITH` of the body imports.
  package var imports: Imports?
  /// The subquery.
  package var body: Query
  /// How it is divided into transactions, if it is.
  package var transactions: TransactionBatches?
  /// The whole clause.
  @Incidental package var span: SourceSpan
}

/// `IN [n CONCURRENT] TRANSACTIONS [OF n ROWS] [ON ERROR …] [REPORT STATUS AS variable]`.
package struct TransactionBatches: Hashable, Sendable {
  /// What happens after a batch has failed.
  package enum ErrorAction: Hashable, Sendable {
    case fail
    case `break`
    case `continue`
  }

  /// Whether `CONCURRENT` stands.
  package var isConcurrent = false
  /// How many transactions run at once, if said.
  package var concurrency: Expression?
  /// How many rows make a transaction, if said.
  package var rows: Expression?
  /// What happens after an error, if said.
  package var onError: ErrorAction?
  /// The variable for the status of each batch.
  package var status: Identifier?
  /// The whole phrase.
  @Incidental package var span: SourceSpan
}

/// `LOAD CSV [WITH HEADERS] FROM source AS variable [FIELDTERMINATOR text]`.
package struct LoadCSVClause: Hashable, Sendable {
  /// Whether the first line names the fields, so that rows are maps.
  package var hasHeaders: Bool
  /// Where the table is.
  package var source: Expression
  /// The variable for each row.
  package var variable: Identifier
  /// The text between fields, a string literal.
  package var fieldTerminator: Expression?
  /// The whole clause.
  @Incidental package var span: SourceSpan
}
