// How many relationships lead on from nodes that one comes to over a type: counted at the ends of some relationships, evenly spread
// over all. Taking relationships, not nodes, is what makes a hub weigh as much as it is come to.
import GraphModel
import GraphStorage
import QueryPlanner

/// A sample of ways through nodes.
struct PassageSample {
  /// How many relationships lead on, on average.
  let mean: Double
  /// Relationships that are looked at at most, and about how many are counted where there are enough.
  private static let (lookedAt, countedGoal) = (4_096, 128)
  /// Fewer than these say nothing.
  private static let countedMin = 8

  /// Counts; nil where there are too few relationships of the type. Cost: some ten microseconds.
  init?(_ passage: PlanningStatistics.Passage, _ graph: GraphSnapshot) {
    guard let type = graph.catalog.relationshipType(passage.type) else { return nil }
    let relationships = graph.relationshipReader
    let onward = passage.leavesOutgoing ? graph.outgoing(type) : graph.incoming(type)
    var (sum, counted) = (0, 0)
    // A stride that shares no factor with how data tends to repeat.
    let stride = max(graph.relationshipCapacity / Self.lookedAt, onward.count / Self.countedGoal) | 1
    for offset in Swift.stride(from: 0, to: graph.relationshipCapacity, by: stride) {
      let relationship = UInt32(truncatingIfNeeded: offset)
      guard graph.contains(RelationshipID(rawValue: relationship)), relationships.type(of: relationship) == type else { continue }
      sum += onward.degree(of: passage.arrivesOutgoing ? relationships.source(of: relationship) : relationships.target(of: relationship))
      counted += 1
    }
    guard counted >= Self.countedMin else { return nil }
    mean = Double(sum) / Double(counted)
  }
}
