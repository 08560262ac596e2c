// The paths to one end, shortest first: back from the end over a search from the start, which says of every pair how far the start is at
// least. A stretch of path is a record that points at the record after it; the records wait in lists by the length that the whole
// path will have at least, and the shortest is taken up first. Of a record only those steps back are made that belong to a
// path of that length; it waits again for the next length at which there are more. So one shortest path costs its own length, not the
// degrees of its nodes times that.
//
// What the search cannot know, that no relationship or node repeats, is asked of each step. A path is given out when it is certain
// that no shorter one is left.
import GraphModel
import GraphStorage
import QueryPlanner

/// Goes through the paths to an end in the order of their lengths.
final class PathRanking {
  /// A stretch from a pair to the end.
  private struct Record {
    let state: UInt32
    let node: UInt32
    /// The relationship to the next record's node.
    let relationship: UInt32
    let next: Int32
    let length: Int32
  }

  private let program: PathProgram
  private let rule: PathRule
  private let search: ProductSearch
  private let records = GrowingBuffer<Record>()
  /// Records by the least length of their paths.
  private var waiting: [[Int32]] = []
  private var waitingCount = 0
  private var waitingCharge = 0
  private var length = 0
  private var lengthMax = 0
  private var start: UInt32 = 0
  private var end: UInt32 = 0
  /// Whether a state follows upon the start.
  private var isFirst: [Bool]
  private let entries = PathEntries()
  private let walked = Trail()
  private var stepsUntilCheck = PhysicalLimits.stepsPerCheck

  init(_ program: PathProgram, rule: PathRule, search: ProductSearch) {
    self.program = program
    self.rule = rule
    self.search = search
    isFirst = Array(repeating: false, count: program.states.count + 1)
  }

  /// Takes the start of all paths until further notice.
  func begin(at start: UInt32, _ context: ExecutionContext) throws(QueryError) {
    self.start = start
    for place in isFirst.indices { isFirst[place] = false }
    for transition in program.starts where try program.passes(transition.tests, start, context) { isFirst[transition.target] = true }
  }

  /// Begins with the paths to an end that the search has found; none is longer than a bound.
  func begin(to end: UInt32, lengthMax: Int, _ context: ExecutionContext) throws(QueryError) {
    self.end = end
    self.lengthMax = min(lengthMax, program.lengthMax)
    records.truncate(to: 0)
    for place in waiting.indices { waiting[place].removeAll(keepingCapacity: true) }
    waitingCount = 0
    guard let least = search.depth(of: program.accept, end) else { return }
    length = least
    let accept = UInt32(truncatingIfNeeded: program.accept)
    try records.append(Record(state: accept, node: end, relationship: 0, next: -1, length: 0), context.limits)
    try wait(0, for: least, context)
  }

  /// Gives the memory back.
  func release(_ context: ExecutionContext) {
    records.release(context.limits)
    entries.release(context)
    walked.release(context)
    context.limits.release(waitingCharge)
    waitingCharge = 0
    waiting = []
  }

  private func wait(_ record: Int32, for length: Int, _ context: ExecutionContext) throws(QueryError) {
    guard length <= lengthMax else { return }
    while waiting.count <= length { waiting.append([]) }
    if waiting[length].count == waiting[length].capacity {
      try context.limits.charge(max(64, waiting[length].count * 4))
      waitingCharge += max(64, waiting[length].count * 4)
    }
    waiting[length].append(record)
    waitingCount += 1
  }

  /// The next path, nil when there is none left.
  func next(_ context: ExecutionContext) throws(QueryError) -> PathTrace? {
    while waitingCount > 0, length < waiting.count {
      guard let record = waiting[length].popLast() else {
        length += 1
        continue
      }
      waitingCount -= 1
      stepsUntilCheck -= 1
      if stepsUntilCheck <= 0 {
        stepsUntilCheck = PhysicalLimits.stepsPerCheck
        try context.limits.check()
      }
      let stretch = records[Int(record)]
      let isComplete = Int(stretch.length) == length && stretch.node == start && isFirst[Int(stretch.state)]
      try goBack(from: record, stretch, context)
      if isComplete { return trace(from: record) }
    }
    return nil
  }

