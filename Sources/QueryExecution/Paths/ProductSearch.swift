// Breadth-first search over pairs of a pattern's state and a node, from one node: the least number of relationships after which each
// pair is reached. A walk that reaches `accept` is a match but for what the rule of the path forbids.
//
// Depths lie in one flat array a state, made when the state is first reached; depths of earlier searches lie below `base` and count as
// unseen. Where a condition reads more of a repetition than a relationship and its two nodes, the pairs inside a repetition say too
// little: there every repetition is walked out from its first node, and only those that fulfil the condition count as reached at
// their end. Depths inside are then lower bounds.
// Invariant: every pair whose depth is at most `depth` is known, and its depth is final.
import Glibc
import GraphModel
import GraphStorage
import QueryPlanner

/// A search over states and nodes.
final class ProductSearch {
  /// How many levels are done: pairs of the next level are known, those beyond it maybe not.
  private(set) var depth = 0
  /// The nodes at which the pattern was found to end, in the order in which they were found.
  let ends = GrowingBuffer<UInt32>()

  private let program: PathProgram
  private var depths: [UnsafeMutablePointer<UInt32>?]
  private var capacity = 0
  private var charged = 0
  private var base: UInt32 = 1
  /// The pairs of the levels to come, by depth modulo the number of lists.
  private var levels: [GrowingBuffer<UInt64>]
  private var pending = 0
  private let scratch = PathEntries()
  private var stepsUntilCheck = PhysicalLimits.stepsPerCheck

  init(_ program: PathProgram) {
    self.program = program
    depths = Array(repeating: nil, count: program.states.count + 1)
    levels = (0...program.roundMax).map { _ in GrowingBuffer<UInt64>() }
  }

