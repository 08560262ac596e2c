// Texts of any depth and length end with an answer or an error, also on a small stack: nothing overflows it.
import GraphDatabase
import GraphModel
import Testing

@Suite struct HostileTextTests {
  /// The first value of the answer, or the detail of the error, as a text; on a stack of 512 KiB.
  private func answer(_ text: String, parameters: [String: Value] = [:], explains: Bool = false) -> String {
    let outcome = SmallStack.run { () -> String in
      var options = QueryOptions()
      options.explainsOnly = explains
      do throws(QueryError) {
        let result = try Database().query(text, parameters: parameters, options: options)
        return "\(result.rows.first?.first ?? .null)"
      } catch { return error.detail }
    }
    return outcome ?? "no answer"
  }

  private func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private func nested(_ before: String, _ middle: String, _ after: String, _ depth: Int) -> String {
    "RETURN " + times(before, depth) + middle + times(after, depth) + " AS x"
  }

  @Test(arguments: [
    ("(", 1_000_000), ("[", 30_000), ("{a: ", 30_000), ("NOT ", 1_000_000), ("-", 30_000), ("CASE WHEN ", 30_000), ("f(", 30_000),
    ("EXISTS { MATCH (n) WHERE ", 20_000), ("[x IN ", 30_000), ("CALL { ", 30_000), ("x[", 30_000), ("+ ", 30_000),
  ])
  func bracketsWithoutEndAreRefused(piece: String, count: Int) {
    #expect(["QueryTooComplex", "UnexpectedSyntax"].contains(answer("RETURN " + times(piece, count))), "\(piece)")
  }

  @Test(arguments: [
    ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("coalesce(", "1", ")"), ("CASE WHEN true THEN ", "1", " END"),
    ("CASE WHEN false THEN 0 ELSE ", "1", " END"), ("1 + (", "1", ")"), ("[y IN ", "[1]", "]"), ("(1 = ", "1", ")"), ("NOT (", "true", ")"),
    ("toString(", "1", ")"), ("1 * (2 - ", "1", ")"),
  ])
  func whatNestsDeeperThanASmallStackReadsIsAnsweredAllTheSame(before: String, middle: String, after: String) {
    for depth in [40, 60, 150] {
      let found = answer(nested(before, middle, after, depth))
      #expect(!found.hasSuffix("TooComplex") && !found.hasSuffix("TooDeep"), "\(before) × \(depth): \(found)")
    }
    for depth in [5_000, 50_000] { #expect(answer(nested(before, middle, after, depth)) == "QueryTooComplex", "\(before) × \(depth)") }
  }

  @Test func deepQueriesReadAndWriteTheGraph() throws {
    let database = Database()
    let condition = times("(n.x > 0 AND ", 120) + "true" + times(")", 120)
    try database.query("CREATE (:A {x: \(times("(1 + ", 120))0\(times(")", 120))})")
    #expect(try rows("MATCH (n:A) WHERE \(condition) RETURN n.x", on: database) == [[120]])
    #expect(try database.query("PROFILE MATCH (n:A) WHERE \(condition) RETURN n.x").plan != nil)
    let prepared = try database.prepare("MATCH (n:A) WHERE \(condition) RETURN n.x")
    #expect(try prepared.run().rows == [[120]])
    #expect(try prepared.run().rows == [[120]])
  }

  @Test(arguments: ["+", "-", "*", "||", "AND", "OR", "XOR", "=", "<>"])
  func chainsOfAnyLengthAreAnswered(joint: String) {
    let operand = joint.first?.isLetter == true ? "true" : (joint == "||" ? "'a'" : "1")
    for count in [30, 70, 1_000, 20_000] {
      let found = answer("RETURN " + Array(repeating: operand, count: count).joined(separator: " \(joint) ") + " AS x")
      let expected: String =
        switch joint {
        case "+": "\(Value.integer(Int64(count)))"
        case "-": "\(Value.integer(Int64(2 - count)))"
        case "*": "\(Value.integer(1))"
        case "||": "\(Value.string(times("a", count)))"
        case "AND", "OR", "=": "\(Value.boolean(true))"
        default: "\(Value.boolean(false))"
        }
      #expect(found == expected, "\(joint) × \(count): \(found.prefix(100))")
    }
  }

  @Test func longChainsOverRowsAreTheSameAsShortOnes() throws {
    let long = (1...300).map { _ in "x" }.joined(separator: " + ")
    #expect(try rows("UNWIND [1, 2.5, null] AS x RETURN \(long) AS s") == [[300], [750.0], [nil]])
    #expect(
      try rows("RETURN 'a' + \((1...300).map(String.init).joined(separator: " + ")) AS s")[0][0]
        == .string("a" + (1...300).map(String.init).joined()))
    let error = failure("UNWIND [9223372036854775807] AS x RETURN \(long) AS s")
    #expect(error?.detail == "IntegerOverflow" && error?.span != nil)
    let mixed = "RETURN 2 * 3 - " + Array(repeating: "1 * 2", count: 500).joined(separator: " - ") + " AS x"
    #expect(try rows(mixed) == [[.integer(6 - 1_000)]])
  }

