// Graphs for round trips: one with every string that has broken an exporter somewhere, and a way to compare what was written
// with what was read, whatever the keys of the format.

import GraphFormats
import GraphModel
import Testing

/// A graph as values.
struct SampleGraph {
  var nodes: [Node]
  var relationships: [Relationship]

  /// Strings that break exporters.
  static let hostileStrings = [
    "", " ", "plain", "it's \"quoted\"", "line\nbreak", "carriage\r\nreturn", "tab\there", "back\\slash", "a->b", "a--b", "<b>bold</b>",
    "a & b &amp;",
    "]]>", "<![CDATA[x]]>", "-->", "{x} [y] (z) |w|", "semi;colon", "comma,comma", "=cmd()", "'", "\"", "\"\"", "`tick`", "$x", "#quot;",
    "%41",
    "😀👩‍👩‍👧‍👦🇨🇳", "العربية עברית \u{202E}abc", "\u{E9}", "e\u{301}", "上海集成电路材料研究院", "張江", "𠀀", "\u{0}nul", "\u{1}\u{8}\u{1F}\u{7F}", "\u{FEFF}bom",
    "\u{FFFE}",
    "null", "true", "1", "1.0", "-0", "01", "NaN", "[1]", "{\"a\":1}", "\u{2028}\u{2029}\u{85}", " leading", "trailing ", "\n", "_", "\\n",
    "\\u0041",
    String(repeating: "长", count: 5_000),
  ]

  /// Names of labels, types and keys that break exporters; none empty.
  static let hostileNames = [
    "Firm", "a b", "a:b", "a;b", "a,b", "a\"b", "a'b", "a`b", "a/b", "../up", "a.b", "<x>", "a\nb", "名称", "\u{E9}", "e\u{301}", "nodes",
    "[\"x\"]", "a(b)",
    "a{b:c}", "x:int", " pad ", "%41", "😀", "labels", "label", "id",
  ]

  /// Values of every type that a property can have.
  static let hostileValues: [Value] =
    [
      true, false, 0, -1, .integer(.max), .integer(.min), 0.0, .float(-0.0), 1.5, 1e300, .float(.leastNonzeroMagnitude), .float(.infinity),
      .float(-.infinity), .float(.nan), .list([]), [1, 2], [1.0, 2.5], [true, false], ["a", "b"], ["a;b", "c"], [""], ["", ""], ["a", 1],
      [[1], [2]],
      [" a ", "b"],
    ] + temporal + [.list(temporal), .list(Array(temporal.prefix(2))), .list(Array(temporal.suffix(2)))]

  /// Dates, times, durations and points, near and far.
  static let temporal: [Value] =
    ["1984-10-11", "-0044-03-15", "+999999999-12-31"].compactMap { CalendarDate($0).map { .date($0) } }
    + ["12:31", "00:00:00.000000001"].compactMap { LocalTime($0).map { .localTime($0) } }
    + ["12:31:14.645+01:00", "12:00Z", "12:00-00:53:28"].compactMap { OffsetTime($0).map { .time($0) } }
    + ["1984-10-11T12:31", "-999999999-01-01T00:00:00.1"].compactMap { LocalDateTime($0).map { .localDateTime($0) } }
    + [
      "1984-10-11T12:31Z", "1984-10-11T12:31+01:00", "1818-07-21T21:40:32.142[Europe/Stockholm]",
      "2017-10-29T02:30+01:00[Europe/Stockholm]",
    ]
    .compactMap { ZonedDateTime($0).map { .dateTime($0) } }
    + ["P1Y2M-3DT-4H-0.5S", "PT0S", "PT-0.000000001S"].compactMap { CalendarDuration($0).map { .duration($0) } }
    + [
      Point(.cartesian, x: 1, y: -2.5), Point(.cartesian3D, x: 1e300, y: 0, z: -0.1), Point(.wgs84, x: 121.47, y: 31.23),
      Point(.wgs84Height, x: -180, y: 90, z: 632),
    ].compactMap { $0.map { .point($0) } }

