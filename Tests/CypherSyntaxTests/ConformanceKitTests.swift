// The queries of the openCypher TCK: what shall run parses and prints back, and errors that the text alone decides are raised
// with the detail that the kit names.

import ConformanceKit
import CypherSyntax
import GraphModel
import Testing

@Suite(.enabled(if: FeatureKit() != nil, "no TCK at hand: set TCK_DIR"))
struct ConformanceKitTests {
  /// Details that the parser decides.
  private static let parserDetails: Set<String> = [
    "UnexpectedSyntax", "InvalidNumberLiteral", "IntegerOverflow", "FloatingPointOverflow", "InvalidUnicodeLiteral",
    "InvalidUnicodeCharacter", "InvalidRelationshipPattern", "InvalidParameterUse", "InvalidClauseComposition",
  ]

  @Test func queriesParseAndPrintBack() throws {
    var count = 0
    for query in try FeatureKit()?.queries() ?? [] {
      do {
        let statement = try Parser.statement(in: query.text)
        count += 1
        if let detail = query.compileError, Self.parserDetails.contains(detail) {
          Issue.record("\(query.place): parses, but shall raise \(detail): \(query.text)")
        }
        let printed = Printer.text(of: statement)
        #expect(try Parser.statement(in: printed) == statement, "\(query.place): \(printed)")
      } catch {
        guard error.detail != query.compileError else { continue }
        Issue.record("\(query.place), \(query.compileError ?? "-") \(error.detail)\n\(QueryDiagnostic.text(error, source: query.text))")
      }
    }
    #expect(count > 1_000)
  }
}
