// The store: the published snapshot and the door for writers. Readers take the snapshot and are then on their own; a writer
// makes the next one and publishes it with one store under the mutex.
// Invariants: nothing but a retain or a store happens under the mutex; the published snapshot is replaced only by who holds
// the writers' gate; serial numbers only rise, also past transactions that were rolled back.

package import GraphModel
import Synchronization

/// A property graph in memory: snapshots for readers, one writer at a time.
package final class GraphStore: Sendable {
  private struct State {
    var published: GraphSnapshot
    var lastSerial: UInt64
  }

  private let state: Mutex<State>
  private let gate = WriterGate()

  /// An empty store.
  package init() { state = Mutex(State(published: GraphSnapshot(version: 0), lastSerial: 0)) }

  /// The graph as of the last commit.
  package func snapshot() -> GraphSnapshot { state.withLock { $0.published } }

  /// Begins to write; waits while another does.
  /// - Throws: `writerBusy` when the wait passes its bound.
  package func beginWrite(waitMilliseconds: Int = 10_000) throws(StorageError) -> WriteTransaction {
    try gate.enter(waitMilliseconds: waitMilliseconds)
    return WriteTransaction(store: self, base: snapshot(), serial: nextSerial())
  }

  /// Makes the store empty: no nodes, relationships, names or schema. Snapshots in use stay as they are.
  /// - Throws: `writerBusy` when the wait for another writer passes its bound.
  package func reset(waitMilliseconds: Int = 10_000) throws(StorageError) {
    try gate.enter(waitMilliseconds: waitMilliseconds)
    publish(GraphSnapshot(version: nextSerial()))
    gate.leave()
  }

  private func nextSerial() -> UInt64 {
    state.withLock { state in
      state.lastSerial += 1
      return state.lastSerial
    }
  }

  /// Makes a snapshot the current one. Only who holds the gate calls this.
  func publish(_ snapshot: GraphSnapshot) {
    let old = state.withLock { state in
      let old = state.published
      state.published = snapshot
      return old
    }
    _ = consume old  // the last reference to the old snapshot must not go away under the mutex
  }

  /// Lets the next writer in.
  func endWrite() { gate.leave() }
}
