// Values as Cypher writes them: `'it\'s'`, `[1, 2.5]`, `{name: 'x'}`, `(:Firm {name: 'x'})`, `[:SERVES]`, `(:A)-[:T]->(:B)`.
// `date('1984-10-11')`. All but entities read back as the same value; these are for the eye. Nesting beyond
// `FormatLimits.printedDepthMax` is cut short with `…`, so that no value can exhaust the stack.

public import GraphModel

/// Prints values as Cypher literals.
public enum ValueText {
  /// The literal of a value.
  public static func string(of value: Value) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the literal of a value.
  package static func append(_ value: Value, to bytes: inout [UInt8]) { append(value, depth: 0, to: &bytes) }

  private static func append(_ value: Value, depth: Int, to bytes: inout [UInt8]) {
    guard depth <= FormatLimits.printedDepthMax else { return bytes.append(text: "…") }
    switch value {
    case .null: bytes.append(text: "null")
    case .boolean(let truth): bytes.append(text: truth ? "true" : "false")
    case .integer(let number): bytes.append(integer: number)
    case .float(let number): bytes.append(text: FloatText.string(of: number))
    case .string(let text): appendQuoted(text, to: &bytes)
    case .list(let elements):
      bytes.append(ascii: "[")
      for (place, element) in elements.enumerated() {
        if place > 0 { bytes.append(text: ", ") }
        append(element, depth: depth + 1, to: &bytes)
      }
      bytes.append(ascii: "]")
    case .map(let map): append(map, depth: depth, to: &bytes)
    case .node(let node): append(node, depth: depth, to: &bytes)
    case .relationship(let relationship): append(relationship, depth: depth, to: &bytes)
    case .path(let path): append(path, depth: depth, to: &bytes)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point: bytes.append(text: value.constructorText ?? "")
    }
  }

  /// Appends `{key: value, …}`.
  package static func append(_ map: ValueMap, depth: Int = 0, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{")
    for (place, entry) in map.entries.enumerated() {
      if place > 0 { bytes.append(text: ", ") }
      bytes.append(text: NameText.quoted(entry.key))
      bytes.append(text: ": ")
      append(entry.value, depth: depth + 1, to: &bytes)
    }
    bytes.append(ascii: "}")
  }

  private static func append(_ node: Node, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(ascii: "(")
    for label in node.labels {
      bytes.append(ascii: ":")
      bytes.append(text: NameText.quoted(label))
    }
    if !node.properties.isEmpty {
      if !node.labels.isEmpty { bytes.append(ascii: " ") }
      append(node.properties, depth: depth, to: &bytes)
    }
    bytes.append(ascii: ")")
  }

  private static func append(_ relationship: Relationship, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(ascii: "[")
    if relationship.hasContent {
      bytes.append(ascii: ":")
      bytes.append(text: NameText.quoted(relationship.type))
    }
    if !relationship.properties.isEmpty {
      bytes.append(ascii: " ")
      append(relationship.properties, depth: depth, to: &bytes)
    }
    bytes.append(ascii: "]")
  }

  private static func append(_ path: Path, depth: Int, to bytes: inout [UInt8]) {
    append(path.nodes[0], depth: depth, to: &bytes)
    for (place, relationship) in path.relationships.enumerated() {
      let backwards = relationship.start.map { $0 != path.nodes[place].id } ?? false
      bytes.append(text: backwards ? "<-" : "-")
      append(relationship, depth: depth, to: &bytes)
      bytes.append(text: backwards ? "-" : "->")
      append(path.nodes[place + 1], depth: depth, to: &bytes)
    }
  }

  /// Appends a string between single quotes, with escapes for what would end it or not be seen.
  package static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(ascii: "'")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "'"): bytes.append(text: "\\'")
      case UInt8(ascii: "\\"): bytes.append(text: "\\\\")
      case 0x0A: bytes.append(text: "\\n")
      case 0x0D: bytes.append(text: "\\r")
      case 0x09: bytes.append(text: "\\t")
      case 0x08: bytes.append(text: "\\b")
      case 0x0C: bytes.append(text: "\\f")
      case 0x00..<0x20, 0x7F:
        bytes.append(text: "\\u")
        bytes.append(hex16: UInt32(byte))
      default: bytes.append(byte)
      }
    }
    bytes.append(ascii: "'")
  }
}
