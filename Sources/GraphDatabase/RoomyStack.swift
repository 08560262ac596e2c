// Work that recurses deeply runs on a stack that is large enough for it. How deep a legal query may nest is then no matter of the thread
// that asks: a main thread with 8 MiB, a worker with 512 KiB.
// Invariant: the caller waits until the work has ended, so nothing that the work uses is used by two threads at once.
import Glibc
import GraphModel

/// A large stack for deep work.
enum RoomyStack {
  /// The size of the stack in bytes. Only the pages that are touched cost memory.
  static let bytes = 64 << 20
  /// How much of the present stack must be left for deep work to stay on it.
  static let bytesForDeepWork = 32 << 20
  /// How much must be left for any work to stay on it.
  static let bytesForAnyWork = 3 << 20

  /// Runs the body on a stack with room; on the present one where the system grants none. Cost: a thread, some ten microseconds.
  /// - Throws: what the body throws.
  static func run<Result>(isDeep: Bool = true, _ body: () throws(QueryError) -> Result) throws(QueryError) -> Result {
    if let left = bytesLeft, left >= (isDeep ? bytesForDeepWork : bytesForAnyWork) { return try body() }
    var outcome: Swift.Result<Result, QueryError>?
    let hasRun = onNewThread {
      do throws(QueryError) { outcome = .success(try body()) } catch { outcome = .failure(error) }
    }
    guard hasRun, let outcome else { return try body() }
    return try outcome.get()
  }

  private typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> Int32

  /// `pthread_getattr_np`, which the C library has and its header hides.
  private static let getAttributes: GetAttributes? = dlsym(nil, "pthread_getattr_np").map { unsafeBitCast($0, to: GetAttributes.self) }

  /// Where each thread remembers the lowest address of its stack: asking the system costs the main thread a look into `/proc`.
  private static let lowestAddress: pthread_key_t? = {
    var key = pthread_key_t()
    return pthread_key_create(&key, nil) == 0 ? key : nil
  }()

  /// How much of the present thread's stack is left, in bytes; nil where the system does not say.
  private static var bytesLeft: Int? {
    guard let lowestAddress else { return nil }
    if pthread_getspecific(lowestAddress) == nil, let lowest = askForLowestAddress() { pthread_setspecific(lowestAddress, lowest) }
    guard let lowest = pthread_getspecific(lowestAddress) else { return nil }
    var here = 0
    return withUnsafeMutablePointer(to: &here) { UnsafeMutableRawPointer($0) - lowest }
  }

  private static func askForLowestAddress() -> UnsafeMutableRawPointer? {
    var attributes = pthread_attr_t()
    guard let getAttributes, getAttributes(pthread_self(), &attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    var start: UnsafeMutableRawPointer?
    var size = 0
    guard pthread_attr_getstack(&attributes, &start, &size) == 0 else { return nil }
    return start
  }

  /// Runs the work on a thread of its own and waits for it; false where there is none to be had.
  private static func onNewThread(_ work: () -> Void) -> Bool {
    withoutActuallyEscaping(work) { escapable in
      let box = Box(escapable)
      var attributes = pthread_attr_t()
      var thread = pthread_t()
      guard pthread_attr_init(&attributes) == 0 else { return false }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, bytes) == 0 else { return false }
      let context = Unmanaged.passRetained(box).toOpaque()
      guard pthread_create(&thread, &attributes, { Box.enter($0) }, context) == 0 else {
        Unmanaged<Box>.fromOpaque(context).release()
        return false
      }
      pthread_join(thread, nil)
      return true
    }
  }

  private final class Box {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }

    static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().work()
      return nil
    }
  }
}
