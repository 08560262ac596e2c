// Ctrl-C. Signals are blocked in every thread and taken by one that waits for them, so that no code runs in a signal handler.
// The first SIGINT cancels the running query, which then fails as `Cancelled`; a second one, or one while no query runs, ends
// the process with 130. SIGTERM and SIGHUP end it at once. Before any end the terminal gets its mode back.

internal import Glibc
internal import GraphDatabase
internal import Synchronization

/// Turns signals into cancellations.
final class Interrupts: Sendable {
  /// The one of this process.
  static let shared = Interrupts()

  private struct State {
    var running: QueryCancellation?
    var askedToStop = false
    var restorers: [Int: @Sendable () -> Void] = [:]
    var nextRestorer = 0
  }

  private let state = Mutex(State())

  /// Blocks the signals in this thread, and so in all that it starts, and begins to wait for them. Call it once, before any other
  /// thread is started.
  func watch() {
    // A pipe whose reader left and a limit on the size of files are errors of a write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var signals = Self.watched()
    guard pthread_sigmask(SIG_BLOCK, &signals, nil) == 0 else { return }
    var thread = pthread_t()
    let started = pthread_create(&thread, nil, { _ in Interrupts.shared.waitForSignals() }, nil)
    if started == 0 { pthread_detach(thread) } else { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  /// The signals that are waited for. A child process must unblock them.
  static func watched() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    return signals
  }

  /// Runs the body while Ctrl-C cancels this handle.
  func during<Result, Failure: Error>(_ cancellation: QueryCancellation, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    state.withLock {
      $0.running = cancellation
      $0.askedToStop = false
    }
    defer { state.withLock { $0.running = nil } }
    return try body()
  }

  /// Whether Ctrl-C came since the last `during` began.
  var wasAskedToStop: Bool { state.withLock { $0.askedToStop } }

  /// Registers what brings the terminal back before a signal ends the process; the result takes it away again.
  func restoring(_ restore: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.nextRestorer += 1
      state.restorers[state.nextRestorer] = restore
      return state.nextRestorer
    }
  }

  /// Takes away what `restoring` registered.
  func forget(_ restorer: Int) { state.withLock { $0.restorers[restorer] = nil } }

  private func waitForSignals() -> Never {
    var signals = Self.watched()
    while true {
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { continue }
      if number == SIGINT, cancelRunning() { continue }
      for restore in state.withLock({ $0.restorers.values.map { $0 } }) { restore() }
      _exit(128 + number)
    }
  }

  /// Whether a query runs that was not asked before.
  private func cancelRunning() -> Bool {
    state.withLock { state in
      guard let running = state.running, !state.askedToStop else { return false }
      state.askedToStop = true
      running.cancel()
      return true
    }
  }
}
