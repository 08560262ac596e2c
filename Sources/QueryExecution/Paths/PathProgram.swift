// The pattern of a search as an automaton: a state stands before one relationship of one repetition of one part, `accept` behind all of
// them. Walking a relationship leads over a transition to the next state, if the node reached passes the transition's tests; where a
// repetition ends, there are transitions for going round again and for leaving, over parts that may be walked no times at all.
// Every walk through the automaton is one way to match the pattern, and every way is one walk.
//
// The program stands in the direction of the search: of a search from the right, parts are turned round. Repetitions are counted as
// far as it matters: up to the minimum where there is no maximum. A pattern of one part counts its maximum in relationships.
import GraphModel
import QueryPlanner

/// A pattern compiled for walking.
final class PathProgram {
  /// A way from a state to another.
  struct Transition {
    let target: Int
    /// The tests that the node between must pass.
    let tests: [Int]
  }

  /// A place in the pattern from which a relationship is walked.
  struct State {
    let step: Int
    let transitions: [Transition]
    /// Whether no transition tests anything.
    let isPlain: Bool
  }

  let steps: [PathStep]
  let tests: [PathNodeTest]
  private(set) var states: [State] = []
  /// The ways into each state, `accept` being the last.
  private(set) var incoming: [[Transition]] = []
  /// The ways from the first node.
  private(set) var starts: [Transition] = []
  /// The most relationships of a path.
  let lengthMax: Int
  /// The most relationships of one repetition.
  let roundMax: Int
  /// The state behind the pattern.
  var accept: Int { states.count }

  /// The most states and the most transitions of a state.
  private static let statesMax = 1 << 16
  private static let transitionsMax = 64

  init(_ search: PathSearch, input: ChunkLayout) throws(QueryError) {
    let parts = search.isReversed ? search.parts.reversed().map(\.turned) : search.parts
    let junctions = search.isReversed ? search.junctions.reversed() : search.junctions
    var layout = Layout(parts: parts)
    var steps: [PathStep] = []
    for (number, part) in parts.enumerated() {
      let place = search.isReversed ? parts.count - 1 - number : number
      for hop in part.hops.indices {
        steps.append(try PathStep(part, hop, number: place, isTurned: search.isReversed, input: input))
      }
      for node in part.nodes { layout.nodeTests[number].append(try layout.add(try PathNodeTest(node, input: input))) }
    }
    for junction in junctions { layout.junctionTests.append(try layout.add(try PathNodeTest(junction, input: input))) }
    self.steps = steps
    tests = layout.tests
    let bounded = parts.map { part in part.maximum?.multipliedReportingOverflow(by: part.hops.count) }
    lengthMax =
      bounded.reduce(into: Int?.some(0)) { sum, part in
        guard let before = sum, let part, !part.overflow else { return sum = nil }
        let (total, overflow) = before.addingReportingOverflow(part.partialValue)
        sum = overflow ? nil : total
      } ?? Int.max
    roundMax = parts.map(\.hops.count).max() ?? 1
    try build(layout, at: nil)
  }

  private func build(_ layout: Layout, at span: SourceSpan?) throws(QueryError) {
    guard layout.stateCount <= Self.statesMax else {
      throw .runtime(
        .resourceExhausted, "PatternTooLarge", "the quantifiers of the pattern count further than \(Self.statesMax) relationships",
        hint: "use smaller bounds, or none")
    }
    starts = layout.closure(part: 0, round: 0, [])
    var step = 0
    for (number, part) in layout.parts.enumerated() {
      for round in 0..<layout.rounds[number] {
        for hop in part.hops.indices {
          let transitions = layout.transitions(part: number, round: round, hop: hop)
          states.append(State(step: step + hop, transitions: transitions, isPlain: transitions.allSatisfy(\.tests.isEmpty)))
        }
      }
      step += part.hops.count
    }
    let most = states.map(\.transitions.count).max() ?? 0
    guard max(most, starts.count) <= Self.transitionsMax else {
      throw .runtime(
        .resourceExhausted, "PatternTooLarge", "the pattern has more than \(Self.transitionsMax) parts in a row that may be left out",
        hint: "divide it into several MATCH clauses")
    }
    incoming = Array(repeating: [], count: states.count + 1)
    for (number, state) in states.enumerated() {
      for transition in state.transitions { incoming[transition.target].append(Transition(target: number, tests: transition.tests)) }
    }
  }

