// Temporal values and points through the whole house: stored, indexed, sorted, constrained, and read at one time per statement.
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct TemporalDatabaseTests {
  private let database = Database()

  private func values(_ query: String, _ parameters: [String: Value] = [:]) throws -> [Value] {
    try database.query(query, parameters: parameters).rows.map { $0[0] }
  }

  private func texts(_ query: String) throws -> [String] { try values(query).map { $0.temporalText ?? $0.stringValue ?? "\($0)" } }

  @Test func anIndexFindsAndOrdersDatesAsAScanDoes() throws {
    try database.query("UNWIND range(0, 5000) AS i CREATE (:Day {d: date('2000-01-01') + duration({days: i % 2000}), n: i})")
    try database.query("CREATE (:Day {d: '2000-01-05'}), (:Day {d: datetime('2000-01-05')}), (:Day {d: localdatetime('2000-01-05')})")
    let queries = [
      "MATCH (n:Day) WHERE n.d = date('2000-01-05') RETURN count(n)",
      "MATCH (n:Day) WHERE n.d >= date('2005-01-01') AND n.d < date('2005-02-01') RETURN count(n)",
      "MATCH (n:Day) WHERE n.d < datetime('2000-01-06') RETURN count(n)",
      "MATCH (n:Day) WHERE n.d < date() RETURN count(n)",
      "MATCH (n:Day) RETURN n.d ORDER BY n.d LIMIT 5", "MATCH (n:Day) RETURN n.d ORDER BY n.d DESC LIMIT 5",
    ]
    let scanned = try queries.map { try texts($0) }
    #expect(scanned[0] == ["\(Value.integer(3))"])
    #expect(scanned[1] == ["\(Value.integer(62))"])
    try database.query("CREATE INDEX days FOR (n:Day) ON (n.d)")
    try database.checkInvariants()
    for (query, expected) in zip(queries, scanned) { #expect(try texts(query) == expected, "\(query)") }
  }

  @Test func columnsKeepWhatTheyAreGiven() throws {
    let local = "localdatetime('2000-01-01') + duration({seconds: i, nanoseconds: i})"
    let moment = "datetime('2000-01-01T00:00+08:00') + duration({hours: i})"
    try database.query("UNWIND range(0, 2999) AS i CREATE (:F {i: i, l: \(local), z: \(moment)})")
    let wrong = "MATCH (n:F) WITH n, n.i AS i WHERE n.l <> \(local) OR n.z <> \(moment) RETURN count(n)"
    #expect(try values(wrong) == [0])
    #expect(try values("MATCH (n:F) RETURN count(DISTINCT n.l) + count(DISTINCT n.z)") == [6000])
    #expect(try texts("MATCH (n:F) RETURN max(n.z)") == ["2000-05-04T23:00+08:00"])
    try database.query("MATCH (n:F) WHERE n.i % 3 = 0 REMOVE n.l, n.z")
    try database.checkInvariants()
    #expect(try values("MATCH (n:F) WHERE n.l IS NULL AND n.z IS NULL RETURN count(n)") == [1000])
    try database.query("MATCH (n:F) WHERE n.i % 3 = 1 SET n.z = datetime({datetime: n.z, timezone: 'Asia/Shanghai'})")
    try database.checkInvariants()
    #expect(try values("MATCH (n:F) WHERE n.z.timezone = 'Asia/Shanghai' RETURN count(n)") == [1000])
    #expect(try values(wrong) == [1000], "a moment told in a named zone is another value")
    try database.query("MATCH (n:F) DELETE n")
    try database.checkInvariants()
  }

  @Test func filesOfTypedColumnsAreLoadedAsValues() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("temporal-\(UInt64.random(in: 0...UInt64.max)).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      :ID,:LABEL,d:date,l:localdatetime,z:datetime,t:time,s:duration,p:point,ds:date[]
      1,Row,2020-02-29,2020-02-29T12:00,2020-02-29T12:00+08:00[Asia/Shanghai],12:00Z,P1M,"{longitude: 121.47, latitude: 31.23}",2020-01-01;2020-01-02
      2,Row,,2020-03-01,2020-02-29T12:00+08:00,,,,

      """
    try Data(text.utf8).write(to: file)
    _ = try database.load([file.path])
    try database.checkInvariants()
    #expect(try texts("MATCH (n:Row) WHERE n.d IS NOT NULL RETURN n.d + n.s") == ["2020-03-29"])
    #expect(try values("MATCH (n:Row) WHERE n.ds[1] = date('2020-01-02') RETURN n.p.latitude") == [31.23])
    #expect(try texts("MATCH (n:Row) RETURN n.z ORDER BY n.z") == ["2020-02-29T12:00+08:00", "2020-02-29T12:00+08:00[Asia/Shanghai]"])
    #expect(try texts("MATCH (n:Row) RETURN n.l ORDER BY n.l DESC LIMIT 1") == ["2020-03-01T00:00"])
  }

  @Test func momentsInDifferentZonesAreDifferentKeys() throws {
    try database.query("CREATE CONSTRAINT once FOR (n:M) REQUIRE n.at IS UNIQUE")
    try database.query("CREATE (:M {at: datetime('2020-01-01T12:00Z')}), (:M {at: datetime('2020-01-01T13:00+01:00')})")
    try database.query("CREATE (:M {at: datetime('2020-01-01T12:00[Europe/London]')})")
    #expect(throws: QueryError.self) { try database.query("CREATE (:M {at: datetime('2020-01-01T13:00+01:00')})") }
    #expect(
      try texts("MATCH (n:M) WHERE n.at > datetime('2020-01-01T12:00Z') RETURN n.at ORDER BY n.at")
        == ["2020-01-01T12:00Z[Europe/London]", "2020-01-01T13:00+01:00"])
    #expect(try texts("MATCH (n:M) WHERE n.at = datetime('2020-01-01T13:00+01:00') RETURN n.at") == ["2020-01-01T13:00+01:00"])
  }

  @Test func aTypeConstraintHoldsForDates() throws {
    try database.query("CREATE CONSTRAINT dated FOR (n:E) REQUIRE n.on IS :: DATE")
    try database.query("CREATE (:E {on: date('2020-01-01')})")
    #expect(throws: QueryError.self) { try database.query("CREATE (:E {on: '2020-01-01'})") }
    #expect(throws: QueryError.self) { try database.query("CREATE (:E {on: datetime('2020-01-01')})") }
    #expect(try values("MATCH (n:E) RETURN n.on IS :: DATE NOT NULL") == [true])
  }

  @Test func groupingDistinctAndExtremesTellValuesApart() throws {
    let list =
      "[date('2020-01-01'), date({year: 2020}), localdatetime('2020-01-01'), duration('P1D'), duration('PT24H'), duration({days: 1})]"
    #expect(try values("UNWIND \(list) AS x RETURN count(DISTINCT x)") == [4])
    #expect(try values("UNWIND \(list) AS x WITH x, count(*) AS n RETURN n ORDER BY x") == [1, 2, 1, 2])
    #expect(try texts("UNWIND \(list) AS x RETURN max(x)") == ["P1D"])
    #expect(try values("RETURN date('2020-01-01') IN \(list)") == [true])
    #expect(try values("RETURN date('2020-01-02') IN \(list)") == [false])
  }

  @Test func theTimeStandsStillWhileAStatementRuns() throws {
    let moments = try values("UNWIND range(1, 3000) AS i RETURN datetime()")
    #expect(Set(moments).count == 1)
    #expect(try values("RETURN date() = date.statement() AND datetime() = datetime.transaction()") == [true])
    #expect(try values("RETURN duration.inSeconds(datetime(), datetime()) = duration({seconds: 0})") == [true])
    let prepared = try database.prepare("RETURN datetime() AS now")
    #expect(try prepared.run().rows != prepared.run().rows, "a plan that is kept does not keep the time")
    let transaction = try database.beginTransaction()
    let first = try transaction.query("RETURN datetime.transaction() AS t, datetime.statement() AS s").rows[0]
    let second = try transaction.query("RETURN datetime.transaction() AS t, datetime.statement() AS s").rows[0]
    transaction.rollback()
    #expect(first[0] == second[0])
    #expect(Value.compare(first[1], second[1]) == .less)
  }

  @Test func parametersAreValuesLikeOthers() throws {
    let day = Value.date(try #require(CalendarDate("2021-01-01")))
    #expect(try values("RETURN $d.year + 1", ["d": day]) == [2022])
    try database.query("CREATE (:P {d: $d, p: $p})", parameters: ["d": day, "p": .point(try #require(Point(.wgs84, x: 121.47, y: 31.23)))])
    #expect(try values("MATCH (n:P) WHERE n.d = $d RETURN n.p.longitude", ["d": day]) == [121.47])
    #expect(try values("MATCH (n:P {d: $d}) SET n.d = n.d + duration('P1M') RETURN toString(n.d)", ["d": day]) == ["2021-02-01"])
    #expect(try values("MATCH (n:P) REMOVE n.d, n.p RETURN size(keys(n))") == [0])
    try database.checkInvariants()
  }

  @Test func errorsSayWhatIsWrong() throws {
    for (query, kind, detail) in [
      ("RETURN date('+999999999-12-31') + duration({days: 1})", QueryError.Kind.arithmeticError, "TemporalOverflow"),
      ("RETURN date('2021-02-30')", .argumentError, "InvalidArgumentValue"), ("RETURN date().yaer", .typeError, "InvalidArgumentType"),
      ("RETURN date() + 1", .typeError, "InvalidArgumentType"), ("RETURN date() AND true", .syntaxError, "InvalidArgumentType"),
    ] {
      do {
        _ = try database.query(query)
        Issue.record("\(query) gave a result")
      } catch {
        #expect(error.kind == kind, "\(query): \(error)")
        #expect(error.detail == detail, "\(query): \(error)")
        #expect(error.span != nil, "\(query) has no place")
      }
    }
  }
}
