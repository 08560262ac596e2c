// A database file and its log while they are open for writing: how a commit is made to last, how a checkpoint is taken, how the file is
// closed. How they are opened stands in `DatabaseFile+Opening`.
//
// The protocol, of which FILE-FORMAT.md argues every crash:
// - A closed file has no log. Before the first commit a log is made, synced and named, then the file turns open by writing the other slot.
// - A commit appends one record to the log and syncs it; then it may be seen.
// - A checkpoint writes what changed into free pages, syncs, writes the other slot, syncs, and begins the log anew. It never starts
//   from a closed file, so that a newest slot that has rotted always leaves a log that does not fit the older one.
// - Closing is a checkpoint whose slot says closed; then the log is removed.
//
// Invariants: what is `var` here is used only by who holds the writers' gate. After a sync that failed nothing is written any more.

import GraphModel

/// A database file that is open.
package final class DatabaseFile: @unchecked Sendable {
  /// The file.
  package let path: String
  /// What is wrong with it.
  package let health: StoreHealth
  let options: FileOptions
  let fileSystem: any FileSystem
  let file: any StorageFile
  private var slot: HeaderSlot
  private var directory: FileDirectory
  private var log: LogFile?
  /// Extents that the present state no longer has but some older snapshot of this process may still read.
  private var kept: [Extent] = []
  /// The length of the log at which the next checkpoint is due.
  private var checkpointDue: Int
  private var isClosed = false

  init(
    path: String, options: FileOptions, fileSystem: any FileSystem, file: any StorageFile, state: OpenedState, log: LogFile?
  ) {
    self.path = path
    self.options = options
    self.fileSystem = fileSystem
    self.file = file
    self.log = log
    health = state.reader.health
    slot = state.slot
    directory = state.directory
    checkpointDue = max(options.checkpointLogBytes, state.slot.pageCount * FileFormat.pageBytes / 4)
    if options.access == .readOnly {
      health.refuseWrites(FileFault(.readOnly, path, "the database was opened for reading only", hint: "open it for writing"))
    }
  }

  private var logPath: String { FileFormat.logPath(path) }

  /// Whether a checkpoint is due.
  var needsCheckpoint: Bool { (log?.recordBytes ?? 0) >= checkpointDue }

  /// Bytes of records in the log.
  package var logBytes: Int { log?.recordBytes ?? 0 }
  /// The pages of the file.
  package var fileBytes: Int { slot.pageCount * FileFormat.pageBytes }

  /// A record that was appended and has to be synced.
  struct AppendedCommit {
    let log: LogFile
    let end: Int

    /// Returns when the commit lasts as long as the durability says.
    func sync(always: Bool = false) throws(StorageError) { try log.sync(through: end, always: always) }
  }

  /// Appends a commit.
  /// - Throws: `file`; nothing was appended.
  func append(_ effects: TransactionEffects) throws(StorageError) -> AppendedCommit {
    try health.requireWritable()
    let log = try openLog()
    return AppendedCommit(log: log, end: try log.append(effects.writer.bytes))
  }

  /// The log; makes one and turns the file open where it is closed.
  private func openLog() throws(StorageError) -> LogFile {
    if let log { return log }
    // The slot that was read may only be in the memory of the operating system; it must last before the log of the state before it goes.
    try onFile { () throws(FileError) in try file.sync() }
    let head = LogHead(identity: slot.identity, generation: slot.generation + 1, sequence: slot.sequence)
    let made = try LogFile.create(fileSystem, logPath, head)
    var open = slot
    open.generation += 1
    open.isClosed = false
    try flip(to: open)
    let log = LogFile(
      file: made, path: logPath, head: head, end: FileFormat.recordsOffset, sequence: slot.sequence, durability: options.durability,
      health: health)
    self.log = log
    return log
  }

  /// Makes a state of the file the present one.
  /// - Throws: `file`; which of the two states the file is in is then not known, and nothing is written any more.
  private func flip(to next: HeaderSlot) throws(StorageError) {
    do throws(FileError) {
      try file.write(next.bytes, at: next.offset)
      try file.sync()
    } catch { throw refuse(error, at: next.offset) }
    slot = next
  }

  /// Ends all writing after a failure that leaves open what is on the disk.
  private func refuse(_ error: FileError, at offset: Int) -> StorageError {
    let hint = "open the database again; nothing that was acknowledged is lost"
    health.refuseWrites(
      FileFault(.readOnly, path, "the database can only be read since it could not be written (\(error.reason))", hint: hint))
    return .file(
      FileFault(.outcomeUnknown, path, at: offset, "the file could not be written (\(error.operation): \(error.reason))", hint: hint))
  }
}

