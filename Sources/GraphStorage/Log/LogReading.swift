// What a log holds: its whole records, and what to make of what follows them.
//
// Behind the last whole record there may be nothing, or the tail of a commit that was being written when the process or the machine
// stopped: it was never acknowledged, so it is cut away, with a notice. It may also be damage to commits that were acknowledged; three
// things tell: the mark says that the log was on the disk beyond this point; a later record says that it was when that record was
// written; or the log is shorter than the mark says. The first two are refused. The third, a log that was cut short, gives all the
// commits that it still holds, and the notice says that acknowledged ones are missing.

import GraphModel

/// A log that was read.
struct LogReading {
  /// The log, which the records' ranges refer to.
  let block: ByteBlock
  let head: LogHead
  private(set) var records: [FoundRecord] = []
  /// Where the last whole record ends.
  private(set) var end = FileFormat.recordsOffset
  /// What its user should be told, if anything.
  private(set) var notice: String?

  /// The number of the last commit.
  private(set) var sequence: UInt64
  /// Where the first record stands.
  var start: Int { records.first.map { $0.effects.lowerBound - FileFormat.recordHeadBytes } ?? end }

  /// Reads all bytes of a log. The mark is read before the size is asked for: a writer may be at work, and then the mark may be late but
  /// the log is not too short for it.
  static func block(_ file: any StorageFile) throws(StorageError) -> ByteBlock {
    let front = ByteBlock(count: FileFormat.recordsOffset)
    let inFront = try onFile { () throws(FileError) in try file.read(front.count, at: 0, into: front.start) }
    let size = try onFile { () throws(FileError) in try file.size() }
    let block = ByteBlock(count: max(size, inFront))
    block.start.copyMemory(from: front.start, byteCount: inFront)
    let got = try onFile { () throws(FileError) in
      try file.read(block.count - inFront, at: inFront, into: block.start + inFront)
    }
    guard inFront + got < block.count else { return block }
    let shorter = ByteBlock(count: inFront + got)
    shorter.start.copyMemory(from: block.start, byteCount: shorter.count)
    return shorter
  }

  /// Finds the records of a log whose head is known.
  /// - Throws: `damaged`.
  init(_ block: ByteBlock, _ head: LogHead, path: String) throws(StorageError) {
    self.block = block
    self.head = head
    sequence = head.sequence
    // The pages of the head and the mark last before anything relies on the log.
    guard block.count >= FileFormat.recordsOffset else { throw Self.damaged(path, block.count, "the log ends before its first record") }
    let mark = LogMark.read(block, head)
    while let record = FoundRecord.at(end, in: block, head), record.sequence == sequence + 1 {
      records.append(record)
      sequence = record.sequence
      end = record.end
    }
    let isShort = mark.map { $0.end > block.count } ?? false
    if let mark, !isShort, mark.end > end { throw Self.damaged(path, end, "it was whole up to byte \(mark.end)") }
    if !isShort, let later = laterRecord(), later.durable > end {
      throw Self.damaged(path, end, "a whole record of commit \(later.sequence) follows")
    }
    if let mark, isShort {
      notice =
        "\(path): the log was cut short: it ends at byte \(block.count), and commits up to byte \(mark.end) had been acknowledged; "
        + "commits after number \(sequence) (up to number \(mark.sequence)) are missing"
    } else if hasTail {
      notice = "\(path): the log ended in a commit that was never finished; its \(block.count - end) bytes were left out"
    }
  }

  /// Leaves out the commits up to a number, which the file holds.
  mutating func leaveOut(through number: UInt64) { records.removeAll { $0.sequence <= number } }

  /// Whether anything but zeros follows the last record.
  private var hasTail: Bool { block.bytes(min(end, block.count)..<block.count).contains { $0 != 0 } }

  /// A whole record behind the end, wherever it begins.
  private func laterRecord() -> FoundRecord? {
    var offset = end + 8
    while offset + FileFormat.recordHeadBytes <= block.count {
      let magic = UInt32(littleEndian: block.start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      if magic == FileFormat.recordMagic, let record = FoundRecord.at(offset, in: block, head), record.sequence > sequence { return record }
      offset += 8
    }
    return nil
  }

  private static func damaged(_ path: String, _ offset: Int, _ why: String) -> StorageError {
    .file(
      FileFault(
        .damaged, path, at: offset, "the log is damaged here, for \(why)",
        hint: "restore a backup, or let `innograph salvage` write what is whole to a new file"))
  }

  /// Does the records again on a store without a file.
  func replay(on store: GraphStore, path: String) throws(StorageError) {
    for record in records {
      let transaction = try store.beginWrite()
      var reader = ByteReader(block.bytes(record.effects))
      do throws(EffectReplay.Failure) {
        try EffectReplay(transaction: transaction).run(&reader)
      } catch {
        transaction.rollback()
        switch error {
        case .bytes(let damage): throw Self.misfit(path, record.effects.lowerBound + damage.offset, damage.message)
        case .store(let failure): throw Self.misfit(path, record.effects.lowerBound, "\(failure)")
        }
      }
      do throws(StorageError) { _ = try transaction.commit() } catch {
        transaction.rollback()
        throw Self.misfit(path, record.effects.lowerBound, "\(error)")
      }
    }
  }

  private static func misfit(_ path: String, _ offset: Int, _ message: String) -> StorageError {
    .file(
      FileFault(
        .damaged, path, at: offset, "a commit of the log does not fit the database: \(message)",
        hint: "restore a backup, or let `innograph salvage` write what is whole to a new file"))
  }
}
