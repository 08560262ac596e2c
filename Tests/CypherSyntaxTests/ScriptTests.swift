// Splitting scripts.

import CypherSyntax
import GraphModel
import Testing

@Suite struct ScriptTests {
  private func split(_ text: String) throws -> [String] { try Script.statements(in: text).statements.map(\.text) }

  @Test func semicolonsSplitOutsideOfStringsNamesAndComments() throws {
    #expect(try split("RETURN 1; RETURN ';' ; RETURN `;`;;; // x;y\nRETURN /* ; */ 2") == [
      "RETURN 1", "RETURN ';'", "RETURN `;`", "RETURN /* ; */ 2",
    ])
    #expect(try split("") == [])
    #expect(try split(" ;; // only this\n ; /* and this */") == [])
  }

  @Test func brokenStatementsDoNotHideOthers() throws {
    #expect(try split("RETRN 1 §; ? ; RETURN 2;") == ["RETRN 1 §", "?", "RETURN 2"])
  }

  @Test func placesAreThoseOfTheScript() throws {
    let text = "// header\nRETURN 1;\n  平台 x;"
    let script = try Script.statements(in: text)
    #expect(script.statements.map { "\($0.span.line):\($0.span.column)" } == ["2:1", "3:3"])
    let part = script.statements[1]
    let error = try #require(throws: QueryError.self) { try Parser.statement(in: part.text) }
    let place = try #require(part.located(error).span)
    #expect(place.line == 3 && place.column == 3)
    #expect(SourceText(text).text(of: place) == "平台")
  }

  @Test(arguments: [
    ("", true), ("RETURN 1", false), ("RETURN 1;", true), ("RETURN 1; // x", true), ("RETURN 1; RETURN", false), ("RETURN 'a;", false),
    ("RETURN 1; /* ;", false), ("RETURN `a;", false), ("/* x */", true), ("RETURN 1 ; ;", true), ("RETURN '\\';", false),
  ])
  func shellsKnowWhenToWait(_ text: String, _ isComplete: Bool) throws {
    let script = try Script.statements(in: text)
    #expect(script.isComplete == isComplete)
    #expect(script.statements.dropLast().map(\.isTerminated).contains(false) == false)
  }
}
