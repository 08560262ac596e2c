// Errors as golden text: for every statement its kind, detail, place, message and hint. No place may be missing where the text
// shows one, and no hint where a mend is known.

import CypherSyntax
import GraphModel
import QueryPlanner
import Testing

struct ErrorTests {
  private func outcome(_ text: String) throws -> String {
    do {
      let statement = try Parser.statement(in: text)
      _ = try QueryCompiler.compile(
        statement, schema: TestGraph.schema, statistics: TestGraph.statistics, parameters: ["nam", "map"], procedures: TestGraph.procedures)
      return "compiles"
    } catch {
      var result = "\(error.kind.rawValue) \(error.detail) (\(error.phase.rawValue))"
      if let span = error.span {
        let bytes = Array(text.utf8)[span.offset..<min(span.offset + span.length, text.utf8.count)]
        result += " at \(span.line):\(span.column) `\(String(decoding: bytes, as: UTF8.self))`"
      }
      result += "\n  \(error.message)"
      if let hint = error.hint { result += "\n  \(hint)" }
      return result
    }
  }

  @Test func errorsSayKindPlaceAndMend() throws {
    let lines = try Goldens.statements("errors").map { "\($0)\n  \(try outcome($0))" }
    try Goldens.expect(lines.joined(separator: "\n"), in: "errors")
  }

  @Test func everyErrorFails() throws {
    for text in try Goldens.statements("errors") { #expect(try outcome(text) != "compiles", "\(text)") }
  }
}
