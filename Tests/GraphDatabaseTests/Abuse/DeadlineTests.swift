// A deadline and a cancellation reach every long loop: without them each of these would run for hours.
import Foundation
import GraphDatabase
import GraphModel
import Testing

@Suite struct DeadlineTests {
  static let endless = [
    "UNWIND range(1, 10000000000000) AS x RETURN count(*)",
    "UNWIND range(1, 10000000000000) AS x WITH x WHERE x < 0 RETURN x",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y UNWIND range(1, 100000) AS z RETURN count(*)",
    "RETURN reduce(s = 0, x IN range(1, 10000) | s + reduce(t = 0, y IN range(1, 10000) | t + reduce(u = 0, z IN range(1, 10000) | u + 1)))",
    "RETURN size([x IN range(1, 10000) WHERE all(y IN range(1, 10000) WHERE any(z IN range(1, 10000) WHERE z < 0))])",
    "RETURN none(x IN range(1, 10000) WHERE single(y IN range(1, 10000) WHERE none(z IN range(1, 10000) WHERE z > 0)))",
    "MATCH (a:N), (b:N), (c:N), (d:N), (e:N), (f:N) RETURN count(DISTINCT a.i + b.i)",
    "MATCH p = (a)-[*]-(b) RETURN count(p)",
    "MATCH (a)-[*]-(b) WHERE a.i > b.i + 1000 RETURN count(*)",
    "MATCH (a:N) WHERE NOT (a)-[*12..]-(:Nowhere) RETURN count(*)",
    "MATCH (a:N) RETURN COUNT { (a)-[*]-() }",
    "UNWIND range(1, 10000000000000) AS x CALL (x) { RETURN x + 1 AS y } RETURN count(y)",
    "UNWIND range(1, 10000000000000) AS x OPTIONAL MATCH (n:Nowhere {i: x}) RETURN count(n)",
    "UNWIND range(1, 10000000000000) AS x RETURN count(x =~ '(a|b)*c')",
    "MATCH (a:N) MERGE (b:M {i: a.i}) WITH a UNWIND range(1, 10000000000) AS x MERGE (c:N {i: a.i}) RETURN count(*)",
  ]

  private func clique() throws -> Database {
    let database = Database()
    try database.query("UNWIND range(1, 60) AS i CREATE (:N {i: i})")
    try database.query("MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)")
    return database
  }

  @Test(arguments: endless) func aDeadlineEndsIt(text: String) throws {
    let database = try clique()
    var options = QueryOptions()
    options.timeout = .milliseconds(100)
    #expect(failure(text, on: database, options: options)?.detail == "Timeout", "\(text)")
    #expect(try rows("MATCH (n) RETURN count(*)", on: database) == [[60]])
  }

  @Test(arguments: endless) func aCancellationEndsIt(text: String) throws {
    let database = try clique()
    var options = QueryOptions()
    let cancellation = QueryCancellation()
    options.cancellation = cancellation
    let canceller = Thread {
      Thread.sleep(forTimeInterval: 0.1)
      cancellation.cancel()
    }
    canceller.start()
    #expect(failure(text, on: database, options: options)?.kind == .cancelled, "\(text)")
  }

  @Test func anExpressionThatBacktracksElsewhereIsLinearHere() throws {
    let text = Value.string(String(repeating: "a", count: 50) + "!")
    #expect(try rows("RETURN $t =~ '(a+)+$'", parameters: ["t": text]) == [[false]])
    #expect(try rows("RETURN $t =~ '(a|aa)+$' OR $t =~ '(.*a){20}b'", parameters: ["t": text]) == [[false]])
    let long = Value.string(String(repeating: "a", count: 100_000))
    #expect(try rows("RETURN $t =~ '(a*)*b'", parameters: ["t": long]) == [[false]])
    #expect(try rows("RETURN $t =~ '(a+)+'", parameters: ["t": long]) == [[true]])
    for pattern in ["(", "[", "a{2,1}", "*", "(?<n", "\\", "a{1000000000}", "(((((a{100}){100}){100}){100}){100})"] {
      let error = failure("RETURN 'a' =~ $p", parameters: ["p": .string(pattern)])
      #expect(["InvalidRegularExpression", "RegularExpressionBudgetExceeded"].contains(error?.detail), "\(pattern) \(error?.detail ?? "")")
    }
  }
}