  deinit { for array in depths { free(array) } }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    context.limits.release(charged)
    charged = 0
    if capacity * 4 * depths.count > PhysicalLimits.retainedBytesMax { forgetArrays() }
    for level in levels { level.release(context.limits) }
    ends.release(context.limits)
    scratch.release(context)
  }

  private func forgetArrays() {
    for place in depths.indices {
      free(depths[place])
      depths[place] = nil
    }
    (capacity, base, depth) = (0, 1, 0)
  }

  /// Begins at a node.
  func begin(at node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    if context.graph.nodeCapacity > capacity || charged == 0 {
      context.limits.release(charged)
      charged = 0
      if context.graph.nodeCapacity > capacity {
        forgetArrays()
        capacity = context.graph.nodeCapacity + context.graph.nodeCapacity / 8
      } else {
        charged = 4 * capacity * depths.count { $0 != nil }
        try context.limits.charge(charged)
      }
    }
    renewBase()
    depth = 0
    pending = 0
    for level in levels { level.truncate(to: 0) }
    ends.truncate(to: 0)
    for transition in program.starts where try program.passes(transition.tests, node, context) {
      try reach(transition.target, node, at: 0, context)
    }
  }

  private func renewBase() {
    let (next, overflow) = base.addingReportingOverflow(UInt32(clamping: depth + program.roundMax + 2))
    if overflow || next > UInt32.max / 2 {
      for array in depths { if let array { memset(array, 0, capacity * 4) } }
      base = 1
    } else {
      base = next
    }
  }

  /// Whether no further pair can be found.
  var isExhausted: Bool { pending == 0 || depth >= program.lengthMax }

  /// The depth of a pair, or a lower bound of it inside a repetition that is walked out; nil where it is not known.
  func depth(of state: Int, _ node: UInt32) -> Int? {
    guard let array = depths[state], Int(node) < capacity, array[Int(node)] >= base else { return nil }
    let found = array[Int(node)] - base
    return found <= finalDepth ? Int(found) : nil
  }

  /// The greatest depth that is final where it is found.
  var finalDepth: UInt32 { pending == 0 ? UInt32.max / 2 : UInt32(clamping: depth) }

  /// The depths of a state for loops: those of this search are at least the base. Valid until the search goes on.
  func column(of state: Int) -> (depths: UnsafeMutablePointer<UInt32>?, base: UInt32) { (depths[state], base) }

  /// Finds the next level.
  func advance(_ context: ExecutionContext) throws(QueryError) {
    let level = levels[depth % levels.count]
    let mark = base + UInt32(truncatingIfNeeded: depth)
    for place in 0..<level.count {
      let pair = level[place]
      let (number, node) = (Int(pair >> 32), UInt32(truncatingIfNeeded: pair))
      pending -= 1
      guard depths[number]?[Int(node)] == mark else { continue }  // a shorter way was found since
      let step = program.steps[program.states[number].step]
      if !step.isLocal {
        try walkRound(from: number, node, context)
      } else if step.isFree, program.states[number].isPlain {
        try expandFreely(program.states[number], node, context)
      } else {
        try expand(program.states[number], node, context)
      }
    }
    level.truncate(to: 0)
    depth += 1
  }

  private func tick(_ steps: Int, _ context: ExecutionContext) throws(QueryError) {
    stepsUntilCheck -= steps + 1
    if stepsUntilCheck <= 0 {
      stepsUntilCheck = PhysicalLimits.stepsPerCheck
      try context.limits.check()
    }
  }

  private func array(of state: Int, _ context: ExecutionContext) throws(QueryError) -> UnsafeMutablePointer<UInt32> {
    if let array = depths[state] { return array }
    try context.limits.charge(capacity * 4)
    charged += capacity * 4
    guard let memory = calloc(max(capacity, 1), 4) else {
      throw .runtime(.resourceExhausted, "MemoryBudgetExceeded", "the system has no memory for a search over \(capacity) nodes")
    }
    let fresh = memory.assumingMemoryBound(to: UInt32.self)
    depths[state] = fresh
    return fresh
  }

  private func reach(_ state: Int, _ node: UInt32, at depth: Int, _ context: ExecutionContext) throws(QueryError) {
    let array = try array(of: state, context)
    let mark = base + UInt32(truncatingIfNeeded: depth)
    let before = array[Int(node)]
    guard before < base || before > mark else { return }
    array[Int(node)] = mark
    if state == program.accept {
      if before < base { try ends.append(node, context.limits) }
    } else {
      try levels[depth % levels.count].append(UInt64(state) << 32 | UInt64(node), context.limits)
      pending += 1
    }
  }

  // MARK: One relationship at a time

  /// The flat loop: nothing is asked of relationships or nodes.
  private func expandFreely(_ state: PathProgram.State, _ node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    let readers = program.steps[state.step].forwards.readers
    let mark = base + UInt32(truncatingIfNeeded: depth + 1)
    let level = levels[(depth + 1) % levels.count]
    for transition in state.transitions {
      let array = try array(of: transition.target, context)
      let isEnd = transition.target == program.accept
      let before = level.count
      for reader in readers {
        if let run = reader.adjacency.singleRun(of: node) {
          try take(run, array, mark, isEnd ? nil : transition.target, level, context)
        } else {
          for run in reader.adjacency.hubRuns(of: node) {
            try take(run, array, mark, isEnd ? nil : transition.target, level, context)
          }
        }
      }
      pending += level.count - before
    }
  }

  private func take(
    _ run: NeighbourRun, _ depths: UnsafeMutablePointer<UInt32>, _ mark: UInt32, _ state: Int?, _ level: GrowingBuffer<UInt64>,
    _ context: ExecutionContext
  ) throws(QueryError) {
    let (base, high) = (base, UInt64(state ?? 0) << 32)
    for place in 0..<run.count {
      let neighbour = run.neighbours[place]
      let before = depths[Int(neighbour)]
      if before < base || before > mark {
        depths[Int(neighbour)] = mark
        if state != nil {
          try level.append(high | UInt64(neighbour), context.limits)
        } else if before < base {
          try ends.append(neighbour, context.limits)
        }
      }
    }
    try tick(run.count, context)
  }

  private func expand(_ state: PathProgram.State, _ node: UInt32, _ context: ExecutionContext) throws(QueryError) {
    let step = program.steps[state.step]
    scratch.truncate(to: 0)
    try scratch.collect(step.forwards.readers, node: node, mask: 0, context) { _, _ in true }
    try tick(scratch.count, context)
    for filter in step.onward {
      for number in filter.needs.indices { filter.set(number, to: node) }  // a local condition needs the node before alone
      try scratch.narrow(from: 0, by: filter, context)
    }
    try follow(state, from: 0, at: depth + 1, context)
  }

  /// Takes the transitions of a state to the nodes of the entries from a place on.
  private func follow(_ state: PathProgram.State, from first: Int, at depth: Int, _ context: ExecutionContext) throws(QueryError) {
    for (bit, transition) in state.transitions.enumerated() {
      let flag = UInt64(1) << UInt64(bit)
      for place in first..<scratch.count { scratch.masks[place] |= flag }
      for test in transition.tests { try scratch.mark(from: first, bit: bit, by: program.tests[test], context) }
      for place in first..<scratch.count where scratch.masks[place] & flag != 0 {
        try reach(transition.target, scratch.neighbours[place], at: depth, context)
      }
    }
  }

  // MARK: One repetition at a time

  /// Walks out the repetition that begins in a state, in depth.
  private func walkRound(from first: Int, _ start: UInt32, _ context: ExecutionContext) throws(QueryError) {
    let count = program.steps[program.states[first].step].count
    var round = Round(nodes: [start], relationships: [])
    var frames: [(next: Int, end: Int)] = []
    scratch.truncate(to: 0)
    try open(first, round, &frames, context)
    while let frame = frames.last {
      if frames.count == count {
        try follow(program.states[first + count - 1], from: frame.next, at: depth + count, context)
      }
      if frames.count == count || frame.next == frame.end {
        frames.removeLast()
        scratch.truncate(to: frames.last.map(\.end) ?? 0)
        guard !frames.isEmpty else { return }
        round.nodes.removeLast()
        round.relationships.removeLast()
        continue
      }
      let place = frame.next
      frames[frames.count - 1].next += 1
      round.nodes.append(scratch.neighbours[place])
      round.relationships.append(scratch.relationships[place])
      try open(first + frames.count, round, &frames, context)
    }
  }

  private struct Round {
    var nodes: [UInt32]
    var relationships: [UInt32]
  }

  private func open(
    _ number: Int, _ round: Round, _ frames: inout [(next: Int, end: Int)], _ context: ExecutionContext
  ) throws(QueryError) {
    let (state, first) = (program.states[number], scratch.count)
    let step = program.steps[state.step]
    try scratch.collect(step.forwards.readers, node: round.nodes[step.place], mask: 0, context) { _, _ in true }
    try tick(scratch.count - first, context)
    for filter in step.onward {
      for (number, place) in filter.needs.enumerated() {
        filter.set(number, to: place % 2 == 0 ? round.nodes[place / 2] : round.relationships[place / 2])
      }
      try scratch.narrow(from: first, by: filter, context)
    }
    if step.place + 1 < step.count {
      for test in state.transitions[0].tests {
        for place in first..<scratch.count { scratch.masks[place] = 1 }
        try scratch.mark(from: first, bit: 0, by: program.tests[test], context)
        scratch.dropDead(from: first)
      }
      for place in first..<scratch.count {
        try note(state.transitions[0].target, scratch.neighbours[place], at: depth + step.place + 1, context)
      }
    }
    frames.append((first, scratch.count))
  }

  /// Notes a lower bound of the depth of a pair inside a repetition.
  private func note(_ state: Int, _ node: UInt32, at depth: Int, _ context: ExecutionContext) throws(QueryError) {
    let array = try array(of: state, context)
    let mark = base + UInt32(truncatingIfNeeded: depth)
    if array[Int(node)] < base || array[Int(node)] > mark { array[Int(node)] = mark }
  }
}
