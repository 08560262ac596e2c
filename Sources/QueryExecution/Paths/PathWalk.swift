// Every path of a pattern from one node: a search in depth with its own stack, so that depth costs memory (which is charged) and never
// the thread's stack.
//
// A frame holds the steps that are open at one node of the path, with a bit for each transition that may follow. They are tested when
// the frame is made, for what lies below stays the same as long as the frame lives. Frame n holds the steps to node n of the path; the
// steps of frame 0 lead to the first node, over no relationship.
import GraphModel
import GraphStorage
import QueryPlanner

/// Walks through the paths of a pattern.
final class PathWalk {
  private struct Frame {
    /// The state from which the steps lead on; -1 for the first node.
    let state: Int
    let start: Int
    let end: Int
    var next: Int
    /// The transitions of the next step that are still open.
    var open: UInt64
  }

  private let program: PathProgram
  private let rule: PathRule
  private let exclusion: RelationshipExclusion
  private let entries = PathEntries()
  private var frames: [Frame] = []
  private let walked = Trail()
  private let visited = Trail()
  private var start: UInt32 = 0
  private var stepsUntilCheck = PhysicalLimits.stepsPerCheck
  /// The path found last, without its last step if the walk has gone on.
  private(set) var trace = PathTrace()

  init(_ program: PathProgram, rule: PathRule, exclusion: RelationshipExclusion) {
    self.program = program
    self.rule = rule
    self.exclusion = exclusion
  }

  /// Begins at a node.
  func begin(at node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    entries.truncate(to: 0)
    walked.removeAll()
    visited.removeAll()
    trace = PathTrace()
    start = node
    var mask: UInt64 = 0
    for (bit, transition) in program.starts.enumerated() where try program.passes(transition.tests, node, context) {
      mask |= 1 << UInt64(bit)
    }
    try entries.push(node, 0, mask: mask, context)
    frames.removeAll(keepingCapacity: true)
    frames.append(Frame(state: -1, start: 0, end: 1, next: 0, open: mask))
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    entries.release(context)
    walked.release(context)
    visited.release(context)
    frames = []
    trace = PathTrace()
  }

  /// Goes on to the next path that ends at a node that passes; false when there is none left.
  func next(_ context: ExecutionContext, _ accepts: (UInt32) -> Bool) throws(QueryError) -> Bool {
    leave()
    while let frame = frames.last {
      stepsUntilCheck -= 1
      if stepsUntilCheck <= 0 {
        stepsUntilCheck = PhysicalLimits.stepsPerCheck
        try context.limits.check()
      }
      let top = frames.count - 1
      if frame.open == 0 {
        frames[top].next += 1
        if frames[top].next < frame.end {
          frames[top].open = entries.masks[frames[top].next]
        } else {
          frames.removeLast()
          entries.truncate(to: frame.start)
          leave()
        }
        continue
      }
      let bit = frame.open.trailingZeroBitCount
      frames[top].open &= frame.open - 1
      let node = entries.neighbours[frame.next]
      let target = frame.state < 0 ? program.starts[bit].target : program.states[frame.state].transitions[bit].target
      if target == program.accept {
        guard accepts(node) else { continue }
        try enter(frame, node, context)
        return true
      }
      if trace.relationships.count + (frame.state < 0 ? 0 : 1) >= program.lengthMax || (rule == .simple && isClosed(frame, node)) {
        continue
      }
      try enter(frame, node, context)
      try push(target, node, context)
    }
    return false
  }

  /// Whether a step leads back to the first node.
  private func isClosed(_ frame: Frame, _ node: UInt32) -> Bool { frame.state >= 0 && node == start }

  /// Puts the present step of a frame at the end of the path.
  private func enter(_ frame: Frame, _ node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    trace.nodes.append(node)
    if rule == .acyclic || rule == .simple { try visited.append(node, context) }
    guard frame.state >= 0 else { return }
    let relationship = entries.relationships[frame.next]
    trace.relationships.append(relationship)
    trace.steps.append(Int32(truncatingIfNeeded: program.states[frame.state].step))
    if rule != .walk { try walked.append(relationship, context) }
  }

  /// Takes away the last step of the path, if no frame stands upon it.
  private func leave() {
    while trace.nodes.count >= max(frames.count, 1) {
      trace.nodes.removeLast()
      visited.removeLast()
      if trace.relationships.isEmpty { continue }
      trace.relationships.removeLast()
      trace.steps.removeLast()
      walked.removeLast()
    }
  }

  /// Makes the frame of the steps from a node in a state.
  private func push(_ number: Int, _ node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    let state = program.states[number]
    let step = program.steps[state.step]
    let first = entries.count
    let mask = state.transitions.count == 64 ? UInt64.max : (1 << UInt64(state.transitions.count)) - 1
    try collect(step, node, mask, context)
    stepsUntilCheck -= entries.count - first
    for filter in step.onward {
      for (number, place) in filter.needs.enumerated() { filter.set(number, to: element(place, of: step)) }
      try entries.narrow(from: first, by: filter, context)
    }
    if !state.isPlain {
      for (bit, transition) in state.transitions.enumerated() {
        for test in transition.tests { try entries.mark(from: first, bit: bit, by: program.tests[test], context) }
      }
      entries.dropDead(from: first)
    }
    let open = first < entries.count ? entries.masks[first] : 0
    frames.append(Frame(state: number, start: first, end: entries.count, next: first, open: open))
  }

  private func collect(_ step: PathStep, _ node: UInt32, _ mask: UInt64, _ context: ExecutionContext) throws(QueryError) {
    let (walked, visited, exclusion, start) = (walked.view, visited.view, exclusion.view, start)
    let readers = step.forwards.readers
    switch rule {
    case .walk: try entries.collect(readers, node: node, mask: mask, context) { _, relationship in !exclusion.contains(relationship) }
    case .trail:
      try entries.collect(readers, node: node, mask: mask, context) { _, relationship in
        !walked.contains(relationship) && !exclusion.contains(relationship)
      }
    case .acyclic:
      try entries.collect(readers, node: node, mask: mask, context) { neighbour, relationship in
        !visited.contains(neighbour) && !exclusion.contains(relationship)
      }
    case .simple:
      try entries.collect(readers, node: node, mask: mask, context) { neighbour, relationship in
        (neighbour == start || !visited.contains(neighbour)) && !walked.contains(relationship) && !exclusion.contains(relationship)
      }
    }
  }

  /// An element of the present repetition: the last node of the path is the one before the step.
  private func element(_ place: Int, of step: PathStep) -> UInt32 {
    let back = 2 * step.place - place
    return back % 2 == 0
      ? trace.nodes[trace.nodes.count - 1 - back / 2] : trace.relationships[trace.relationships.count - 1 - back / 2]
  }
}
