// A thread with as little stack as a worker thread may have.
import Foundation
import GraphModel
import Synchronization

/// Runs work where stack is scarce.
enum SmallStack {
  static let bytes = 512 << 10

  /// Runs a body on a thread of 512 KiB and waits for what it gives.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    let done = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result?>(nil)
    let thread = Thread {
      let result = body()
      outcome.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = bytes
    thread.start()
    done.wait()
    return outcome.withLock { $0 }
  }
}
