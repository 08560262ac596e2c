// How CALL { } IN TRANSACTIONS divides its rows.

import GraphModel

/// A subquery that is committed batch by batch.
package struct TransactionBatching: Hashable, Sendable {
  /// What happens after a batch has failed.
  package enum ErrorAction: Hashable, Sendable {
    /// The statement fails; what was committed before stays.
    case fail
    /// No further batch runs; the rows go on with nulls.
    case stop
    /// The next batch runs; the rows of the failed one go on with nulls.
    case proceed
  }

  /// How many rows make a batch if nothing is said.
  package static let rowsDefault = 1_000

  /// How many rows make a batch: a constant expression.
  package let rows: BoundExpression?
  /// How many batches may run at once. The store has one writer, so they run one after the other all the same.
  package let concurrency: BoundExpression?
  package let onError: ErrorAction
  /// Receives a map that says what became of the row's batch.
  package let status: Variable?
  /// What the subquery returns; empty where it only writes.
  package let introduced: [Variable]
  /// Whether a row for which the subquery returns nothing survives with nulls.
  package let isOptional: Bool

  /// A division.
  package init(
    rows: BoundExpression?, concurrency: BoundExpression?, onError: ErrorAction, status: Variable?, introduced: [Variable], isOptional: Bool
  ) {
    self.rows = rows
    self.concurrency = concurrency
    self.onError = onError
    self.status = status
    self.introduced = introduced
    self.isOptional = isOptional
  }

  /// The variables that are added to a row.
  package var adds: [Variable] { introduced + [status].compactMap { $0 } }
}