  /// Fetches what is read from the graph as it is now.
  func refresh(_ context: ExecutionContext) {
    for step in steps {
      step.forwards.refresh(context)
      step.backwards.refresh(context)
    }
    for test in tests { test.refresh(context) }
  }

  /// Takes what conditions read of a row.
  func load(_ chunk: DataChunk, row: Int) {
    for step in steps { for filter in step.onward + step.back { filter.load(chunk, row: row) } }
    for test in tests { test.load(chunk, row: row) }
  }

  /// Whether a node passes the tests of a transition.
  func passes(_ tests: [Int], _ node: UInt32, _ context: ExecutionContext) throws(QueryError) -> Bool {
    for test in tests where try !self.tests[test].passes(node, context) { return false }
    return true
  }
}

/// How states are numbered while a program is built.
private struct Layout {
  let parts: [PathPart]
  /// How many repetitions are told apart.
  let rounds: [Int]
  /// Whether the last of them stands for all further ones.
  let isOpen: [Bool]
  let bases: [Int]
  let stateCount: Int
  var tests: [PathNodeTest] = []
  var nodeTests: [[Int?]]
  var junctionTests: [Int?] = []

  init(parts: [PathPart]) {
    self.parts = parts
    isOpen = parts.map { $0.maximum == nil || parts.count == 1 }
    var (rounds, bases, count): ([Int], [Int], Int) = ([], [], 0)
    for (part, isOpen) in zip(parts, isOpen) {
      rounds.append(isOpen ? min(part.minimum, 1 << 20) + 1 : min(part.maximum ?? 1, 1 << 20))
      bases.append(count)
      count += (rounds.last ?? 0) * part.hops.count
    }
    (self.rounds, self.bases, stateCount) = (rounds, bases, count)
    nodeTests = parts.map { _ in [] }
  }

  mutating func add(_ test: PathNodeTest?) throws(QueryError) -> Int? {
    guard let test else { return nil }
    tests.append(test)
    return tests.count - 1
  }

  private func state(part: Int, round: Int, hop: Int) -> Int { bases[part] + round * parts[part].hops.count + hop }

  /// The ways on from a node where so many repetitions of a part are done.
  func closure(part: Int, round: Int, _ before: [Int]) -> [PathProgram.Transition] {
    var result: [PathProgram.Transition] = []
    var (part, round, before) = (part, round, before)
    while true {
      if isOpen[part] || round < rounds[part] {
        result.append(
          .init(target: state(part: part, round: round, hop: 0), tests: before + [nodeTests[part][0]].compactMap { $0 }))
      }
      guard round >= min(parts[part].minimum, 1 << 20) else { return result }
      guard part + 1 < parts.count else {
        result.append(.init(target: stateCount, tests: before))
        return result
      }
      before += [junctionTests[part]].compactMap { $0 }
      (part, round) = (part + 1, 0)
    }
  }

  /// The ways on behind a hop.
  func transitions(part: Int, round: Int, hop: Int) -> [PathProgram.Transition] {
    let reached = [nodeTests[part][hop + 1]].compactMap { $0 }
    if hop + 1 < parts[part].hops.count {
      return [.init(target: state(part: part, round: round, hop: hop + 1), tests: reached)]
    }
    return closure(part: part, round: isOpen[part] ? min(round + 1, rounds[part] - 1) : round + 1, reached)
  }
}

extension PathPart {
  /// The part as seen from its right end.
  fileprivate var turned: PathPart {
    PathPart(
      hops: hops.reversed().map { PathHop(inner: $0.inner, output: $0.output, direction: $0.direction.reversed, types: $0.types) },
      nodes: nodes.reversed(), minimum: minimum, maximum: maximum, isRepeated: isRepeated, conditions: conditions)
  }
}
