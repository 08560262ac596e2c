// A compiled pattern: instructions of a non-deterministic automaton, after Thompson. Immutable, so that threads may share it;
// what changes while matching lives in a `RegularExpressionMatcher`.
// Invariants: execution starts at 0; `split` and `jump` targets are within the program; the last instruction is `match`.

package import GraphModel

/// A regular expression ready to match whole texts.
package final class RegularExpression: Sendable {
  /// One step of the automaton.
  enum Instruction: Hashable, Sendable {
    /// One character of the class with this number, then the next instruction.
    case characters(Int)
    /// Both.
    case split(Int, Int)
    case jump(Int)
    /// On, if the assertion holds here.
    case assertion(PlaceAssertion)
    case match
  }

  /// The pattern as given.
  package let pattern: String
  let program: [Instruction]
  let classes: [CharacterClass]
  /// Whether matching must look at the neighbours of a place.
  let hasAssertions: Bool

  /// Compiles a pattern.
  /// - Throws: an ArgumentError where it is not valid or too large.
  package init(_ pattern: String) throws(QueryError) {
    var compiler = Compiler(pattern: pattern)
    try compiler.emit(try RegularExpressionParser.parse(pattern))
    try compiler.append(.match)
    self.pattern = pattern
    program = compiler.program
    classes = compiler.classes
    hasAssertions = program.contains { if case .assertion = $0 { true } else { false } }
  }

  private struct Compiler {
    let pattern: String
    var program: [Instruction] = []
    var classes: [CharacterClass] = []
    var numbers: [CharacterClass: Int] = [:]

    mutating func append(_ instruction: Instruction) throws(QueryError) {
      guard program.count < RegularExpressionLimits.instructionsMax else {
        throw .runtime(
          .argumentError, "InvalidRegularExpression",
          "the regular expression '\(pattern.prefix(100))' is too large: its repetitions, written out, take more than "
            + "\(RegularExpressionLimits.instructionsMax) steps")
      }
      program.append(instruction)
    }

    /// The depth of the recursion is that of the parser.
    mutating func emit(_ tree: RegularExpressionTree) throws(QueryError) {
      switch tree {
      case .empty: break
      case .characters(let set): try append(.characters(number(of: set)))
      case .sequence(let items): for item in items { try emit(item) }
      case .assertion(let assertion): try append(.assertion(assertion))
      case .alternatives(let branches): try emitAlternatives(branches)
      case .repeated(let item, let minimum, let maximum): try emitRepeated(item, minimum, maximum)
      }
    }

    private mutating func number(of set: CharacterClass) -> Int {
      if let number = numbers[set] { return number }
      numbers[set] = classes.count
      classes.append(set)
      return classes.count - 1
    }

    private mutating func emitAlternatives(_ branches: [RegularExpressionTree]) throws(QueryError) {
      var jumps: [Int] = []
      for (place, branch) in branches.enumerated() {
        let isLast = place == branches.count - 1
        let split = program.count
        if !isLast { try append(.split(split + 1, 0)) }
        try emit(branch)
        if !isLast {
          jumps.append(program.count)
          try append(.jump(0))
          program[split] = .split(split + 1, program.count)
        }
      }
      for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func emitRepeated(_ item: RegularExpressionTree, _ minimum: Int, _ maximum: Int?) throws(QueryError) {
      for _ in 0..<minimum {
        let before = program.count
        try emit(item)
        if program.count == before { return }  // nothing, however often
      }
      guard let maximum else {
        let split = program.count
        try append(.split(split + 1, 0))
        try emit(item)
        try append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in minimum..<maximum {
        splits.append(program.count)
        try append(.split(program.count + 1, 0))
        try emit(item)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }
}
