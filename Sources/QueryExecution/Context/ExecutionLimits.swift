// What a run may use: memory, time, and the flag by which somebody else stops it. Operators charge memory before they take it and
// look at the clock once per chunk and every few thousand steps of a long loop.
package import GraphModel
import Synchronization

/// Stops a run from another thread.
package final class CancellationFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  /// A flag that is down.
  package init() {}

  /// Asks the run to stop at its next check.
  package func cancel() { raised.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  package var isCancelled: Bool { raised.load(ordering: .relaxed) }
}

/// The limits of one run.
package final class ExecutionLimits {
  /// The default memory budget of a query: 1 GiB.
  package static let memoryBytesDefault = 1 << 30

  /// The most memory that operators may hold at once, in bytes.
  package let memoryBytesMax: Int
  /// When the run must have ended.
  package let deadline: ContinuousClock.Instant?
  /// The flag that stops the run.
  package let cancellation: CancellationFlag
  /// What the operators hold now, in bytes.
  package private(set) var memoryBytes = 0
  private let timeout: Duration?

  /// Limits; a nil timeout means none.
  package init(
    memoryBytesMax: Int = ExecutionLimits.memoryBytesDefault, timeout: Duration? = nil, cancellation: CancellationFlag = CancellationFlag()
  ) {
    self.memoryBytesMax = memoryBytesMax
    self.timeout = timeout
    self.cancellation = cancellation
    deadline = timeout.map { ContinuousClock.now + $0 }
  }

  /// The limits of one of so many parts of a run, each of which may take its share of the memory that is left.
  init(part whole: ExecutionLimits, of count: Int) {
    memoryBytesMax = max(0, whole.memoryBytesMax - whole.memoryBytes) / max(1, count)
    timeout = whole.timeout
    cancellation = whole.cancellation
    deadline = whole.deadline
  }

  /// Takes memory, before it is allocated.
  /// - Throws: `ResourceExhausted` where the budget does not allow it; nothing is taken then.
  package func charge(_ bytes: Int) throws(QueryError) {
    guard bytes <= memoryBytesMax - memoryBytes else {
      throw .runtime(
        .resourceExhausted, "MemoryBudgetExceeded",
        "the query needs more than its memory budget of \(memoryBytesMax) bytes",
        hint: "narrow the pattern, add a LIMIT, or raise the budget")
    }
    memoryBytes += bytes
  }

  /// Gives memory back.
  package func release(_ bytes: Int) { memoryBytes -= min(bytes, memoryBytes) }

  /// Looks at the clock and the flag.
  /// - Throws: `ResourceExhausted` (`Timeout`) or `Cancelled`.
  package func check() throws(QueryError) {
    if cancellation.isCancelled { throw .runtime(.cancelled, "Cancelled", "the query was stopped") }
    guard let deadline, let timeout, ContinuousClock.now >= deadline else { return }
    throw .runtime(
      .resourceExhausted, "Timeout", "the query ran longer than its limit of \(timeout)", hint: "narrow the pattern or raise the limit")
  }
}
