// Numbered sources: `[3]` in a report stands for a section of a document. Numbers are given in the order of first mention.
import GraphDatabase
import GraphModel

/// Numbers sources and names the documents they lie in.
struct SourceRegister {
  private(set) var sources: [String] = []
  private var numbers: [[UInt8]: Int] = [:]
  private let documents: [String: String]

  /// A register for a report; document names come from the graph's own Document nodes.
  init(of report: AuditReport, documents: [String: String]) {
    self.documents = documents
    for finding in report.openFindings + report.acceptedFindings {
      for source in finding.sources where numbers[Array(source.utf8)] == nil {
        sources.append(source)
        numbers[Array(source.utf8)] = sources.count
      }
    }
  }

  /// `[1][4]` for the sources of a finding; empty where it has none.
  func marks(for finding: Finding) -> String { numbers(for: finding).map { "[\($0)]" }.joined() }

  /// The numbers of the sources of a finding.
  func numbers(for finding: Finding) -> [Int] { finding.sources.compactMap { numbers[Array($0.utf8)] } }

  /// The numbered sources by document, in the order of the documents' ids and of the sections; what names no known document comes last.
  var byDocument: [(document: String, sources: [(number: Int, section: String)])] {
    var groups: [(document: String, id: String, sources: [(number: Int, section: String)])] = []
    for (place, source) in sources.enumerated() {
      let parts = source.split(separator: "#", maxSplits: 1).map(String.init)
      let name = parts.count == 2 ? documents[parts[0]] : nil
      let entry = (number: place + 1, section: name == nil ? source : parts[1])
      let document = name.map { "\($0) (\(parts[0]))" } ?? ""
      if let known = groups.firstIndex(where: { $0.document.isByteEqual(to: document) }) {
        groups[known].sources.append(entry)
      } else {
        groups.append((document: document, id: name == nil ? "" : parts[0], sources: [entry]))
      }
    }
    return groups.sorted { $0.id.isEmpty != $1.id.isEmpty ? $1.id.isEmpty : $0.id.isByteLess(than: $1.id) }.map { group in
      (document: group.document, sources: group.sources.sorted { SourceRegister.precedes($0.section, $1.section) })
    }
  }

  /// The order of sections: number by number, so that 3.2 comes before 3.10.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let numbers = [left, right].map { $0.split(separator: ".").map { Int($0) ?? Int.max } }
    if numbers[0] == numbers[1] { return left.isByteLess(than: right) }
    return numbers[0].lexicographicallyPrecedes(numbers[1])
  }

  /// A source in words: the document's name and the section.
  func text(_ source: String) -> String {
    let parts = source.split(separator: "#", maxSplits: 1).map(String.init)
    guard let document = parts.first, let name = documents[document] else { return source }
    return parts.count == 2 ? "\(name) (\(document)), § \(parts[1])" : "\(name) (\(document))"
  }
}

extension Database {
  /// The names of the graph's documents by their ids.
  func documentNames() -> [String: String] {
    guard let result = try? query("MATCH (d:Document) RETURN d.id AS id, d.name AS name ORDER BY id") else { return [:] }
    var names: [String: String] = [:]
    for row in result.rows {
      if case .string(let id) = row[0], case .string(let name) = row[1] { names[id] = name }
    }
    return names
  }
}
