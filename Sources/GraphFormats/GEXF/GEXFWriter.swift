// A graph as GEXF 1.3 for Gephi. Attributes are typed and declared before the nodes, and edges stand behind them, so all wait in
// `SpillBuffer`s. Labels are the attribute `labels` (a list); an edge's type is its `kind` and its `label`. `validFrom` and
// `validTo` that hold dates are also `start` and `end`, which makes the graph dynamic. Lists of strings are JSON arrays, which
// Gephi reads; every other list is JSON in a string attribute whose id begins with `json-`.

internal import GraphModel

/// Writes a graph as GEXF.
final class GEXFWriter: GraphTextWriter {
  private struct Attribute: Hashable {
    let isForNodes: Bool
    let name: Value
    let type: XMLValueType
  }

  private let output: TextOutput
  private let options: GraphWriteOptions
  private let nodes = SpillBuffer()
  private let edges = SpillBuffer()
  private var keys: WriterKeys
  private var attributes: [Attribute] = []
  private var places: [Attribute: Int] = [:]
  private var isDynamic = false

  init(to output: TextOutput, options: GraphWriteOptions) {
    self.output = output
    self.options = options
    keys = WriterKeys(property: options.keyProperty)
  }

  func begin() throws(FormatError) {}

  func node(_ node: Node) throws(FormatError) {
    let key = try keys.add(node)
    var dropped = 0
    try nodes.write { bytes in
      bytes.append(text: "      <node")
      dropped += XMLText.append(attribute: "id", Self.text(key), to: &bytes)
      let name = node.properties["name"]?.stringValue ?? node.properties["id"]?.stringValue ?? node.labels.first ?? Self.text(key)
      XMLText.append(attribute: "label", name, to: &bytes)
      appendTimes(node.properties, to: &bytes)
      bytes.append(text: "><attvalues>")
      if !node.labels.isEmpty {
        var json: [UInt8] = []
        PlainJSON.list(node.labels, &json) { JSONText.append($0, to: &$1) }
        bytes.append(text: "<attvalue for=\"labels\"")
        dropped += XMLText.append(attribute: "value", String(decoding: json, as: UTF8.self), to: &bytes)
        bytes.append(text: "/>")
      }
      dropped += append(node.properties, isForNodes: true, to: &bytes)
      bytes.append(text: "</attvalues></node>\n")
    }
    notice(dropped, "node \(node.id.rawValue)")
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    let (start, end) = (try keys.key(relationship.start), try keys.key(relationship.end))
    var dropped = 0
    try edges.write { bytes in
      bytes.append(text: "      <edge id=\"\(relationship.id.rawValue)\"")
      XMLText.append(attribute: "source", Self.text(start), to: &bytes)
      XMLText.append(attribute: "target", Self.text(end), to: &bytes)
      dropped += XMLText.append(attribute: "kind", relationship.type, to: &bytes)
      XMLText.append(attribute: "label", relationship.type, to: &bytes)
      if let weight = relationship.properties["weight"]?.numberValue, weight.isFinite {
        XMLText.append(attribute: "weight", FloatText.string(of: weight), to: &bytes)
      }
      appendTimes(relationship.properties, to: &bytes)
      bytes.append(text: "><attvalues>")
      dropped += append(relationship.properties, isForNodes: false, to: &bytes)
      bytes.append(text: "</attvalues></edge>\n")
    }
    notice(dropped, "relationship \(relationship.id.rawValue)")
  }

  private static func text(_ key: Value) -> String { key.stringValue ?? ValueText.string(of: key) }

  private func notice(_ dropped: Int, _ what: String) {
    guard dropped > 0 else { return }
    options.notice?(
      FormatError(
        file: "", line: 0, code: "droppedCharacters",
        message: "XML cannot hold \(dropped) character\(dropped == 1 ? "" : "s") of \(what); left out"))
  }

