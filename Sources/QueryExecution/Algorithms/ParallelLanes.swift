// Work on several threads at once: a fixed number of lanes, taken from a counter by as many threads as the machine has cores.
// Invariants: which lane does what depends on the input alone, never on the number of threads, so that sums come out the same on
// every machine; the calling thread works too, so that nothing is lost where the system grants no thread; all lanes are done when
// `run` returns. Lanes cannot throw: they look at a `Halt` and leave early, and the caller then looks at the limits.
import Glibc
import GraphModel
import Synchronization

/// Runs lanes on threads.
enum ParallelLanes {
  /// The lanes into which algorithms with state per lane divide their work.
  static let count = 4
  /// The steps below which threads cost more than they bring.
  static let stepsMin = 400_000

  private final class Work: Sendable {
    let next = Atomic<Int>(0)
    let lanes: Int
    let body: @Sendable (Int) -> Void

    init(lanes: Int, body: @escaping @Sendable (Int) -> Void) {
      self.lanes = lanes
      self.body = body
    }

    func run() {
      while true {
        let lane = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard lane < lanes else { return }
        body(lane)
      }
    }

    static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let context else { return nil }
      Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }
  }

  /// Calls the body once for every lane below `lanes`; on one thread where the steps are few.
  static func run(lanes: Int, steps: Int, _ body: @escaping @Sendable (Int) -> Void) {
    run(lanes: lanes, threads: steps < stepsMin ? 1 : min(count, cores), body)
  }

  /// How many cores the machine has.
  static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Calls the body once for every lane below `lanes`, on at most so many threads.
  static func run(lanes: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(lanes: lanes, body: body)
    let wanted = min(lanes, threads)
    var threads: [pthread_t] = []
    for _ in 1..<max(1, wanted) {
      var thread = pthread_t()
      let context = Unmanaged.passRetained(work).toOpaque()
      guard pthread_create(&thread, nil, { Work.enter($0) }, context) == 0 else {
        Unmanaged<Work>.fromOpaque(context).release()
        break
      }
      threads.append(thread)
    }
    work.run()
    for thread in threads { pthread_join(thread, nil) }
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
