// One line on standard error that says what takes so long: only on a terminal, only after a second, at most ten times a second,
// and gone without a trace when the work is done. A thread of its own paints it, so that the work itself pays nothing.

internal import GraphFormats
internal import Glibc
internal import Synchronization

/// Shows that something long is under way.
final class ProgressLine: Sendable {
  private struct State {
    var text: String
    var isDone = false
    var isPainted = false
  }

  private let state: Mutex<State>
  private let begun = MonotonicClock.nanoseconds
  private static let delay: UInt64 = 1_000_000_000

  /// A line that begins with this text. Nothing is shown unless standard error is a terminal.
  init(_ text: String) {
    state = Mutex(State(text: text))
    guard Terminal.errorStream.isTerminal else { return }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let started = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<ProgressLine>.fromOpaque(context).takeRetainedValue().paintUntilDone() }
        return nil
      }, context)
    if started == 0 { pthread_detach(thread) } else { Unmanaged<ProgressLine>.fromOpaque(context).release() }
  }

  /// What is going on now.
  func update(_ text: String) { state.withLock { $0.text = text } }

  /// Ends the line and wipes it off.
  func finish() {
    state.withLock { state in
      if state.isPainted { _ = StandardStreams.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
      state.isPainted = false
      state.isDone = true
    }
  }

  private func paintUntilDone() {
    while !state.withLock({ $0.isDone }) {
      usleep(100_000)
      let elapsed = MonotonicClock.nanoseconds - begun
      guard elapsed >= Self.delay else { continue }
      let columns = max(20, Terminal.errorStream.size.columns ?? 80)
      state.withLock { state in
        guard !state.isDone else { return }
        let text = DisplayWidth.truncated("\(state.text)  \(elapsed / 1_000_000_000) s", columns: columns - 1)
        _ = StandardStreams.write(Array("\r\(text)\u{1B}[K".utf8), to: STDERR_FILENO)
        state.isPainted = true
      }
    }
  }

  /// `12345678` as `12,345,678`.
  static func grouped(_ number: Int) -> String {
    var result = ""
    for (place, digit) in String(number.magnitude).reversed().enumerated() {
      if place > 0, place % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + String(result.reversed())
  }
}

/// The clocks by which the tool measures.
enum MonotonicClock {
  /// Nanoseconds since some moment of the past.
  static var nanoseconds: UInt64 { read(CLOCK_MONOTONIC) }
  /// Nanoseconds that all threads of this process have computed.
  static var processorNanoseconds: UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
