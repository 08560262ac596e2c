// Procedures that are registered while a database runs: plans follow, and a reset forgets.
import GraphDatabase
import GraphModel
import Testing

@Suite struct ProcedureRegistrationTests {
  private func register(_ database: Database, _ name: String, inputs: [[Value]], outputs: [[Value]], _ table: [[Value]]) throws {
    let pairs = { (fields: [[Value]]) -> Value in .list(fields.map(Value.list)) }
    try database.query(
      "CALL tck.register($name, $inputs, $outputs, $rows)",
      parameters: ["name": .string(name), "inputs": pairs(inputs), "outputs": pairs(outputs), "rows": pairs(table)])
  }

  private func database() -> Database {
    let database = Database()
    database.offerTableProcedures()
    return database
  }

  @Test func nothingIsRegisteredWhereNobodyOffersIt() {
    #expect(failure("CALL tck.register('a', [], [], [])")?.detail == "ProcedureNotFound")
  }

  @Test func aTableAnswersForItsArguments() throws {
    let database = database()
    try register(
      database, "my.city", inputs: [["name", "STRING?"], ["id", "INTEGER?"]], outputs: [["city", "STRING?"], ["code", "INTEGER?"]],
      [["Ann", 1, "上海", 21], ["Bob", 1, "苏州", 512], ["Ann", 2, "Wuxi", 510], [nil, 1, "nowhere", nil]])
    #expect(try rows("CALL my.city('Ann', 1)", on: database) == [["上海", 21]])
    #expect(try rows("CALL my.city(null, 1) YIELD city", on: database) == [["nowhere"]])
    #expect(
      try rows("UNWIND ['Bob', 'Ann', 'Eve'] AS n CALL my.city(n, 1) YIELD code AS c, city RETURN n, c, city", on: database)
        == [["Bob", 512, "苏州"], ["Ann", 21, "上海"]])
    #expect(try rows("CALL my.city", on: database, parameters: ["name": "Ann", "id": 2]) == [["Wuxi", 510]])
    #expect(try rows("CALL my.city('Ann', 1) YIELD city, code WHERE code > 21 RETURN city", on: database) == [])
    #expect(failure("CALL my.city", on: database, parameters: ["name": "Ann"])?.detail == "MissingParameter")
  }

  @Test func anIntegerBecomesTheFloatThatIsAskedFor() throws {
    let database = database()
    try register(database, "p", inputs: [["in", "FLOAT?"]], outputs: [["out", "STRING?"]], [[42.0, "close"]])
    #expect(try rows("CALL p(42)", on: database) == [["close"]])
    #expect(try rows("CALL p($x)", on: database, parameters: ["x": 42]) == [["close"]])
    try register(database, "q", inputs: [["in", "NUMBER?"]], outputs: [["out", "STRING?"]], [[42, "whole"], [42.3, "about"]])
    #expect(try rows("CALL q(42)", on: database) == [["whole"]])
    #expect(try rows("CALL q(42.3)", on: database) == [["about"]])
  }

  @Test func whatDoesNotFitTheSignatureIsRefused() throws {
    let database = database()
    try register(database, "p", inputs: [["in", "INTEGER"]], outputs: [["out", "STRING?"]], [[1, "one"]])
    #expect(failure("CALL p(true)", on: database)?.phase == .compileTime)
    let error = failure("CALL p($x)", on: database, parameters: ["x": "1"])
    #expect(error?.detail == "InvalidArgumentType" && error?.phase == .runtime && error?.span?.column == 1)
    #expect(failure("CALL p($x)", on: database, parameters: ["x": nil])?.detail == "InvalidArgumentType")
    #expect(failure("CALL p(1, 2)", on: database)?.detail == "InvalidNumberOfArguments")
    #expect(failure("MATCH (n) CALL p(1) RETURN n", on: database)?.detail == "UndefinedVariable")
    #expect(failure("MATCH (n) CALL p(1) YIELD * RETURN n", on: database)?.detail == "UnexpectedSyntax")
    #expect(failure("WITH 1 AS out CALL p(1) YIELD out RETURN out", on: database)?.detail == "VariableAlreadyBound")
    #expect(failure("CALL p(count(*)) YIELD out RETURN out", on: database)?.detail == "InvalidAggregation")
    #expect(failure("CALL tck.register('a', [['x']], [], [])", on: database)?.detail == "ProcedureCallFailed")
    #expect(failure("CALL tck.register('a', [['x', 'NOTHING']], [], [])", on: database)?.detail == "ProcedureCallFailed")
    #expect(failure("CALL tck.register('a', [], [['x', 'ANY?']], [[]])", on: database)?.detail == "ProcedureCallFailed")
  }

  @Test func plansFollowWhatIsRegistered() throws {
    let database = database()
    try register(database, "p", inputs: [], outputs: [["out", "INTEGER?"]], [[1]])
    let prepared = try database.prepare("CALL p() YIELD out RETURN out")
    #expect(try prepared.run().rows == [[1]])
    #expect(try rows("CALL p()", on: database) == [[1]])
    try register(database, "p", inputs: [], outputs: [["out", "INTEGER?"]], [[2], [3]])
    #expect(try prepared.run().rows == [[2], [3]])
    #expect(try rows("CALL p()", on: database) == [[2], [3]])
    try database.reset()
    #expect(failure("CALL p()", on: database)?.detail == "ProcedureNotFound")
    #expect(throws: QueryError.self) { try prepared.run() }
    try register(database, "p", inputs: [], outputs: [], [[]])
    #expect(try rows("CALL p()", on: database) == [])
    #expect(try rows("UNWIND [1, 2] AS x CALL p() RETURN x", on: database) == [[1], [2]])
  }

  @Test func listingsShowWhatCanBeCalled() throws {
    let database = database()
    try register(database, "my.p", inputs: [["in", "LIST? OF INTEGER?"]], outputs: [["out", "STRING?"]], [])
    #expect(
      try rows("SHOW PROCEDURES YIELD name, signature WHERE name STARTS WITH 'my.' RETURN signature", on: database)
        == [["my.p(in :: LIST<INTEGER>) :: (out :: STRING)"]])
    #expect(try rows("SHOW PROCEDURES WHERE name = 'dbms.procedures'", on: database).count == 1)
    #expect(
      try rows("SHOW FUNCTIONS YIELD name, isAggregating WHERE name IN ['count', 'labels', 'toUpper'] RETURN name, isAggregating") == [
        ["count", true], ["labels", false], ["toUpper", false],
      ])
    #expect(try rows("SHOW ALL FUNCTIONS").count == rows("SHOW BUILT IN FUNCTIONS").count)
    #expect(try rows("SHOW USER DEFINED FUNCTIONS") == [])
  }
}
