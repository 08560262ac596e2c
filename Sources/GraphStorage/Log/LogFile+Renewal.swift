// How the log begins anew when a checkpoint has brought commits into the file. Where no commit has come since, the head is written anew in
// place. Otherwise the commits that came meanwhile are written to a new log, which takes the name of the old one when it is whole and on
// the disk; until then the old log is right as well, for a log may go on from the state before the present one.

import GraphModel
import Synchronization

extension LogFile {
  /// Empties the log for the next state of the file.
  func restart(_ head: LogHead) throws(StorageError) {
    let file = file
    try onFile { () throws(FileError) in
      try file.write(head.bytes, at: 0)
      try file.sync()
      // Until here old records may follow the new head, under whose seal they are none.
      try file.truncate(to: FileFormat.recordsOffset)
    }
    let start = FileFormat.recordsOffset
    synced.withLock { synced in
      synced = Synced(sequence: head.sequence, at: MonotonicTime.nanoseconds)
      durableEnd.store(start, ordering: .releasing)
      position.withLock {
        $0 = Position(file: file, head: head, start: start, end: start, sequence: head.sequence, room: start)
      }
    }
  }

  /// Notes that the database file holds all records before an offset.
  func passOver(to offset: Int) { position.withLock { $0.start = offset } }

  /// Puts a log that holds only the records that the database file does not in the place of this one. Only who holds the writers' gate
  /// calls this.
  /// - Throws: what the file system threw; unless that was a sync, the old log is still the log.
  func renew(_ head: LogHead, _ fileSystem: any FileSystem) throws(FileError) {
    let draft = FileFormat.draftPath(path)
    let old = position.withLock { $0 }
    let records = ByteBlock(count: old.end - old.start)
    guard try old.file.read(records.count, at: old.start, into: records.start) == records.count else {
      throw FileError(
        operation: "read", path: path, number: FileErrorNumber.inputOutput, reason: "the log is shorter than what was written")
    }
    var bytes = head.bytes
    var offset = 0
    while offset < records.count {
      guard let record = FoundRecord.at(offset, in: records, old.head, blockOffset: old.start) else {
        throw FileError(operation: "read", path: path, number: FileErrorNumber.inputOutput, reason: "a record is not what was written")
      }
      let effects = Array(records.bytes(record.effects))
      bytes += LogRecord(sequence: record.sequence, durable: FileFormat.recordsOffset, offset: bytes.count, effects: effects).bytes(head)
      offset = record.end
    }
    let end = bytes.count
    let mark = LogMark(end: end, sequence: old.sequence).bytes(head)
    bytes.replaceSubrange(FileFormat.markOffset..<FileFormat.markOffset + mark.count, with: mark)
    try fileSystem.remove(draft)
    let file = try fileSystem.open(draft, .create)
    do throws(FileError) {
      try file.write(bytes, at: 0)
      try file.sync()
      try fileSystem.rename(draft, to: path, replacing: true)
    } catch {
      try? fileSystem.remove(draft)
      throw error
    }
    try fileSystem.syncDirectory(of: path)
    // Nobody may sync the old log for a commit of the new one.
    synced.withLock { synced in
      synced = Synced(sequence: old.sequence, at: MonotonicTime.nanoseconds)
      durableEnd.store(end, ordering: .releasing)
      position.withLock {
        $0 = Position(file: file, head: head, start: FileFormat.recordsOffset, end: end, sequence: old.sequence, room: end)
      }
    }
  }
}
