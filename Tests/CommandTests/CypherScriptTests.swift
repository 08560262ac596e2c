// The splitting of scripts: whole, and fed in pieces of every size.

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