  /// A graph with all of them.
  static func hostile() -> SampleGraph {
    var nodes: [Node] = []
    for (place, text) in hostileStrings.enumerated() {
      let id = NodeID(rawValue: UInt32(nodes.count))
      nodes.append(
        Node(id: id, labels: ["Text"], properties: ["name": .string(text), "list": ["x", .string(text)], "n": .integer(Int64(place))]))
    }
    for (place, name) in hostileNames.enumerated() {
      let id = NodeID(rawValue: UInt32(nodes.count))
      nodes.append(
        Node(
          id: id, labels: [name, "Second", hostileNames[(place + 5) % hostileNames.count]].reduced(),
          properties: ValueMap([(key: name, value: Value.integer(1)), (key: "x", value: .string(name))])))
    }
    for value in hostileValues {
      let id = NodeID(rawValue: UInt32(nodes.count))
      nodes.append(Node(id: id, labels: [], properties: ["v": value]))
    }
    nodes.append(Node(id: NodeID(rawValue: UInt32(nodes.count)), labels: ["Empty"], properties: [:]))
    return SampleGraph(nodes: nodes, relationships: relationships(among: nodes))
  }

  private static func relationships(among nodes: [Node]) -> [Relationship] {
    var all: [Relationship] = []
    func add(_ type: String, _ start: Int, _ end: Int, _ properties: ValueMap) {
      all.append(
        Relationship(
          id: RelationshipID(rawValue: UInt32(all.count)), type: type, start: nodes[start].id, end: nodes[end].id, properties: properties))
    }
    for (place, name) in hostileNames.enumerated() { add(name, place, place + 1, ValueMap([(key: name, value: .string(name))])) }
    for (place, text) in hostileStrings.enumerated() { add("SAYS", place, 0, ["text": .string(text)]) }
    for (place, value) in hostileValues.enumerated() { add("HAS", place, place, ["v": value]) }
    add("TWICE", 1, 2, [:])
    add("TWICE", 1, 2, [:])
    return all
  }

  /// The graph as sorted lines, to be compared.
  /// - Parameter text: what the format does to strings outside lists.
  func lines(text: (String) -> String = { $0 }) -> [String] {
    let nodeLines = nodes.map { "node \($0.id.rawValue) \($0.labels.map(text)) \(Self.canonical($0.properties, text))" }
    let relationshipLines = relationships.map { relationship in
      let ends = "\(relationship.start?.rawValue ?? 0) \(relationship.end?.rawValue ?? 0)"
      return "rel \(text(relationship.type)) \(ends) \(Self.canonical(relationship.properties, text))"
    }
    return (nodeLines + relationshipLines).sorted { $0.isByteLess(than: $1) }
  }

  /// Elements that were read, as sorted lines.
  static func lines(_ elements: [GraphElement], key: (Value) -> String = { ValueText.string(of: $0) }) -> [String] {
    elements.map { element in
      switch element {
      case .node(let node): "node \(node.key.map { key($0.value) } ?? "?") \(node.labels) \(canonical(node.properties, { $0 }))"
      case .relationship(let link): "rel \(link.type) \(key(link.start.value)) \(key(link.end.value)) \(canonical(link.properties, { $0 }))"
      }
    }.sorted { $0.isByteLess(than: $1) }
  }

  private static func canonical(_ map: ValueMap, _ text: (String) -> String) -> String {
    let entries = map.entries.map { (key: text($0.key), value: mapped($0.value, text)) }.sorted { $0.key.isByteLess(than: $1.key) }
    return ValueText.string(of: .map(ValueMap(entries)))
  }

  private static func mapped(_ value: Value, _ text: (String) -> String) -> Value {
    switch value {
    case .string(let string): .string(text(string))
    default: value
    }
  }

  /// Writes the graph.
  func write(to writer: any GraphTextWriter) throws {
    try writer.begin()
    for node in nodes { try writer.node(node) }
    for relationship in relationships { try writer.relationship(relationship) }
    try writer.end()
  }
}

extension [String] {
  /// Each string once, by bytes.
  fileprivate func reduced() -> [String] {
    reduce(into: []) { kept, name in if !kept.contains(where: { $0.isByteEqual(to: name) }) { kept.append(name) } }
  }
}
