// Values as typed JSON, `{"$type": "Integer", "_value": "42"}`: the shapes of Neo4j's Query API, which the session protocol and
// the HTTP interface speak both ways. Nothing is lost: integers and floats travel as text. On reading, nodes, relationships and
// paths are refused, and every error names its place.

package import GraphModel

/// Writes and reads values as typed JSON.
package enum TypedJSON {
  /// Appends a value. Nesting beyond `FormatLimits.printedDepthMax` becomes the string `…`.
  package static func append(_ value: Value, to bytes: inout [UInt8]) { append(value, depth: 0, to: &bytes) }

  /// The text by which an element id names a node.
  package static func elementID(of node: NodeID) -> String { "4:g:\(node.rawValue)" }
  /// The text by which an element id names a relationship.
  package static func elementID(of relationship: RelationshipID) -> String { "5:g:\(relationship.rawValue)" }

  private static func append(_ value: Value, depth: Int, to bytes: inout [UInt8]) {
    guard depth < FormatLimits.printedDepthMax else { return append(.string("…"), depth: 0, to: &bytes) }
    switch value {
    case .null: bytes.append(text: #"{"$type":"Null","_value":null}"#)
    case .boolean(let truth): bytes.append(text: truth ? #"{"$type":"Boolean","_value":true}"# : #"{"$type":"Boolean","_value":false}"#)
    case .integer(let number):
      bytes.append(text: #"{"$type":"Integer","_value":""#)
      bytes.append(integer: number)
      bytes.append(text: #""}"#)
    case .float(let number):
      bytes.append(text: #"{"$type":"Float","_value":""#)
      bytes.append(text: FloatText.string(of: number))
      bytes.append(text: #""}"#)
    case .string(let text):
      bytes.append(text: #"{"$type":"String","_value":"#)
      JSONText.append(text, to: &bytes)
      bytes.append(ascii: "}")
    case .list(let elements):
      bytes.append(text: #"{"$type":"List","_value":["#)
      for (place, element) in elements.enumerated() {
        if place > 0 { bytes.append(ascii: ",") }
        append(element, depth: depth + 1, to: &bytes)
      }
      bytes.append(text: "]}")
    case .map(let map):
      bytes.append(text: #"{"$type":"Map","_value":"#)
      append(map, depth: depth, to: &bytes)
      bytes.append(ascii: "}")
    case .node(let node): append(node, depth: depth, to: &bytes)
    case .relationship(let relationship): append(relationship, depth: depth, to: &bytes)
    case .path(let path):
      bytes.append(text: #"{"$type":"Path","_value":["#)
      append(path.nodes[0], depth: depth, to: &bytes)
      for (place, relationship) in path.relationships.enumerated() {
        bytes.append(ascii: ",")
        append(relationship, depth: depth, to: &bytes)
        bytes.append(ascii: ",")
        append(path.nodes[place + 1], depth: depth, to: &bytes)
      }
      bytes.append(text: "]}")
    case .date: append(text: value.temporalText, as: "Date", to: &bytes)
    case .localTime: append(text: value.temporalText, as: "LocalTime", to: &bytes)
    case .time: append(text: value.temporalText, as: "Time", to: &bytes)
    case .localDateTime: append(text: value.temporalText, as: "LocalDateTime", to: &bytes)
    case .dateTime(let moment): append(text: value.temporalText, as: moment.zone.isNamed ? "ZonedDateTime" : "OffsetDateTime", to: &bytes)
    case .duration: append(text: value.temporalText, as: "Duration", to: &bytes)
    case .point(let point): append(text: PointText.wellKnown(point), as: "Point", to: &bytes)
    }
  }

  /// Appends a value whose content is a text without quotes and backslashes.
  private static func append(text: String?, as type: String, to bytes: inout [UInt8]) {
    bytes.append(text: "{\"$type\":\"\(type)\",\"_value\":\"\(text ?? "")\"}")
  }

  private static func append(_ map: ValueMap, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{")
    for (place, entry) in map.entries.enumerated() {
      if place > 0 { bytes.append(ascii: ",") }
      JSONText.append(name: entry.key, to: &bytes)
      append(entry.value, depth: depth + 1, to: &bytes)
    }
    bytes.append(ascii: "}")
  }

  private static func append(_ node: Node, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(text: #"{"$type":"Node","_value":{"_element_id":""#)
    bytes.append(text: elementID(of: node.id))
    bytes.append(text: #"","_labels":["#)
    for (place, label) in node.labels.enumerated() {
      if place > 0 { bytes.append(ascii: ",") }
      JSONText.append(label, to: &bytes)
    }
    bytes.append(text: #"],"_properties":"#)
    append(node.properties, depth: depth, to: &bytes)
    bytes.append(text: "}}")
  }

  private static func append(_ relationship: Relationship, depth: Int, to bytes: inout [UInt8]) {
    bytes.append(text: #"{"$type":"Relationship","_value":{"_element_id":""#)
    bytes.append(text: elementID(of: relationship.id))
    bytes.append(text: #"","_start_node_element_id":""#)
    if let start = relationship.start { bytes.append(text: elementID(of: start)) }
    bytes.append(text: #"","_end_node_element_id":""#)
    if let end = relationship.end { bytes.append(text: elementID(of: end)) }
    bytes.append(text: #"","_type":"#)
    JSONText.append(relationship.type, to: &bytes)
    bytes.append(text: #","_properties":"#)
    append(relationship.properties, depth: depth, to: &bytes)
    bytes.append(text: "}}")
  }
}
