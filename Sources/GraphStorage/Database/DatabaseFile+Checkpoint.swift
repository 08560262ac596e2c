// How commits are brought from the log into the file, in three steps, of which the middle one, the long one, needs nobody to wait:
// 1. begin, under the writers' gate: note the graph, and which commit is its last;
// 2. write: changed chunks and a directory into pages without live bytes, and sync; commits may go on meanwhile;
// 3. finish, under the writers' gate: write the slot, sync, and begin the log anew with the commits that came meanwhile.
// Readers of this process are never waited for and never wait; those of other processes neither.
//
// Invariants: at most one checkpoint is being written at a time (`BackgroundCheckpoint` sees to it); one that another has overtaken counts
// for nothing. Until its slot is written, a checkpoint has changed nothing that counts.

import GraphModel

/// A checkpoint that is being written.
struct BegunCheckpoint {
  fileprivate let graph: GraphSnapshot
  fileprivate let base: HeaderSlot
  fileprivate let log: LogFile
  /// The number of the last commit that the checkpoint holds, and where its record ends.
  fileprivate let sequence: UInt64
  fileprivate let end: Int
  fileprivate var writing: Checkpoint
  fileprivate var written: (directory: FileDirectory, place: Extent, pageCount: Int)?
}

extension DatabaseFile {
  /// Writes a graph into the file at once, so that the log can begin anew.
  /// - Parameters:
  ///   - commits: whether the graph holds one commit more than the log.
  ///   - closing: whether no log is to belong to the file.
  /// - Throws: `file`. Where it is not `outcomeUnknown`, all is as before and writing may go on.
  func checkpoint(_ graph: GraphSnapshot, commits: Bool = false, closing: Bool = false) throws(StorageError) {
    var begun = try begin(graph, closing: closing)
    try write(&begun)
    try finish(begun, commits: commits, closing: closing)
  }

  /// Begins to write a graph, which is that of the last commit in the log.
  func begin(_ graph: GraphSnapshot, closing: Bool = false) throws(StorageError) -> BegunCheckpoint {
    try health.requireWritable()
    try requireNames()
    let log = try openLog()
    // A log may go on from the state before the present one, and not from the one before that.
    if !closing, log.generation != slot.generation { try renew(log) }
    let isAlone = try looksAlone()
    let pages = max(slot.pageCount, kept.reduce(0) { max($0, $1.pages.upperBound) })
    let used = Array(directory.extents) + kept + [slot.directory]
    let writing = Checkpoint(
      file: file, identity: slot.identity, generation: slot.generation + 1, present: directory,
      space: PageSpace(pageCount: pages, used: isAlone ? used : nil))
    return BegunCheckpoint(graph: graph, base: slot, log: log, sequence: log.sequence, end: log.end, writing: writing)
  }

  /// Writes what changed, and syncs it. Needs no gate.
  func write(_ begun: inout BegunCheckpoint) throws(StorageError) {
    var written = try begun.writing.write(begun.graph)
    // A damaged table reads as an empty one; it must not be written back as such.
    try health.requireWritable()
    written.pageCount = written.directory.extents.reduce(written.pageCount) { max($0, $1.pages.upperBound) }
    let size = try onFile { () throws(FileError) in try file.size() }
    if size < written.pageCount * FileFormat.pageBytes {
      try onFile { () throws(FileError) in try file.truncate(to: written.pageCount * FileFormat.pageBytes) }
    }
    do throws(FileError) { try file.sync() } catch { throw refuse(error, at: 0) }
    begun.written = written
  }

  /// Makes what was written the present state; does nothing where another checkpoint has come before.
  func finish(_ begun: BegunCheckpoint, commits: Bool = false, closing: Bool = false) throws(StorageError) {
    guard let written = begun.written, begun.base == slot else { return }
    try health.requireWritable()
    try requireNames()
    try flip(
      to: HeaderSlot(
        generation: slot.generation + 1, identity: slot.identity, directory: written.place, pageCount: written.pageCount,
        sequence: begun.sequence + (commits ? 1 : 0), isClosed: closing))
    keepWhatIsGone(written.directory)
    directory = written.directory
    checkpointDue = max(options.checkpointLogBytes, slot.pageCount * FileFormat.pageBytes / 4)
    if closing { return removeLog() }
    if begun.log.end == begun.end { return restart(begun.log) }
    begun.log.passOver(to: begun.end)
    // Where there is no room for a new log the old one does as well, and the next checkpoint tries again.
    try? renew(begun.log)
  }

  /// Whether no other process may still read old pages; these hold a shared lock for as long as they may. The lock is held for a moment
  /// only: who opens the file later reads the present state, which a checkpoint leaves as it is, or a later one.
  private func looksAlone() throws(StorageError) -> Bool {
    try onFile { () throws(FileError) in
      guard try file.lock(.exclusive, byte: FileFormat.readerByte) else { return false }
      _ = try file.lock(.none, byte: FileFormat.readerByte)
      return true
    }
  }

  /// Tables and indexes that went without having been read may still be read by snapshots that are older. A page or leaf of those that
  /// stay is read before it changes, so that nobody reads its old place again.
  private func keepWhatIsGone(_ next: FileDirectory) {
    for table in directory.tables where isGone(table.name, next) { kept += table.extents.compactMap { $0 } }
  }

  private func isGone(_ name: TableName, _ next: FileDirectory) -> Bool {
    guard name.kind.rows == .entries else { return next.table(name) == nil }
    let index = directory.indexes[Int(name.key)]
    return next.number(ofIndex: index.name, created: index.created) == nil
  }

  private var nextHead: LogHead { LogHead(identity: slot.identity, generation: slot.generation, sequence: slot.sequence) }

  private func restart(_ log: LogFile) {
    do throws(StorageError) { try log.restart(nextHead) } catch {
      // All is in the file; only going on writing is impossible, for a record might follow a head that is not there.
      refuseWrites(logPath, "the log could not be begun anew")
    }
  }

  private func renew(_ log: LogFile) throws(StorageError) {
    do throws(FileError) { try log.renew(nextHead, fileSystem) } catch {
      // Whether the new log has the name for good is then not known.
      if error.operation == FileError.syncOperation { refuseWrites(logPath, "the log could not be begun anew (\(error.reason))") }
      throw StorageError(error)
    }
  }

  private func refuseWrites(_ path: String, _ message: String) {
    health.refuseWrites(
      FileFault(.readOnly, path, message, hint: "open the database again; nothing committed is lost"))
  }
}
