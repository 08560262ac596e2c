// Correlated plans: OPTIONAL MATCH, EXISTS, COUNT, COLLECT, pattern comprehensions and CALL { }.

package import GraphModel

/// A plan that runs for each row of another, starting from that row as its argument.
package struct Apply: Hashable, Sendable {
  /// What becomes of the inner rows.
  package enum Kind: Hashable, Sendable {
    /// Each inner row; none for an outer row without any.
    case join
    /// Each inner row; where there is none, the outer row with the introduced variables null.
    case optional(introduced: [Variable])
    /// The outer row, and whether there is an inner row.
    case exists(Variable)
    /// The outer row, and how many inner rows there are.
    case count(Variable)
    /// The outer row, and the list of an expression over the inner rows, in their order.
    case collect(BoundExpression, Variable)
    /// The outer rows that have an inner row (or, negated, that have none): a filter that stops at the first.
    case semi(negated: Bool)
    /// The outer row unchanged: a unit subquery that only writes.
    case unit
    /// As `join`, `optional` or `unit`, committed batch by batch.
    case transactions(TransactionBatching)
  }

  package let kind: Kind
  /// Starts at `argument`. The inner plan may read every variable of the outer row.
  package let plan: LogicalPlan

  /// A correlated plan.
  package init(kind: Kind, plan: LogicalPlan) {
    self.kind = kind
    self.plan = plan
  }
}

/// A call of a procedure.
package struct ProcedureCall: Hashable, Sendable {
  /// What each yielded field becomes.
  package struct Yield: Hashable, Sendable {
    package let field: String
    package let variable: Variable
    package init(field: String, variable: Variable) {
      self.field = field
      self.variable = variable
    }
  }

  /// The full name with its namespace.
  package let name: String
  package let arguments: [BoundExpression]
  package let yields: [Yield]
  /// A procedure without fields inside a larger query passes its input on.
  package let isVoid: Bool
  /// The place of the call.
  package let span: SourceSpan
  /// Whether the answer may depend on the graph.
  package let readsGraph: Bool

  /// A call.
  package init(
    name: String, arguments: [BoundExpression], yields: [Yield], isVoid: Bool, span: SourceSpan, readsGraph: Bool = true
  ) {
    self.readsGraph = readsGraph
    self.name = name
    self.arguments = arguments
    self.yields = yields
    self.isVoid = isVoid
    self.span = span
  }
}
