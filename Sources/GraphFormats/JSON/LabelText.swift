// The labels of a node in one text, as APOC writes them and GraphML, GEXF and flat JSON carry them: `:A:B`, or a JSON array where a
// label holds a colon or a semicolon. Semicolons part labels too.

internal import GraphModel

/// Labels in one text.
enum LabelText {
  /// The labels of a text.
  static func labels(of text: String) -> [String] {
    if text.hasPrefix("[\""), let list = try? JSONTree.parse(Array(text.utf8), file: ""), case .array(let elements) = list.content {
      return unique(elements.compactMap { if case .string(let label) = $0.content { label } else { nil } })
    }
    let parts = text.utf8.split { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }
    return unique(parts.map { (String($0) ?? "").trimmingBlanks })
  }

  private static func unique(_ labels: [String]) -> [String] {
    var kept: [String] = []
    for label in labels.prefix(FormatLimits.labelsMax) where !label.isEmpty && !kept.contains(where: { $0.isByteEqual(to: label) }) {
      kept.append(label)
    }
    return kept
  }

  /// The text of labels.
  static func text(of labels: [String]) -> String {
    let isPlain = labels.allSatisfy { label in
      !label.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") } && label.trimmingBlanks.utf8.count == label.utf8.count
    }
    if isPlain { return labels.map { ":" + $0 }.joined() }
    var json: [UInt8] = []
    PlainJSON.list(labels, &json) { JSONText.append($0, to: &$1) }
    return String(decoding: json, as: UTF8.self)
  }
}
