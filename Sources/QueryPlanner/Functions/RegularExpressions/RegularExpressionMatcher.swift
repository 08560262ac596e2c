// Matching whole texts in time linear in their length: all threads of the automaton advance together (Pike), and where the
// pattern has no assertions, the sets of threads met so far are remembered as states of a deterministic automaton that is
// built while matching. A budget of steps bounds the product of pattern and text.
// Invariant: a matcher belongs to one thread. Texts are valid UTF-8.

package import GraphModel

/// Matches texts against one pattern.
package final class RegularExpressionMatcher {
  private let expression: RegularExpression
  private let program: [RegularExpression.Instruction]
  /// The threads of the place under hand and of the next: places in the program, each once.
  private var current = ThreadSet()
  private var following = ThreadSet()
  private var stack: [Int] = []
  private let stepsMax: Int
  private var steps = 0
  /// The deterministic automaton met so far; nil where assertions forbid one.
  private var automaton: LazyAutomaton?

  /// A matcher for a pattern that spends at most so many steps on a text.
  package init(_ expression: RegularExpression, stepsMax: Int = RegularExpressionLimits.stepsMax) {
    self.expression = expression
    self.stepsMax = stepsMax
    program = expression.program
    current.reserve(program.count)
    following.reserve(program.count)
    if !expression.hasAssertions { automaton = LazyAutomaton() }
  }

  /// Whether the pattern matches the whole text.
  /// - Throws: `ResourceExhausted` where the steps are used up.
  package func matches(_ text: String) throws(QueryError) -> Bool {
    var copy = text
    let outcome = copy.withUTF8 { bytes -> Result<Bool, QueryError> in
      do throws(QueryError) { return .success(try matches(bytes)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Whether the pattern matches all of some UTF-8 bytes.
  /// - Throws: `ResourceExhausted` where the steps are used up.
  package func matches(_ bytes: UnsafeBufferPointer<UInt8>) throws(QueryError) -> Bool {
    steps = 0
    return automaton == nil ? try simulate(bytes) : try run(bytes)
  }

  private func spend(_ count: Int) throws(QueryError) {
    steps += count
    guard steps <= stepsMax else {
      throw .runtime(
        .resourceExhausted, "RegularExpressionBudgetExceeded",
        "matching '\(expression.pattern.prefix(100))' took more than \(stepsMax) steps", hint: "simplify the pattern")
    }
  }

  // MARK: Threads

  /// Adds a place and all that it reaches without reading a character.
  private func add(_ start: Int, to set: inout ThreadSet, previous: UInt32?, next: UInt32?, isLast: Bool) {
    stack.append(start)
    while let place = stack.popLast() {
      guard set.insert(place) else { continue }
      switch program[place] {
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .assertion(let assertion):
        if assertion.holds(previous: previous, next: next, isLast: isLast) { stack.append(place + 1) }
      case .characters, .match: break
      }
    }
  }

  /// The threads after a character.
  private func advance(over scalar: UInt32, next: UInt32?, isLast: Bool) throws(QueryError) {
    following.clear()
    try spend(current.members.count + 1)
    for place in current.members {
      if case .characters(let number) = program[place], expression.classes[number].contains(scalar) {
        add(place + 1, to: &following, previous: scalar, next: next, isLast: isLast)
      }
    }
    swap(&current, &following)
  }

  private var hasMatched: Bool { current.contains(program.count - 1) }

  // MARK: Without remembering

  private func simulate(_ bytes: UnsafeBufferPointer<UInt8>) throws(QueryError) -> Bool {
    var reader = ScalarReader(bytes)
    var scalar = reader.next()
    var after = reader.next()
    current.clear()
    add(0, to: &current, previous: nil, next: scalar, isLast: after == nil)
    while let reading = scalar {
      if current.members.isEmpty { return false }
      let beyond = after == nil ? nil : reader.next()
      try advance(over: reading, next: after, isLast: beyond == nil)
      scalar = after
      after = beyond
    }
    return hasMatched
  }

  // MARK: With a deterministic automaton

  private func run(_ bytes: UnsafeBufferPointer<UInt8>) throws(QueryError) -> Bool {
    guard var automaton else { return false }
    self.automaton = nil  // the one reference, so that it changes in place
    defer { self.automaton = automaton }
    if automaton.isEmpty { startState(&automaton) }
    var state = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        place += 1
        var target = automaton.next(state, byte)
        if target == LazyAutomaton.unknown { target = try step(&automaton, from: state, over: UInt32(byte)) }
        state = Int(target)
      } else {
        let scalar = ScalarReader.decode(bytes, at: &place)
        if let target = automaton.next(state, beyondASCII: scalar) {
          state = Int(target)
        } else {
          state = Int(try step(&automaton, from: state, over: scalar))
        }
      }
      if state == LazyAutomaton.dead { return false }
    }
    return automaton.isAccepting(state)
  }

  private func startState(_ automaton: inout LazyAutomaton) {
    current.clear()
    add(0, to: &current, previous: nil, next: nil, isLast: false)
    _ = automaton.state(of: current.members, accepting: hasMatched)
  }

  /// Finds out the state after a character and remembers it.
  private func step(_ automaton: inout LazyAutomaton, from state: Int, over scalar: UInt32) throws(QueryError) -> Int32 {
    current.clear()
    for place in automaton.threads(state) { _ = current.insert(place) }
    try advance(over: scalar, next: nil, isLast: false)
    var origin = state
    if automaton.isFull {
      automaton.forget()
      let members = current
      startState(&automaton)
      current = members
      origin = -1
    }
    let target = automaton.state(of: current.members, accepting: hasMatched)
    if origin >= 0 { automaton.remember(origin, scalar, target) }
    return target
  }
}

/// A set of places in a program: constant-time insertion and clearing, members in the order in which they came.
private struct ThreadSet {
  private(set) var members: [Int] = []
  private var marks: [UInt32] = []
  private var epoch: UInt32 = 1

  mutating func reserve(_ count: Int) { marks = [UInt32](repeating: 0, count: count) }

  mutating func clear() {
    members.removeAll(keepingCapacity: true)
    if epoch == .max {
      marks = [UInt32](repeating: 0, count: marks.count)
      epoch = 0
    }
    epoch += 1
  }

  func contains(_ place: Int) -> Bool { marks[place] == epoch }

  /// False if it was a member already.
  mutating func insert(_ place: Int) -> Bool {
    if marks[place] == epoch { return false }
    marks[place] = epoch
    members.append(place)
    return true
  }
}

/// The states of the deterministic automaton met so far. A state is the list of threads in the order in which they came.
private struct LazyAutomaton {
  static let unknown: Int32 = -2
  static let dead = -1

  private struct State {
    let threads: [Int]
    let accepting: Bool
    /// Where characters beyond ASCII lead, as far as known.
    var beyond: [UInt32: Int32] = [:]
  }

  private var states: [State] = []
  private var numbers: [[Int]: Int32] = [:]
  /// 128 places a state: where each ASCII character leads.
  private var transitions: [Int32] = []
  private var threadCount = 0

  var isEmpty: Bool { states.isEmpty }
  var isFull: Bool { states.count >= RegularExpressionLimits.statesMax || threadCount >= RegularExpressionLimits.stateThreadsMax }

  func threads(_ state: Int) -> [Int] { states[state].threads }
  func isAccepting(_ state: Int) -> Bool { states[state].accepting }
  func next(_ state: Int, _ byte: UInt8) -> Int32 { transitions[state << 7 | Int(byte)] }
  func next(_ state: Int, beyondASCII scalar: UInt32) -> Int32? { states[state].beyond[scalar] }

  /// The number of a state, given one if it is new; no threads are the dead state.
  mutating func state(of threads: [Int], accepting: Bool) -> Int32 {
    if threads.isEmpty { return Int32(LazyAutomaton.dead) }
    if let number = numbers[threads] { return number }
    let number = Int32(states.count)
    states.append(State(threads: threads, accepting: accepting))
    transitions.append(contentsOf: repeatElement(LazyAutomaton.unknown, count: 128))
    numbers[threads] = number
    threadCount += threads.count
    return number
  }

  mutating func remember(_ state: Int, _ scalar: UInt32, _ target: Int32) {
    if scalar < 0x80 {
      transitions[state << 7 | Int(scalar)] = target
    } else if states[state].beyond.count < RegularExpressionLimits.statesMax {
      states[state].beyond[scalar] = target
    }
  }

  mutating func forget() { self = LazyAutomaton() }
}

/// Reads scalars from valid UTF-8.
private struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> UInt32? { place < bytes.count ? ScalarReader.decode(bytes, at: &place) : nil }

  /// The scalar at a place, which moves behind it; bytes cut off at the end count as zero bits.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> UInt32 {
    let lead = bytes[place]
    let length = lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4))
    let mask: UInt8 = length == 1 ? 0x7F : (length == 2 ? 0x1F : (length == 3 ? 0x0F : 0x07))
    var scalar = UInt32(lead & mask)
    let end = min(bytes.count, place + length)
    place += 1
    while place < end {
      scalar = scalar << 6 | UInt32(bytes[place] & 0x3F)
      place += 1
    }
    return scalar
  }
}
