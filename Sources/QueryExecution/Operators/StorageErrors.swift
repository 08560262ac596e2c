// What the store refuses, in the words of the query language: kinds and details are those that openCypher's tests name.
package import GraphModel
import GraphStorage

extension QueryError {
  /// The error of a query whose write the store refused.
  package init(_ error: StorageError) {
    self =
      switch error {
      case .constraintViolated(let constraint, let message), .constraintNotSatisfied(let constraint, let message):
        .runtime(.constraintValidationFailed, "CreateBlockedByConstraint", message, hint: "see the constraint `\(constraint)`")
      case .nodeStillHasRelationships(let node):
        .runtime(
          .constraintVerificationFailed, "DeleteConnectedNode", "node \(node.rawValue) was deleted but still has relationships",
          hint: "delete its relationships too, or use DETACH DELETE")
      case .entityNotFound(let message): .runtime(.entityNotFound, "DeletedEntityAccess", message)
      case .notAProperty(let message): .runtime(.typeError, "InvalidPropertyType", message)
      case .schemaElementExists(let message): .runtime(.constraintValidationFailed, "SchemaElementExists", message)
      case .schemaElementNotFound(let message): .runtime(.constraintValidationFailed, "SchemaElementNotFound", message)
      case .capacityExceeded(let message): .runtime(.resourceExhausted, "CapacityExceeded", message)
      case .writerBusy(let message): .runtime(.resourceExhausted, "WriterBusy", message, hint: "nothing was changed; try again")
      case .invariantBroken(let message): .runtime(.internalError, "InvariantBroken", message)
      case .file(let fault): .runtime(.databaseError, fault.code.rawValue, fault.text, hint: fault.hint)
      }
  }
}

/// Runs a write, and says what the store refuses in the words of queries.
func writing<Result>(_ body: () throws(StorageError) -> Result) throws(QueryError) -> Result {
  do throws(StorageError) {
    return try body()
  } catch {
    throw QueryError(error)
  }
}

extension ExecutionContext {
  /// The transaction of a run that writes.
  /// - Throws: `InternalError` where the run has none.
  func requireTransaction() throws(QueryError) -> WriteTransaction {
    guard let transaction else { throw .runtime(.internalError, "NoTransaction", "a query that writes was run without a transaction") }
    return transaction
  }
}
