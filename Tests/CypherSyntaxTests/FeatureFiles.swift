// The openCypher Technology Compatibility Kit, if it is at hand: the folder named by the environment variable TCK_DIR, or
// ../shared/tck beside the package. Read here are only the queries and what errors they shall raise.

import Foundation
import Testing

/// One query of a scenario.
struct FeatureQuery {
  /// File, scenario and example, for messages.
  var place: String
  var text: String
  /// The detail of the error that the scenario demands of this query at compile time, or `nil`.
  var compileError: String?
}

/// The feature files.
enum FeatureFiles {
  static let folder: URL? = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TCK_DIR"].map { URL(fileURLWithPath: $0) }
    let folder = (named ?? package.appendingPathComponent("../shared/tck")).appendingPathComponent("features")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Every query of every scenario, outlines expanded.
  static func queries() throws -> [FeatureQuery] {
    guard let folder, let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    let paths = files.compactMap { ($0 as? URL)?.path }.filter { $0.hasSuffix(".feature") }.sorted()
    return try paths.flatMap { path in
      var reader = FeatureReader(file: URL(fileURLWithPath: path).lastPathComponent)
      return reader.read(try String(contentsOfFile: path, encoding: .utf8))
    }
  }
}

/// Reads one feature file line by line.
private struct FeatureReader {
  let file: String
  var scenario = ""
  var queries: [FeatureQuery] = []
  var found: [FeatureQuery] = []
  var isBackground = false
  var examples: [[String]] = []
  var isInExamples = false

  init(file: String) { self.file = file }

  mutating func read(_ text: String) -> [FeatureQuery] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var takesQuery = false
    while let line = lines.popFirst() {
      let words = line.trimmingCharacters(in: .whitespaces)
      if words.hasPrefix("Scenario") || words.hasPrefix("Background:") {
        finishScenario()
        scenario = words
      } else if words.hasPrefix("Examples:") {
        isInExamples = true
      } else if isInExamples, words.hasPrefix("|") {
        examples.append(Self.cells(words))
      } else if words.hasSuffix("having executed:") || words.hasSuffix("executing query:") || words.hasSuffix("executing control query:") {
        takesQuery = true
      } else if words == "\"\"\"" {
        var body: [String] = []
        while let next = lines.popFirst(), next.trimmingCharacters(in: .whitespaces) != "\"\"\"" { body.append(next) }
        if takesQuery { queries.append(FeatureQuery(place: "\(file): \(scenario)", text: body.joined(separator: "\n"))) }
        takesQuery = false
      } else if words.contains("should be raised at compile time:"), !queries.isEmpty {
        queries[queries.count - 1].compileError = words.components(separatedBy: ": ").last
      }
    }
    finishScenario()
    return found
  }

  private mutating func finishScenario() {
    if let names = examples.first {
      for row in examples.dropFirst() {
        for query in queries {
          var filled = query
          for (name, value) in zip(names, row) {
            filled.text = filled.text.replacingOccurrences(of: "<\(name)>", with: value)
            filled.compileError = filled.compileError?.replacingOccurrences(of: "<\(name)>", with: value)
          }
          filled.place += " \(row)"
          found.append(filled)
        }
      }
    } else {
      found += queries
    }
    queries = []
    examples = []
    isInExamples = false
  }

  private static func cells(_ line: String) -> [String] {
    let marked = line.replacingOccurrences(of: "\\|", with: "\u{1}")
    return marked.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{1}", with: "|").replacingOccurrences(of: "\\\\", with: "\\")
    }
  }
}
