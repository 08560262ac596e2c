// A database file and its log while they are open for writing: how a commit is made to last, how a checkpoint is taken, how the file is
// closed. How they are opened stands in `DatabaseFile+Opening`.
//
// The protocol, of which FILE-FORMAT.md argues every crash:
// - A closed file has no log. Before the first commit a log is made, synced and named, then the file turns open by writing the other slot.
// - A commit appends one record to the log and syncs it; then it may be seen.
// - A checkpoint writes what changed into free pages, syncs, writes the other slot, syncs, and begins the log anew. It never starts
//   from a closed file, so that a newest slot that has rotted always leaves a log that does not fit the older one. How it is written while
//   commits go on stands in `DatabaseFile+Checkpoint`.
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
  var slot: HeaderSlot
  var directory: FileDirectory
  var log: LogFile?
  /// Extents that the present state no longer has but some older snapshot of this process may still read.
  var kept: [Extent] = []
  /// The length of the log at which the next checkpoint is due.
  var checkpointDue: Int
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

  var logPath: String { FileFormat.logPath(path) }

  /// Whether a checkpoint is due.
  var needsCheckpoint: Bool { logBytes >= checkpointDue }
  /// Whether the log has grown so far that commits should wait for the checkpoint.
  var outgrowsCheckpoint: Bool { logBytes >= 4 * checkpointDue }

  /// Bytes of records in the log.
  package var logBytes: Int { log?.recordBytes ?? 0 }
  /// The pages of the file.
  package var fileBytes: Int { slot.pageCount * FileFormat.pageBytes }

  /// A record that was appended and has to be synced.
  struct AppendedCommit {
    let log: LogFile
    let sequence: UInt64

    /// Returns when the commit lasts as long as the durability says.
    func sync(always: Bool = false) throws(StorageError) { try log.sync(through: sequence, always: always) }
  }

  /// The last commit of the log, if there is one.
  var lastAppended: AppendedCommit? { log.map { AppendedCommit(log: $0, sequence: $0.sequence) } }

  /// Appends a commit.
  /// - Throws: `file`; nothing was appended.
  func append(_ effects: TransactionEffects) throws(StorageError) -> AppendedCommit {
    try health.requireWritable()
    try requireNames()
    let log = try openLog()
    return AppendedCommit(log: log, sequence: try log.append(effects.writer.bytes))
  }

  /// Refuses to go on where file and log are no longer what their names lead to: somebody moved or deleted them, and what is written
  /// now would not be found, or would be taken for part of what has the names by now.
  func requireNames() throws(StorageError) {
    try requireName(path, of: file)
    if let log { try requireName(logPath, of: log.file) }
  }

  private func requireName(_ name: String, of file: any StorageFile) throws(StorageError) {
    let (named, held) = try onFile { () throws(FileError) in (try fileSystem.identity(of: name), try file.identity()) }
    guard named != held else { return }
    let fault = FileFault(
      .readOnly, name, named == nil ? "the file was moved or deleted while it was open" : "another file has this name by now",
      hint: "put the database and its log back beside each other and open it again; what is in memory can be saved as a backup until then")
    health.refuseWrites(fault)
    throw .file(fault)
  }

  /// The log; makes one and turns the file open where it is closed.
  func openLog() throws(StorageError) -> LogFile {
    if let log { return log }
    let head = LogHead(identity: slot.identity, generation: slot.generation + 1, sequence: slot.sequence)
    let made: any StorageFile
    do throws(FileError) {
      // The slot that was read may only be in the memory of the operating system; it must last before the log of the state before it goes.
      try file.sync()
      made = try LogFile.create(fileSystem, logPath, head)
    } catch {
      // A sync that failed is never made again: the pages may count as written although they are not.
      if error.operation == FileError.syncOperation { throw refuse(error, at: 0) }
      throw StorageError(error)
    }
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
  /// - Throws: `file`. Where there was no room for the slot all is as before; otherwise it is not known in which of the two states the file
  ///   is, and nothing is written any more.
  func flip(to next: HeaderSlot) throws(StorageError) {
    do throws(FileError) { try file.write(next.bytes, at: next.offset) } catch {
      let failure = StorageError(error)
      if failure.isFullDisk, isNotPresent(next) { throw failure }
      throw refuse(error, at: next.offset)
    }
    do throws(FileError) { try file.sync() } catch { throw refuse(error, at: next.offset) }
    slot = next
  }

  /// Whether the page of a slot, after a write that failed, is certainly not read as that slot.
  private func isNotPresent(_ next: HeaderSlot) -> Bool {
    let block = ByteBlock(count: FileFormat.pageBytes)
    guard let count = try? file.read(FileFormat.pageBytes, at: next.offset, into: block.start) else { return false }
    guard count >= FileFormat.slotBytes, case .slot(let found) = HeaderSlot.read(block, offset: next.offset) else { return true }
    return found.generation < next.generation
  }

  /// Ends all writing after a failure that leaves open what is on the disk.
  func refuse(_ error: FileError, at offset: Int) -> StorageError {
    let hint = "open the database again; nothing that was acknowledged is lost"
    health.refuseWrites(
      FileFault(.readOnly, path, "the database can only be read since it could not be written (\(error.reason))", hint: hint))
    return .file(
      FileFault(.outcomeUnknown, path, at: offset, "the file could not be written (\(error.operation): \(error.reason))", hint: hint))
  }
}

extension DatabaseFile {
  func removeLog() {
    log = nil
    // A log that stays is known by its generation to be of no use.
    try? fileSystem.remove(logPath)
    try? fileSystem.remove(FileFormat.draftPath(logPath))
    try? fileSystem.syncDirectory(of: logPath)
  }

  /// Brings everything into the file, removes the log and lets others write. What cannot be brought in stays in the log.
  func close(_ graph: GraphSnapshot) {
    guard !isClosed else { return }
    isClosed = true
    if options.access == .readWrite, let log, health.isWritable {
      do throws(StorageError) {
        try log.sync(through: log.sequence, always: true)
        if log.recordBytes > 0 { try checkpoint(graph, closing: true) } else { try closeUnchanged() }
      } catch {
        if health.isWritable { try? log.sync(through: log.sequence, always: true) }
      }
    }
    health.note(damage: FileFault(.closed, path, "the database was closed", hint: "open it again"))
    _ = try? file.lock(.none, byte: FileFormat.writerByte)
    _ = try? file.lock(.none, byte: FileFormat.readerByte)
  }

  /// Puts a copy without free space in the place of the file. The log is brought in first, so that none belongs to the copy.
  func compact(_ graph: GraphSnapshot) throws(StorageError) {
    try requireNames()
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
    try requireNames()
    var closed = slot
    closed.generation += 1
    closed.isClosed = true
    try flip(to: closed)
    removeLog()
  }
}
