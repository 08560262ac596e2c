// Small graphs with everything that trips engines: loops, parallel relationships, two-cycles, isolated nodes, missing properties, NaN, -0.0,
// the limits of 64 bits, moments and durations, Han and emoji strings, and twins that differ only in Unicode normalisation. A graph is a list of parts, so that a
// reducer can take parts away, and it writes itself as a CREATE statement.
/// A graph as its parts.
struct SmallGraph {
  /// One property: its key and its value as the language writes it.
  typealias Property = (key: String, literal: String)

  /// A node.
  struct NodePart {
    var labels: [String]
    var properties: [Property]
  }

  /// A relationship between the nodes at two places.
  struct RelationshipPart {
    var from: Int
    var to: Int
    var type: String
    var properties: [Property]
  }

  static let labels = ["A", "B", "C"]
  static let types = ["R", "S", "T"]
  /// What each key may hold: numbers, strings, truth values, anything, dates, moments and spans of all kinds.
  static let values: [String: [String]] = [
    "p": ["0", "1", "1", "2", "2", "3", "-1", "2.0", "0.5", "-0.0", "1.0"],
    "s": ["'a'", "'a'", "'b'", "'ab'", "'甲'", "'乙丙'", "'甲乙'", "'caf\u{e9}'", "'cafe\u{301}'", "'🙂'", "'🙂🙂'", "''", "'A b'", "'it\\'s'"],
    "b": ["true", "false"],
    "q": [
      "1", "1.0", "'1'", "true", "0.0 / 0.0", "9223372036854775807", "-9223372036854775808", "9007199254740993", "9007199254740992.0",
      "[1, 2]", "[1.0, 2]", "['甲']", "[]", "'\u{212b}'", "'\u{e5}'", "1.0 / 0.0", "-1.0 / 0.0", "1e-3", "[true]", "'x'",
    ],
    "d": [
      "date('2024-02-29')", "date('2024-02-29')", "date('2023-12-31')", "date('2024-01-31')", "date('1969-07-20')", "date('2026-11-27')",
      "date('1970-01-01')",
    ],
    "m": [
      "date('2024-02-29')", "localdatetime('2024-02-29T00:00:00')", "localdatetime('1969-12-31T23:59:59')",
      "datetime('2024-02-29T08:00:00+08:00')", "datetime('2024-02-29T00:00:00Z')", "datetime('2024-02-28T19:00:00-05:00')",
      "duration('P1M')", "duration('P30D')", "duration('P1M')", "duration('PT720H')", "duration('P-1Y2DT-3S')", "1", "'2024-02-29'",
      "[date('2024-02-29'), date('1970-01-01')]",
    ],
  ]
  static let keys = ["p", "s", "b", "q", "d", "m"]

  var nodes: [NodePart] = []
  var relationships: [RelationshipPart] = []

  /// A random graph of up to twelve nodes and twenty-four relationships.
  init(_ numbers: inout SeededNumbers) {
    let count = numbers.chance(4) ? 0 : Int.random(in: 1...(numbers.chance(35) ? 12 : 6), using: &numbers)
    for _ in 0..<count {
      let labels = SmallGraph.labels.filter { _ in numbers.chance(45) }
      nodes.append(NodePart(labels: labels, properties: SmallGraph.properties(&numbers, chance: 55)))
    }
    guard count > 0 else { return }
    for _ in 0..<Int.random(in: 0...min(24, count * 3), using: &numbers) {
      var (from, to) = (Int.random(in: 0..<count, using: &numbers), Int.random(in: 0..<count, using: &numbers))
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0: to = from
      case 1: if let last = relationships.last { (from, to) = (last.from, last.to) }
      case 2: if let last = relationships.last { (from, to) = (last.to, last.from) }
      default: break
      }
      relationships.append(
        RelationshipPart(
          from: from, to: to, type: numbers.pick(SmallGraph.types), properties: SmallGraph.properties(&numbers, chance: 25)))
    }
  }

  private static func properties(_ numbers: inout SeededNumbers, chance: Int) -> [Property] {
    keys.filter { _ in numbers.chance(chance) }.map { ($0, numbers.pick(values[$0] ?? [])) }
  }

  /// The statement that creates the graph; empty for the empty graph.
  var script: String {
    if nodes.isEmpty { return "" }
    let nodeTexts = nodes.enumerated().map { place, node in
      "(n\(place)\(node.labels.map { ":\($0)" }.joined())\(SmallGraph.text(node.properties)))"
    }
    let relationshipTexts = relationships.map { "(n\($0.from))-[:\($0.type)\(SmallGraph.text($0.properties))]->(n\($0.to))" }
    return "CREATE " + (nodeTexts + relationshipTexts).joined(separator: ", ")
  }

  private static func text(_ properties: [Property]) -> String {
    properties.isEmpty ? "" : " {\(properties.map { "\($0.key): \($0.literal)" }.joined(separator: ", "))}"
  }

  /// The graphs that lack one part of this one, the larger parts first.
  var reductions: [SmallGraph] {
    var smaller: [SmallGraph] = []
    for place in nodes.indices.reversed() {
      var graph = self
      graph.nodes.remove(at: place)
      graph.relationships.removeAll { $0.from == place || $0.to == place }
      for index in graph.relationships.indices {
        if graph.relationships[index].from > place { graph.relationships[index].from -= 1 }
        if graph.relationships[index].to > place { graph.relationships[index].to -= 1 }
      }
      smaller.append(graph)
    }
    for place in relationships.indices.reversed() {
      var graph = self
      graph.relationships.remove(at: place)
      smaller.append(graph)
    }
    for place in nodes.indices {
      for index in nodes[place].labels.indices {
        var graph = self
        graph.nodes[place].labels.remove(at: index)
        smaller.append(graph)
      }
      for index in nodes[place].properties.indices {
        var graph = self
        graph.nodes[place].properties.remove(at: index)
        smaller.append(graph)
      }
    }
    for place in relationships.indices {
      for index in relationships[place].properties.indices {
        var graph = self
        graph.relationships[place].properties.remove(at: index)
        smaller.append(graph)
      }
    }
    return smaller
  }
}
