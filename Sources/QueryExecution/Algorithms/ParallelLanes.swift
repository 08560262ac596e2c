// Work on several threads at once: a fixed number of lanes, taken from a counter by the calling thread and by helpers that wait for such
// work and live as long as the process.
// Invariants: which lane does what depends on the input alone, never on the number of threads, so that sums come out the same on
// every machine; the calling thread works too, so that nothing is lost where no helper comes; all lanes are done when `run` returns,
// and it waits for no helper that has not taken one. Lanes cannot throw: they look at a `Halt` and leave early, and the caller then looks
// at the limits.
import Glibc
import GraphModel
import Synchronization

/// Runs lanes on threads.
enum ParallelLanes {
  /// The lanes into which algorithms with state per lane divide their work.
  static let count = 4
  /// The steps below which threads cost more than they bring.
  static let stepsMin = 400_000
  /// How many cores the machine has.
  static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Calls the body once for every lane below `lanes`; on one thread where the steps are few.
  static func run(lanes: Int, steps: Int, _ body: @escaping @Sendable (Int) -> Void) {
    run(lanes: lanes, threads: steps < stepsMin ? 1 : min(count, cores), body)
  }

  /// Calls the body once for every lane below `lanes`, on at most so many threads.
  static func run(lanes: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard lanes > 1, threads > 1 else {
      for lane in 0..<max(0, lanes) { body(lane) }
      return
    }
    let work = LaneWork(lanes: lanes, body: body)
    LaneHelpers.shared.call(min(lanes, threads) - 1, to: work)
    work.run()
    work.wait()
  }
}

/// Lanes that are being worked on.
private final class LaneWork: @unchecked Sendable {
  private let next = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let lanes: Int
  private let body: @Sendable (Int) -> Void
  /// Posted when the last lane is done. Its memory is this object's own and stays where it is.
  private let allDone = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(lanes: Int, body: @escaping @Sendable (Int) -> Void) {
    self.lanes = lanes
    self.body = body
    sem_init(allDone, 0, 0)
  }

  deinit {
    sem_destroy(allDone)
    allDone.deallocate()
  }

  /// Takes lanes until there are none left.
  func run() {
    while true {
      let lane = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard lane < lanes else { return }
      body(lane)
      if finished.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == lanes { sem_post(allDone) }
    }
  }

  /// Waits until all lanes are done.
  func wait() { while sem_wait(allDone) != 0 {} }
}

/// Threads that wait for lanes.
private final class LaneHelpers: @unchecked Sendable {
  static let shared = LaneHelpers()

  private struct State {
    var waiting: [LaneWork] = []
    var threads = 0
  }

  private let state = Mutex(State())
  /// Counts the entries of `waiting`.
  private let calls = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  /// The most helpers, whatever is asked for.
  private static let threadsMax = 63

  private init() { sem_init(calls, 0, 0) }

  /// Asks so many helpers to take part; makes threads where there are fewer.
  func call(_ helpers: Int, to work: LaneWork) {
    let wanted = min(helpers, Self.threadsMax)
    let missing = state.withLock { state in
      for _ in 0..<wanted { state.waiting.append(work) }
      defer { state.threads = max(state.threads, wanted) }
      return max(0, wanted - state.threads)
    }
    for _ in 0..<missing { start() }
    for _ in 0..<wanted { sem_post(calls) }
  }

  private func start() {
    var thread = pthread_t()
    // Where the system grants no thread, the calling thread does the work of all.
    if pthread_create(&thread, nil, { _ in LaneHelpers.shared.serve() }, nil) == 0 { pthread_detach(thread) }
  }

  private func serve() -> UnsafeMutableRawPointer? {
    while true {
      guard sem_wait(calls) == 0 else { continue }
      let work = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      work?.run()
    }
  }
}

/// What lanes look at to learn that nobody wants their work any more.
final class Halt: Sendable {
  private let cancellation: CancellationFlag
  private let deadline: ContinuousClock.Instant?

  /// A halt at the deadline or the flag of a run.
  init(_ limits: ExecutionLimits) {
    cancellation = limits.cancellation
    deadline = limits.deadline
  }

  /// Whether the run has to stop. Cost: a look at the clock where there is a deadline.
  var isWanted: Bool {
    if cancellation.isCancelled { return true }
    guard let deadline else { return false }
    return ContinuousClock.now >= deadline
  }
}
