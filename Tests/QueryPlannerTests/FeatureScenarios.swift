// The openCypher Technology Compatibility Kit, if it is at hand: the folder named by the environment variable TCK_DIR, or
// ../shared/tck beside the package. Read here are queries, parameter names, procedure signatures and the errors demanded.

import Foundation
import QueryPlanner

/// One query of a scenario.
struct FeatureQuery {
  /// File, scenario and example, for messages.
  var place: String
  var text: String
  /// The kind and detail of the error that is demanded at compile time.
  var compileError: (kind: String, detail: String)?
  /// Whether an error may come at any time.
  var mayFail = false
  var parameters: Set<String> = []
  var procedures: [ProcedureSignature] = []
}

/// The feature files.
enum FeatureScenarios {
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
  var examples: [[String]] = []
  var table: Table?
  var parameters: Set<String> = []
  var procedures: [ProcedureSignature] = []

  /// What the rows that follow are.
  enum Table {
    case parameters, examples
  }

  init(file: String) { self.file = file }

  mutating func read(_ text: String) -> [FeatureQuery] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var takesQuery = false
    while let line = lines.popFirst() {
      let words = line.trimmingCharacters(in: .whitespaces)
      if words.hasPrefix("|") {
        read(row: words)
        continue
      }
      table = nil
      if words.hasPrefix("Scenario") || words.hasPrefix("Background:") {
        finishScenario()
        scenario = words
      } else if words.hasPrefix("Examples:") {
        table = .examples
      } else if words.hasSuffix("parameters are:") {
        table = .parameters
      } else if let range = words.range(of: "there exists a procedure ") {
        procedures.append(Self.signature(String(words[range.upperBound...])))
      } else if words.hasSuffix("having executed:") || words.hasSuffix("executing query:") || words.hasSuffix("executing control query:") {
        takesQuery = true
      } else if words == "\"\"\"" {
        var body: [String] = []
        while let next = lines.popFirst(), next.trimmingCharacters(in: .whitespaces) != "\"\"\"" { body.append(next) }
        if takesQuery {
          queries.append(
            FeatureQuery(place: "\(file): \(scenario)", text: body.joined(separator: "\n"), parameters: parameters, procedures: procedures))
        }
        takesQuery = false
      } else if words.contains("should be raised at"), !queries.isEmpty {
        read(error: words)
      }
    }
    finishScenario()
    return found
  }

  private mutating func read(row: String) {
    switch table {
    case .examples: examples.append(Self.cells(row))
    case .parameters: if let name = Self.cells(row).first { parameters.insert(name) }
    case nil: break
    }
  }

  private mutating func read(error words: String) {
    let parts = words.split(separator: " ").map(String.init)
    guard let kind = parts.first(where: { $0.hasSuffix("Error") || $0 == "ParameterMissing" }), let detail = parts.last else { return }
    if words.contains("compile time") {
      queries[queries.count - 1].compileError = (kind, detail)
    } else if words.contains("any time") {
      queries[queries.count - 1].mayFail = true
    }
  }

  private mutating func finishScenario() {
    if let names = examples.first {
      for row in examples.dropFirst() {
        for query in queries {
          var filled = query
          for (name, value) in zip(names, row) { filled.text = filled.text.replacingOccurrences(of: "<\(name)>", with: value) }
          filled.place += " \(row)"
          found.append(filled)
        }
      }
    } else {
      found += queries
    }
    queries = []
    examples = []
    parameters = []
    procedures = []
  }

  private static func cells(_ line: String) -> [String] {
    let marked = line.replacingOccurrences(of: "\\|", with: "\u{1}")
    return marked.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{1}", with: "|").replacingOccurrences(of: "\\\\", with: "\\")
    }
  }

  /// `name(a :: T?, b :: T?) :: (c :: T?):`.
  private static func signature(_ text: String) -> ProcedureSignature {
    let halves = text.components(separatedBy: ") :: (")
    let head = halves[0].components(separatedBy: "(")
    let tail = halves.count > 1 ? halves[1].components(separatedBy: ")")[0] : ""
    func fields(_ list: String) -> [(String, TypeTest)] {
      list.split(separator: ",").compactMap { part in
        let words = part.components(separatedBy: "::").map { $0.trimmingCharacters(in: .whitespaces) }
        return words.count == 2 ? (words[0], type(words[1])) : nil
      }
    }
    return ProcedureSignature(
      name: head[0], arguments: fields(head.count > 1 ? head[1] : "").map { .init($0.0, $0.1) },
      fields: fields(tail).map { .init($0.0, $0.1) })
  }

  private static func type(_ name: String) -> TypeTest {
    switch name {
    case "STRING?": .string
    case "INTEGER?": .integer
    case "FLOAT?": .float
    case "NUMBER?": .number
    default: .any
    }
  }
}
