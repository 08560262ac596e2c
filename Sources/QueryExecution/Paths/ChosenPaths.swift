// The paths that a selector chooses, pair of ends by pair of ends, shortest first. Where the pattern is one relationship repeated and both
// ends are bound, two breadth-first searches meet; everywhere else one search goes out from the start and paths are read back from
// each end that it reaches.
//
// A path from a node back to itself over relationships without direction is a case of its own: going there and back is a walk but no
// trail, so whether there is any is asked first, lest every trail be tried in vain.
import GraphModel
import GraphStorage
import QueryPlanner

/// Chooses paths.
final class ChosenPaths {
  /// A path, or only where it ends and how long it is where nobody asks for more.
  enum Found {
    case trace(PathTrace)
    case end(UInt32, length: Int)
  }

  /// What may be used of a pattern that is one relationship repeated.
  private struct Simple {
    let meeting: MeetingSearch
    let neighbourhood: Neighbourhood
    let condition: StepFilter?
    let search = BreadthFirstSearch()
    let scratch = EntryStack()
    let closing = ClosingTrail(isUndirected: true)
    let minimum: Int
    let isUndirected: Bool
  }

  private let program: PathProgram
  private let rule: PathRule
  private let isByGroups: Bool
  private let needsTrace: Bool
  private let search: ProductSearch
  private let ranking: PathRanking
  private let condition: PathCondition?
  private let simple: Simple?
  private var wanted = 1

  private var start: UInt32 = 0
  private var target: UInt32?
  private var stage = Stage.ended
  private var cursor = 0
  private var found = 0
  private var lastLength = -1

  private enum Stage {
    /// Looking for the next end.
    case seeking
    /// Reading paths back from an end.
    case ranking
    /// Reading the paths of two searches that have met.
    case meeting
    case ended
  }

  init(_ search: PathSearch, _ program: PathProgram, needsTrace: Bool, input: ChunkLayout) throws(QueryError) {
    self.program = program
    self.needsTrace = needsTrace
    rule = search.rule
    if case .groups = search.choice { isByGroups = true } else { isByGroups = false }
    self.search = ProductSearch(program)
    ranking = PathRanking(program, rule: search.rule, search: self.search)
    condition = try search.condition.map { condition throws(QueryError) in try PathCondition(condition, search, program, input: input) }
    simple = try Self.simple(search, program, input)
  }

  /// The parts of a pattern that is one relationship repeated, none or one time at least, with conditions on it alone.
  private static func simple(_ search: PathSearch, _ program: PathProgram, _ input: ChunkLayout) throws(QueryError) -> Simple? {
    guard let part = search.parts.first, search.parts.count == 1, part.hops.count == 1, part.minimum <= 1, program.tests.isEmpty else {
      return nil
    }
    let (hop, nodes) = (part.hops[0], Set(part.nodes.map(\.inner)))
    guard part.conditions.allSatisfy({ $0.variables.isDisjoint(with: nodes) }) else { return nil }
    let step = part.conditions.isEmpty ? nil : StepCondition(variable: hop.inner, condition: .all(part.conditions))
    let condition = try step.map { step throws(QueryError) in try StepFilter(step, kind: .relationship, input: input) }
    let direction = search.isReversed ? hop.direction.reversed : hop.direction
    let meeting = MeetingSearch(
      types: hop.types, direction: direction, maximum: program.lengthMax, relationshipCondition: condition, nodeCondition: nil)
    return Simple(
      meeting: meeting, neighbourhood: Neighbourhood(types: hop.types, direction: direction), condition: condition,
      minimum: part.minimum, isUndirected: hop.direction == .both)
  }

  /// Reads the graph as it is now; what has been found stays found.
  func refresh(_ context: ExecutionContext) throws(QueryError) {
    guard let simple else { return }
    try simple.meeting.refresh(context)
    simple.neighbourhood.refresh(context)
    try simple.search.fit(context.graph, context)
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    search.release(context)
    ranking.release(context)
    simple?.meeting.release(context)
    simple?.search.release(context)
    simple?.scratch.release(context)
    simple?.closing.release(context)
  }

  /// Begins with a row: from a node, to another if it is bound, so many paths or lengths for each pair of ends.
  func begin(
    _ chunk: DataChunk, _ row: Int, from start: UInt32, to target: UInt32?, wanted: Int, _ context: ExecutionContext
  ) throws(QueryError) {
    (self.start, self.target, self.wanted) = (start, target, wanted)
    (cursor, found, lastLength) = (0, 0, -1)
    condition?.load(chunk, row: row)
    simple?.condition?.load(chunk, row: row)
    if let target, target != start, let simple, wanted == 1, condition == nil {
      stage = try simple.meeting.begin(from: start, to: target, all: isByGroups, context) ? .meeting : .ended
      return
    }
    try search.begin(at: start, context)
    try ranking.begin(at: start, context)
    stage = .seeking
  }