  @Test func longTextsAreAnsweredOrRefused() {
    #expect(answer("RETURN size([" + Array(repeating: "1", count: 1_000).joined(separator: ", ") + "])") == "\(Value.integer(1_000))")
    #expect(answer("RETURN size([" + Array(repeating: "1", count: 100_000).joined(separator: ", ") + "])") == "\(Value.integer(100_000))")
    #expect(answer("RETURN true" + times(" AND true", 100_000)) == "\(Value.boolean(true))")
    #expect(answer("RETURN 1 AS x" + times(" UNION RETURN 1 AS x", 1_999)) == "\(Value.integer(1))")
    #expect(answer("RETURN 1 AS x" + times(" UNION RETURN 1 AS x", 100_000)) == "TooManyClauses")
    #expect(answer("RETURN 1 AS x" + times(" UNION ALL RETURN 1 AS x", 100_000)) == "TooManyClauses")
    #expect(answer("RETURN 1 AS x" + times(" UNION ALL RETURN 1 AS x", 500)) == "\(Value.integer(1))")
    #expect(answer("RETURN size('" + times("平", 1_000_000) + "')") == "\(Value.integer(1_000_000))")
    #expect(answer("RETURN '" + times("a", 11 << 20) + "'") == "QueryTooLarge")
    #expect(answer("RETURN CASE" + times(" WHEN false THEN 0", 5_000) + " ELSE 1 END") == "\(Value.integer(1))")
    #expect(answer("RETURN 0 IN [" + Array(repeating: "1", count: 10_000).joined(separator: ",") + "]") == "\(Value.boolean(false))")
  }

  @Test func aHundredThousandParametersAreTaken() {
    var parameters: [String: Value] = [:]
    for number in 0..<100_000 { parameters["p\(number)"] = .integer(Int64(number)) }
    #expect(answer("RETURN $p99999", parameters: parameters) == "\(Value.integer(99_999))")
    let sum = (0..<2_000).map { "$p\($0)" }.joined(separator: " + ")
    #expect(answer("RETURN \(sum)", parameters: parameters) == "\(Value.integer(1_999_000))")
  }

  @Test func manyClausesRunOnASmallStack() {
    #expect(answer(times("CREATE (:A) ", 1_000) + "RETURN 1") == "\(Value.integer(1))")
    #expect(answer("WITH 0 AS x " + times("WITH x + 1 AS x ", 900) + "RETURN x") == "\(Value.integer(900))")
    #expect(answer("WITH 0 AS x " + times("UNWIND [1] AS y WITH x + y AS x ", 400) + "RETURN x") == "\(Value.integer(400))")
    #expect(answer(times("MATCH (n) ", 3_000) + "RETURN 1") == "TooManyClauses")
    #expect(answer("RETURN 1" + times(" ", 5_000_000)) == "\(Value.integer(1))")
    #expect(answer(times("CALL { ", 30) + "RETURN 1 AS x" + times(" } RETURN x", 30)) == "\(Value.integer(1))")
  }
}
