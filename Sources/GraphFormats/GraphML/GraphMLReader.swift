// A graph from GraphML, as networkx, Gephi, yEd, APOC and we write it. Streams: attributes are declared first, then each node and
// edge is handed out at its end. Nested graphs are read flat; hyperedges, ports and undirectedness are reported as notices. The
// file's node ids become properties `id` unless an attribute of that name is declared or they are of the generated form `n0`,
// `n0::n1`. Text that is no XML cannot be skipped; a node or edge with a bad value can.

internal import GraphModel

/// Reads a graph from GraphML.
struct GraphMLReader: GraphElementReader {
  let options: GraphReadOptions

  @discardableResult
  func read(_ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    var reading = GraphMLReading(source, options: options)
    return try reading.read(handler)
  }
}

/// One GraphML file while it is read.
private struct GraphMLReading {
  /// A node or edge between its start and its end.
  private struct Pending {
    var isNode: Bool
    var id: String
    var place: TextPlace
    var depth: Int
    var start = ""
    var end = ""
    var labels: [String] = []
    var type = ""
    var entries: [(key: String, value: Value)] = []
    var seen: Set<Int> = []
    var fault: FormatError?
  }

  private var xml: XMLScanner
  private let file: String
  private let options: GraphReadOptions
  private var keys = GraphMLKeys()
  private var pending: [Pending] = []
  private var summary = ReadSummary()
  private var hasGraph = false
  private var isUndirected = false

  init(_ source: ByteSource, options: GraphReadOptions) {
    xml = XMLScanner(source)
    file = source.name
    self.options = options
  }

  private mutating func notice(_ code: String, _ message: String, _ place: TextPlace) {
    summary.note(xml.cursor.error(code, message, at: place))
  }

  mutating func read(_ handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    while true {
      switch try xml.next() {
      case .start(let element):
        if xml.depth == 1, element.local != "graphml" {
          throw xml.cursor.error("notGraphML", "the root element is '\(element.name)', not 'graphml'", at: element.place)
        }
        try start(element)
      case .end:
        if let last = pending.last, last.depth == xml.depth { try finish(handler) }
      case .text: break
      case .endOfDocument:
        guard hasGraph else { throw FormatError(file: file, line: 0, code: "notGraphML", message: "the file holds no 'graph'") }
        return summary
      }
    }
  }

  private mutating func start(_ element: XMLElement) throws(FormatError) {
    switch element.local {
    case "graphml", "desc": break
    case "graph":
      if !pending.isEmpty {
        notice("nestedGraph", "a graph within the node '\(pending[pending.count - 1].id)' is read flat", element.place)
      }
      hasGraph = true
      isUndirected = element["edgedefault"] == "undirected"
      if isUndirected { notice("undirected", "edges are undirected; each is read in the direction in which it is written", element.place) }
    case "key": try key(element)
    case "node": try node(element)
    case "edge": try edge(element)
    case "data": try data(element)
    case "hyperedge", "port", "endpoint", "locator":
      notice("passedOver", "a '\(element.local)' is no part of a property graph", element.place)
      try xml.skipElement()
    default: try xml.skipElement()
    }
  }

  // MARK: Declarations

  private mutating func key(_ element: XMLElement) throws(FormatError) {
    guard let id = element["id"] else { throw xml.cursor.error("missingAttribute", "a 'key' has no 'id'", at: element.place) }
    guard keys.count < FormatLimits.declaredAttributesMax else {
      throw xml.cursor.error("tooManyAttributes", "more than \(FormatLimits.declaredAttributesMax) keys are declared", at: element.place)
    }
    let domain = element["for"] ?? "all"
    var key = GraphMLKey(
      id: id, name: element["attr.name"] ?? id, type: type(element), isForNodes: domain == "node" || domain == "all",
      isForEdges: domain == "edge" || domain == "all")
    if element["yfiles.type"] != nil { key.meaning = .shape }
    let place = keys.count
    if !keys.add(key) { notice("duplicateKey", "the key '\(id)' is declared twice; the first counts", element.place) }
    let depth = xml.depth
    while true {
      let event = try xml.next()
      if case .end = event, xml.depth < depth { return }
      guard case .start(let inner) = event else { continue }
      guard inner.local == "default", place < keys.count else {
        try xml.skipElement()
        continue
      }
      let (value, fault) = value(of: try content(), place, inner.place)
      if let fault { throw fault }
      guard keys.nodeDefaults.count + keys.edgeDefaults.count < FormatLimits.attributeDefaultsMax else {
        throw xml.cursor.error("tooManyAttributes", "more than \(FormatLimits.attributeDefaultsMax) keys have defaults", at: inner.place)
      }
      keys.setDefault(value, at: place)
    }
  }

  private mutating func type(_ element: XMLElement) -> XMLValueType {
    let name = element["attr.type"] ?? "string"
    if let list = element["attr.list"] {
      if list == "json" { return .json }
      if let type = XMLValueType(list) { return .list(type) }
    }
    if let type = element["attr.text"].flatMap(TextualType.init) { return .textual(type) }
    if let type = XMLValueType(name) { return type }
    notice("unknownType", "the unknown type '\(name)' is read as string", element.place)
    return .string
  }

  // MARK: Nodes and edges

  private mutating func node(_ element: XMLElement) throws(FormatError) {
    var node = Pending(isNode: true, id: element["id"] ?? "", place: element.place, depth: xml.depth - 1)
    if node.id.isEmpty { node.fault = xml.cursor.error("missingKey", "a node has no 'id'", at: element.place) }
    if let labels = element["labels"] { node.labels = LabelText.labels(of: labels) }
    pending.append(node)
  }