  /// Dates become the start and end of the element's life.
  private func appendTimes(_ properties: ValueMap, to bytes: inout [UInt8]) {
    for (name, attribute) in [("validFrom", "start"), ("validTo", "end")] {
      guard let value = properties[name], let date = Self.date(of: value) else { continue }
      isDynamic = true
      XMLText.append(attribute: attribute, date, to: &bytes)
    }
  }

  private static func date(of value: Value) -> String? {
    switch value {
    case .string(let text): date(text)
    case .date(let day): date(day.description)
    case .localDateTime(let moment): date(moment.date.description)
    case .dateTime(let moment): date(moment.local.date.description)
    default: nil
    }
  }

  /// A date of a year, a month or a day: `2019` is its first day.
  private static func date(_ text: String) -> String? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    return text + String(repeating: "-01", count: 3 - parts.count)
  }

  private func append(_ properties: ValueMap, isForNodes: Bool, to bytes: inout [UInt8]) -> Int {
    var dropped = 0
    for entry in properties.entries where !entry.value.isNull {
      let type = Self.type(of: entry.value)
      let place = place(of: Attribute(isForNodes: isForNodes, name: .string(entry.key), type: type))
      bytes.append(text: "<attvalue for=\"\(Self.id(place, type))\"")
      dropped += XMLValueType.append(entry.value, as: type, to: &bytes) { XMLText.append(attribute: "value", $0, to: &$1) }
      bytes.append(text: "/>")
    }
    return dropped
  }

  /// Of lists only those of strings: networkx refuses a file with any other.
  private static func type(of value: Value) -> XMLValueType {
    let type = XMLValueType(of: value)
    if case .list(let element) = type, element != .string { return .json }
    return type
  }

  /// The id says what the type cannot: that the string is a JSON text, a date or such.
  private static func id(_ place: Int, _ type: XMLValueType) -> String {
    switch type {
    case .json: "json-\(place)"
    case .textual(let type): "\(type.rawValue)-\(place)"
    default: "\(place)"
    }
  }

  private func place(of attribute: Attribute) -> Int {
    if let known = places[attribute] { return known }
    places[attribute] = attributes.count
    attributes.append(attribute)
    return attributes.count - 1
  }

  func end() throws(FormatError) {
    try output.write { bytes in
      bytes.append(
        text: """
          <?xml version="1.0" encoding="UTF-8"?>
          <gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
          xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
            <meta>
              <creator>innograph</creator>
              <description>
          """)
      XMLText.append(options.title ?? "", to: &bytes)
      bytes.append(text: "</description>\n  </meta>\n")
      bytes.append(text: "  <graph defaultedgetype=\"directed\"\(isDynamic ? " mode=\"dynamic\" timeformat=\"date\"" : "")>\n")
      bytes.append(text: "    <attributes class=\"node\">\n      <attribute id=\"labels\" title=\"labels\" type=\"liststring\"/>\n")
      append(attributesForNodes: true, to: &bytes)
      bytes.append(text: "    </attributes>\n    <attributes class=\"edge\">\n")
      append(attributesForNodes: false, to: &bytes)
      bytes.append(text: "    </attributes>\n    <nodes>\n")
    }
    try nodes.forEachBlock { block throws(FormatError) in try output.write(block) }
    try output.write("    </nodes>\n    <edges>\n")
    try edges.forEachBlock { block throws(FormatError) in try output.write(block) }
    try output.write("    </edges>\n  </graph>\n</gexf>\n")
    try output.flush()
  }

  private func append(attributesForNodes: Bool, to bytes: inout [UInt8]) {
    for (place, attribute) in attributes.enumerated() where attribute.isForNodes == attributesForNodes {
      bytes.append(text: "      <attribute id=\"\(Self.id(place, attribute.type))\"")
      XMLText.append(attribute: "title", attribute.name.stringValue ?? "", to: &bytes)
      bytes.append(text: " type=\"\(Self.name(of: attribute.type))\"/>\n")
    }
  }

  private static func name(of type: XMLValueType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "long"
    case .float: "double"
    case .string, .json, .textual: "string"
    case .list(let element): "list" + name(of: element)
    }
  }
}
