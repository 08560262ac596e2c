// CALL { } IN TRANSACTIONS: what is committed when, and what becomes of rows whose batch fails.
import GraphDatabase
import GraphModel
import Testing

@Suite struct TransactionBatchTests {
  /// A database where `x` of an `:A` is unique and 7 is taken.
  private func taken() throws -> Database {
    let database = Database()
    try database.query("CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE")
    try database.query("CREATE (:A {x: 7})")
    return database
  }

  private func count(_ database: Database) throws -> [[Value]] { try rows("MATCH (n:A) RETURN count(*)", on: database) }

  @Test func everyRowIsWrittenAndCounted() throws {
    for size in ["", "OF 1 ROWS", "OF 3 ROWS", "OF 10 ROWS", "OF 100000 ROWS", "OF $n ROWS"] {
      let database = Database()
      let result = try database.query(
        "UNWIND range(1, 5000) AS x CALL (x) { CREATE (:A {x: x}) } IN TRANSACTIONS \(size == "OF 1 ROWS" ? "OF 7 ROWS" : size)",
        parameters: ["n": 2_048])
      #expect(result.statistics.nodesCreated == 5_000, "\(size)")
      #expect(result.columns == [] && result.rows == [])
      #expect(try rows("MATCH (n:A) RETURN sum(n.x)", on: database) == [[12_502_500]])
      try database.checkInvariants()
    }
  }

