// Numbers at their edges: an answer or an error with a name, never a trap.
import GraphDatabase
import GraphModel
import Testing

@Suite struct NumberEdgeTests {
  private static let minimum = "-9223372036854775808"
  private static let maximum = "9223372036854775807"

  /// Expressions over `min`, `max` and `zero`, with the answer or the detail of the error.
  static let edges: [(String, Result<Value, Detail>)] = [
    ("max + 1", .failure("IntegerOverflow")), ("min - 1", .failure("IntegerOverflow")), ("max * 2", .failure("IntegerOverflow")),
    ("min * -1", .failure("IntegerOverflow")), ("-min", .failure("IntegerOverflow")), ("abs(min)", .failure("IntegerOverflow")),
    ("min / -1", .failure("IntegerOverflow")), ("min % -1", .success(0)), ("1 / zero", .failure("DivisionByZero")),
    ("1 % zero", .failure("DivisionByZero")), ("1.0 / zero", .success(.float(.infinity))), ("-1 / 0.0", .success(.float(-.infinity))),
    ("max + 1.0", .success(.float(9_223_372_036_854_775_808.0))), ("sign(min)", .success(-1)),
    ("-(-9223372036854775807)", .success(.integer(.max))),
    ("toInteger('9223372036854775807')", .success(.integer(.max))), ("toInteger('9223372036854775808')", .failure("IntegerOverflow")),
    ("toInteger('-9223372036854775808')", .success(.integer(.min))), ("toInteger('1e30')", .failure("IntegerOverflow")),
    ("toString(min)", .success("-9223372036854775808")), ("min = toInteger(toString(min))", .success(true)),
    ("[1, 2, 3][max]", .success(.null)), ("[1, 2, 3][min]", .success(.null)), ("[1, 2, 3][min..max]", .success([1, 2, 3])),
    ("[1, 2, 3][max..]", .success([])), ("[1, 2, 3][..min]", .success([])), ("[1, 2, 3][-1]", .success(3)),
    ("range(1, 3, 0)", .failure("NumberOutOfRange")), ("range(max - 1, max)", .success([.integer(.max - 1), .integer(.max)])),
    ("range(min + 1, min, -1)", .success([.integer(.min + 1), .integer(.min)])),
    ("range(min, max, max)", .success([.integer(.min), -1, .integer(.max - 1)])),
    ("range(max, min, min)", .success([.integer(.max), -1])), ("size(range(1, zero))", .success(0)),
    ("substring('abc', 1, max)", .success("bc")), ("left('abc', max)", .success("abc")), ("right('abc', max)", .success("abc")),
    ("substring('abc', max)", .success("")), ("left('abc', -1)", .failure("NumberOutOfRange")),
    ("substring('abc', min)", .failure("NumberOutOfRange")), ("sqrt(-1)", .success(.float(.nan))),
    ("2 ^ 64", .success(.float(18_446_744_073_709_551_616.0))),
    ("max > max - 1", .success(true)), ("max = 9223372036854775807.0", .success(false)), ("max < 9223372036854775808.0", .success(true)),
    ("9007199254740993 = 9007199254740992.0", .success(false)), ("9007199254740993 > 9007199254740992.0", .success(true)),
    ("reduce(s = 0, x IN [max, 1] | s + x)", .failure("IntegerOverflow")), ("round(max)", .success(.float(9_223_372_036_854_775_807.0))),
    ("0.0 / 0.0 = 0.0 / 0.0", .success(false)), ("0.0 / 0.0 <> 0.0 / 0.0", .success(true)), ("0.0 / 0.0 > 1", .success(false)),
    ("0.0 / 0.0 IN [0.0 / 0.0]", .success(false)), ("-0.0 = 0", .success(true)), ("[0.0 / 0.0] = [0.0 / 0.0]", .success(false)),
  ]

  /// The detail of an error.
  struct Detail: Error, ExpressibleByStringLiteral, Equatable {
    let text: String
    init(stringLiteral text: String) { self.text = text }
    init(_ text: String) { self.text = text }
  }

  /// The outcome of an expression over one row of columns, over parameters, or as a constant.
  private func outcome(_ text: String, _ form: Int) -> Result<Value, Detail> {
    let frame =
      switch form {
      case 0: "WITH \(Self.minimum) AS min, \(Self.maximum) AS max, 0 AS zero RETURN \(text) AS x"
      case 1: "UNWIND [1, 2] AS i WITH i * 0 + $min AS min, i * 0 + $max AS max, i - i AS zero RETURN \(text) AS x LIMIT 1"
      default: "RETURN [y IN [[$min, $max, 0]] | [z IN [y[2]] | \(Self.localized(text))][0]][0] AS x"
      }
    do throws(QueryError) {
      let result = try Database().query(frame, parameters: ["min": .integer(.min), "max": .integer(.max)])
      return .success(result.rows[0][0])
    } catch { return .failure(Detail(error.detail)) }
  }

  private static func localized(_ text: String) -> String {
    var words: [String] = []
    var word = ""
    for character in text {
      if character.isLetter {
        word.append(character)
      } else {
        words.append(word)
        words.append(String(character))
        word = ""
      }
    }
    words.append(word)
    return words.map { $0 == "min" ? "y[0]" : ($0 == "max" ? "y[1]" : ($0 == "zero" ? "z" : $0)) }.joined()
  }

