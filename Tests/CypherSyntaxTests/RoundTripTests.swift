// What is printed parses to an equal tree, over every construct of the corpus; and the printed text is as expected.

import CypherSyntax
import GraphModel
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: Corpus.names) func printedStatementsParseToEqualTrees(_ name: String) throws {
    var printed: [String] = []
    for text in try Corpus.statements(name) {
      do {
        let statement = try Parser.statement(in: text)
        let canonical = Printer.text(of: statement)
        printed.append(canonical + ";")
        let again = try Parser.statement(in: canonical)
        #expect(again == statement, "\(text) ⟶ \(canonical)")
        #expect(Printer.text(of: again).isByteEqual(to: canonical))
      } catch {
        Issue.record("\(QueryDiagnostic.text(error, source: text))")
      }
    }
    try Corpus.expect(printed, in: "\(name).expected")
  }

  @Test func corpusIsLarge() throws {
    #expect(try Corpus.allStatements().count > 300)
  }
}
