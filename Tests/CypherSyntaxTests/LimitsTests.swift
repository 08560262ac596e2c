// Hostile texts: they end with an error or a tree, on a small stack, and their trees are compared, printed and released there.

import CypherSyntax
import Foundation
import GraphModel
import Synchronization
import Testing

@Suite struct LimitsTests {
  /// The stack that a debug build must get by with.
  private static let stackBytes = 512 << 10

  /// Runs a body on a thread with a small stack and waits for it.
  private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = Self.stackBytes
    thread.start()
    done.wait()
  }

  /// Parses, prints, parses again, hashes and compares on a small stack; the error's detail, or `nil`.
  private func detail(of text: String) -> String? {
    let result = Mutex<String?>("did not run")
    onSmallStack {
      do throws(QueryError) {
        let statement = try Parser.statement(in: text)
        let again = try Parser.statement(in: Printer.text(of: statement))
        let isEqual = again == statement && again.hashValue == statement.hashValue
        result.withLock { $0 = isEqual ? nil : "NotEqual" }
      } catch {
        result.withLock { $0 = error.detail }
      }
    }
    return result.withLock { $0 }
  }

  /// The least depth between 5 and 1,000 at which a nest is refused; what is one level less deep passes through the whole road.
  private func leastRefusedDepth(_ text: (Int) -> String) -> Int {
    var (accepted, refused) = (5, 1_000)
    while refused - accepted > 1 {
      let middle = (accepted + refused) / 2
      if detail(of: text(middle)) == nil { accepted = middle } else { refused = middle }
    }
    return refused
  }

  /// Constructs that nest, as what stands before and after their inside.
  static let nests: [(String, String)] = [
    ("(", ")"), ("[", "]"), ("{a: ", "}"), ("NOT ", ""), ("-", ""), ("+", ""), ("f(", ")"), ("x[", "]"), ("x[1..", "]"), ("[y IN ", "]"),
    ("[y IN x | ", "]"), ("[y IN x WHERE ", "| 1]"), ("CASE WHEN ", " THEN 1 END"), ("CASE WHEN 1 THEN 2 ELSE ", " END"), ("all(y IN ", " WHERE 1)"),
    ("reduce(a = ", ", y IN x | 1)"), ("n {a: ", "}"), ("1 + (2 * ", ")"), ("(1 = (", "))"), ("(a AND ", ")"), ("a OR NOT (b AND ", ")"),
    ("[(a {x: ", "})-->() | 1]"), ("EXISTS { MATCH (n) WHERE ", " }"), ("COUNT { (a {x: ", "})-->() }"), ("EXISTS { ((a)-->(b WHERE ", "))+ }"),
    ("COLLECT { RETURN ", " }"), ("EXISTS { CALL { RETURN ", " AS x } RETURN 1 }"), ("(n:$(", "))"), ("n {.x, y: f([", "])}"), ("x IS NULL = (", ")"), ("x IN (", ")"),
    ("EXISTS { MATCH (a)-[r {x: ", "}]->() AS OF 1 }"), ("(a)-->(b) AND (", ")"), ("shortestPath((a {x: ", "})-->(b))"),
  ]

  @Test(arguments: nests.indices) func nestingIsBounded(_ index: Int) {
    let (before, after) = Self.nests[index]
    func text(_ depth: Int) -> String { "RETURN " + String(repeating: before, count: depth) + "1" + String(repeating: after, count: depth) }
    #expect(detail(of: text(5)) == nil, "\(before)")
    let depth = leastRefusedDepth(text)
    #expect(depth <= SyntaxLimits.nestingWeightMax, "\(before) \(depth)")
    for deep in [depth, 5_000] { #expect(detail(of: text(deep)) == "QueryTooComplex", "\(before) \(deep)") }
  }

  /// Nests of other kinds, as what stands before all, before each, inside, behind each, behind all.
  static let moreNests: [(String, String, String, String, String)] = [
    ("MATCH (n:", "(", "A", ")", ") RETURN n"), ("MATCH (n:", "!", "A", "", ") RETURN n"), ("MATCH (n:", "A&(B|", "A", ")", ") RETURN n"),
    ("MATCH ", "(", "(a)", ")+", " RETURN 1"), ("", "CALL { ", "RETURN 1 AS x", " } RETURN 1", ""),
    ("", "FOREACH (x IN y | ", "CREATE (n)", ")", ""), ("RETURN x IS :: ", "LIST<", "INT", ">", ""), ("RETURN x IS :: INT", " LIST", "", "", ""),
    ("RETURN x", ".y", "", "", ""), ("RETURN x", "[0]", "", "", ""), ("RETURN x", " IS NULL", "", "", ""), ("RETURN x", " IN y", "", "", ""),
    ("MATCH (a:$(", "(", "1", ")", ")) RETURN a"), ("RETURN ", "x.y[", "1", "]", ""), ("MATCH (a) WHERE ", "(a {b: [EXISTS { ", "(a)-->()", " }]})-->()", " RETURN 1"),
  ]

  @Test(arguments: moreNests.indices) func nestingIsBoundedElsewhere(_ index: Int) {
    let (start, before, middle, after, end) = Self.moreNests[index]
    func text(_ depth: Int) -> String {
      start + String(repeating: before, count: depth) + middle + String(repeating: after, count: depth) + end
    }
    #expect(detail(of: text(5)) == nil, "\(before)")
    let depth = leastRefusedDepth(text)
    #expect(depth <= SyntaxLimits.nestingWeightMax + 1, "\(before) \(depth)")
    for deep in [depth, 5_000] { #expect(detail(of: text(deep)) == "QueryTooComplex", "\(before) \(deep)") }
  }

  @Test func endlessBracketsAreRefused() {
    for (piece, count) in [("(", 1_000_000), ("NOT ", 200_000), ("[", 200_000)] {
      #expect(detail(of: "RETURN " + String(repeating: piece, count: count)) == "QueryTooComplex", "\(piece)")
    }
    let pieces = [
      "{a:", "-", "MATCH (", "CASE ", "EXISTS {", "(a)-->(", "x.", "!", "f(", "[(", "{", "'", "/*", ")", "]", "$(", "--", "<-", "[x IN ", "[x IN [",
    ]
    for piece in pieces { #expect(detail(of: "RETURN " + String(repeating: piece, count: 10_001)) != nil, "\(piece)") }
  }

  @Test func heightAddsUpOverLookups() {
    func text(_ levels: Int) -> String { "RETURN " + String(repeating: "(", count: levels) + "x" + String(repeating: ".a.b.c.d)", count: levels) }
    #expect(detail(of: text(10)) == nil)
    #expect(detail(of: text(40)) == "QueryTooComplex")
  }

  @Test(arguments: ["AND", "OR", "XOR", "+", "-", "*", "^", "=", "<", ",", "||"]) func longChainsAreFlat(_ joint: String) {
    #expect(detail(of: "RETURN " + Array(repeating: "a", count: 10_000).joined(separator: " \(joint) ")) == nil)
  }

  @Test func aHundredThousandConditionsAreOneExpression() {
    #expect(detail(of: "RETURN " + Array(repeating: "a", count: 100_000).joined(separator: " AND ")) == nil)
  }

  @Test func otherLongTextsParse() {
    #expect(detail(of: "MATCH " + Array(repeating: "(a)", count: 10_000).joined(separator: "-->") + " RETURN 1") == nil)
    #expect(detail(of: "MATCH (n:" + Array(repeating: "A", count: 10_000).joined(separator: "|") + ") RETURN 1") == nil)
    #expect(detail(of: "MATCH (n:" + Array(repeating: "A", count: 10_000).joined(separator: "&") + ") RETURN 1") == nil)
    #expect(detail(of: "RETURN 1" + String(repeating: " UNION RETURN 1", count: 10_000)) == nil)
    #expect(detail(of: String(repeating: "CREATE (:A {x: 1}) ", count: 10_000)) == nil)
    #expect(detail(of: "RETURN CASE" + String(repeating: " WHEN a THEN b", count: 10_000) + " END") == nil)
    #expect(detail(of: "RETURN '" + String(repeating: "平", count: 1_000_000) + "'") == nil)
    #expect(detail(of: "RETURN " + String(repeating: "9", count: 1_000_000)) == "IntegerOverflow")
    #expect(detail(of: "RETURN 0." + String(repeating: "9", count: 100_000)) == nil)
  }

  @Test func longTextsAreRefused() throws {
    let text = "RETURN '" + String(repeating: "a", count: SyntaxLimits.textBytesMax) + "'"
    let error = try #require(throws: QueryError.self) { try Parser.statement(in: text) }
    #expect(error.detail == "QueryTooLarge")
  }
}