  @Test(arguments: edges.indices) func theAnswerIsExactOrAnErrorWithAName(_ place: Int) {
    let (text, expected) = Self.edges[place]
    for form in 0..<3 {
      let found = outcome(text, form)
      let isSame: Bool =
        switch (found, expected) {
        case (.success(let a), .success(let b)): GroupingKey(a) == GroupingKey(b)
        case (.failure(let a), .failure(let b)): a == b
        default: false
        }
      #expect(isSame, "\(text) in form \(form): \(found), expected \(expected)")
    }
  }

  @Test func aggregatesOverflowWithAName() {
    #expect(failure("UNWIND [9223372036854775807, 1] AS x RETURN sum(x)")?.detail == "IntegerOverflow")
    #expect(throws: Never.self) { try rows("UNWIND [9223372036854775807, 1, -1] AS x RETURN avg(x)") }
  }

  @Test(arguments: [
    ("SKIP -1", "NegativeIntegerArgument"), ("LIMIT -1", "NegativeIntegerArgument"), ("SKIP $min", "NegativeIntegerArgument"),
    ("LIMIT 1.5", "InvalidArgumentType"), ("SKIP 'a'", "InvalidArgumentType"), ("LIMIT 9223372036854775808", "IntegerOverflow"),
  ])
  func numbersOfRowsThatAreNoneAreRefused(text: String, detail: String) {
    #expect(failure("UNWIND [1, 2] AS x RETURN x \(text)", parameters: ["min": .integer(.min)])?.detail == detail)
  }

  @Test func hugeNumbersOfRowsAreFine() throws {
    #expect(try rows("UNWIND [1, 2] AS x RETURN x LIMIT 9223372036854775807") == [[1], [2]])
    #expect(try rows("UNWIND [1, 2] AS x RETURN x SKIP 9223372036854775807") == [])
    #expect(try rows("UNWIND [1, 2] AS x RETURN x ORDER BY x DESC SKIP 1 LIMIT 9223372036854775807") == [[1]])
    #expect(try rows("UNWIND [1, 2] AS x RETURN x ORDER BY x SKIP 9223372036854775807 LIMIT 9223372036854775807") == [])
  }

  @Test func notANumberAndTheTwoZerosKeepTheirPlaces() throws {
    let mixed = "UNWIND [0.0 / 0.0, 1, -0.0, null, 0, 0.0, 0.0 / 0.0, -1.0 / 0, 1.0 / 0] AS x"
    #expect(try rows("\(mixed) WITH DISTINCT x RETURN count(*)") == [[6]])
    #expect(try rows("\(mixed) RETURN count(DISTINCT x)") == [[5]])
    #expect(try rows("\(mixed) WITH x, count(*) AS n WHERE n > 1 RETURN n ORDER BY n") == [[2], [3]])
    let ordered = try rows("\(mixed) RETURN x ORDER BY x").map { $0[0] }
    #expect(ordered.first == .float(-.infinity))
    #expect(ordered.last == .null)
    if case .float(let number) = ordered[ordered.count - 2] { #expect(number.isNaN) } else { Issue.record("\(ordered)") }
    #expect(ordered[4] == 1 && ordered[5] == .float(.infinity))
    #expect(try rows("\(mixed) RETURN x ORDER BY x DESC LIMIT 1") == [[nil]])
    #expect(try rows("UNWIND [1, 0.0 / 0.0, 2] AS x RETURN min(x)") == [[1]])
  }

  @Test func anIndexFindsWhatAScanFinds() throws {
    let plain = Database()
    let indexed = Database()
    for database in [plain, indexed] {
      try database.query(
        "UNWIND [0.0, -0.0, 0, 0.0 / 0.0, 1, 1.0, 9007199254740993, 9007199254740992.0, '1', true, [1], -9223372036854775808, 1.0 / 0] AS v CREATE (:N {v: v})"
      )
    }
    try indexed.query("CREATE INDEX FOR (n:N) ON (n.v)")
    for condition in [
      "n.v = 0", "n.v = -0.0", "n.v = 0.0 / 0.0", "n.v = 1", "n.v IN [0, 0.0 / 0.0, 1]", "n.v = 9007199254740992.0",
      "n.v = 9007199254740993",
      "n.v > 0", "n.v >= -0.0", "n.v < 9007199254740993", "n.v <= 1.0 / 0", "n.v = '1'", "n.v = true", "n.v = [1]", "n.v = null",
      "n.v > 0.0 / 0.0",
      "n.v = -9223372036854775808",
    ] {
      let text = "MATCH (n:N) WHERE \(condition) RETURN count(*)"
      #expect(try rows(text, on: plain) == rows(text, on: indexed), "\(condition)")
    }
    let one = Database()
    try one.query("CREATE CONSTRAINT FOR (n:N) REQUIRE n.v IS UNIQUE")
    try one.query("CREATE (:N {v: 0.0})")
    #expect(failure("CREATE (:N {v: -0.0})", on: one)?.kind == .constraintValidationFailed)
    #expect(failure("CREATE (:N {v: 0})", on: one)?.kind == .constraintValidationFailed)
  }
}
