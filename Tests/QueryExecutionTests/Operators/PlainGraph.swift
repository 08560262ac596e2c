// A graph as plain arrays, the store made of it, and what the naive evaluations of the tests ask of it.
import GraphModel
import GraphStorage

/// A graph without any cleverness: node and relationship numbers are positions.
struct PlainGraph {
  struct Relationship {
    var from: Int
    var to: Int
    var type: String
    var weight: Int64
  }

  var labels: [[String]] = []
  var properties: [[(String, Value)]] = []
  var relationships: [Relationship] = []

  @discardableResult mutating func node(_ labels: String..., properties: [(String, Value)] = []) -> Int {
    self.labels.append(labels)
    self.properties.append(properties)
    return self.labels.count - 1
  }

  @discardableResult mutating func relate(_ from: Int, _ to: Int, _ type: String = "R", weight: Int64 = 0) -> Int {
    relationships.append(Relationship(from: from, to: to, type: type, weight: weight))
    return relationships.count - 1
  }

  /// The store with this content; offsets are positions.
  func store() throws -> GraphStore {
    let store = GraphStore()
    let transaction = try store.beginWrite()
    let weight = try transaction.propertyKey("weight")
    for node in labels.indices {
      var values: [(key: PropertyKeyID, value: Value)] = []
      for (name, value) in properties[node] { values.append((key: try transaction.propertyKey(name), value: value)) }
      var numbers: [LabelID] = []
      for label in labels[node] { numbers.append(try transaction.label(label)) }
      _ = try transaction.createNode(labels: numbers, properties: values)
    }
    for relationship in relationships {
      _ = try transaction.createRelationship(
        type: try transaction.relationshipType(relationship.type), from: NodeID(rawValue: UInt32(relationship.from)),
        to: NodeID(rawValue: UInt32(relationship.to)), properties: [(key: weight, value: .integer(relationship.weight))])
    }
    _ = try transaction.commit()
    return store
  }

  /// The steps from a node: relationship and other end; a loop once.
  func steps(_ node: Int, _ direction: Direction, _ types: [String]) -> [(relationship: Int, node: Int)] {
    var found: [(relationship: Int, node: Int)] = []
    for (number, relationship) in relationships.enumerated() where types.isEmpty || types.contains(relationship.type) {
      if direction != .incoming, relationship.from == node { found.append((number, relationship.to)) }
      if direction != .outgoing, relationship.to == node, !(direction == .both && relationship.from == node) {
        found.append((number, relationship.from))
      }
    }
    return found
  }

  /// All trails from a node with their relationships, of these lengths.
  func trails(
    _ node: Int, _ direction: Direction, _ types: [String], _ lengths: ClosedRange<Int>, admits: (Int) -> Bool = { _ in true }
  ) -> [(relationships: [Int], end: Int)] {
    var found: [(relationships: [Int], end: Int)] = []
    func walk(_ node: Int, _ trail: [Int]) {
      if lengths.contains(trail.count) { found.append((trail, node)) }
      guard trail.count < lengths.upperBound else { return }
      for step in steps(node, direction, types) where !trail.contains(step.relationship) && admits(step.relationship) {
        walk(step.node, trail + [step.relationship])
      }
    }
    walk(node, [])
    return found
  }

  /// All shortest paths between two nodes, as relationships.
  func shortestPaths(
    _ from: Int, _ to: Int, _ direction: Direction, _ types: [String], admits: (Int) -> Bool = { _ in true },
    admitsNode: (Int) -> Bool = { _ in true }
  ) -> [[Int]] {
    guard admitsNode(from), admitsNode(to) else { return [] }
    if from == to { return [[]] }
    var level: [(node: Int, path: [Int], seen: Set<Int>)] = [(from, [], [from])]
    for _ in 0..<labels.count where !level.isEmpty {
      var next: [(node: Int, path: [Int], seen: Set<Int>)] = []
      var arrived: [[Int]] = []
      for entry in level {
        for step in steps(entry.node, direction, types) where admits(step.relationship) && admitsNode(step.node) {
          if entry.seen.contains(step.node) { continue }
          if step.node == to { arrived.append(entry.path + [step.relationship]) }
          next.append((step.node, entry.path + [step.relationship], entry.seen.union([step.node])))
        }
      }
      if !arrived.isEmpty { return arrived }
      level = next
    }
    return []
  }

  /// A random graph with loops and parallel relationships, of types R and S and labels A and B.
  static func random(nodes: Int, relationships: Int, seed: UInt64) -> PlainGraph {
    var generator = SeededGenerator(seed: seed)
    var graph = PlainGraph()
    for number in 0..<nodes {
      let labels = [[], ["A"], ["B"], ["A", "B"]].randomElement(using: &generator) ?? []
      graph.labels.append(labels)
      graph.properties.append([("number", .integer(Int64(number)))])
    }
    for _ in 0..<relationships {
      graph.relate(
        Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator),
        Bool.random(using: &generator) ? "R" : "S", weight: Int64.random(in: 0..<4, using: &generator))
    }
    return graph
  }
}

/// A small generator that gives the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
