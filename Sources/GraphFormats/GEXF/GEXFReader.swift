// A graph from GEXF 1.1 to 1.3, as Gephi, networkx and we write it. Streams: attributes are declared first, then each node and edge
// is handed out at its end. An edge's `kind`, else its `label`, is its type. In files of ours (`<creator>innograph</creator>`) ids
// and labels of nodes are only for the eye; in others they become the properties `id` and `label`. `start` and `end`, and the first
// spell, become `validFrom` and `validTo`. What is drawn (viz) is passed over.

internal import GraphModel

/// Reads a graph from GEXF.
struct GEXFReader: GraphElementReader {
  let options: GraphReadOptions

  @discardableResult
  func read(_ source: ByteSource, handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) -> ReadSummary {
    var reading = GEXFReading(source, options: options)
    return try reading.read(handler)
  }
}

/// One GEXF file while it is read.
private struct GEXFReading {
  private struct Attribute {
    let id: String
    let title: String
    let type: XMLValueType
    var defaultValue: Value = .null
  }

  /// The declared attributes of nodes or of edges.
  private struct Attributes {
    var all: [Attribute] = []
    var places: [Value: Int] = [:]
    var defaults: [Int] = []
    var hasID = false
  }

  /// A node or edge between its start and its end.
  private struct Pending {
    var isNode: Bool
    var element: XMLElement
    var depth: Int
    var labels: [String]?
    var entries: [(key: String, value: Value)] = []
    var seen: Set<Int> = []
    var fault: FormatError?
    var spells = 0
    var validFrom: String?
    var validTo: String?
  }