  @Test func theSubquerysRowsGoOn() throws {
    let database = Database()
    let found = try rows(
      "UNWIND [1, 2, 3] AS x CALL (x) { UNWIND range(1, x) AS y CREATE (n:A {x: x, y: y}) RETURN y, n } IN TRANSACTIONS OF 2 ROWS RETURN x, y, n.y",
      on: database)
    #expect(found == [[1, 1, 1], [2, 1, 1], [2, 2, 2], [3, 1, 1], [3, 2, 2], [3, 3, 3]])
    #expect(
      try rows("UNWIND [0, 1] AS x OPTIONAL CALL (x) { UNWIND range(1, x) AS y RETURN y } IN TRANSACTIONS RETURN x, y", on: database)
        == [[0, nil], [1, 1]])
    #expect(
      try rows(
        "UNWIND range(1, 10) AS x CALL { WITH x CREATE (:B {x: x}) } IN TRANSACTIONS OF 4 ROWS WITH x WHERE x > 8 RETURN x", on: database)
        == [[9], [10]])
    #expect(try rows("UNWIND range(1, 10) AS x CALL (x) { CREATE (:C) } IN TRANSACTIONS OF 3 ROWS RETURN x LIMIT 1", on: database) == [[1]])
    #expect(try rows("MATCH (n:C) RETURN count(*)", on: database) == [[10]])
  }

  @Test func rowsThatAreReadStayWhatTheyWere() throws {
    let database = Database()
    try database.query("UNWIND range(1, 100) AS x CREATE (:A {x: x})")
    try database.query("MATCH (n:A) CALL (n) { CREATE (:A {x: -n.x}) SET n.x = n.x + 1 } IN TRANSACTIONS OF 7 ROWS")
    #expect(try rows("MATCH (n:A) WHERE n.x > 0 RETURN count(*), sum(n.x)", on: database) == [[100, 5_150]])
    #expect(try rows("MATCH (n:A) WHERE n.x < 0 RETURN count(*), sum(n.x)", on: database) == [[100, -5_050]])
    try database.query("MATCH (n:A) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 9 ROWS")
    #expect(try count(database) == [[0]])
    try database.checkInvariants()
  }

  @Test func onErrorFailKeepsWhatWasCommittedBefore() throws {
    let database = try taken()
    let error = failure("UNWIND range(1, 10) AS x CALL (x) { CREATE (:A {x: x}) } IN TRANSACTIONS OF 2 ROWS", on: database)
    #expect(error?.kind == .constraintValidationFailed)
    // 1 to 6 were committed; 7 takes 8 with it.
    #expect(try rows("MATCH (n:A) RETURN collect(n.x)", on: database) == [[[7, 1, 2, 3, 4, 5, 6]]])
    #expect(try database.query("CREATE (:B)").statistics.nodesCreated == 1)
  }

  @Test func onErrorContinueGoesOnWithNulls() throws {
    let database = try taken()
    let found = try rows(
      """
      UNWIND range(1, 10) AS x
      CALL (x) { CREATE (n:A {x: x}) RETURN n.x AS y } IN TRANSACTIONS OF 2 ROWS ON ERROR CONTINUE REPORT STATUS AS s
      RETURN x, y, s.started, s.committed, s.errorMessage IS NULL
      """, on: database)
    #expect(found.count == 10)
    for row in found {
      let isFailed = row[0] == 7 || row[0] == 8
      #expect(row.dropFirst() == (isFailed ? [nil, true, false, false] : [row[0], true, true, true])[...], "\(row)")
    }
    #expect(try count(database) == [[9]])
    try database.checkInvariants()
  }

  @Test func onErrorBreakRunsNoFurtherBatch() throws {
    let database = try taken()
    let found = try rows(
      """
      UNWIND range(1, 12) AS x
      CALL (x) { CREATE (n:A {x: x}) RETURN n.x AS y } IN TRANSACTIONS OF 3 ROWS ON ERROR BREAK REPORT STATUS AS s
      RETURN y, s.started, s.committed
      """, on: database)
    let expected: [[Value]] =
      (1...6).map { [.integer($0), true, true] } + Array(repeating: [nil, true, false], count: 3)
      + Array(repeating: [nil, false, false], count: 3)
    #expect(found == expected)
    #expect(try count(database) == [[7]])
  }

  @Test func countersAddUpOverBatchesAndLeaveOutWhatWasRolledBack() throws {
    let database = try taken()
    let result = try database.query(
      "UNWIND range(1, 10) AS x CALL (x) { CREATE (:A {x: x}) } IN TRANSACTIONS OF 2 ROWS ON ERROR CONTINUE", options: QueryOptions())
    #expect(result.statistics.nodesCreated == 8)
    #expect(result.statistics.propertiesSet == 8)
  }

  @Test func limitsEndTheStatementWhateverOnErrorSays() throws {
    let database = Database()
    var options = QueryOptions()
    options.memoryBytesMax = 1 << 20
    let error = failure(
      "UNWIND [1, 2] AS x CALL (x) { UNWIND range(1, 1000000000) AS y WITH collect(y) AS l CREATE (:A) } IN TRANSACTIONS OF 1 ROWS ON ERROR CONTINUE",
      on: database, options: options)
    #expect(error?.detail == "MemoryBudgetExceeded")
  }

  @Test func concurrencyIsAcceptedAndSaidToBeNone() throws {
    let result = try Database().query("UNWIND [1, 2] AS x CALL (x) { CREATE (:A) } IN 4 CONCURRENT TRANSACTIONS OF 1 ROW")
    #expect(result.statistics.nodesCreated == 2)
    #expect(result.notifications.map(\.code) == ["Neo.ClientNotification.Statement.ConcurrencyNotApplied"])
  }

  @Test(arguments: [
    ("UNWIND [1] AS x CALL (x) { CALL (x) { CREATE (:A) } IN TRANSACTIONS }", "InvalidClauseComposition"),
    ("CREATE (:A) WITH 1 AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS", "InvalidClauseComposition"),
    ("CALL { CREATE (:A) } IN TRANSACTIONS UNION CALL { CREATE (:A) } IN TRANSACTIONS", "InvalidClauseComposition"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS REPORT STATUS AS s RETURN s", "InvalidClauseComposition"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS OF x ROWS", "NonConstantExpression"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS OF 'a' ROWS", "InvalidArgumentType"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS OF 0 ROWS", "NegativeIntegerArgument"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS OF -1 ROWS", "NegativeIntegerArgument"),
    ("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS ON ERROR CONTINUE REPORT STATUS AS x RETURN x", "VariableAlreadyBound"),
  ])
  func whatCannotBeDividedIsRefused(text: String, detail: String) throws {
    let database = Database()
    let error = failure(text, on: database)
    #expect(error?.detail == detail && error?.hint != nil, "\(text): \(error?.detail ?? "") \(error?.message ?? "")")
    #expect(database.schema().nodeCount == 0)
  }

  @Test func aTransactionOfSeveralStatementsIsNotDivided() throws {
    let database = Database()
    let transaction = try database.beginTransaction()
    #expect(throws: QueryError.self) { try transaction.query("UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS") }
    transaction.rollback()
    #expect(database.schema().nodeCount == 0)
    var options = QueryOptions()
    options.isReadOnly = true
    #expect(failure("CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n", on: database, options: options)?.detail == "ReadOnly")
  }
}
