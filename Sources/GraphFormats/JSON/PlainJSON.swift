// Values as the JSON that people and other programs expect: numbers are numbers, maps are objects, a node is
// `{"id", "labels", "properties"}`, a relationship `{"id", "type", "start", "end", "properties"}`, a path `{"nodes",
// "relationships"}`, a point `{"srid", "x", "y"}`. What JSON has no word for is a string: `"NaN"`, `"Infinity"`, dates and times
// in ISO 8601. Typed JSON is the lossless form.

public import GraphModel

/// Writes values as plain JSON.
public enum PlainJSON {
  /// The JSON text of a value.
  public static func string(of value: Value) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a value. Nesting beyond `FormatLimits.printedDepthMax` becomes the string `…`.
  package static func append(_ value: Value, to bytes: inout [UInt8]) { append(value, depth: 0, to: &bytes) }

  private static func append(_ value: Value, depth: Int, to bytes: inout [UInt8]) {
    guard depth < FormatLimits.printedDepthMax else { return bytes.append(text: "\"…\"") }
    switch value {
    case .null: bytes.append(text: "null")
    case .boolean(let truth): bytes.append(text: truth ? "true" : "false")
    case .integer(let number): bytes.append(integer: number)
    case .float(let number):
      if number.isFinite { JSONText.append(number, to: &bytes) } else { JSONText.append(FloatText.string(of: number), to: &bytes) }
    case .string(let text): JSONText.append(text, to: &bytes)
    case .list(let elements):
      list(elements, &bytes) { append($0, depth: depth + 1, to: &$1) }
    case .map(let map): append(map, depth: depth, to: &bytes)
    case .node(let node): append(node, depth: depth, to: &bytes)
    case .relationship(let relationship): append(relationship, depth: depth, to: &bytes)
    case .path(let path):
      bytes.append(text: #"{"nodes":"#)
      list(path.nodes, &bytes) { append($0, depth: depth, to: &$1) }
      bytes.append(text: #","relationships":"#)
      list(path.relationships, &bytes) { append($0, depth: depth, to: &$1) }
      bytes.append(ascii: "}")
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: JSONText.append(value.temporalText ?? "", to: &bytes)
    case .point(let point): append(point, to: &bytes)
    }
  }

  /// Appends `[…]`.
  package static func list<Element>(_ elements: [Element], _ bytes: inout [UInt8], _ append: (Element, inout [UInt8]) -> Void) {
    bytes.append(ascii: "[")
    for (place, element) in elements.enumerated() {
      if place > 0 { bytes.append(ascii: ",") }
      append(element, &bytes)
    }
    bytes.append(ascii: "]")
  }

  /// Appends `{"key":value,…}`.
  package static func append(_ map: ValueMap, depth: Int = 0, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{")
    for (place, entry) in map.entries.enumerated() {
      if place > 0 { bytes.append(ascii: ",") }
      JSONText.append(name: entry.key, to: &bytes)
      append(entry.value, depth: depth + 1, to: &bytes)
    }
    bytes.append(ascii: "}")
  }

  /// Appends `{"srid":4326,"x":12.99,"y":55.6}`.
  private static func append(_ point: Point, to bytes: inout [UInt8]) {
    bytes.append(text: #"{"srid":"#)
    bytes.append(integer: Int64(point.system.srid))
    for (name, coordinate) in zip(["x", "y", "z"], point.coordinates) {
      bytes.append(text: ",\"\(name)\":")
      JSONText.append(coordinate, to: &bytes)
    }
    bytes.append(ascii: "}")
  }

  private static func append(_ node: Node, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(text: #"{"id":"#)
    bytes.append(integer: Int64(node.id.rawValue))
    bytes.append(text: #","labels":"#)
    list(node.labels, &bytes) { JSONText.append($0, to: &$1) }
    bytes.append(text: #","properties":"#)
    append(node.properties, depth: depth, to: &bytes)
    bytes.append(ascii: "}")
  }

  private static func append(_ relationship: Relationship, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(text: #"{"id":"#)
    bytes.append(integer: Int64(relationship.id.rawValue))
    bytes.append(text: #","type":"#)
    JSONText.append(relationship.type, to: &bytes)
    bytes.append(text: #","start":"#)
    if let start = relationship.start { bytes.append(integer: Int64(start.rawValue)) } else { bytes.append(text: "null") }
    bytes.append(text: #","end":"#)
    if let end = relationship.end { bytes.append(integer: Int64(end.rawValue)) } else { bytes.append(text: "null") }
    bytes.append(text: #","properties":"#)
    append(relationship.properties, depth: depth, to: &bytes)
    bytes.append(ascii: "}")
  }
}