  private var xml: XMLScanner
  private let file: String
  private let options: GraphReadOptions
  /// Those of nodes, then those of edges.
  private var declared = [Attributes(), Attributes()]
  private var declaring = 0
  private var pending: [Pending] = []
  private var summary = ReadSummary()
  private var isOurs = false
  private var hasGraph = false

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
        if xml.depth == 1, element.local != "gexf" {
          throw xml.cursor.error("notGEXF", "the root element is '\(element.name)', not 'gexf'", at: element.place)
        }
        try start(element)
      case .end:
        if let last = pending.last, last.depth == xml.depth { try finish(handler) }
      case .text: break
      case .endOfDocument:
        guard hasGraph else { throw FormatError(file: file, line: 0, code: "notGEXF", message: "the file holds no 'graph'") }
        return summary
      }
    }
  }

  private mutating func start(_ element: XMLElement) throws(FormatError) {
    switch element.local {
    case "gexf", "meta", "nodes", "edges", "attvalues", "spells": break
    case "creator": isOurs = try content().trimmingBlanks == "innograph"
    case "graph":
      hasGraph = true
      if element["defaultedgetype"] == "undirected" {
        notice("undirected", "edges are undirected; each is read in the direction in which it is written", element.place)
      }
    case "attributes": declaring = element["class"] == "edge" ? 1 : 0
    case "attribute": try attribute(element)
    case "node", "edge":
      let isNode = element.local == "node"
      if isNode, !pending.isEmpty { notice("nestedGraph", "nodes within a node are read flat", element.place) }
      pending.append(Pending(isNode: isNode, element: element, depth: xml.depth - 1, validFrom: element["start"], validTo: element["end"]))
    case "attvalue": try value(element)
    case "spell": spell(element)
    default: try xml.skipElement()
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

  // MARK: Declarations

  private mutating func attribute(_ element: XMLElement) throws(FormatError) {
    guard let id = element["id"] else { throw xml.cursor.error("missingAttribute", "an 'attribute' has no 'id'", at: element.place) }
    guard declared[declaring].all.count < FormatLimits.declaredAttributesMax else {
      throw xml.cursor.error(
        "tooManyAttributes", "more than \(FormatLimits.declaredAttributesMax) attributes are declared", at: element.place)
    }
    let name = element["type"] ?? "string"
    let type = XMLValueType(name)
    if type == nil { notice("unknownType", "the unknown type '\(name)' is read as string", element.place) }
    var attribute = Attribute(id: id, title: element["title"] ?? id, type: (isOurs ? Self.ownType(id) : nil) ?? type ?? .string)
    attribute.defaultValue = try defaultValue(of: attribute)
    if declared[declaring].places[.string(id)] != nil {
      return notice("duplicateKey", "the attribute '\(id)' is declared twice; the first counts", element.place)
    }
    let place = declared[declaring].all.count
    declared[declaring].places[.string(id)] = place
    declared[declaring].hasID = declared[declaring].hasID || attribute.title == "id"
    if !attribute.defaultValue.isNull {
      guard declared[declaring].defaults.count < FormatLimits.attributeDefaultsMax else {
        throw xml.cursor.error(
          "tooManyAttributes", "more than \(FormatLimits.attributeDefaultsMax) attributes have defaults", at: element.place)
      }
      declared[declaring].defaults.append(place)
    }
    declared[declaring].all.append(attribute)
  }

  /// The type that an id of our own files tells.
  private static func ownType(_ id: String) -> XMLValueType? {
    let word = id.prefix { $0 != "-" }
    guard word.count < id.count else { return nil }
    return word == "json" ? .json : TextualType(rawValue: String(word)).map { .textual($0) }
  }

  private mutating func defaultValue(of attribute: Attribute) throws(FormatError) -> Value {
    let depth = xml.depth
    var value = Value.null
    while true {
      let event = try xml.next()
      if case .end = event, xml.depth < depth { return value }
      guard case .start(let inner) = event else { continue }
      guard inner.local == "default" else {
        try xml.skipElement()
        continue
      }
      let text = try content()
      do throws(XMLValueType.Fault) { value = try attribute.type.value(of: text) } catch {
        throw xml.cursor.error(error.code, "\(error.message) (the default of '\(attribute.title)')", at: inner.place)
      }
    }
  }

  // MARK: Values

  private mutating func value(_ element: XMLElement) throws(FormatError) {
    guard let last = pending.indices.last, pending[last].depth == xml.depth - 3 else { return }
    let attributes = declared[pending[last].isNode ? 0 : 1]
    guard let id = element["for"] ?? element["id"], let text = element["value"] else {
      throw xml.cursor.error("missingAttribute", "an 'attvalue' needs 'for' and 'value'", at: element.place)
    }
    guard let place = attributes.places[.string(id)] else {
      notice("undeclaredKey", "the attribute '\(id)' is not declared; its values are read as strings", element.place)
      return pending[last].entries.append((key: id, value: .string(text)))
    }
    pending[last].seen.insert(place)
    let attribute = attributes.all[place]
    do throws(XMLValueType.Fault) {
      let value = try attribute.type.value(of: text)
      if pending[last].isNode, id == "labels", case .list(let labels) = value {
        pending[last].labels = labels.compactMap(\.stringValue)
      } else if pending[last].isNode, id == "labels", case .string(let labels) = value {
        pending[last].labels = LabelText.labels(of: labels)
      } else if !value.isNull {
        pending[last].entries.append((key: attribute.title, value: value))
      }
    } catch {
      if pending[last].fault == nil {
        pending[last].fault = xml.cursor.error(error.code, "\(error.message) (the attribute '\(attribute.title)')", at: element.place)
      }
    }
  }

  private mutating func spell(_ element: XMLElement) {
    guard let last = pending.indices.last else { return }
    pending[last].spells += 1
    guard pending[last].spells == 1 else {
      return notice("passedOver", "only the first spell is read", element.place)
    }
    pending[last].validFrom = element["start"] ?? element["startopen"] ?? pending[last].validFrom
    pending[last].validTo = element["end"] ?? element["endopen"] ?? pending[last].validTo
  }

  // MARK: Elements

  private mutating func finish(_ handler: (GraphElement) throws(FormatError) -> Void) throws(FormatError) {
    guard var done = pending.popLast() else { return }
    let attributes = declared[done.isNode ? 0 : 1]
    for place in attributes.defaults where !done.seen.contains(place) && attributes.all[place].id != "labels" {
      done.entries.append((key: attributes.all[place].title, value: attributes.all[place].defaultValue))
    }
    complete(&done)
    if let fault = done.fault {
      summary.rejected += 1
      return try options.errorPolicy.apply(fault, rawText: "\(done.element.name) \(done.element["id"] ?? "")")
    }
    let element = element(done)
    summary.count(element)
    try handler(element)
  }

  /// Adds what the element's own attributes say, where no declared attribute says it.
  private mutating func complete(_ done: inout Pending) {
    func has(_ name: String) -> Bool { done.entries.contains { $0.key.isByteEqual(to: name) } }
    if let from = done.validFrom, !has("validFrom") { done.entries.append((key: "validFrom", value: .string(from))) }
    if let to = done.validTo, !has("validTo") { done.entries.append((key: "validTo", value: .string(to))) }
    if done.isNode {
      if done.element["id"]?.isEmpty ?? true { done.fault = xml.cursor.error("missingKey", "a node has no 'id'", at: done.element.place) }
      if !isOurs, let id = done.element["id"], !declared[0].hasID { done.entries.append((key: "id", value: .string(id))) }
      if !isOurs, let label = done.element["label"], !has("label") { done.entries.append((key: "label", value: .string(label))) }
    } else {
      if done.element["source"]?.isEmpty ?? true || done.element["target"]?.isEmpty ?? true {
        done.fault = xml.cursor.error("missingEnd", "an edge needs 'source' and 'target'", at: done.element.place)
      }
      if !isOurs, let text = done.element["weight"], let weight = NumberText.float(Array(text.utf8)[...]), weight.isFinite, !has("weight") {
        done.entries.append((key: "weight", value: .float(weight)))
      }
    }
    if done.entries.count > FormatLimits.propertiesMax, done.fault == nil {
      done.fault = xml.cursor.error("tooManyProperties", "more than \(FormatLimits.propertiesMax) properties", at: done.element.place)
    }
  }

  private func element(_ done: Pending) -> GraphElement {
    let place = SourcePlace(file: file, line: Int(done.element.place.line))
    if done.isNode {
      return .node(
        NodeElement(
          key: ElementKey(key(done.element["id"])), labels: done.labels ?? options.defaultLabels, properties: ValueMap(done.entries),
          place: place))
    }
    let names = [done.element["kind"], done.element["label"]].compactMap { $0 }.filter { !$0.isEmpty }
    return .relationship(
      RelationshipElement(
        type: names.first ?? options.defaultType, start: ElementKey(key(done.element["source"])),
        end: ElementKey(key(done.element["target"])),
        properties: ValueMap(done.entries), place: place))
  }

  private func key(_ id: String?) -> Value {
    if options.keyType == .integer, let number = NumberText.integer(Array((id ?? "").utf8)[...]) { return .integer(number) }
    return .string(id ?? "")
  }
}
