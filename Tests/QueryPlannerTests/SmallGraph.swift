// A graph of a few nodes in memory, made at random from a seed: what plans are run over in tests.

import GraphModel

/// A random number generator that a seed decides.
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

/// A graph as arrays.
struct SmallGraph {
  struct Relationship {
    let type: String
    let start: Int
    let end: Int
    let properties: [String: Value]
  }

  var labels: [Set<String>] = []
  var properties: [[String: Value]] = []
  var relationships: [Relationship] = []

  static let labelNames = ["A", "B", "C"]
  static let typeNames = ["R", "S", "T"]

  /// A random graph, with loops and parallel relationships.
  init(nodes: Int, relationships count: Int, _ random: inout SeededGenerator) {
    for place in 0..<nodes {
      labels.append(Set(Self.labelNames.filter { _ in Int.random(in: 0..<2, using: &random) == 0 }))
      var own: [String: Value] = ["id": .integer(Int64(place))]
      if Int.random(in: 0..<4, using: &random) > 0 { own["x"] = .integer(Int64.random(in: 0..<4, using: &random)) }
      if Int.random(in: 0..<3, using: &random) > 0 { own["s"] = .string(["a", "ab", "b"][Int.random(in: 0..<3, using: &random)]) }
      properties.append(own)
    }
    for _ in 0..<count {
      relationships.append(
        Relationship(
          type: Self.typeNames[Int.random(in: 0..<3, using: &random)], start: Int.random(in: 0..<nodes, using: &random),
          end: Int.random(in: 0..<nodes, using: &random), properties: ["w": .integer(Int64.random(in: 0..<3, using: &random))]))
    }
  }

  func node(_ place: Int) -> Value { .node(Node(id: NodeID(rawValue: UInt32(place)))) }
  func relationship(_ place: Int) -> Value { .relationship(.init(id: RelationshipID(rawValue: UInt32(place)))) }

  /// The relationships at a node in a direction, with their other ends; a loop counts once for either direction.
  func steps(from node: Int, _ types: [String], _ direction: Direction) -> [(relationship: Int, other: Int)] {
    var found: [(relationship: Int, other: Int)] = []
    for (place, relationship) in relationships.enumerated() where types.isEmpty || types.contains(relationship.type) {
      if direction != .incoming, relationship.start == node { found.append((place, relationship.end)) }
      if direction != .outgoing, relationship.end == node, !(direction == .both && relationship.start == node) {
        found.append((place, relationship.start))
      }
    }
    return found
  }
}
