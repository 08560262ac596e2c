// All work of a command runs on a thread whose stack is large, because deep but legal queries recurse while they are parsed,
// planned and evaluated, and the size of the main thread's stack is the caller's business (`ulimit -s`).

internal import Glibc

/// Runs work on a stack of its own.
enum LargeStack {
  /// The size of the stack in bytes. Only the pages that are touched cost memory.
  static let bytes = 64 << 20

  /// Runs the body to its end on a thread with a large stack; on this thread, if the system grants none.
  static func run(_ body: () -> Void) {
    withoutActuallyEscaping(body) { escapable in
      let box = Box(escapable)
      var attributes = pthread_attr_t()
      var thread = pthread_t()
      let context = Unmanaged.passRetained(box).toOpaque()
      guard pthread_attr_init(&attributes) == 0, pthread_attr_setstacksize(&attributes, bytes) == 0,
        pthread_create(&thread, &attributes, { Box.enter($0) }, context) == 0
      else {
        Unmanaged<Box>.fromOpaque(context).release()
        return escapable()
      }
      pthread_attr_destroy(&attributes)
      pthread_join(thread, nil)
    }
  }

  private final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }

    static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }
  }
}
