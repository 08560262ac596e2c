// The splitting of scripts: whole, and fed in pieces of every size.

import GraphDatabase
import GraphModel
import Testing

@testable import innograph

@Suite struct CypherScriptTests {
  private static let scripts: [(text: String, statements: [String])] = [
    ("RETURN 1", ["RETURN 1"]),
    ("RETURN 1; RETURN 2;", ["RETURN 1", "RETURN 2"]),
    (";;  ;\n", []),
    ("", []),
    ("// only a comment; really\n/* and; another */", []),
    ("RETURN ';' AS a; RETURN \"x;\\\";\" AS b", ["RETURN ';' AS a", "RETURN \"x;\\\";\" AS b"]),
    ("RETURN 1 AS `a;b`; RETURN '\\\\'; RETURN 3", ["RETURN 1 AS `a;b`", "RETURN '\\\\'", "RETURN 3"]),
    ("RETURN 1 // a; b\n + 2; // c\nRETURN 3", ["RETURN 1 // a; b\n + 2", "RETURN 3"]),
    ("RETURN 1 /* ; ' */; /**/ RETURN 4 / 2;", ["RETURN 1 /* ; ' */", "RETURN 4 / 2"]),
    ("RETURN '中文；;'; RETURN 1", ["RETURN '中文；;'", "RETURN 1"]),
    ("RETURN 6/2; RETURN /*x*/ 1", ["RETURN 6/2", "RETURN /*x*/ 1"]),
    ("RETURN 'open; RETURN 2", ["RETURN 'open; RETURN 2"]),
  ]

  @Test(arguments: scripts) func `a semicolon ends a statement where it is one`(script: (text: String, statements: [String])) {
    #expect(CypherScript.statements(of: script.text).map(\.text) == script.statements)
  }

  @Test(arguments: scripts) func `pieces give the same as the whole`(script: (text: String, statements: [String])) {
    let scalars = Array(script.text.unicodeScalars)
    for size in 1...7 {
      var cut = CypherScript()
      var found: [ScriptPart] = []
      for start in stride(from: 0, to: scalars.count, by: size) {
        found += cut.feed(String(String.UnicodeScalarView(scalars[start..<min(scalars.count, start + size)])))
      }
      if let rest = cut.rest { found.append(rest) }
      #expect(found == CypherScript.statements(of: script.text), "pieces of \(size)")
    }
  }

  @Test func `places count lines and scalars`() {
    let statements = CypherScript.statements(of: "RETURN 1;\n  // 注\n  RETURN 2; /* 注释 */ RETURN 3")
    #expect(statements.map(\.line) == [1, 3, 3])
    #expect(statements.map(\.column) == [1, 3, 22])
  }

  /// The shell's splitter takes a text as it comes, the language's own takes it whole: they must never disagree.
  @Test func `it agrees with the language's own splitter, on what was chosen and on what was drawn`() throws {
    for script in Self.scripts { try expectAgreement(script.text) }
    let pieces = [
      ";", "'", "\"", "`", "\\", "//", "/*", "*/", "\n", " ", "a", "研", "/", "*", "''", "\\'", "RETURN 1", "\r\n", ":x", "\u{3000}",
      "\u{A0}", "\u{FEFF}", "\u{2028}", "\r", "``", "é",
    ]
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    for _ in 0..<3_000 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      try expectAgreement(text, "seed \(seed)")
    }
  }

  private func expectAgreement(_ text: String, _ comment: Comment = "") throws {
    let (statements, rest) = try CypherText.split(text)
    let ours = CypherScript.statements(of: text)
    let theirs = rest.map { rest in statements.filter { $0.span.offset < rest.span.offset } + [rest] } ?? statements
    let comment: Comment = "\(comment): \(text.debugDescription)"
    try #require(ours.count == theirs.count, comment)
    for (mine, other) in zip(ours, theirs) {
      // A comment behind the last token belongs to the statement here and to nothing there.
      // Of a comment that is not closed only the place is kept.
      #expect(mine.text.hasPrefix(other.text) || mine.text == "/*", comment)
      #expect((mine.line, mine.column) == (other.span.line, other.span.column), comment)
    }
    #expect(CypherScript.isComplete(text) == CypherText.isComplete(text), comment)
  }

  @Test(arguments: [
    ("RETURN 1;", true), ("RETURN 1", false), ("", true), ("  \n", true), ("RETURN 1; RETURN", false), ("// x", true), ("/* x", false),
    ("RETURN ';", false), ("RETURN 1; // done", true),
  ])
  func `a shell knows when to go on reading`(text: String, isComplete: Bool) {
    #expect(CypherScript.isComplete(text) == isComplete)
  }

  @Test func `what is open is known`() {
    var script = CypherScript()
    _ = script.feed("RETURN 1; ")
    #expect(!script.isOpen && !script.isInsideText)
    _ = script.feed("MATCH ")
    #expect(script.isOpen && !script.isInsideText)
    _ = script.feed("'a")
    #expect(script.isOpen && script.isInsideText)
    #expect(script.feed("';").map(\.text) == ["MATCH 'a'"])
    #expect(!script.isOpen)
  }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
