// Forms that Neo4j's dialect has beside openCypher's: the extended CASE, LET and FILTER, slices as clauses, advice to the planner.
import GraphDatabase
import GraphModel
import Testing

@Suite struct NewerFormsTests {
  @Test(
    arguments: [
      (
        "UNWIND [1, 5, 10, null] AS x RETURN CASE x WHEN 1, 2 THEN 'a' WHEN > 7 THEN 'big' WHEN IS NULL THEN 'none' ELSE 'o' END",
        [["a"], ["o"], ["big"], ["none"]]
      ),
      (
        "UNWIND ['abc', 'xyz', 'b', 3] AS x RETURN CASE x WHEN STARTS WITH 'a' THEN 1 WHEN ENDS WITH 'z', =~ 'b' THEN 2 WHEN IS :: INTEGER THEN 3 END",
        [[1], [2], [2], [3]]
      ),
      ("RETURN CASE null WHEN null THEN 1 WHEN <> 1 THEN 2 ELSE 3 END", [[3]]),
      ("RETURN CASE 1 WHEN < CASE 5 WHEN > 3 THEN 2 END THEN 'nested' END", [["nested"]]),
      ("UNWIND range(1, 200) AS i WITH CASE rand() WHEN < 0.5 THEN 1 WHEN >= 0.5 THEN 2 END AS x RETURN count(x)", [[200]]),
      ("RETURN 1_000 + 0x_f, 1_0.5, -INF < 0, Infinity, NaN = NaN", [[1015, 10.5, true, .float(.infinity), false]]),
      ("WITH 1 AS nan RETURN nan", [[1]]),
      (
        "RETURN trim(BOTH 'x' FROM 'xxhixx'), trim(LEADING 'x' FROM 'xhx'), trim(TRAILING FROM ' a '), trim('x' FROM 'xhx')",
        [["hi", "hx", " a", "h"]]
      ),
      (
        "RETURN 'e\\u0301' IS NORMALIZED, 'e\\u0301' IS NFD NORMALIZED, normalize('e\\u0301') = '\\u00e9', 'a' IS NOT NORMALIZED, null IS NORMALIZED",
        [[false, true, true, false, .null]]
      ),
      ("RETURN normalize('\\u00e9', NFD) = 'e\\u0301'", [[true]]),
      ("RETURN toString(-duration('P1Y2DT3.5S')), toString(+duration('P1D'))", [["P-1Y-2DT-3.5S", "P1D"]]),
      (
        "WITH date('2024-02-03') AS d, point({x: 1, y: 2}) AS p RETURN d['year'], d['mon' + 'th'], p['x'], d[null]",
        [[2024, 2, 1.0, .null]]
      ),
      ("WITH {at: duration('PT90M')} AS m RETURN m['at']['minutes']", [[90]]),
      ("LET x = 1, y = 2 LET z = x + y FILTER z > 2 RETURN x, y, z", [[1, 2, 3]]),
      ("UNWIND [3, 1, 2] AS x ORDER BY x DESC LIMIT 2 RETURN x", [[3], [2]]),
      ("UNWIND [3, 1, 2] AS x ORDER BY x OFFSET 1 RETURN x", [[2], [3]]),
      ("UNWIND range(1, 5) AS x WITH x LIMIT 3 SKIP 1 RETURN x", [[2], [3]]),
      ("UNWIND [1, 2] AS x RETURN EXISTS { UNWIND [1] AS y FILTER y = x RETURN y }", [[true], [false]]),
      ("UNWIND [1, 2] AS x CALL (x) { LET y = x * 2 FILTER y > 2 RETURN y } RETURN x, y", [[2, 4]]),
      ("CYPHER 5 RETURN ALL 1 AS x", [[1]]),
    ] as [(String, [[Value]])])
  func formsGive(text: String, expected: [[Value]]) throws {
    #expect(try rows(text) == expected, "\(text)")
  }

  @Test(
    arguments: [
      ("UNWIND [1] AS x LET y = count(*) RETURN y", "InvalidAggregation"), ("LET x = 1 LET x = 2 RETURN x", "ColumnNameConflict"),
      ("UNWIND [1] AS x FILTER count(x) > 1 RETURN x", "InvalidAggregation"), ("LET x = 1", "InvalidClauseComposition"),
      ("RETURN distance(1, 2)", "UnknownFunction"), ("MATCH (n) USING INDEX m:A(k) RETURN n", "UndefinedVariable"),
      ("RETURN date('2024-01-01')['era']", "InvalidArgumentType"), ("RETURN date('2024-01-01')[0]", "InvalidArgumentType"),
      ("RETURN normalize('a', NFKC)", "InvalidArgumentValue"), ("RETURN normalize('a', 'X')", "InvalidArgumentValue"),
    ])
  func misusesAreRefused(text: String, detail: String) {
    #expect(failure(text)?.detail == detail, "\(text)")
  }

  @Test func adviceIsRemarkedOnAndChangesNothing() throws {
    let database = Database()
    try database.query("CREATE (:A {k: 1})-[:R]->(:B {k: 2})")
    let advised = try database.query(
      "CYPHER 5 runtime=slotted MATCH (a:A)-->(b:B) USING INDEX a:A(k) USING SCAN b:B USING JOIN ON a WHERE a.k = 1 RETURN b.k")
    #expect(advised.rows == [[2]])
    #expect(advised.notifications.filter { $0.code.hasSuffix("HintNotApplied") }.count == 4)
  }

  @Test func retryingFallsToTheActionBehindIt() throws {
    let text = "UNWIND [1, 0, 2] AS x CALL (x) { CREATE (n:N {x: 2 / x}) RETURN n.x AS y } IN TRANSACTIONS OF 1 ROW ON ERROR RETRY"
    #expect(try rows(text + " FOR 1 SEC THEN CONTINUE RETURN y") == [[2], [.null], [1]])
    #expect(failure(text + " RETURN y")?.kind == .arithmeticError)
  }

  @Test func proceduresTellThePropertiesOfTypes() throws {
    let database = Database()
    try database.query("CREATE (:A:B {x: 1, y: 'a'})-[:`R``s` {w: 1.5}]->(:A {x: 2}), (:A {x: 'b'}), ()")
    #expect(
      try rows("CALL db.schema.nodeTypeProperties()", on: database)
        == [
          ["", [], .null, .null, false], [":`A`", ["A"], "x", ["INTEGER", "STRING"], true],
          [":`A`:`B`", ["A", "B"], "x", ["INTEGER"], true], [":`A`:`B`", ["A", "B"], "y", ["STRING"], true],
        ])
    #expect(try rows("CALL db.schema.relTypeProperties()", on: database) == [[":`R``s`", "w", ["FLOAT"], true]])
  }
}
