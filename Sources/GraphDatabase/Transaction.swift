// A transaction of several statements: it sees its own writes, others see them all at once when it commits.
public import GraphModel
internal import GraphStorage
internal import QueryExecution
internal import QueryPlanner

/// A transaction. Let go without a commit, it is rolled back. Used by one thread at a time.
public final class Transaction {
  private let database: Database
  private let transaction: WriteTransaction
  private let start = StatementClock.Moment.now()
  private var failure: QueryError?

  /// Begins a transaction.
  init(database: Database, waitMilliseconds: Int) throws(QueryError) {
    self.database = database
    transaction = try database.beginWrite(waitMilliseconds: waitMilliseconds)
  }

  /// Runs a statement inside the transaction. After one that fails while it runs, only a rollback helps.
  /// - Throws: `QueryError`.
  @discardableResult
  public func query(
    _ text: String, parameters: [String: Value] = [:], options: QueryOptions = QueryOptions()
  ) throws(QueryError) -> QueryResult {
    try requireUsable()
    let query = try database.executable(text, parameters: Set(parameters.keys), options: options, graph: transaction.view)
    var rows: [[Value]] = []
    do throws(QueryError) {
      let run = StatementRun(
        database: database, query: query, parameters: parameters, options: options, keepsRows: true, transactionStart: start)
      let result = try run.run(in: transaction) {
        rows.append($0)
        return true
      }
      return result.with(rows: rows)
    } catch {
      failure = error
      throw error
    }
  }

  /// Makes everything visible at once.
  /// - Throws: `QueryError` where a constraint is broken; everything is then rolled back.
  public func commit() throws(QueryError) {
    try requireUsable()
    do throws(StorageError) { _ = try transaction.commit() } catch {
      transaction.rollback()
      throw QueryError(error)
    }
  }

  /// Forgets everything. Does nothing after the end of the transaction.
  public func rollback() { transaction.rollback() }

  private func requireUsable() throws(QueryError) {
    if let failure {
      throw .runtime(
        .semanticError, "TransactionFailed", "the transaction failed before: \(failure.message)", hint: "roll it back and begin another")
    }
    if transaction.isFinished { throw .runtime(.semanticError, "TransactionEnded", "the transaction has ended", hint: "begin another") }
  }
}
