// CALL { } IN TRANSACTIONS: a subquery of the outermost query whose effects are committed batch by batch. Nothing may be written before
// it in the same statement, for that would be committed with the first batch whatever becomes of the rest.

import CypherSyntax
import GraphModel

/// Where a query stands, and whether it is one of several branches.
struct QueryNesting {
  let place: QueryPlace
  let isUnion: Bool
}

extension Binder {
  func bindTransactions(_ call: SubqueryCall, _ batches: TransactionBatches) throws(QueryError) -> BoundClause {
    guard queryPlace.place == .top, !queryPlace.isUnion else {
      throw BindingErrors.composition(
        "CALL { } IN TRANSACTIONS stands only in the outermost query, and in no UNION", at: batches.span,
        hint: "call the inner subquery without IN TRANSACTIONS")
    }
    if isWriting {
      throw BindingErrors.composition(
        "nothing may be written before CALL { } IN TRANSACTIONS", at: batches.span, hint: "write it in a statement of its own, or inside")
    }
    isWriting = true
    let rows = try bindBatchCount(batches.rows, of: "OF … ROWS")
    let concurrency = try bindBatchCount(batches.concurrency, of: "CONCURRENT")
    if batches.isConcurrent {
      remarks.append(
        Notification(
          .oneAfterTheOther, "the batches run one after the other: the store has one writer", at: batches.span,
          hint: "leave CONCURRENT out; the answer is the same"))
    }
    let outer = scope
    reads.append([])
    defer { reads.removeLast() }
    let query = fresh(try bindImports(call, outer))
    for column in query.columns {
      if outer[column.name] != nil { throw BindingErrors.alreadyBound(column.name, "outside of the subquery") }
      scope.declare(column.name, column.variable, column.type)
    }
    var status: Variable?
    if let name = batches.status {
      if scope[name] != nil { throw BindingErrors.alreadyBound(name, "and cannot name the status") }
      let variable = variables.named(name.text, .any)
      scope.declare(name, variable, .map)
      status = variable
    }
    if batches.status != nil, batches.onError == nil || batches.onError == .fail {
      throw BindingErrors.composition(
        "REPORT STATUS has nothing to report where an error ends the statement", at: batches.span,
        hint: "add ON ERROR CONTINUE or ON ERROR BREAK")
    }
    let action: TransactionBatching.ErrorAction =
      switch batches.onError {
      case nil, .fail: .fail
      case .break: .stop
      case .continue: .proceed
      }
    return .transactions(
      query.query,
      TransactionBatching(
        rows: rows, concurrency: concurrency, onError: action, status: status, introduced: query.columns.map(\.variable),
        isOptional: call.isOptional))
  }

  /// A count that is the same for every row: a literal or a parameter.
  private func bindBatchCount(_ count: Expression?, of phrase: String) throws(QueryError) -> BoundExpression? {
    guard let count else { return nil }
    aggregation = AggregationState(mode: .forbidden("in \(phrase)"))
    let (bound, subqueries) = try gatheringSubqueries { () throws(QueryError) in try bind(count) }
    guard bound.expression.isConstant, subqueries.isEmpty else {
      throw BindingErrors.syntax(
        "NonConstantExpression", "\(phrase) takes a number that is the same for every row", at: count.span,
        hint: "write it, or pass a parameter")
    }
    guard bound.type.isOpen || bound.type == .integer else {
      throw BindingErrors.wrongOperand(of: phrase, wanted: "an integer", got: bound.type, at: count.span)
    }
    return bound.expression
  }
}
