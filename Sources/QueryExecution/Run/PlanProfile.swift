// PROFILE: rows and time of each operator. Time goes to whoever is at work: when a chunk is handed up, the clock goes on for the
// operator above, and comes back when that returns. Rows are counted where they are handed up.
import GraphModel

/// The counters of one run.
package final class PlanProfile {
  /// What one operator has done.
  package struct Counter: Sendable {
    /// Rows handed on.
    package internal(set) var rows = 0
    /// Time spent in the operator itself.
    package internal(set) var time = Duration.zero
  }

  /// The counters by the number of the operator.
  package private(set) var counters: [Counter]
  private var current: Int?
  private var since = ContinuousClock.now

  /// Counters for a plan.
  package init(_ plan: PhysicalPlan) { counters = Array(repeating: Counter(), count: plan.operatorCount) }

  /// Counts rows that an operator has handed on.
  func count(_ rows: Int, from number: Int) { counters[number].rows += rows }

  /// Lets the clock run for an operator, and returns for whom it ran.
  func enter(_ number: Int?) -> Int? {
    let before = current
    let now = ContinuousClock.now
    if let current { counters[current].time += now - since }
    current = number
    since = now
    return before
  }

  /// The plan as a tree of text, the top first, each operator with its rows and time.
  package func text(_ plan: PhysicalPlan) -> String { plan.text { number in self.counters[number] } }
}

/// Stands between two operators of a run that is measured.
final class ProbeOperator: PhysicalOperator {
  private let output: PhysicalOperator
  private let below: Int?
  private let above: Int?
  private let profile: PlanProfile

  init(below: Int?, above: Int?, profile: PlanProfile, output: PhysicalOperator) {
    self.below = below
    self.above = above
    self.profile = profile
    self.output = output
  }

  override func consume(_ chunk: DataChunk, _ context: ExecutionContext) throws(QueryError) -> Bool {
    if let below { profile.count(chunk.selectedCount, from: below) }
    let before = profile.enter(above)
    defer { _ = profile.enter(before) }
    return try output.consume(chunk, context)
  }

  override func finish(_ context: ExecutionContext) throws(QueryError) {
    let before = profile.enter(above)
    defer { _ = profile.enter(before) }
    try output.finish(context)
  }
}