extension DatabaseFile {
  /// Writes a graph into the file, so that the log can begin anew.
  /// - Parameters:
  ///   - commits: whether the graph holds one commit more than the log.
  ///   - closing: whether no log is to belong to the file.
  /// - Throws: `file`. Where it is not `outcomeUnknown`, all is as before and writing may go on.
  func checkpoint(_ graph: GraphSnapshot, commits: Bool = false, closing: Bool = false) throws(StorageError) {
    try health.requireWritable()
    let log = try openLog()
    // Old pages may be read by other processes; these hold a shared lock for as long as they may.
    let isAlone = try onFile { () throws(FileError) in try file.lock(.exclusive, byte: FileFormat.readerByte) }
    defer { if isAlone { _ = try? file.lock(.none, byte: FileFormat.readerByte) } }
    let pages = max(slot.pageCount, kept.reduce(0) { max($0, $1.pages.upperBound) })
    let used = Array(directory.extents) + kept + [slot.directory]
    var writing = Checkpoint(
      file: file, identity: slot.identity, generation: slot.generation + 1, present: directory,
      space: PageSpace(pageCount: pages, used: isAlone ? used : nil))
    let written = try writing.write(graph)
    // A damaged table reads as an empty one; it must not be written back as such.
    try health.requireWritable()
    var next = HeaderSlot(
      generation: slot.generation + 1, identity: slot.identity, directory: written.place, pageCount: written.pageCount,
      sequence: log.sequence + (commits ? 1 : 0), isClosed: closing)
    next.pageCount = written.directory.extents.reduce(next.pageCount) { max($0, $1.pages.upperBound) }
    let size = try onFile { () throws(FileError) in try file.size() }
    if size < next.pageCount * FileFormat.pageBytes {
      try onFile { () throws(FileError) in try file.truncate(to: next.pageCount * FileFormat.pageBytes) }
    }
    do throws(FileError) { try file.sync() } catch { throw refuse(error, at: 0) }
    try flip(to: next)
    keepWhatIsGone(written.directory)
    directory = written.directory
    checkpointDue = max(options.checkpointLogBytes, next.pageCount * FileFormat.pageBytes / 4)
    if closing {
      removeLog()
    } else {
      try restart(log, LogHead(identity: next.identity, generation: next.generation, sequence: next.sequence))
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

  private func restart(_ log: LogFile, _ head: LogHead) throws(StorageError) {
    do throws(StorageError) { try log.restart(head) } catch {
      // All is in the file; only going on writing is impossible, for a record might follow a head that is not there.
      health.refuseWrites(
        FileFault(.readOnly, logPath, "the log could not be begun anew", hint: "open the database again; nothing committed is lost"))
    }
  }

  private func removeLog() {
    log = nil
    // A log that stays is known by its generation to be of no use.
    try? fileSystem.remove(logPath)
    try? fileSystem.syncDirectory(of: logPath)
  }

  /// Brings everything into the file, removes the log and lets others write. What cannot be brought in stays in the log.
  func close(_ graph: GraphSnapshot) {
    guard !isClosed else { return }
    isClosed = true
    if options.access == .readWrite, let log, health.isWritable {
      do throws(StorageError) {
        try log.sync(through: log.end, always: true)
        if log.recordBytes > 0 { try checkpoint(graph, closing: true) } else { try closeUnchanged() }
      } catch {
        if health.isWritable { try? log.sync(through: log.end, always: true) }
      }
    }
    health.note(damage: FileFault(.closed, path, "the database was closed", hint: "open it again"))
    _ = try? file.lock(.none, byte: FileFormat.writerByte)
    _ = try? file.lock(.none, byte: FileFormat.readerByte)
  }

  /// Puts a copy without free space in the place of the file. The log is brought in first, so that none belongs to the copy.
  func compact(_ graph: GraphSnapshot) throws(StorageError) {
    if let log {
      if log.recordBytes > 0 { try checkpoint(graph, closing: true) } else { try closeUnchanged() }
    }
    guard try onFile({ () throws(FileError) in try file.lock(.exclusive, byte: FileFormat.readerByte) }) else {
      throw .file(FileFault(.locked, path, "others are reading the database", hint: "compact it when they have closed it"))
    }
    try DatabaseFile.writeCopy(of: graph, to: path, sequence: slot.sequence, fileSystem, health: health, replacing: true)
    health.refuseWrites(FileFault(.readOnly, path, "the database was compacted", hint: "open it again"))
  }

  private func closeUnchanged() throws(StorageError) {
    var closed = slot
    closed.generation += 1
    closed.isClosed = true
    try flip(to: closed)
    removeLog()
  }
}
