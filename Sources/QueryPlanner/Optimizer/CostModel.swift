// What statistics say about sizes: how many nodes, how many relationships at a node, how likely a condition. All guesses about
// what statistics do not say stand here and nowhere else.

import GraphModel

/// Figures for estimates, none of them zero.
package struct CostModel: Sendable {
  private let statistics: PlanningStatistics
  private let unique: Set<PlanningStatistics.Property>

  /// The figures of some statistics, with the properties that a schema says are unique.
  package init(_ statistics: PlanningStatistics, schema: PlanningSchema = PlanningSchema()) {
    self.statistics = statistics
    unique = Set(schema.indexes.filter(\.isUnique).map { .init(label: $0.label, key: $0.property) })
  }

  // The guesses.
  static let unknownNodes = 10_000.0
  static let unknownLabelShare = 0.1
  static let unknownDegree = 4.0
  static let equality = 0.1
  static let range = 0.3
  static let prefix = 0.05
  static let membership = 0.2
  static let condition = 0.5
  static let inequality = 0.9
  static let listLength = 10.0
  /// How much longer the longest trails considered in an estimate are than the shortest, where there is no bound.
  static let openLengthMax = 6

  private var isKnown: Bool { statistics.nodes > 0 }

  /// The number of nodes.
  var nodes: Double { isKnown ? Double(statistics.nodes) : Self.unknownNodes }

  /// The number of nodes with a label; without one, of all.
  func nodes(_ label: String?) -> Double {
    guard let label else { return nodes }
    if let count = statistics.nodesByLabel[label] { return max(1, Double(count)) }
    return isKnown ? 1 : nodes * Self.unknownLabelShare
  }

  /// The number of relationships of some types; of none named, of all.
  func relationships(_ types: [String]) -> Double {
    guard isKnown else { return nodes * Self.unknownDegree * Double(max(1, types.count)) / 2 }
    if types.isEmpty { return max(1, Double(statistics.relationships)) }
    return max(1, types.reduce(0.0) { $0 + Double(statistics.relationshipsByType[$1] ?? 0) })
  }

  /// How many relationships a step meets at one node, of which some labels are known.
  func degree(from labels: Set<String>, _ types: [String], _ direction: Direction) -> Double {
    switch direction {
    case .outgoing: degree(from: labels, types, isOutgoing: true)
    case .incoming: degree(from: labels, types, isOutgoing: false)
    case .both: degree(from: labels, types, isOutgoing: true) + degree(from: labels, types, isOutgoing: false)
    }
  }

  private func degree(from labels: Set<String>, _ types: [String], isOutgoing: Bool) -> Double {
    if types.isEmpty { return relationships([]) / nodes }
    let label = labels.min { (nodes($0), $0) < (nodes($1), $1) }
    return types.reduce(0) { sum, type in
      if let label, let counted = statistics.relationshipsByEnd[.init(label: label, type: type, isOutgoing: isOutgoing)] {
        return sum + Double(counted) / nodes(label)
      }
      let all = relationships([type])
      // Nothing is known of the label: the type is perhaps at home there, perhaps not.
      let share = label.map { (nodes * nodes($0)).squareRoot() } ?? nodes
      return sum + all / share
    }
  }

  /// How a node was come to: over one type, the step having gone this way.
  struct Arrival: Hashable {
    let types: [String]
    let direction: Direction
  }

  /// How many relationships a step meets at a node that was come to over others of the same type; nil where that is not known, and where
  /// the types are not the same one. Nodes that are come to are not nodes like any: a hub is come to as often as it has relationships.
  func onward(_ types: [String], _ direction: Direction, after arrival: Arrival?) -> Double? {
    guard let arrival, let type = types.first, types.count == 1, arrival.types == types else { return nil }
    // The step went along the relationship, so that at the node it came to the relationship is an incoming one.
    let arrivals: [Bool] =
      switch arrival.direction {
      case .outgoing: [false]
      case .incoming: [true]
      case .both: [false, true]
      }
    let departures: [Bool] = direction == .both ? [true, false] : [direction == .outgoing]
    var sum = 0.0
    for arrivesOutgoing in arrivals {
      for leavesOutgoing in departures {
        guard
          let counted = statistics.passages(.init(type: type, arrivesOutgoing: arrivesOutgoing, leavesOutgoing: leavesOutgoing))
        else { return nil }
        sum += counted
      }
    }
    return sum / Double(arrivals.count)
  }

  /// How likely the far end of a step carries a label.
  func share(of label: String, atEndOf types: [String], _ direction: Direction) -> Double {
    let plain = min(1, nodes(label) / nodes)
    guard isKnown, !types.isEmpty else { return plain }
    var (found, all) = (0.0, 0.0)
    for type in types {
      let sides: [Bool] = direction == .both ? [true, false] : [direction == .incoming]
      for isOutgoing in sides {
        guard let counted = statistics.relationshipsByEnd[.init(label: label, type: type, isOutgoing: isOutgoing)] else {
          return plain.squareRoot()
        }
        found += Double(counted)
        all += relationships([type])
      }
    }
    return min(1, max(found, 0.5) / all)
  }

  /// The number of distinct values of a property, where counted.
  func distinctValues(_ label: String?, _ key: String) -> Double? {
    if unique.contains(.init(label: label, key: key)) { return nodes(label) }
    return statistics.distinctValues[.init(label: label, key: key)].map { max(1, Double($0)) }
  }
}
