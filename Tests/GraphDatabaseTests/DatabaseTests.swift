// The façade: what an embedder may rely on.
import GraphDatabase
import GraphModel
import Testing

@Suite struct DatabaseTests {
  @Test func theExampleOfTheReadmeHolds() throws {
    let database = Database()
    try database.query("CREATE (:Firm {name: $name})", parameters: ["name": "联影医疗"])
    let answer = try database.query("MATCH (f:Firm) RETURN f.name AS name")
    #expect(answer.records.map { $0["name"] } == ["联影医疗"])
  }

  @Test func aStatementThatFailsLeavesNoTrace() throws {
    let database = Database()
    #expect(throws: QueryError.self) { try database.query("UNWIND [1, 0] AS d CREATE (:A {x: 1 / d})") }
    #expect(database.schema().nodeCount == 0)
    try database.checkInvariants()
  }

  @Test func aTransactionIsSeenAllAtOnceOrNotAtAll() throws {
    let database = Database()
    let kept = try database.beginTransaction()
    try kept.query("CREATE (:A)")
    #expect(try kept.query("MATCH (n) RETURN count(*) AS n").rows == [[1]])
    #expect(try database.query("MATCH (n) RETURN count(*) AS n").rows == [[0]])
    try kept.commit()
    let dropped = try database.beginTransaction()
    try dropped.query("CREATE (:A)")
    dropped.rollback()
    #expect(try database.query("MATCH (n) RETURN count(*) AS n").rows == [[1]])
  }

  @Test func aPreparedQuerySeesNewDataAndNewIndexes() throws {
    let database = Database()
    let query = try database.prepare("MATCH (a:A {id: $id}) RETURN a.name AS name")
    #expect(try query.run(parameters: ["id": 1]).rows.isEmpty)
    try database.query("CREATE (:A {id: 1, name: '一'})")
    #expect(try query.run(parameters: ["id": 1]).rows == [["一"]])
    try database.query("CREATE INDEX a_id FOR (n:A) ON (n.id)")
    #expect(try query.run(parameters: ["id": 1]).rows == [["一"]])
  }

  @Test func aReadOnlyQueryMayNotWrite() throws {
    var options = QueryOptions()
    options.isReadOnly = true
    let database = Database()
    #expect(throws: QueryError.self) { try database.query("CREATE (:A)", options: options) }
    #expect(database.schema().nodeCount == 0)
  }

  @Test func aConstraintNamesWhatBreaksIt() throws {
    let database = Database()
    try database.query("CREATE CONSTRAINT firm_id FOR (n:Firm) REQUIRE n.id IS UNIQUE")
    try database.query("CREATE (:Firm {id: 'a'})")
    do throws(QueryError) {
      try database.query("CREATE (:Firm {id: 'a'})")
      Issue.record("a duplicate was accepted")
    } catch {
      #expect(error.kind == .constraintValidationFailed)
    }
    #expect(database.schema().nodeCount == 1)
  }
}
