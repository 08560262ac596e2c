// The thread that writes a checkpoint while commits go on. It is started under the writers' gate, which it does not need while it writes;
// to finish it takes the gate like any writer, in its turn.
// Invariants: one thread at a time. `door` is held from the start until everything is written, so that who holds the gate and wants to
// write the file itself can wait for that; the thread never waits for the gate while it holds the door.

import Glibc
import GraphModel
import Synchronization

/// Checkpoints beside commits.
final class BackgroundCheckpoint: Sendable {
  private let file: DatabaseFile
  private let gate: WriterGate
  private let door = WriterGate()
  private let isRunning = Atomic(false)

  init(_ file: DatabaseFile, gate: WriterGate) {
    self.file = file
    self.gate = gate
  }

  /// Starts to write a graph, that of the last commit in the log. Does nothing while one is being written. Needs the gate.
  func start(_ graph: GraphSnapshot) {
    guard isRunning.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else { return }
    guard let begun = try? file.begin(graph), (try? door.enter(waitMilliseconds: 0)) != nil else {
      // There may be no room for it; the next commit asks again.
      return isRunning.store(false, ordering: .releasing)
    }
    let work = Work(self, begun)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(work).toOpaque()
    let started = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context)
    guard started != 0 else {
      pthread_detach(thread)
      return
    }
    // Without a thread it is written here; the gate is held already.
    Unmanaged<Work>.fromOpaque(context).release()
    let isWritten = work.write()
    if isWritten { try? file.finish(work.begun) }
    isRunning.store(false, ordering: .releasing)
  }

  /// Returns when nothing is being written beside the caller, who holds the gate, so that nothing will be until it gives the gate away.
  func waitForWriting() {
    while true {
      do throws(StorageError) {
        try door.enter(waitMilliseconds: 60_000)
        return door.leave()
      } catch { continue }
    }
  }

  /// What the thread does.
  private final class Work {
    let owner: BackgroundCheckpoint
    var begun: BegunCheckpoint

    init(_ owner: BackgroundCheckpoint, _ begun: BegunCheckpoint) {
      self.owner = owner
      self.begun = begun
    }

    /// Writes, and opens the door; whether it went well.
    func write() -> Bool {
      defer { owner.door.leave() }
      do throws(StorageError) {
        try owner.file.write(&begun)
        return true
      } catch { return false }
    }

    func run() {
      defer { owner.isRunning.store(false, ordering: .releasing) }
      guard write() else { return }
      while true {
        do throws(StorageError) {
          try owner.gate.enter(waitMilliseconds: 60_000)
          break
        } catch { continue }
      }
      defer { owner.gate.leave() }
      // What cannot be finished stays in the log.
      try? owner.file.finish(begun)
    }
  }
}
