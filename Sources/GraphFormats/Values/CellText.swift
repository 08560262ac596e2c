// What stands in one cell of a table: strings and times bare, everything else as a Cypher literal. A string that could be taken for
// something else (empty, `null`, `true`, `false`) or would be invisible (blanks at its ends) is quoted; control characters,
// line ends and bidirectional overrides are escapes, so that no value can move the cursor or turn the line around.

internal import GraphModel

/// The text of a cell and how it is aligned.
struct CellText {
  /// The text, on one line.
  let text: String
  /// Whether it is a number and stands at the right.
  let isNumber: Bool
  /// Whether the value is null.
  let isNull: Bool

  /// The cell of a value.
  init(_ value: Value) {
    isNull = value.isNull
    switch value {
    case .integer, .float:
      isNumber = true
      text = ValueText.string(of: value)
    case .string(let string):
      isNumber = false
      text = Self.visible(Self.needsQuotes(string) ? ValueText.string(of: value) : string)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration:
      isNumber = false
      text = value.temporalText ?? ""
    default:
      isNumber = false
      text = Self.visible(ValueText.string(of: Self.nameFirst(value)))
    }
  }

  /// An entity whose name comes before its other properties, so that it is still seen where the rest is cut.
  private static func nameFirst(_ value: Value) -> Value {
    switch value {
    case .node(let node): .node(nameFirst(node))
    case .path(let path): .path(Path(nodes: path.nodes.map(nameFirst), relationships: path.relationships))
    case .list(let elements): .list(elements.map { if case .node(let node) = $0 { .node(nameFirst(node)) } else { $0 } })
    default: value
    }
  }

  private static func nameFirst(_ node: Node) -> Node {
    guard node.hasContent, let name = node.properties["name"], node.properties.entries.first?.key != "name" else { return node }
    let rest = node.properties.entries.filter { $0.key != "name" }
    return Node(id: node.id, labels: node.labels, properties: ValueMap([(key: "name", value: name)] + rest))
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    return first == 0x20 || last == 0x20 || text == "null" || text == "true" || text == "false"
  }

  /// The text with what cannot be seen written out.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isHidden(scalar):
        var bytes: [UInt8] = []
        bytes.append(hex16: scalar.value)
        result += "\\u" + String(decoding: bytes, as: UTF8.self)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
