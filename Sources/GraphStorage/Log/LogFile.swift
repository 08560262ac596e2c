// The log: one record per commit, appended and synced before the commit is seen.
//
// A record is a head of 40 bytes (magic, length of the effects, number of the commit, how far the log was known to be on the disk when
// the record was written, checksum) and the effects, padded to 8 bytes. The checksum is sealed with the identity, the generation and the
// place, so that a record of another log, of an earlier use of the same log, or of another place, is none.
//
// Invariants: `end` is where the next record goes, and everything before it is whole; what a write that failed left behind `end` is cut
// away before anything else is written. Only who holds the writers' gate appends; anybody may sync.

import GraphModel
import Synchronization

/// How much of a commit must be on the disk before it returns.
package enum Durability: String, Sendable, CaseIterable {
  /// All of it: a commit that returned survives a loss of power.
  case full
  /// A loss of power may cost the commits of about the last second, and never more than a tail of them.
  case normal
  /// A loss of power may cost all commits since the last checkpoint, and never more than a tail of them.
  case off
}

/// The open log of a database that is being written.
final class LogFile: Sendable {
  private struct Position {
    var end: Int
    var sequence: UInt64
    var head: LogHead
    /// What the bytes behind `end` were left by, if they could not be cut away.
    var isBroken = false
  }

  private let file: any StorageFile
  private let path: String
  private let durability: Durability
  private let health: StoreHealth
  private let position: Mutex<Position>
  /// How far the log is on the disk; held while it is being synced, so that who waits finds the work done.
  private let synced: Mutex<(end: Int, at: UInt64)>

  init(
    file: any StorageFile, path: String, head: LogHead, end: Int, sequence: UInt64, durability: Durability, health: StoreHealth
  ) {
    self.file = file
    self.path = path
    self.durability = durability
    self.health = health
    position = Mutex(Position(end: end, sequence: sequence, head: head))
    synced = Mutex((end, MonotonicTime.nanoseconds))
  }

  /// The bytes of records.
  var recordBytes: Int { position.withLock { $0.end } - FileFormat.recordsOffset }
  /// The number of the last commit.
  var sequence: UInt64 { position.withLock { $0.sequence } }
  /// Where the last record ends.
  var end: Int { position.withLock { $0.end } }

  /// Makes a new log for a state of the file, in place of one that may be there.
  static func create(_ fileSystem: any FileSystem, _ path: String, _ head: LogHead) throws(StorageError) -> any StorageFile {
    try onFile { () throws(FileError) in
      let file = try fileSystem.open(path, .create)
      try file.truncate(to: 0)
      try file.write(head.bytes, at: 0)
      try file.sync()
      try fileSystem.syncDirectory(of: path)
      return file
    }
  }

  /// Appends the record of a commit and returns where it ends. It is not yet on the disk.
  /// - Throws: `file`; nothing was appended.
  func append(_ effects: [UInt8]) throws(StorageError) -> Int {
    guard effects.count <= FileFormat.recordBytesMax else {
      throw .capacityExceeded("the effects of a transaction have at most \(FileFormat.recordBytesMax) bytes")
    }
    let durable = synced.withLock { $0.end }
    let outcome = position.withLock { position -> Result<Int, StorageError> in
      let record = LogRecord(
        sequence: position.sequence + 1, durable: durable, offset: position.end, effects: effects
      ).bytes(position.head)
      do throws(FileError) { try file.write(record, at: position.end) } catch {
        withdraw(&position)
        return .failure(StorageError(error))
      }
      position.end += record.count
      position.sequence += 1
      return .success(position.end)
    }
    return try outcome.get()
  }

  /// Cuts away what a failed write left, so that it cannot be taken for a record.
  private func withdraw(_ position: inout Position) {
    do throws(FileError) { try file.truncate(to: position.end) } catch {
      health.refuseWrites(
        FileFault(
          .readOnly, path, at: position.end, "a write failed and what it left could not be taken back (\(error.reason))",
          hint: "mend the disk and open the database again; nothing committed was lost"))
    }
  }

  /// Returns when the log is on the disk up to an offset, as far as the durability asks for it. Of several that wait one syncs for all.
  /// - Throws: `outcomeUnknown` where the operating system could not do it; the database can then only be read.
  func sync(through offset: Int, always: Bool = false) throws(StorageError) {
    if !always, durability == .off { return }
    let outcome = synced.withLock { synced -> Result<Void, StorageError> in
      if synced.end >= offset { return .success(()) }
      let now = MonotonicTime.nanoseconds
      if !always, durability == .normal, now &- synced.at < 1_000_000_000 { return .success(()) }
      let (end, sequence, head) = position.withLock { ($0.end, $0.sequence, $0.head) }
      do throws(StorageError) { try health.requireWritable() } catch { return .failure(error) }
      do throws(FileError) { try file.sync() } catch { return .failure(failed(error, at: synced.end)) }
      synced = (end, now)
      // Late is well, for it may be missing altogether; see `LogMark`.
      try? file.write(LogMark(end: end, sequence: sequence).bytes(head), at: FileFormat.markOffset)
      return .success(())
    }
    try outcome.get()
  }

  /// Notes how far the log is on the disk.
  func mark() {
    let (end, sequence, head) = position.withLock { ($0.end, $0.sequence, $0.head) }
    try? file.write(LogMark(end: end, sequence: sequence).bytes(head), at: FileFormat.markOffset)
  }

  private func failed(_ error: FileError, at offset: Int) -> StorageError {
    let fault = FileFault(
      .outcomeUnknown, path, at: offset, "the log could not be synced (\(error.reason)); whether the last commit survives is not known",
      hint: "open the database again: it then holds the commit wholly or not at all")
    health.refuseWrites(
      FileFault(.readOnly, path, "the database can only be read since the log could not be synced", hint: "open it again"))
    return .file(fault)
  }

  /// Empties the log for the next state of the file.
  func restart(_ head: LogHead) throws(StorageError) {
    try onFile { () throws(FileError) in
      try file.write(head.bytes, at: 0)
      try file.sync()
      // Until here old records may follow the new head, under whose seal they are none.
      try file.truncate(to: FileFormat.recordsOffset)
    }
    position.withLock { $0 = Position(end: FileFormat.recordsOffset, sequence: head.sequence, head: head) }
    synced.withLock { $0 = (FileFormat.recordsOffset, MonotonicTime.nanoseconds) }
  }
}
