// The shortest paths that two searches have found, one after the other: from each node where they meet, back to the start over
// nodes of falling depth, then on to the end over nodes of falling depth. Every choice leads to a path, so nothing is walked in vain.
// Invariant: frame 0 chooses the meeting node, the next ones the relationships back to the start, the rest those on to the end.
import GraphModel
import GraphStorage

/// A path as offsets.
struct PathParts {
  let nodes: [UInt32]
  let relationships: [UInt32]
  let length: Int

  /// The path of one node.
  static func alone(_ node: UInt32) -> PathParts { PathParts(nodes: [node], relationships: [], length: 0) }

  var nodeValues: [Node] { nodes.map { Node(id: NodeID(rawValue: $0)) } }
  var relationshipValues: [Relationship] { relationships.map { Relationship(id: RelationshipID(rawValue: $0)) } }
}

/// Walks through the paths between two searches that have met.
final class PathEnumeration {
  private struct Frame {
    var next: Int
    let end: Int
    let start: Int
  }

  private let forwards: PathSide
  private let backwards: PathSide
  private let relationshipCondition: StepFilter?
  private let entries = EntryStack()
  private var frames: [Frame] = []

  init(forwards: PathSide, backwards: PathSide, relationshipCondition: StepFilter?) {
    self.forwards = forwards
    self.backwards = backwards
    self.relationshipCondition = relationshipCondition
  }

  /// Begins with the nodes where the searches meet.
  func begin(_ meeting: [UInt32], _ context: ExecutionContext) throws(QueryError) {
    entries.truncate(to: 0)
    for node in meeting { try entries.push(node, 0, context) }
    frames = [Frame(next: 0, end: entries.count, start: 0)]
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    entries.release(context)
    frames = []
  }

  /// The next path, nil when there is none left.
  func next(_ context: ExecutionContext) throws(QueryError) -> PathParts? {
    let (left, right) = (forwards.search.depth, backwards.search.depth)
    while let frame = frames.last {
      if frame.next == frame.end {
        frames.removeLast()
        entries.truncate(to: frame.start)
        if let last = frames.indices.last { frames[last].next += 1 }
        continue
      }
      if frames.count == left + right + 1 {
        let path = parts(left, right)
        frames[frames.count - 1].next += 1
        return path
      }
      try push(left, right, context)
    }
    return nil
  }

  /// The node that the present choice of a frame leads to.
  private func node(_ frame: Int) -> UInt32 { entries.neighbours[frames[frame].next] }

  private func push(_ left: Int, _ right: Int, _ context: ExecutionContext) throws(QueryError) {
    let position = frames.count
    let isBack = position <= left
    let origin = isBack ? node(position - 1) : (position == left + 1 ? node(0) : node(position - 1))
    let wanted = isBack ? left - position : right - (position - left)
    let search = isBack ? forwards.search : backwards.search
    let readers = isBack ? backwards.neighbourhood.readers : forwards.neighbourhood.readers
    let start = entries.count
    let (depths, mark) = (search.depths, search.base + UInt32(truncatingIfNeeded: wanted))
    try entries.collect(readers, node: origin, context) { neighbour, _ in depths[Int(neighbour)] == mark }
    try entries.narrow(from: start, relationship: relationshipCondition, node: nil, context)
    frames.append(Frame(next: start, end: entries.count, start: start))
  }

  private func parts(_ left: Int, _ right: Int) -> PathParts {
    var nodes: [UInt32] = []
    var relationships: [UInt32] = []
    for frame in stride(from: left, to: 0, by: -1) {
      nodes.append(node(frame))
      relationships.append(entries.relationships[frames[frame].next])
    }
    nodes.append(node(0))
    for frame in stride(from: left + 1, through: left + right, by: 1) {
      relationships.append(entries.relationships[frames[frame].next])
      nodes.append(node(frame))
    }
    return PathParts(nodes: nodes, relationships: relationships, length: left + right)
  }
}
