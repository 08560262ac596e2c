// Any name and any string reads back as it was, wherever it stands.

import CypherSyntax
import GraphModel
import Testing

@Suite struct QuotingTests {
  private static let awkward = [
    "", "`", "``", "a`b", "平台", "a b", "1a", "a-b", "match", "MATCH", "null", "count", "\u{0}", "\n", "'", "\\", "é", "e\u{301}", "😀", "$x", "a$",
  ]

  /// Names made of awkward characters, and every keyword.
  private func names(seed: UInt64) -> [String] {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("`'\"\\ aZ_1$.平台é\u{301}😀\n\t\u{0}{}()[];:/*".unicodeScalars)
    return (0..<300).map { _ in
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...6, using: &random) { view.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)]) }
      return String(view)
    } + Self.awkward + Keyword.allCases.map(\.rawValue)
  }

  @Test func namesReadBack() throws {
    for name in names(seed: 11) {
      let quoted = Quoting.name(name)
      guard case .variable(let variable) = try Parser.expression(in: quoted).kind else {
        Issue.record("\(quoted) is no variable")
        continue
      }
      #expect(variable.text.isByteEqual(to: name))
      let statement = try Parser.statement(in: "MATCH (\(quoted):\(quoted) {\(quoted): 1}) RETURN \(quoted).\(quoted) AS \(quoted)")
      #expect(try Parser.statement(in: Printer.text(of: statement)) == statement, "\(quoted)")
    }
  }

  @Test func namesReadBackInEveryPlace() throws {
    for name in names(seed: 12) {
      let n = Quoting.name(name)
      let text = """
        MATCH \(n) = (\(n):\(n)|!\(n))-[\(n):\(n) WHERE \(n).x]->(\(n)) ((\(n))-->())+ WHERE \(n):\(n) AND all(\(n) IN \(n) WHERE \(n))
        UNWIND [\(n) IN \(n) | \(n)] AS \(n)
        CALL x.\(n)(\(n)) YIELD \(n) AS \(n)
        WITH \(n) {.\(n), \(n): \(n)} AS \(n), $\(n) AS x ORDER BY \(n) DESC
        RETURN x.\(n)(\(n)), reduce(\(n) = \(n), \(n) IN \(n) | \(n)), CASE \(n) WHEN \(n) THEN \(n) ELSE \(n) END, [\(n), \(n)], [\(n)]
        """
      do {
        let statement = try Parser.statement(in: text)
        #expect(try Parser.statement(in: Printer.text(of: statement)) == statement, "\(n)")
      } catch {
        // EXISTS, COUNT and COLLECT begin a subquery before a brace, unless they are quoted.
        guard ["EXISTS", "COUNT", "COLLECT"].contains(name.uppercased()) else {
          Issue.record("\(QueryDiagnostic.text(error, source: text))")
          continue
        }
      }
    }
  }

  @Test func stringsReadBack() throws {
    for text in names(seed: 13) {
      #expect(try Parser.expression(in: Quoting.string(text)).kind == .literal(.string(text)))
    }
  }
}

/// A small reproducible source of randomness (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