  private func trace(from record: Int32) -> PathTrace {
    var trace = PathTrace()
    var place = record
    while place >= 0 {
      let stretch = records[Int(place)]
      trace.nodes.append(stretch.node)
      if stretch.next >= 0 {
        trace.relationships.append(stretch.relationship)
        trace.steps.append(Int32(truncatingIfNeeded: program.states[Int(stretch.state)].step))
      }
      place = stretch.next
    }
    return trace
  }

  /// Makes the steps back that belong to paths of the present length, and lets the record wait for the next length.
  private func goBack(from record: Int32, _ stretch: Record, _ context: ExecutionContext) throws(QueryError) {
    if nodesDiffer {
      if rule == .acyclic, start == end { return }
      if stretch.length > 0, stretch.node == start { return }
    }
    let wanted = length - Int(stretch.length) - 1
    while search.depth < wanted, !search.isExhausted { try search.advance(context) }
    try loadTrail(from: record, context)
    var later = Int.max
    for transition in program.incoming[Int(stretch.state)] where try program.passes(transition.tests, stretch.node, context) {
      later = min(later, try goBack(over: transition.target, record, stretch, wanted, context))
    }
    if later < Int.max { try wait(record, for: later + Int(stretch.length) + 1, context) }
  }

  /// The steps back to one state; returns the least depth beyond the wanted one that others may have.
  private func goBack(
    over state: Int, _ record: Int32, _ stretch: Record, _ wanted: Int, _ context: ExecutionContext
  ) throws(QueryError) -> Int {
    let step = program.steps[program.states[state].step]
    let (column, base) = search.column(of: state)
    let (final, isExhausted, walked) = (search.finalDepth, search.isExhausted, walked.view)
    guard let column else { return isExhausted ? Int.max : max(Int(final), wanted) + 1 }
    var later = Int.max
    entries.truncate(to: 0)
    try entries.collect(step.backwards.readers, node: stretch.node, mask: 0, context) { node, relationship in
      let found = column[Int(node)]
      let isKnown = found >= base && found - base <= final
      let depth = isKnown ? Int(found - base) : Int(final) + 1
      if depth > wanted, isKnown || !isExhausted { later = min(later, depth) }
      return isKnown && depth == wanted && !walked.contains(relationship)
    }
    stepsUntilCheck -= entries.count
    try narrow(step, record, stretch, context)
    for place in 0..<entries.count {
      let node = entries.neighbours[place]
      if nodesDiffer, !allows(node, before: record) { continue }
      let fresh = Record(
        state: UInt32(truncatingIfNeeded: state), node: node, relationship: entries.relationships[place], next: record,
        length: stretch.length + 1)
      try records.append(fresh, context.limits)
      try wait(Int32(truncatingIfNeeded: records.count - 1), for: length, context)
    }
    return later
  }

  private func narrow(_ step: PathStep, _ record: Int32, _ stretch: Record, _ context: ExecutionContext) throws(QueryError) {
    for filter in step.back {
      for (number, place) in filter.needs.enumerated() {
        // The record's node is the one behind the step; further elements lie on the way to the end.
        var element = stretch
        for _ in 0..<max(place / 2 - step.place - 1, 0) { element = records[Int(element.next)] }
        filter.set(number, to: place % 2 == 0 ? element.node : element.relationship)
      }
      try entries.narrow(from: 0, by: filter, context)
    }
  }

  // MARK: What may not repeat

  private var nodesDiffer: Bool { rule == .acyclic || rule == .simple }

  /// Takes the relationships of a stretch as walked.
  private func loadTrail(from record: Int32, _ context: ExecutionContext) throws(QueryError) {
    walked.removeAll()
    guard rule == .trail || rule == .simple else { return }
    var place = record
    while place >= 0, records[Int(place)].next >= 0 {
      try walked.append(records[Int(place)].relationship, context)
      place = records[Int(place)].next
    }
  }

  /// Whether a node may come before a stretch in which no node repeats; the first may be the last where the rule says so.
  private func allows(_ node: UInt32, before record: Int32) -> Bool {
    if rule == .simple, node == end, node == start { return true }
    var place = record
    while place >= 0 {
      if records[Int(place)].node == node { return false }
      place = records[Int(place)].next
    }
    return true
  }
}
