// The clauses of a query. Payloads of reading and projecting clauses stand in `ReadingClauses` and `Projection`, those that
// write in `UpdatingClauses`.

package import GraphModel

/// One clause of a query.
package indirect enum Clause: Hashable, Sendable {
  case use(UseClause)
  case match(MatchClause)
  case unwind(UnwindClause)
  case with(Projection)
  case `return`(Projection)
  /// `FINISH`: the end of a query that yields no rows.
  case finish(FinishClause)
  case create(CreateClause)
  case merge(MergeClause)
  case set(SetClause)
  case remove(RemoveClause)
  case delete(DeleteClause)
  case foreach(ForeachClause)
  case callProcedure(ProcedureCall)
  case callSubquery(SubqueryCall)
  case loadCSV(LoadCSVClause)
}

extension Clause {
  /// From the clause's keyword to its last token.
  package var span: SourceSpan {
    switch self {
    case .use(let clause): clause.span
    case .match(let clause): clause.span
    case .unwind(let clause): clause.span
    case .with(let clause), .return(let clause): clause.span
    case .finish(let clause): clause.span
    case .create(let clause): clause.span
    case .merge(let clause): clause.span
    case .set(let clause): clause.span
    case .remove(let clause): clause.span
    case .delete(let clause): clause.span
    case .foreach(let clause): clause.span
    case .callProcedure(let clause): clause.span
    case .callSubquery(let clause): clause.span
    case .loadCSV(let clause): clause.span
    }
  }
}