  /// The next path, nil when there is none left.
  func next(_ accepts: (UInt32) -> Bool, _ context: ExecutionContext) throws(QueryError) -> Found? {
    while true {
      switch stage {
      case .ended: return nil
      case .meeting:
        guard let path = try nextMeeting(context) else { return nil }
        return path
      case .ranking:
        if let trace = try nextRanked(context) { return .trace(trace) }
        stage = target == nil ? .seeking : .ended
      case .seeking:
        guard let end = try nextEnd(accepts, context) else {
          stage = .ended
          return nil
        }
        if let path = try openEnd(end, context) { return path }
      }
    }
  }

  private func nextMeeting(_ context: ExecutionContext) throws(QueryError) -> Found? {
    guard let simple, let target else { return nil }
    if !needsTrace, !isByGroups {
      stage = .ended
      return .end(target, length: simple.meeting.length)
    }
    guard let path = try simple.meeting.next(context) else {
      stage = .ended
      return nil
    }
    if !isByGroups { stage = .ended }
    let steps = [Int32](repeating: 0, count: path.relationships.count)
    return .trace(PathTrace(nodes: path.nodes, relationships: path.relationships, steps: steps))
  }

  private func nextRanked(_ context: ExecutionContext) throws(QueryError) -> PathTrace? {
    while let trace = try ranking.next(context) {
      if let condition, try !condition.passes(trace, context) { continue }
      if isByGroups {
        if trace.relationships.count != lastLength {
          if found == wanted { return nil }
          found += 1
          lastLength = trace.relationships.count
        }
      } else {
        if found == wanted { return nil }
        found += 1
        if found == wanted { stage = target == nil ? .seeking : .ended }
      }
      return trace
    }
    return nil
  }

  /// The next node at which paths end.
  private func nextEnd(_ accepts: (UInt32) -> Bool, _ context: ExecutionContext) throws(QueryError) -> UInt32? {
    if let target {
      while search.depth(of: program.accept, target) == nil {
        if search.isExhausted { return nil }
        try search.advance(context)
      }
      return target
    }
    while true {
      while cursor < search.ends.count, search.depth(of: program.accept, search.ends[cursor]) != nil {
        cursor += 1
        if accepts(search.ends[cursor - 1]) { return search.ends[cursor - 1] }
      }
      if search.isExhausted { return nil }
      try search.advance(context)
    }
  }

  /// Begins with the paths to an end; gives at once what is known without reading paths back.
  private func openEnd(_ end: UInt32, _ context: ExecutionContext) throws(QueryError) -> Found? {
    (found, lastLength) = (0, -1)
    let depth = search.depth(of: program.accept, end) ?? 0
    let isShortestKnown = simple != nil && (end != start || depth == 0) && wanted == 1 && !isByGroups
    if isShortestKnown, !needsTrace, condition == nil {
      stage = target == nil ? .seeking : .ended
      return .end(end, length: depth)
    }
    var bound = Int.max
    if end == start, let simple, simple.isUndirected, rule == .trail || rule == .simple {
      let length = try closedLength(simple, context)
      if let length {
        if wanted == 1, condition == nil { bound = simple.minimum == 0 ? 0 : length }
      } else {
        bound = 0
      }
    }
    try ranking.begin(to: end, lengthMax: bound, context)
    stage = .ranking
    return nil
  }

  /// The length of the shortest trail from the start back to it, if there is one.
  private func closedLength(_ simple: Simple, _ context: ExecutionContext) throws(QueryError) -> Int? {
    simple.search.begin(at: start)
    try simple.closing.begin(at: start, context)
    let readers = simple.neighbourhood.readers
    while simple.search.depth < program.lengthMax, !simple.search.isExhausted {
      if let length = try simple.closing.length(
        simple.search, maximum: program.lengthMax, readers, simple.condition, simple.scratch, context)
      {
        return length
      }
      if let condition = simple.condition {
        try simple.search.advance(readers, relationship: condition, node: nil, scratch: simple.scratch, context)
      } else {
        _ = try simple.search.advance(readers, meeting: nil, context)
      }
    }
    return nil
  }
}
