// A graph as a Cypher script that creates it: statements end with `;` and a line feed, nodes in batches of one CREATE, relationships
// in batches of one UNWIND per type. Relationships find their nodes by a property: the key property if one is given, else `_id`,
// which holds the identity here, under a helper label with an index; the script's last statements take all three away. The script loads into an empty graph; run twice it creates the graph twice.

internal import GraphModel

/// Writes a graph as a Cypher script.
final class CypherScriptWriter: GraphTextWriter {
  private static let helperLabel = "_Imported"
  private static let helperIndex = "innograph_imported"
  private static let nodesPerStatement = 100
  private static let relationshipsPerStatement = 200

  private let output: TextOutput
  private let options: GraphWriteOptions
  private var keys: WriterKeys
  private var nodesInStatement = 0
  private var pending: [(type: String, rows: [UInt8], count: Int)] = []
  private var places: [Value: Int] = [:]
  private var inRelationships = false

  init(to output: TextOutput, options: GraphWriteOptions) {
    self.output = output
    self.options = options
    keys = WriterKeys(property: options.keyProperty)
  }

  private var keyName: String { NameText.quoted(options.keyProperty ?? "_id", asciiOnly: true) }

  func begin() throws(FormatError) {
    if let title = options.title { try output.write("// \(CellText.visible(title))\n") }
    guard options.keyProperty == nil else { return }
    try output.write("CREATE INDEX \(Self.helperIndex) IF NOT EXISTS FOR (n:\(Self.helperLabel)) ON (n.\(keyName));\n")
  }

  func node(_ node: Node) throws(FormatError) {
    guard !inRelationships else { throw FormatError.nodeAfterRelationship }
    let key = try keys.add(node)
    if options.keyProperty == nil, node.properties["_id"] != nil {
      throw FormatError(
        file: "", line: 0, code: "keyCollision",
        message: "the node \(node.id.rawValue) has a property '_id', which the script needs for itself",
        hint: "name a key property that every node has")
    }
    try output.write { bytes in
      bytes.append(text: nodesInStatement == 0 ? "CREATE\n  (" : ",\n  (")
      for label in node.labels + (options.keyProperty == nil ? [Self.helperLabel] : []) {
        bytes.append(ascii: ":")
        bytes.append(text: NameText.quoted(label, asciiOnly: true))
      }
      var properties = node.properties
      if options.keyProperty == nil { properties["_id"] = key }
      bytes.append(ascii: " ")
      CypherText.append(properties, to: &bytes)
      bytes.append(ascii: ")")
    }
    nodesInStatement += 1
    if nodesInStatement == Self.nodesPerStatement { try endNodes() }
  }

  private func endNodes() throws(FormatError) {
    if nodesInStatement > 0 { try output.write(";\n") }
    nodesInStatement = 0
  }

  func relationship(_ relationship: Relationship) throws(FormatError) {
    inRelationships = true
    try endNodes()
    let (start, end) = (try keys.key(relationship.start), try keys.key(relationship.end))
    let place = places[.string(relationship.type)] ?? pending.count
    if place == pending.count {
      places[.string(relationship.type)] = place
      pending.append((relationship.type, [], 0))
    }
    pending[place].rows.append(text: pending[place].count == 0 ? "\n  [" : ",\n  [")
    CypherText.append(start, to: &pending[place].rows)
    pending[place].rows.append(text: ", ")
    CypherText.append(end, to: &pending[place].rows)
    pending[place].rows.append(text: ", ")
    CypherText.append(relationship.properties, to: &pending[place].rows)
    pending[place].rows.append(ascii: "]")
    pending[place].count += 1
    if pending[place].count == Self.relationshipsPerStatement { try flush(place) }
  }

  private func flush(_ place: Int) throws(FormatError) {
    guard pending[place].count > 0 else { return }
    let label = options.keyProperty == nil ? ":\(Self.helperLabel)" : ""
    try output.write { bytes in
      bytes.append(text: "UNWIND [")
      bytes.append(contentsOf: pending[place].rows)
      bytes.append(text: "\n] AS row\nMATCH (a\(label) {\(keyName): row[0]}), (b\(label) {\(keyName): row[1]})\n")
      bytes.append(text: "CREATE (a)-[r:\(NameText.quoted(pending[place].type, asciiOnly: true))]->(b) SET r = row[2];\n")
    }
    pending[place].rows = []
    pending[place].count = 0
  }

  func end() throws(FormatError) {
    try endNodes()
    for place in pending.indices { try flush(place) }
    if options.keyProperty == nil {
      try output.write("MATCH (n:\(Self.helperLabel)) REMOVE n:\(Self.helperLabel), n.\(keyName);\n")
      try output.write("DROP INDEX \(Self.helperIndex) IF EXISTS;\n")
    }
    try output.flush()
  }
}

/// Values as expressions that a Cypher parser reads back: as `ValueText`, but for what has no literal.
private enum CypherText {
  static func append(_ value: Value, depth: Int = 0, to bytes: inout [UInt8]) {
    switch value {
    case .float(let number) where number.isNaN: bytes.append(text: "(0.0 / 0.0)")
    case .float(let number) where number.isInfinite: bytes.append(text: number < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)")
    case .list(let elements) where depth < FormatLimits.printedDepthMax:
      bytes.append(ascii: "[")
      for (place, element) in elements.enumerated() {
        if place > 0 { bytes.append(text: ", ") }
        append(element, depth: depth + 1, to: &bytes)
      }
      bytes.append(ascii: "]")
    default: ValueText.append(value, to: &bytes)
    }
  }

  static func append(_ map: ValueMap, to bytes: inout [UInt8]) {
    bytes.append(ascii: "{")
    for (place, entry) in map.entries.enumerated() {
      if place > 0 { bytes.append(text: ", ") }
      bytes.append(text: NameText.quoted(entry.key, asciiOnly: true))
      bytes.append(text: ": ")
      append(entry.value, to: &bytes)
    }
    bytes.append(ascii: "}")
  }
}
