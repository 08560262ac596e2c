// A statement after binding: clauses over numbered variables. Every expression is self-contained, for what needs the graph
// (EXISTS, COUNT, comprehensions over patterns) stands beside it as a `BoundSubquery` whose result is a variable.
// Nothing here says how anything is found: that is the logical planner's part.

import GraphModel

/// A bound statement.
package enum BoundStatement: Sendable {
  case query(BoundQuery)
  case schema(SchemaChange)
}

/// Branches joined by UNION, or one branch alone.
package struct BoundQuery: Hashable, Sendable {
  package let branches: [BoundBranch]
  /// Whether equal rows of the union come out once.
  package let isDistinct: Bool
  /// The columns of the result; empty for a query without RETURN. Of a single branch they are the branch's own.
  package let columns: [ResultColumn]

  /// A query.
  package init(branches: [BoundBranch], isDistinct: Bool, columns: [ResultColumn]) {
    self.branches = branches
    self.isDistinct = isDistinct
    self.columns = columns
  }
}

/// A sequence of clauses.
package struct BoundBranch: Hashable, Sendable {
  package let clauses: [BoundClause]
  /// What RETURN gives; empty without it.
  package let columns: [ResultColumn]

  /// A sequence of clauses.
  package init(clauses: [BoundClause], columns: [ResultColumn]) {
    self.clauses = clauses
    self.columns = columns
  }
}

/// A bound clause, or a step that binding made of a part of one.
package indirect enum BoundClause: Hashable, Sendable {
  case match(BoundMatch)
  case unwind(list: BoundExpression, Variable)
  /// The results of subqueries, row by row, for the clauses that follow.
  case compute([BoundSubquery])
  /// Further variables: named paths of what CREATE or MERGE made.
  case extend([ProjectionItem])
  /// The conditions after YIELD.
  case filter([BoundExpression])
  case project(BoundProjection)
  case create(CreatePattern)
  case merge(BoundMerge)
  case set([SetItem])
  case remove([RemoveItem])
  case delete([BoundExpression], detach: Bool)
  case foreach(Variable, list: BoundExpression, [BoundClause])
  case call(ProcedureCall, isOptional: Bool)
  case subquery(BoundQuery, isOptional: Bool)
  case transactions(BoundQuery, TransactionBatching)
  /// The end of a query that gives no rows.
  case finish
}

/// MATCH or OPTIONAL MATCH with its WHERE.
package struct BoundMatch: Hashable, Sendable {
  package let isOptional: Bool
  package let pattern: BoundPattern
  /// What the conditions need from the graph.
  package let subqueries: [BoundSubquery]
  /// The conjuncts of WHERE.
  package let conditions: [BoundExpression]

  /// A match.
  package init(isOptional: Bool, pattern: BoundPattern, subqueries: [BoundSubquery], conditions: [BoundExpression]) {
    self.isOptional = isOptional
    self.pattern = pattern
    self.subqueries = subqueries
    self.conditions = conditions
  }
}

/// MERGE.
package struct BoundMerge: Hashable, Sendable {
  package let pattern: BoundPattern
  package let create: CreatePattern
  package let introduced: [Variable]
  package let onCreate: [SetItem]
  package let onMatch: [SetItem]

  /// A merge.
  package init(pattern: BoundPattern, create: CreatePattern, introduced: [Variable], onCreate: [SetItem], onMatch: [SetItem]) {
    self.pattern = pattern
    self.create = create
    self.introduced = introduced
    self.onCreate = onCreate
    self.onMatch = onMatch
  }
}

/// Something that must be asked of the graph for each row, with the variable that receives the answer.
package struct BoundSubquery: Hashable, Sendable {
  /// What is asked.
  package enum Question: Hashable, Sendable {
    case exists
    case count
    /// The list of an expression over the inner rows.
    case collect(BoundExpression)
  }

  package let question: Question
  package let query: BoundQuery
  package let result: Variable
  /// Every variable of the enclosing row that is read inside, and maybe some of the inside itself.
  package let reads: Set<Variable>

  /// A subquery.
  package init(question: Question, query: BoundQuery, result: Variable, reads: Set<Variable>) {
    self.question = question
    self.query = query
    self.result = result
    self.reads = reads
  }
}
