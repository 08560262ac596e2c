// Shortest paths between two different nodes: breadth-first from both ends, always on with the side that has less to look at, until a
// level of one side meets the other's. Conditions on relationships and nodes are part of the search.
import GraphModel
import GraphStorage
import QueryPlanner

/// Searches from both ends.
final class MeetingSearch {
  private let forwards: PathSide
  private let backwards: PathSide
  private let relationshipCondition: StepFilter?
  private let nodeCondition: StepFilter?
  private let enumeration: PathEnumeration
  private let scratch = EntryStack()
  private let maximum: Int
  @exclusivity(unchecked) private var meeting: [UInt32] = []
  @exclusivity(unchecked) private var isEnumerating = false

  /// A search over relationships of some types in a direction, for paths of a greatest length.
  init(types: [String], direction: Direction, maximum: Int, relationshipCondition: StepFilter?, nodeCondition: StepFilter?) {
    forwards = PathSide(types: types, direction: direction)
    backwards = PathSide(types: types, direction: direction.reversed)
    self.maximum = maximum
    self.relationshipCondition = relationshipCondition
    self.nodeCondition = nodeCondition
    enumeration = PathEnumeration(forwards: forwards, backwards: backwards, relationshipCondition: relationshipCondition)
  }

  /// Reads the graph as it is now; what has been found stays found.
  func refresh(_ context: ExecutionContext) throws(QueryError) {
    for side in [forwards, backwards] {
      side.neighbourhood.refresh(context)
      try side.search.fit(context.graph, context)
    }
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    forwards.search.release(context)
    backwards.search.release(context)
    scratch.release(context)
    enumeration.release(context)
  }

  /// The length of the shortest paths, after they have been found.
  var length: Int { forwards.search.depth + backwards.search.depth }

  /// Searches; says whether there is a path. Of all shortest ones, `next` gives each; else it gives some of them.
  func begin(from start: UInt32, to end: UInt32, all: Bool, _ context: ExecutionContext) throws(QueryError) -> Bool {
    isEnumerating = false
    guard let met = try meet(start, end, all: all, context) else { return false }
    meeting = met
    return true
  }

  /// The next path, nil when there is none left.
  func next(_ context: ExecutionContext) throws(QueryError) -> PathParts? {
    if !isEnumerating { try enumeration.begin(meeting, context) }
    isEnumerating = true
    return try enumeration.next(context)
  }

  /// The nodes where the two searches meet, each at the last level of both.
  private func meet(_ start: UInt32, _ end: UInt32, all: Bool, _ context: ExecutionContext) throws(QueryError) -> [UInt32]? {
    forwards.search.begin(at: start)
    backwards.search.begin(at: end)
    var work = (forwards: forwards.work, backwards: backwards.work)
    while forwards.search.depth + backwards.search.depth < maximum {
      if forwards.search.isExhausted || backwards.search.isExhausted { return nil }
      let isForwards = work.forwards <= work.backwards
      let (side, other) = isForwards ? (forwards, backwards) : (backwards, forwards)
      if let met = try advance(side, other, all: all, context) { return met }
      if isForwards { work.forwards = forwards.work } else { work.backwards = backwards.work }
    }
    return nil
  }

  private func advance(_ side: PathSide, _ other: PathSide, all: Bool, _ context: ExecutionContext) throws(QueryError) -> [UInt32]? {
    if relationshipCondition == nil, nodeCondition == nil {
      if !all {
        guard let met = try side.search.advance(side.neighbourhood.readers, meeting: other.search, context) else { return nil }
        side.search.closeAtMeeting()
        return [met]
      }
      _ = try side.search.advance(side.neighbourhood.readers, meeting: nil, context)
    } else {
      try side.search.advance(
        side.neighbourhood.readers, relationship: relationshipCondition, node: nodeCondition, scratch: scratch, context)
    }
    let met = (side.search.levelStart..<side.search.levelEnd).map { side.search.queue[$0] }.filter { other.search.depth(of: $0) != nil }
    return met.isEmpty ? nil : met
  }
}

/// The search from one end.
final class PathSide {
  let neighbourhood: Neighbourhood
  let search = BreadthFirstSearch()

  init(types: [String], direction: Direction) { neighbourhood = Neighbourhood(types: types, direction: direction) }

  /// What the next step of the search will look at.
  var work: Int { search.work(neighbourhood.readers) }
}
