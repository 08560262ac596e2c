// Values as canonical text, so that expected and actual rows compare as strings: labels and map keys sorted, floats with a point, entities
// by content. Both the tables' notation and the engine's values come to the same form.
package import GraphModel

/// Writes values in canonical form.
package struct CanonicalValue {
  /// Whether the elements of lists are sorted, for comparisons that ignore their order.
  package var listsAsBags: Bool

  /// A writer.
  package init(listsAsBags: Bool = false) { self.listsAsBags = listsAsBags }

  /// The text of an engine's value.
  package func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): "\(number)"
    case .float(let number): CanonicalValue.text(number)
    case .string(let string): CanonicalValue.quoted(string)
    case .list(let elements): list(elements.map(text))
    case .map(let map): CanonicalValue.map(map.entries.map { ($0.key, text($0.value)) })
    case .node(let node): entity(node)
    case .relationship(let relationship): entity(relationship)
    case .path(let path): self.path(path)
    // The tables write temporal values as strings of their text.
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: CanonicalValue.quoted(value.temporalText ?? "")
    case .point: value.constructorText ?? ""
    }
  }

  /// A list of element texts.
  func list(_ elements: [String]) -> String { "[" + (listsAsBags ? elements.sorted() : elements).joined(separator: ", ") + "]" }

  static func map(_ entries: [(String, String)]) -> String {
    "{" + entries.sorted { $0.0.isByteLess(than: $1.0) }.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
  }

  static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    // Zero has two signs and one value; the kit compares numbers.
    return number == 0 ? "0.0" : "\(number)"
  }

  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  static func node(labels: [String], properties: String) -> String {
    "(" + labels.sorted().map { ":\($0)" }.joined() + (properties == "{}" ? "" : " \(properties)") + ")"
  }

  static func relationship(type: String, properties: String) -> String {
    "[:\(type)" + (properties == "{}" ? "" : " \(properties)") + "]"
  }

  private func properties(_ map: ValueMap) -> String { CanonicalValue.map(map.entries.map { ($0.key, text($0.value)) }) }

  private func entity(_ node: Node) -> String { CanonicalValue.node(labels: node.labels, properties: properties(node.properties)) }

  private func entity(_ relationship: Relationship) -> String {
    CanonicalValue.relationship(type: relationship.type, properties: properties(relationship.properties))
  }

  private func path(_ path: Path) -> String {
    var result = "<" + entity(path.nodes[0])
    for (place, relationship) in path.relationships.enumerated() {
      let forward = relationship.start == path.nodes[place].id
      result += forward ? "-\(entity(relationship))->" : "<-\(entity(relationship))-"
      result += entity(path.nodes[place + 1])
    }
    return result + ">"
  }
}
