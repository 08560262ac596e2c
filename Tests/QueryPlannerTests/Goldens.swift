// Files beside the tests: statements, and what planning makes of them. Set INNOGRAPH_RECORD=1 to rewrite the expected files
// instead of comparing with them; then read the difference before committing it.

import CypherSyntax
import Foundation
import GraphModel
import QueryPlanner
import Testing

/// The folder of golden files.
enum Goldens {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
  private static let isRecording = ProcessInfo.processInfo.environment["INNOGRAPH_RECORD"] == "1"

  /// The statements of a file, semicolons between them.
  static func statements(_ name: String) throws -> [String] {
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).cypher"), encoding: .utf8)
    return try Script.statements(in: text).statements.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// The names of files with statements in a folder.
  static func names(in part: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(part).path).filter { $0.hasSuffix(".cypher") }
      .map { String($0.dropLast(7)) }.sorted()
  }

  /// Compares text with an expected file, or writes it.
  static func expect(_ text: String, in name: String) throws {
    let file = folder.appendingPathComponent("\(name).expected")
    if isRecording { try Data((text + "\n").utf8).write(to: file) }
    let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let actual = (text + "\n").split(separator: "\n", omittingEmptySubsequences: false)
    for (line, pair) in zip(actual, expected).enumerated() where pair.0 != pair.1 {
      Issue.record("\(name).expected:\(line + 1): got\n\(pair.0)\nexpected\n\(pair.1)")
      return
    }
    #expect(actual.count == expected.count, "\(name): other number of lines")
  }

  /// The plan of a statement over the test graph, as text.
  static func plan(_ text: String, without rules: Set<String> = []) throws -> String {
    let compiled = try QueryCompiler.compile(
      try Parser.statement(in: text), schema: TestGraph.schema, statistics: TestGraph.statistics, procedures: TestGraph.procedures,
      options: OptimizerOptions(disabledRules: rules))
    guard let plan = compiled.plan else { return "no plan" }
    if let fault = PlanVerifier.fault(in: plan) { Issue.record("\(fault)\n\(PlanDescription(plan).text())") }
    return PlanDescription(plan, statistics: TestGraph.statistics, schema: TestGraph.schema).text()
  }
}
