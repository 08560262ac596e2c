// A graph as GraphML that networkx, Gephi, yEd and APOC open. Attributes are typed and declared before the graph, so nodes and
// edges wait in a `SpillBuffer` until all are known. Labels and types stand twice, as APOC does it: as XML attributes
// (`labels=":A:B"`, `label="T"`) and as data of the keys `labels` and `label`. A list is a JSON array in an attribute of
// `attr.type="string"` with the elements' type in `attr.list`, or `attr.list="json"` where types mix. An attribute whose values
// are of several types is declared once per type, under the same name.

internal import GraphModel

/// Writes a graph as GraphML.
final class GraphMLWriter: GraphTextWriter {
  private struct Attribute: Hashable {
    let isForNodes: Bool
    let name: Value
    let type: XMLValueType
  }

  private let output: TextOutput
  private let options: GraphWriteOptions
  private let body = SpillBuffer()
  private var keys: WriterKeys
  private var attributes: [Attribute] = []
  private var places: [Attribute: Int] = [:]
  private var inRelationships = false

  init(to output: TextOutput, options: GraphWriteOptions) {
    self.output = output
    self.options = options
    keys = WriterKeys(property: options.keyProperty)
  }

  func begin() throws(FormatError) {}

  func node(_ node: Node) throws(FormatError) {
    guard !inRelationships else { throw FormatError.nodeAfterRelationship }
    let key = try keys.add(node)
    var dropped = 0
    try body.write { bytes in
      bytes.append(text: "    <node")
      dropped += XMLText.append(attribute: "id", id(key), to: &bytes)
      let labels = node.labels.isEmpty ? nil : LabelText.text(of: node.labels)
      if let labels { dropped += XMLText.append(attribute: "labels", labels, to: &bytes) }
      bytes.append(ascii: ">")
      if let labels {
        bytes.append(text: "<data key=\"labels\">")
        XMLText.append(labels, to: &bytes)
        bytes.append(text: "</data>")
      }
      dropped += append(node.properties, isForNodes: true, to: &bytes)
      bytes.append(text: "</node>\n")
    }
    notice(dropped, "node \(node.id.rawValue)")
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    inRelationships = true
    let (start, end) = (try keys.key(relationship.start), try keys.key(relationship.end))
    var dropped = 0
    try body.write { bytes in
      bytes.append(text: "    <edge id=\"e\(relationship.id.rawValue)\"")
      XMLText.append(attribute: "source", id(start), to: &bytes)
      XMLText.append(attribute: "target", id(end), to: &bytes)
      dropped += XMLText.append(attribute: "label", relationship.type, to: &bytes)
      bytes.append(text: "><data key=\"label\">")
      XMLText.append(relationship.type, to: &bytes)
      bytes.append(text: "</data>")
      dropped += append(relationship.properties, isForNodes: false, to: &bytes)
      bytes.append(text: "</edge>\n")
    }
    notice(dropped, "relationship \(relationship.id.rawValue)")
  }

  private func id(_ key: Value) -> String {
    if options.keyProperty == nil, case .integer(let number) = key { return "n\(number)" }
    return key.stringValue ?? ValueText.string(of: key)
  }

  private func notice(_ dropped: Int, _ what: String) {
    guard dropped > 0 else { return }
    options.notice?(
      FormatError(
        file: "", line: 0, code: "droppedCharacters",
        message: "XML cannot hold \(dropped) character\(dropped == 1 ? "" : "s") of \(what); left out"))
  }

  private func append(_ properties: ValueMap, isForNodes: Bool, to bytes: inout [UInt8]) -> Int {
    var dropped = 0
    for entry in properties.entries where !entry.value.isNull {
      let type = XMLValueType(of: entry.value)
      bytes.append(text: "<data key=\"d\(place(of: Attribute(isForNodes: isForNodes, name: .string(entry.key), type: type)))\">")
      dropped += XMLValueType.append(entry.value, as: type, to: &bytes) { XMLText.append($0, to: &$1) }
      bytes.append(text: "</data>")
    }
    return dropped
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
          <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
          xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

          """)
      if let title = options.title {
        bytes.append(text: "  <desc>")
        XMLText.append(title, to: &bytes)
        bytes.append(text: "</desc>\n")
      }
      bytes.append(text: "  <key id=\"labels\" for=\"node\" attr.name=\"labels\" attr.type=\"string\"/>\n")
      bytes.append(text: "  <key id=\"label\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n")
      for (place, attribute) in attributes.enumerated() { Self.append(attribute, place, to: &bytes) }
      bytes.append(text: "  <graph id=\"G\" edgedefault=\"directed\">\n")
    }
    try body.forEachBlock { block throws(FormatError) in try output.write(block) }
    try output.write("  </graph>\n</graphml>\n")
    try output.flush()
  }

  private static func append(_ attribute: Attribute, _ place: Int, to bytes: inout [UInt8]) {
    bytes.append(text: "  <key id=\"d\(place)\" for=\"\(attribute.isForNodes ? "node" : "edge")\"")
    XMLText.append(attribute: "attr.name", attribute.name.stringValue ?? "", to: &bytes)
    switch attribute.type {
    case .list(let element): bytes.append(text: " attr.type=\"string\" attr.list=\"\(name(of: element))\"/>\n")
    case .json: bytes.append(text: " attr.type=\"string\" attr.list=\"json\"/>\n")
    case .textual(let type): bytes.append(text: " attr.type=\"string\" attr.text=\"\(type.rawValue)\"/>\n")
    default: bytes.append(text: " attr.type=\"\(name(of: attribute.type))\"/>\n")
    }
  }

  private static func name(of type: XMLValueType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "long"
    case .float: "double"
    case .string, .json, .list, .textual: "string"
    }
  }
}
