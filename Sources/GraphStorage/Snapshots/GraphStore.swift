// The store: the published snapshot and the door for writers. Readers take the snapshot and are then on their own; a writer
// makes the next one and publishes it with one store under the mutex.
// A store with a file makes every commit last before it publishes it: the commit is appended to the log under the writers' gate, the gate
// is given on, and the sync is waited for outside, so that one sync serves several commits. The next writer meanwhile goes on from the
// appended graph, the head; if its sync fails, nobody can write any more, and the head is forgotten with the process.
// Invariants: nothing but a retain or a store happens under the mutex; the published snapshot is replaced only by who holds
// the writers' gate; serial numbers only rise, also past transactions that were rolled back.

package import GraphModel
import Synchronization

/// A property graph in memory: snapshots for readers, one writer at a time.
package final class GraphStore: Sendable {
  private struct State {
    var published: GraphSnapshot
    /// What the next writer starts from: the published graph, or one that is being synced.
    var head: GraphSnapshot
    var lastSerial: UInt64
  }

  private let state: Mutex<State>
  private let gate: WriterGate
  private let background: BackgroundCheckpoint?
  /// The file below; `nil` for a store in memory alone.
  package let file: DatabaseFile?

  /// An empty store.
  package convenience init() { self.init(file: nil, snapshot: GraphSnapshot(version: 0)) }

  /// A store in memory that begins with a graph.
  convenience init(snapshot: GraphSnapshot) { self.init(file: nil, snapshot: snapshot) }

  /// A store over a file, whose graph this is.
  init(file: DatabaseFile?, snapshot: GraphSnapshot) {
    self.file = file
    let gate = WriterGate()
    self.gate = gate
    background = file.map { BackgroundCheckpoint($0, gate: gate) }
    state = Mutex(State(published: snapshot, head: snapshot, lastSerial: snapshot.version))
  }

  deinit { close() }

  /// The graph as of the last commit.
  package func snapshot() -> GraphSnapshot { state.withLock { $0.published } }

  /// Begins to write; waits while another does.
  /// - Throws: `writerBusy` when the wait passes its bound.
  package func beginWrite(waitMilliseconds: Int = 10_000) throws(StorageError) -> WriteTransaction {
    try gate.enter(waitMilliseconds: waitMilliseconds)
    do throws(StorageError) { try file?.health.requireWritable() } catch {
      gate.leave()
      throw error
    }
    let base = state.withLock { $0.head }
    return WriteTransaction(store: self, base: base, serial: nextSerial(), recordsEffects: file != nil)
  }

  /// Refuses to go on where the file was found to be damaged or was closed. Whoever hands out what a snapshot said asks here afterwards.
  package func requireSound() throws(StorageError) { try file?.health.requireSound() }

  /// Makes the store empty: no nodes, relationships, names or schema. Snapshots in use stay as they are.
  /// - Throws: `writerBusy` when the wait for another writer passes its bound.
  package func reset(waitMilliseconds: Int = 10_000) throws(StorageError) {
    try gate.enter(waitMilliseconds: waitMilliseconds)
    defer { gate.leave() }
    background?.waitForWriting()
    let empty = GraphSnapshot(version: nextSerial())
    try file?.checkpoint(empty, commits: true)
    publish(empty)
  }

  /// Brings all commits into the file, so that the log begins anew. Does nothing without a file.
  /// - Throws: `writerBusy`; `file`, and then nothing is lost.
  package func checkpoint(waitMilliseconds: Int = 10_000) throws(StorageError) {
    guard let file else { return }
    try gate.enter(waitMilliseconds: waitMilliseconds)
    defer { gate.leave() }
    background?.waitForWriting()
    try file.checkpoint(state.withLock { $0.head })
  }

  /// Rewrites the file without free space, under its name; only closing may follow.
  /// - Throws: `file`: `locked` where others read it; the file is then as it was.
  package func compact() throws(StorageError) {
    guard let file else { return }
    try gate.enter(waitMilliseconds: 10_000)
    defer { gate.leave() }
    background?.waitForWriting()
    try file.compact(state.withLock { $0.head })
  }

  /// Brings all commits into the file and closes it; a writer at work is waited for. Does nothing without a file.
  package func close() {
    guard let file else { return }
    do throws(StorageError) { try gate.enter(waitMilliseconds: 10_000) } catch { return }
    background?.waitForWriting()
    file.close(state.withLock { $0.head })
    gate.leave()
  }

  /// Makes a transaction's graph the current one, and last, and lets the next writer in.
  /// - Throws: `file`. The transaction is then undone, unless the fault is `outcomeUnknown`.
  func commit(_ view: GraphSnapshot, _ effects: TransactionEffects?) throws(StorageError) {
    guard let file, let effects else {
      publish(view)
      return gate.leave()
    }
    let appended: DatabaseFile.AppendedCommit?
    do throws(StorageError) { appended = try last(view, effects, file) } catch {
      gate.leave()
      throw error
    }
    gate.leave()
    guard let appended else { return }
    try appended.sync()
    publish(view)
  }

  /// Ends a transaction that changed nothing, and lets the next writer in. What it read may come from a commit that is appended and not
  /// on the disk yet; that must last, and be seen by everybody, before anybody acts on what was read.
  /// - Throws: `file`.
  func commitUnchanged(_ base: GraphSnapshot) throws(StorageError) {
    let appended = file?.lastAppended
    gate.leave()
    try appended?.sync()
    publish(base)
  }

  /// Makes a commit last, or appends it so that it only has to be synced.
  private func last(
    _ view: GraphSnapshot, _ effects: TransactionEffects, _ file: DatabaseFile
  ) throws(StorageError) -> DatabaseFile.AppendedCommit? {
    if effects.isWhole {
      background?.waitForWriting()
      try file.checkpoint(view, commits: true)
      publish(view)
      return nil
    }
    let appended = try file.append(effects)
    state.withLock { $0.head = view }
    guard file.needsCheckpoint else { return appended }
    if let background, file.options.checkpointsInBackground {
      if file.outgrowsCheckpoint { background.waitForWriting() }
      background.start(view)
      return appended
    }
    try appended.sync(always: true)
    publish(view)
    // The commit lasts already; a checkpoint that finds no room is tried again after the next.
    try? file.checkpoint(view)
    return nil
  }

  private func nextSerial() -> UInt64 {
    state.withLock { state in
      state.lastSerial += 1
      return state.lastSerial
    }
  }

  /// Makes a snapshot the current one, unless a later one is.
  func publish(_ snapshot: GraphSnapshot) {
    let old = state.withLock { state in
      let old = (state.published, state.head)
      if snapshot.version > state.published.version { state.published = snapshot }
      if snapshot.version > state.head.version { state.head = snapshot }
      return old
    }
    withExtendedLifetime(old) {}  // the last reference to an old snapshot must not go away under the mutex
  }

  /// Lets the next writer in.
  func endWrite() { gate.leave() }
}
