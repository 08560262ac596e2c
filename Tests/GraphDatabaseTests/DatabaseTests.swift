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

  /// Everybody knows three hubs, who know everybody: two steps from anywhere lead to everybody, and a plan that starts at the few people
  /// of a town looks at a hundredth of that.
  @Test func aPlanDoesNotWalkThroughHubs() throws {
    let database = Database()
    try database.query("UNWIND range(0, 1999) AS n CREATE (:Person {id: n, town: n % 400})")
    for key in ["id", "town"] { try database.query("CREATE INDEX FOR (p:Person) ON (p.\(key))") }
    try database.query("MATCH (a:Person), (b:Person) WHERE b.id < 3 AND a.id >= 3 CREATE (a)-[:KNOWS]->(b), (b)-[:KNOWS]->(a)")
    let text = "MATCH (x:Person {id: 77})-[:KNOWS]->(y)-[:KNOWS]->(z:Person {town: 5}) RETURN count(*) AS n"
    let plan = try #require(try database.query("EXPLAIN " + text).plan)
    #expect(plan.contains("IndexSeek (z:Person) z.town = 5"), "\(plan)")
    #expect(try database.query(text).rows == [[15]])
    var asWritten = QueryOptions()
    asWritten.disabledRules = ["patternOrdering"]
    #expect(try database.query(text, options: asWritten).rows == [[15]])
  }
}
