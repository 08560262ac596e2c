// The table of Documentation/QUERY-LANGUAGE.md that says how much of the conformance kit passes, part by part. It is written from a run
// with `CONFORMANCE_UPDATE=1`; what it says is a promise, so a run checks that no part passes less.
import Foundation

/// How many scenarios pass in each part of the kit.
struct SupportTable {
  /// One part: `clauses/match` and how much of it passes.
  struct Part: Equatable {
    let name: String
    let passed: Int
    let total: Int
  }

  private static let start = "<!-- conformance: begin -->"
  private static let end = "<!-- conformance: end -->"

  let parts: [Part]

  /// The parts of a run; a scenario's part is the folder of its file.
  init(ids: [String], passed: Set<String>) {
    let groups = Dictionary(grouping: ids) { id in id.split(separator: "/").prefix(2).joined(separator: "/") }
    parts = groups.keys.sorted().map { name in
      let scenarios = groups[name] ?? []
      return Part(name: name, passed: scenarios.filter(passed.contains).count, total: scenarios.count)
    }
  }

  /// The table of a document, nil where it has none.
  init?(document: String) {
    guard let from = document.range(of: SupportTable.start), let to = document.range(of: SupportTable.end) else { return nil }
    var parts: [Part] = []
    for line in document[from.upperBound..<to.lowerBound].split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let passed = Int(cells[1]), let total = Int(cells[2]) else { continue }
      parts.append(Part(name: cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`*")), passed: passed, total: total))
    }
    self.parts = parts
  }

  /// The table as Markdown.
  var text: String {
    var lines = ["| part of the kit | pass | scenarios |", "|---|---|---|"]
    for part in parts { lines.append("| `\(part.name)` | \(part.passed) | \(part.total) |") }
    let sums = parts.reduce((0, 0)) { ($0.0 + $1.passed, $0.1 + $1.total) }
    lines.append("| **all** | \(sums.0) | \(sums.1) |")
    return lines.joined(separator: "\n")
  }

  /// A document with this table in its place.
  func placed(in document: String) -> String? {
    guard let from = document.range(of: SupportTable.start), let to = document.range(of: SupportTable.end) else { return nil }
    return String(document[..<from.upperBound]) + "\n" + text + "\n" + document[to.lowerBound...]
  }

  /// The parts of which a document promises more than passes here.
  func broken(promises: SupportTable) -> [String] {
    promises.parts.compactMap { promised in
      guard promised.name != "all" else { return nil }
      guard let found = parts.first(where: { $0.name == promised.name }) else { return "\(promised.name) is no part of the kit" }
      return found.passed < promised.passed ? "\(promised.name): \(found.passed) pass, \(promised.passed) are promised" : nil
    }
  }
}
