// A run that commits in between: its transaction is ended, and another takes its place.
import GraphModel
import GraphStorage

extension ExecutionContext {
  /// Commits what was written so far and begins anew.
  /// - Throws: what the commit is refused with; the transaction is then still the run's, and only `rollBackBatch` helps.
  func commitBatch() throws(QueryError) {
    let transaction = try requireTransaction()
    _ = try writing { () throws(StorageError) in try transaction.commit() }
    count(transaction.counters)
    try renew()
  }

  /// Forgets what was written since the last commit and begins anew.
  func rollBackBatch() throws(QueryError) {
    try requireTransaction().rollback()
    try renew()
  }
}
