// Whether a log belongs to the state of a file beside which it lies, and what of it counts.

import GraphModel

/// What the log beside a file means for it.
enum LogState {
  /// There is nothing to add.
  case nothing
  /// The log is of the state before, and all its commits are in the file.
  case past
  /// The commits since the state of the file.
  case commits(LogReading)

  /// Looks at the log.
  /// - Throws: `file`: `logMissing`, `logForeign`, `damaged`.
  init(_ path: String, _ slot: HeaderSlot, _ fileSystem: any FileSystem) throws(StorageError) {
    guard try onFile({ () throws(FileError) in try fileSystem.exists(path) }) else {
      guard slot.isClosed else {
        throw .file(
          FileFault(
            .logMissing, path, "the log is not there, and it holds the last commits",
            hint: "put it back beside the database; without it, restore a backup, or let `innograph salvage` write the rest to a new file"))
      }
      self = .nothing
      return
    }
    let block = try LogReading.block(try onFile { () throws(FileError) in try fileSystem.open(path, .read) })
    guard let head = LogHead.read(block) else {
      // Making a log was interrupted before the file turned open.
      if slot.isClosed, block.count <= FileFormat.recordsOffset {
        self = .nothing
        return
      }
      let code: FileFault.Code = slot.isClosed ? .logForeign : .damaged
      throw Self.refusal(code, path, "the head of the log is not whole")
    }
    guard head.identity == slot.identity else { throw Self.refusal(.logForeign, path, "the log belongs to another database") }
    self = slot.isClosed ? try Self.besideClosed(path, slot, block, head) : try Self.besideOpen(path, slot, block, head)
  }

  private static func besideClosed(
    _ path: String, _ slot: HeaderSlot, _ block: ByteBlock, _ head: LogHead
  ) throws(StorageError) -> LogState {
    // Removing it, or using it for the first time, was interrupted.
    if head.generation <= slot.generation || block.count < FileFormat.recordsOffset { return .nothing }
    if head.generation == slot.generation + 1, try LogReading(block, head, path: path).records.isEmpty { return .nothing }
    throw refusal(
      .logForeign, path, "the log goes on from a later state of the database (\(head.generation)) than the file is in (\(slot.generation))")
  }

  private static func besideOpen(
    _ path: String, _ slot: HeaderSlot, _ block: ByteBlock, _ head: LogHead
  ) throws(StorageError) -> LogState {
    if head.generation == slot.generation { return .commits(try LogReading(block, head, path: path)) }
    if head.generation + 1 == slot.generation {
      // Of the state before: commits that came while the checkpoint was written are not in the file.
      var reading = try LogReading(block, head, path: path)
      reading.leaveOut(through: slot.sequence)
      return reading.records.isEmpty ? .past : .commits(reading)
    }
    throw refusal(
      .logForeign, path, "the log goes on from state \(head.generation) of the database, and the file is in state \(slot.generation)")
  }

  private static func refusal(_ code: FileFault.Code, _ path: String, _ message: String) -> StorageError {
    .file(
      FileFault(
        code, path, at: 0, message,
        hint: "file and log must be copied together; restore a backup, or let `innograph salvage` write what is whole to a new file"))
  }

  /// The graph with the log's commits.
  func replayed(on graph: GraphSnapshot, _ path: String, _ health: StoreHealth) throws(StorageError) -> GraphSnapshot {
    guard case .commits(let reading) = self else { return graph }
    if let notice = reading.notice { health.note(notice) }
    guard !reading.records.isEmpty else { return graph }
    let store = GraphStore(snapshot: graph)
    try reading.replay(on: store, path: path)
    try health.requireSound()
    return store.snapshot()
  }

  /// The log, to go on behind its last whole record.
  func continued(
    _ file: any StorageFile, _ path: String, _ slot: HeaderSlot, _ durability: Durability, _ health: StoreHealth
  ) throws(StorageError) -> LogFile {
    guard case .commits(let reading) = self else {
      let head = LogHead(identity: slot.identity, generation: slot.generation, sequence: slot.sequence)
      let log = LogFile(
        file: file, path: path, head: head, end: FileFormat.recordsOffset, sequence: slot.sequence, durability: durability, health: health)
      try log.restart(head)
      return log
    }
    if reading.block.count > reading.end {
      try onFile { () throws(FileError) in try file.truncate(to: reading.end) }
    }
    try onFile { () throws(FileError) in try file.sync() }
    let log = LogFile(
      file: file, path: path, head: reading.head, start: reading.start, end: reading.end, sequence: reading.sequence,
      durability: durability, health: health)
    log.mark()
    return log
  }
}
