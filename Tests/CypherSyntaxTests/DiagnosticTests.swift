// What a user sees of an error: message, place, mark and mend.

import CypherSyntax
import Foundation
import GraphModel
import Testing

@Suite struct DiagnosticTests {
  /// Every broken query of `errors.cypher`, with its whole diagnostic.
  @Test func errorsAreAsExpected() throws {
    var lines: [String] = []
    for text in try String(Corpus.text("errors.cypher").dropLast()).components(separatedBy: "\n---\n") {
      lines.append("----- \(text)")
      do {
        let statement = try Parser.statement(in: text)
        Issue.record("parses: \(text) ⟶ \(Printer.text(of: statement))")
      } catch {
        #expect(error.phase == .compileTime && error.kind == .syntaxError)
        #expect(error.span != nil, "no place: \(text)")
        lines.append("[\(error.detail)] " + QueryDiagnostic.text(error, source: text))
      }
    }
    try Corpus.expect(lines, in: "errors.expected")
  }

  @Test func wideCharactersTakeTwoColumns() {
    let error = QueryError.compile(.syntaxError, "X", "m", at: SourceSpan(offset: 7, length: 6, line: 1, column: 4))
    #expect(QueryDiagnostic.text(error, source: "a平b́平台c") == "SyntaxError: m\n1 | a平b́平台c\n  |     ^^^^")
  }

  @Test func placesOutsideTheTextDoNoHarm() {
    for (offset, length) in [(0, 0), (3, 10), (100, 5), (-4, -9), (3, Int.max / 2)] {
      let error = QueryError.compile(.syntaxError, "X", "m", at: SourceSpan(offset: offset, length: length, line: 1, column: 1))
      #expect(QueryDiagnostic.text(error, source: "a\nb").contains("^"))
      #expect(QueryDiagnostic.text(error, source: "").contains("^"))
    }
  }

  @Test func longLinesAreCut() throws {
    let text = "RETURN " + String(repeating: "1 + ", count: 500) + "? " + String(repeating: "+ 1", count: 500)
    let error = try #require(throws: QueryError.self) { try Parser.statement(in: text) }
    let lines = QueryDiagnostic.text(error, source: text).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 140 })
    let place = try #require(lines[1].firstIndex(of: "?"))
    let mark = try #require(lines[2].firstIndex(of: "^"))
    #expect(lines[1].distance(from: lines[1].startIndex, to: place) == lines[2].distance(from: lines[2].startIndex, to: mark))
  }
}
