// A JSON object as a node or relationship. Our own shape is `{"id", "labels", "properties"}` and `{"type", "start", "end",
// "properties"}`. Read too: APOC's lines (`"type": "node"`, `"label"`, `"start": {"id"}`), node-link files of networkx and d3
// (flat attributes, `source`, `target`), and Cytoscape's elements (attributes under `data`). Where attributes are flat, the id
// is stored as a property as well, because nothing else keeps it.

internal import GraphModel

/// Gives JSON objects their meaning in a graph.
struct JSONGraphElement {
  let file: String
  let options: GraphReadOptions

  /// What an object stands for.
  enum Kind { case node, relationship }

  private static let startNames = ["start", "source", "from"]
  private static let endNames = ["end", "target", "to"]

  /// What an object is where nothing around it says so.
  func kind(of json: JSONValue) -> Kind {
    let object = attributes(of: json)
    if case .string(let type)? = object["type"]?.content {
      if type == "node" { return .node }
      if type == "relationship" { return .relationship }
    }
    return first(of: Self.startNames, in: object) != nil && first(of: Self.endNames, in: object) != nil ? .relationship : .node
  }

  /// The element that an object describes.
  func element(_ json: JSONValue, as kind: Kind) throws(FormatError) -> GraphElement {
    guard case .object = json.content else { throw failure(json, "notAnElement", "expected an object, found \(json.kind)") }
    return kind == .node ? .node(try node(json)) : .relationship(try relationship(json))
  }

  private func failure(_ json: JSONValue, _ code: String, _ message: String, hint: String? = nil) -> FormatError {
    FormatError(file: file, line: Int(json.place.line), column: Int(json.place.column), code: code, message: message, hint: hint)
  }

  /// Cytoscape keeps everything under `data`.
  private func attributes(of json: JSONValue) -> JSONValue {
    guard let data = json["data"], case .object = data.content, json["properties"] == nil else { return json }
    return data
  }

  private func first(of names: [String], in json: JSONValue) -> JSONMember? {
    guard case .object(let members) = json.content else { return nil }
    return members.first { names.contains($0.name) }
  }

  // MARK: Nodes

  private func node(_ json: JSONValue) throws(FormatError) -> NodeElement {
    let object = attributes(of: json)
    let key: Value? = if let id = object["id"] { try self.key(id) } else { nil }
    var stated = object["labels"]
    var properties = ValueMap()
    if let inner = object["properties"], case .object = inner.content {
      properties = try self.properties(of: inner, except: [])
    } else {
      // Among flat attributes a number named `labels` is an attribute like any other.
      if let labels = stated, !Self.looksLikeLabels(labels) { stated = nil }
      var used = stated == nil ? [] : ["labels"]
      if case .string("node")? = object["type"]?.content { used.append("type") }
      properties = try self.properties(of: object, except: used)
    }
    let place = SourcePlace(file: file, line: Int(json.place.line))
    return NodeElement(
      key: key.map { ElementKey($0) }, labels: try stated.map(labels) ?? options.defaultLabels, properties: properties, place: place)
  }

  private static func looksLikeLabels(_ json: JSONValue) -> Bool {
    switch json.content {
    case .string: true
    case .array(let elements): elements.allSatisfy { if case .string = $0.content { true } else { false } }
    default: false
    }
  }

  private func labels(_ json: JSONValue) throws(FormatError) -> [String] {
    if case .string(let text) = json.content { return text.hasPrefix(":") ? LabelText.labels(of: text) : (text.isEmpty ? [] : [text]) }
    guard case .array(let elements) = json.content, elements.count <= FormatLimits.labelsMax else {
      throw failure(json, "badLabels", "'labels' is a list of at most \(FormatLimits.labelsMax) strings, not \(json.kind)")
    }
    var labels: [String] = []
    for element in elements {
      guard case .string(let label) = element.content, !label.isEmpty else {
        throw failure(element, "badLabels", "a label is a string that is not empty, not \(element.kind)")
      }
      if !labels.contains(where: { $0.isByteEqual(to: label) }) { labels.append(label) }
    }
    return labels
  }

  // MARK: Relationships

  private func relationship(_ json: JSONValue) throws(FormatError) -> RelationshipElement {
    let object = attributes(of: json)
    guard let start = first(of: Self.startNames, in: object), let end = first(of: Self.endNames, in: object) else {
      throw failure(json, "missingEnd", "a relationship needs 'start' and 'end'", hint: "'source' and 'target' are read too")
    }
    let (type, typeName) = try type(of: object)
    var properties = ValueMap()
    if let inner = object["properties"], case .object = inner.content {
      properties = try self.properties(of: inner, except: [])
    } else {
      let used = [start.name, end.name, "id", "key"] + (typeName.map { [$0] } ?? [])
      let isTagged = if case .string("relationship")? = object["type"]?.content { true } else { false }
      properties = try self.properties(of: object, except: used + (isTagged ? ["type"] : []))
    }
    return RelationshipElement(
      type: type, start: ElementKey(try endKey(start.value)), end: ElementKey(try endKey(end.value)), properties: properties,
      place: SourcePlace(file: file, line: Int(json.place.line)))
  }

  /// The type, and the member that gave it.
  private func type(of object: JSONValue) throws(FormatError) -> (String, String?) {
    for name in ["type", "label"] {
      guard let member = object[name], case .string(let text) = member.content, !text.isEmpty else { continue }
      if name == "type", text == "relationship", object["label"] != nil { continue }
      return (text, name)
    }
    return (options.defaultType, nil)
  }

  /// The key at an end: a key, or an object with an `id`.
  private func endKey(_ json: JSONValue) throws(FormatError) -> Value {
    if let id = json["id"] { return try key(id) }
    return try key(json)
  }

  private func key(_ json: JSONValue) throws(FormatError) -> Value {
    switch (json.content, options.keyType) {
    case (.integer(let number), .string): return .string(String(number))
    case (.integer(let number), _): return .integer(number)
    case (.string(let text), .integer):
      guard let number = NumberText.integer(Array(text.utf8)[...]) else {
        throw failure(json, "badInteger", "the key '\(text)' is no integer")
      }
      return .integer(number)
    case (.string(let text), _) where !text.isEmpty: return .string(text)
    default: throw failure(json, "badKey", "a key is a string or an integer, not \(json.kind)")
    }
  }

  private func properties(of json: JSONValue, except used: [String]) throws(FormatError) -> ValueMap {
    guard case .object(let members) = json.content else { return ValueMap() }
    var entries: [(key: String, value: Value)] = []
    for member in members where !used.contains(where: { $0.isByteEqual(to: member.name) }) {
      let value = try GraphJSON.value(of: member.value, file: file)
      if !value.isNull { entries.append((key: member.name, value: value)) }
    }
    guard entries.count <= FormatLimits.propertiesMax else {
      throw failure(json, "tooManyProperties", "the element has more than \(FormatLimits.propertiesMax) properties")
    }
    return ValueMap(entries)
  }
}