  private mutating func edge(_ element: XMLElement) throws(FormatError) {
    var edge = Pending(isNode: false, id: element["id"] ?? "", place: element.place, depth: xml.depth - 1)
    edge.start = element["source"] ?? ""
    edge.end = element["target"] ?? ""
    if edge.start.isEmpty || edge.end.isEmpty {
      edge.fault = xml.cursor.error("missingEnd", "an edge needs 'source' and 'target'", at: element.place)
    }
    edge.type = element["label"] ?? ""
    if !isUndirected, element["directed"] == "false" {
      notice("undirected", "the edge is undirected; it is read in the direction in which it is written", element.place)
    }
    pending.append(edge)
  }

  private mutating func data(_ element: XMLElement) throws(FormatError) {
    guard let last = pending.indices.last, pending[last].depth == xml.depth - 2 else { return try xml.skipElement() }
    guard let id = element["key"] else { throw xml.cursor.error("missingAttribute", "a 'data' has no 'key'", at: element.place) }
    let isNode = pending[last].isNode
    if keys[id] == nil {
      notice("undeclaredKey", "the key '\(id)' is not declared; its values are read as strings", element.place)
      _ = keys.add(GraphMLKey(id: id, name: id, type: .string, isForNodes: true, isForEdges: true))
    }
    guard let place = keys[id] else { return try xml.skipElement() }
    switch isNode ? keys.meaningForNode(place) : keys.meaningForEdge(place) {
    case .labels: pending[last].labels = LabelText.labels(of: try content())
    case .type: pending[last].type = try content()
    case .shape: try shape(last)
    case .property:
      let (value, fault) = value(of: try content(), place, element.place)
      pending[last].seen.insert(place)
      if let fault, pending[last].fault == nil { pending[last].fault = fault }
      if !value.isNull { pending[last].entries.append((key: keys.all[place].name, value: value)) }
    }
  }

  /// The label that yEd draws: a node's name, an edge's type.
  private mutating func shape(_ last: Int) throws(FormatError) {
    let depth = xml.depth
    while true {
      let event = try xml.next()
      if case .end = event, xml.depth < depth { return }
      guard case .start(let inner) = event, inner.local == "NodeLabel" || inner.local == "EdgeLabel" else { continue }
      let text = try content().trimmingBlanks.filter { $0 != "\n" }
      if text.isEmpty { continue }
      if !pending[last].isNode {
        if pending[last].type.isEmpty { pending[last].type = text }
      } else if !pending[last].entries.contains(where: { $0.key == "name" }) {
        pending[last].entries.append((key: "name", value: .string(text)))
      }
    }
  }

  /// The text of the element that just began, to its end.
  private mutating func content() throws(FormatError) -> String {
    let depth = xml.depth
    xml.wantsText = true
    defer { xml.wantsText = false }
    var text = ""
    while true {
      switch try xml.next() {
      case .text(let part): text += part
      case .start:
        try xml.skipElement()
        xml.wantsText = true
      case .end: if xml.depth < depth { return text }
      case .endOfDocument: return text
      }
    }
  }

  private func value(of text: String, _ key: Int, _ place: TextPlace) -> (Value, FormatError?) {
    do throws(XMLValueType.Fault) { return (try keys.all[key].type.value(of: text), nil) } catch {
      return (.null, xml.cursor.error(error.code, "\(error.message) (the attribute '\(keys.all[key].name)')", at: place))
    }
  }

  // MARK: Elements

  private mutating func finish(_ handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) {
    guard var done = pending.popLast() else { return }
    for place in done.isNode ? keys.nodeDefaults : keys.edgeDefaults where !done.seen.contains(place) {
      let meaning = done.isNode ? keys.meaningForNode(place) : keys.meaningForEdge(place)
      if meaning == .property { done.entries.append((key: keys.all[place].name, value: keys.all[place].defaultValue)) }
    }
    if done.entries.count > FormatLimits.propertiesMax, done.fault == nil {
      done.fault = xml.cursor.error("tooManyProperties", "more than \(FormatLimits.propertiesMax) properties", at: done.place)
    }
    if let fault = done.fault {
      summary.rejected += 1
      return try options.errorPolicy.apply(fault, rawText: "\(done.isNode ? "node" : "edge") \(done.id)")
    }
    let element = element(done)
    summary.count(element)
    try handler(element)
  }

  private func element(_ done: Pending) -> GraphElement {
    let place = SourcePlace(file: file, line: Int(done.place.line))
    guard done.isNode else {
      return .relationship(
        RelationshipElement(
          type: done.type.isEmpty ? options.defaultType : done.type, start: ElementKey(key(done.start)), end: ElementKey(key(done.end)),
          properties: ValueMap(done.entries), place: place))
    }
    var properties = ValueMap(done.entries)
    if !Self.isGenerated(done.id), !keys.hasNodeID, properties["id"] == nil { properties["id"] = .string(done.id) }
    return .node(
      NodeElement(
        key: ElementKey(key(done.id)), labels: done.labels.isEmpty ? options.defaultLabels : done.labels, properties: properties,
        place: place))
  }

  private func key(_ id: String) -> Value {
    if options.keyType == .integer, let number = NumberText.integer(Array(id.utf8)[...]) { return .integer(number) }
    return .string(id)
  }

  /// Whether an id is of the form `n0` or `n0::n1`, which programs make up.
  private static func isGenerated(_ id: String) -> Bool {
    id.utf8.split(separator: UInt8(ascii: ":")).allSatisfy { part in
      part.first == UInt8(ascii: "n") && part.count > 1 && part.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
  }
}
