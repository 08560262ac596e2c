// Files beside the tests: queries, and what is expected of them. Set INNOGRAPH_RECORD=1 to rewrite the expected files instead of
// comparing with them; then read the difference before committing it.

import CypherSyntax
import Foundation
import GraphModel
import Testing

/// The corpus folder and its files.
enum Corpus {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus")
  private static let isRecording = ProcessInfo.processInfo.environment["INNOGRAPH_RECORD"] == "1"

  /// The names of the files whose statements parse.
  static let names = ["reading", "updating", "patterns", "expressions", "literals", "subqueries", "schema"]

  /// The statements of a file.
  static func statements(_ name: String) throws -> [String] {
    try Script.statements(in: try text("\(name).cypher")).statements.map(\.text)
  }

  /// All statements that parse.
  static func allStatements() throws -> [String] { try names.flatMap { try statements($0) } }

  /// The text of a file.
  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Compares lines with an expected file, or writes them to it.
  static func expect(_ lines: [String], in name: String, _ location: SourceLocation = #_sourceLocation) throws {
    let file = folder.appendingPathComponent(name)
    if isRecording { try Data(lines.joined(separator: "\n").appending("\n").utf8).write(to: file) }
    let expected = try text(name).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    let actual = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    #expect(actual.count == expected.count, "\(name): other number of lines", sourceLocation: location)
    for (line, pair) in zip(actual, expected).enumerated() where !pair.0.isByteEqual(to: pair.1) {
      Issue.record("\(name):\(line + 1): got \(pair.0), expected \(pair.1)", sourceLocation: location)
    }
  }
}
