// The door that lets one writer in at a time, in the order in which they came, with a bound on the waiting.
// It is not a mutex of a thread: who holds it may give it back from another thread.
// Invariants: `serving` is the ticket that may enter; `held` says that it has. Tickets that gave up are skipped.

import Glibc
import GraphModel

/// One writer at a time.
final class WriterGate: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var nextTicket: UInt64 = 0
  private var serving: UInt64 = 0
  private var held = false
  private var abandoned: Set<UInt64> = []

  init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Enters, or gives up after some milliseconds.
  func enter(waitMilliseconds: Int) throws(StorageError) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    let ticket = nextTicket
    nextTicket += 1
    var deadline = Self.deadline(after: waitMilliseconds)
    while held || serving != ticket {
      if pthread_cond_timedwait(changed, mutex, &deadline) == ETIMEDOUT, held || serving != ticket {
        abandoned.insert(ticket)
        skipAbandoned()
        throw .writerBusy("another writer held the store for \(waitMilliseconds) ms")
      }
    }
    held = true
  }

  /// Leaves, so that the next may enter.
  func leave() {
    pthread_mutex_lock(mutex)
    held = false
    serving += 1
    skipAbandoned()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  private func skipAbandoned() {
    while !held, abandoned.remove(serving) != nil { serving += 1 }
    pthread_cond_broadcast(changed)
  }

  private static func deadline(after milliseconds: Int) -> timespec {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let bounded = min(max(0, milliseconds), 1_000_000_000)
    now.tv_sec += bounded / 1_000
    now.tv_nsec += (bounded % 1_000) * 1_000_000
    if now.tv_nsec >= 1_000_000_000 {
      now.tv_sec += 1
      now.tv_nsec -= 1_000_000_000
    }
    return now
  }
}
