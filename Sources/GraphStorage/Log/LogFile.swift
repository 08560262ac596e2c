// The log: one record per commit, appended and synced before the commit is seen.
//
// A record is a head of 40 bytes (magic, length of the effects, number of the commit, how far the log was known to be on the disk when
// the record was written, checksum) and the effects, padded to 8 bytes. The checksum is sealed with the identity, the generation and the
// place, so that a record of another log, of an earlier use of the same log, or of another place, is none.
//
// Behind the last record the file goes on with zeros that were written ahead, so that the sync of a commit has only data to bring to the
// disk and no new length or place of the file.
//
// Invariants: `end` is where the next record goes, and everything before it is whole; what a write that failed left behind `end` is cut
// away before anything else is written. Only who holds the writers' gate appends; anybody may sync, and of several that wait for a sync
// one makes it for all. No lock that an append takes is held while a sync is made. Where several were seen to commit at once, who syncs
// waits a moment for the others: a sync of all of them takes as long as a sync of one.

import Glibc
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
  struct Position {
    var file: any StorageFile
    var head: LogHead
    /// Where the first record stands that the database file does not hold.
    var start: Int
    var end: Int
    var sequence: UInt64
    /// How far zeros were written ahead.
    var room: Int
  }

  /// How far the log is on the disk.
  struct Synced {
    var sequence: UInt64
    var at: UInt64
    /// How long the last sync took, in nanoseconds, and how many commits were under way when it ended, those that it served included.
    var took: UInt64 = 0
    var company = 1
  }

  let path: String
  private let durability: Durability
  private let health: StoreHealth
  let position: Mutex<Position>
  /// Held while the log is being synced, so that who waits finds the work done.
  let synced: Mutex<Synced>
  /// Where the last record ends that is known to be on the disk.
  let durableEnd: Atomic<Int>
  /// How many are in `sync`.
  private let waiting = Atomic(0)

  /// - Parameters:
  ///   - start: where the first record stands that the database file does not hold.
  ///   - end: where the last record ends; everything before it is on the disk.
  init(
    file: any StorageFile, path: String, head: LogHead, start: Int = FileFormat.recordsOffset, end: Int, sequence: UInt64,
    durability: Durability, health: StoreHealth
  ) {
    self.path = path
    self.durability = durability
    self.health = health
    position = Mutex(Position(file: file, head: head, start: start, end: end, sequence: sequence, room: end))
    synced = Mutex(Synced(sequence: sequence, at: MonotonicTime.nanoseconds))
    durableEnd = Atomic(end)
  }

  /// The bytes of records that the database file does not hold.
  var recordBytes: Int { position.withLock { $0.end - $0.start } }
  /// The number of the last commit.
  var sequence: UInt64 { position.withLock { $0.sequence } }
  /// Where the last record ends.
  var end: Int { position.withLock { $0.end } }
  /// The state of the database file from which the log goes on.
  var generation: UInt64 { position.withLock { $0.head.generation } }
  /// The file.
  var file: any StorageFile { position.withLock { $0.file } }

  /// Makes a new log for a state of the file, in place of one that may be there.
  static func create(_ fileSystem: any FileSystem, _ path: String, _ head: LogHead) throws(FileError) -> any StorageFile {
    let file = try fileSystem.open(path, .create)
    try file.truncate(to: 0)
    try file.write(head.bytes, at: 0)
    try file.sync()
    try fileSystem.syncDirectory(of: path)
    return file
  }

  /// Appends the record of a commit and returns its number. It is not yet on the disk.
  /// - Throws: `file`; nothing was appended.
  func append(_ effects: [UInt8]) throws(StorageError) -> UInt64 {
    guard effects.count <= FileFormat.recordBytesMax else {
      throw .capacityExceeded("the effects of a transaction have at most \(FileFormat.recordBytesMax) bytes")
    }
    let durable = durableEnd.load(ordering: .acquiring)
    let outcome = position.withLock { position -> Result<UInt64, StorageError> in
      let record = LogRecord(
        sequence: position.sequence + 1, durable: durable, offset: position.end, effects: effects
      ).bytes(position.head)
      makeRoom(for: record.count, &position)
      do throws(FileError) { try position.file.write(record, at: position.end) } catch {
        withdraw(&position)
        return .failure(StorageError(error))
      }
      position.end += record.count
      position.room = max(position.room, position.end)
      position.sequence += 1
      return .success(position.sequence)
    }
    return try outcome.get()
  }

  /// Writes zeros ahead where the room for a record ends: as much again as the log has, within bounds. Without room it goes on as it is.
  private func makeRoom(for bytes: Int, _ position: inout Position) {
    guard position.end + bytes > position.room, durability != .off else { return }
    let used = position.end - FileFormat.recordsOffset
    let more = min(max(used, FileFormat.logRoomBytesMin), FileFormat.logRoomBytesMax)
    guard bytes < more else { return }
    let start = max(position.room, position.end)
    do throws(FileError) {
      try position.file.write([UInt8](repeating: 0, count: more), at: start)
      position.room = start + more
    } catch {
      // There may be room for the record alone.
      try? position.file.truncate(to: position.end)
      position.room = position.end
    }
  }

  /// Cuts away what a failed write left, so that it cannot be taken for a record.
  private func withdraw(_ position: inout Position) {
    position.room = position.end
    do throws(FileError) { try position.file.truncate(to: position.end) } catch {
      health.refuseWrites(
        FileFault(
          .readOnly, path, at: position.end, "a write failed and what it left could not be taken back (\(error.reason))",
          hint: "mend the disk and open the database again; nothing committed was lost"))
    }
  }

  /// Returns when the log is on the disk up to a commit, as far as the durability asks for it. Of several that wait one syncs for all.
  /// - Throws: `outcomeUnknown` where the operating system could not do it; the database can then only be read.
  func sync(through sequence: UInt64, always: Bool = false) throws(StorageError) {
    if !always, durability == .off { return }
    waiting.add(1, ordering: .relaxed)
    defer { waiting.subtract(1, ordering: .relaxed) }
    let outcome = synced.withLock { synced -> Result<Void, StorageError> in
      if synced.sequence >= sequence { return .success(()) }
      let now = MonotonicTime.nanoseconds
      if !always, durability == .normal, now &- synced.at < 1_000_000_000 { return .success(()) }
      if !always { awaitCompany(synced) }
      let covered = position.withLock { $0 }
      do throws(StorageError) { try health.requireWritable() } catch { return .failure(error) }
      let begun = MonotonicTime.nanoseconds
      do throws(FileError) { try covered.file.sync() } catch { return .failure(failed(error)) }
      let served = Int(clamping: covered.sequence &- synced.sequence)
      // Of those in here, some were served and leave now; the others wait for the next.
      let company = max(served, waiting.load(ordering: .relaxed))
      synced = Synced(sequence: covered.sequence, at: now, took: MonotonicTime.nanoseconds &- begun, company: company)
      durableEnd.store(covered.end, ordering: .releasing)
      // Late is well, for it may be missing altogether; see `LogMark`.
      try? covered.file.write(LogMark(end: covered.end, sequence: covered.sequence).bytes(covered.head), at: FileFormat.markOffset)
      return .success(())
    }
    try outcome.get()
  }

  /// Waits until as many commits have come as were under way at the last sync, for an eighth of its time at most. Who commits alone never
  /// waits.
  private func awaitCompany(_ synced: Synced) {
    guard synced.company > 1 else { return }
    let deadline = MonotonicTime.nanoseconds &+ min(synced.took / 8, 1_000_000)
    while sequence < synced.sequence &+ UInt64(synced.company), MonotonicTime.nanoseconds < deadline { usleep(20) }
  }

  /// Notes how far the log is on the disk.
  func mark() {
    let position = position.withLock { $0 }
    try? position.file.write(LogMark(end: position.end, sequence: position.sequence).bytes(position.head), at: FileFormat.markOffset)
  }

  private func failed(_ error: FileError) -> StorageError {
    let fault = FileFault(
      .outcomeUnknown, path, at: durableEnd.load(ordering: .acquiring),
      "the log could not be synced (\(error.reason)); whether the last commit survives is not known",
      hint: "open the database again: it then holds the commit wholly or not at all")
    health.refuseWrites(
      FileFault(.readOnly, path, "the database can only be read since the log could not be synced", hint: "open it again"))
    return .file(fault)
  }
}
