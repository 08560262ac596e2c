// Everything a run may depend on beside its plan: the graph as it reads it, the transaction it writes to, parameters, limits and
// the seams to time and chance. One context per run; it is used by one thread at a time.
package import GraphModel
package import GraphStorage
package import QueryPlanner
import Synchronization

/// The surroundings of one run of a query.
package final class ExecutionContext {
  /// A number that no other context of the process has: compiled expressions and operators live longer than a run (a prepared
  /// query keeps them), so whatever they remember of a context, a parameter or a name's number, they remember under this.
  package let serial: UInt64
  /// The graph that this run reads: a snapshot, or the view of its own transaction.
  package var graph: GraphSnapshot { transaction?.view ?? snapshot }
  /// The transaction that takes the writes; nil for a reading query.
  package private(set) var transaction: WriteTransaction?
  /// Begins another transaction where the run may commit in between; nil where it may not.
  package var renewal: (() throws(QueryError) -> WriteTransaction)?
  /// What the transactions did that the run has committed so far.
  package private(set) var committed = WriteCounters()
  /// The parameters by name.
  package let parameters: [String: Value]
  /// Memory, time and cancellation.
  package let limits: ExecutionLimits
  /// The time of the statement and of its transaction.
  package let clock: StatementClock
  /// Where computed strings live until the run ends.
  package let strings: StringArena
  /// Whether the query that runs writes. Strings that were read from the graph then go stale with the next write; operators copy
  /// into the arena what they keep.
  package var isWriting = false
  /// How many cores the machine has.
  package static var coreCount: Int { ParallelLanes.cores }
  /// How many threads the run may use.
  package var threads = 1
  /// A run of fewer steps than these, as far as they can be guessed, stays on one thread.
  package var parallelWorkMin = 60_000
  /// The offsets of a scan that stay together when it is divided.
  package var parallelLaneRows = StorageLimits.rowsPerChunk
  /// The folder whose files the query may read; nil where it may read none.
  package var importDirectory: String?
  private let snapshot: GraphSnapshot
  private static let serials = Atomic<UInt64>(0)

  /// A run over a snapshot or, if there is one, over a transaction's own view.
  package init(
    snapshot: GraphSnapshot, transaction: WriteTransaction? = nil, parameters: [String: Value] = [:],
    limits: ExecutionLimits = ExecutionLimits(), clock: StatementClock = StatementClock()
  ) {
    self.snapshot = snapshot
    self.transaction = transaction
    self.parameters = parameters
    self.limits = limits
    self.clock = clock
    strings = StringArena(limits: limits)
    serial = Self.serials.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The surroundings of one of so many parts of a run that reads: the same graph and parameters, limits and strings of its own.
  func lane(of count: Int) -> ExecutionContext {
    let lane = ExecutionContext(
      snapshot: snapshot, parameters: parameters, limits: ExecutionLimits(part: limits, of: count), clock: clock)
    lane.importDirectory = importDirectory
    return lane
  }

  /// Adds up what a committed transaction did.
  func count(_ counters: WriteCounters) { committed.add(counters) }

  /// Puts another transaction in the place of one that has ended.
  func renew() throws(QueryError) {
    guard let renewal else { return }
    transaction = nil
    transaction = try renewal()
  }
}
