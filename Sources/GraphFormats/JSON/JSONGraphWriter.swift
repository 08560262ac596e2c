// A graph as JSON: one object with `nodes` and `relationships`, or JSON Lines in the shape that APOC reads. Properties are plain
// JSON where that is lossless and typed JSON where it is not (`GraphJSON`). Streams.

internal import GraphModel

/// Writes a graph as one JSON object.
final class JSONGraphWriter: GraphTextWriter {
  private let output: TextOutput
  private var keys: WriterKeys
  private var isFirst = true
  private var inRelationships = false

  init(to output: TextOutput, options: GraphWriteOptions) {
    self.output = output
    keys = WriterKeys(property: options.keyProperty)
  }

  func begin() throws(FormatError) { try output.write("{\"nodes\":[") }

  func node(_ node: Node) throws(FormatError) {
    guard !inRelationships else { throw FormatError.nodeAfterRelationship }
    let key = try keys.add(node)
    try output.write { bytes in
      separate(&bytes)
      bytes.append(text: "{\"id\":")
      PlainJSON.append(key, to: &bytes)
      bytes.append(text: ",\"labels\":")
      PlainJSON.list(node.labels, &bytes) { JSONText.append($0, to: &$1) }
      bytes.append(text: ",\"properties\":")
      GraphJSON.append(properties: node.properties, to: &bytes)
      bytes.append(ascii: "}")
    }
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    try startRelationships()
    let (start, end) = (try keys.key(relationship.start), try keys.key(relationship.end))
    try output.write { bytes in
      separate(&bytes)
      bytes.append(text: "{\"id\":")
      bytes.append(integer: Int64(relationship.id.rawValue))
      bytes.append(text: ",\"type\":")
      JSONText.append(relationship.type, to: &bytes)
      bytes.append(text: ",\"start\":")
      PlainJSON.append(start, to: &bytes)
      bytes.append(text: ",\"end\":")
      PlainJSON.append(end, to: &bytes)
      bytes.append(text: ",\"properties\":")
      GraphJSON.append(properties: relationship.properties, to: &bytes)
      bytes.append(ascii: "}")
    }
  }

  private func startRelationships() throws(FormatError) {
    guard !inRelationships else { return }
    inRelationships = true
    try output.write(isFirst ? "],\n\"relationships\":[" : "\n],\n\"relationships\":[")
    isFirst = true
  }

  private func separate(_ bytes: inout [UInt8]) {
    bytes.append(text: isFirst ? "\n" : ",\n")
    isFirst = false
  }

  func end() throws(FormatError) {
    try startRelationships()
    try output.write(isFirst ? "]}\n" : "\n]}\n")
    try output.flush()
  }
}

/// Writes a graph as JSON Lines.
final class JSONLinesGraphWriter: GraphTextWriter {
  private let output: TextOutput
  private var keys: WriterKeys

  init(to output: TextOutput, options: GraphWriteOptions) {
    self.output = output
    keys = WriterKeys(property: options.keyProperty)
  }

  func begin() throws(FormatError) {}

  func node(_ node: Node) throws(FormatError) {
    let key = try keys.add(node)
    try output.write { bytes in
      bytes.append(text: "{\"type\":\"node\",\"id\":")
      Self.append(key: key, to: &bytes)
      bytes.append(text: ",\"labels\":")
      PlainJSON.list(node.labels, &bytes) { JSONText.append($0, to: &$1) }
      bytes.append(text: ",\"properties\":")
      GraphJSON.append(properties: node.properties, to: &bytes)
      bytes.append(text: "}\n")
    }
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    let (start, end) = (try keys.key(relationship.start), try keys.key(relationship.end))
    try output.write { bytes in
      bytes.append(text: "{\"type\":\"relationship\",\"id\":")
      Self.append(key: .integer(Int64(relationship.id.rawValue)), to: &bytes)
      bytes.append(text: ",\"label\":")
      JSONText.append(relationship.type, to: &bytes)
      bytes.append(text: ",\"start\":{\"id\":")
      Self.append(key: start, to: &bytes)
      bytes.append(text: "},\"end\":{\"id\":")
      Self.append(key: end, to: &bytes)
      bytes.append(text: "},\"properties\":")
      GraphJSON.append(properties: relationship.properties, to: &bytes)
      bytes.append(text: "}\n")
    }
  }

  /// Keys are strings here, as APOC writes them.
  private static func append(key: Value, to bytes: inout [UInt8]) {
    if case .integer(let number) = key { JSONText.append(String(number), to: &bytes) } else { PlainJSON.append(key, to: &bytes) }
  }

  func end() throws(FormatError) { try output.flush() }
}

extension FormatError {
  /// Nodes come before relationships.
  static var nodeAfterRelationship: FormatError {
    FormatError(file: "", line: 0, code: "nodeAfterRelationship", message: "every node is written before any relationship")
  }
}
