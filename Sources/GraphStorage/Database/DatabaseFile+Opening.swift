// Opening a database file: which slot counts, whether the log belongs to it, and what the log adds. Nothing is written but a lock, a note
// of the holder, and, where a crash left one, the end of a torn log is cut; so a crash while opening changes nothing.

import Glibc
package import GraphModel

/// What opening found in a file.
struct OpenedState {
  var slot: HeaderSlot
  var directory: FileDirectory
  var reader: ExtentReader
}

extension DatabaseFile {
  /// Opens a database file with its log; makes one where the options say so.
  /// - Throws: `file`.
  package static func open(
    _ path: String, options: FileOptions = FileOptions(), fileSystem: any FileSystem = POSIXFileSystem()
  ) throws(StorageError) -> GraphStore {
    let isThere = try onFile { () throws(FileError) in try fileSystem.exists(path) }
    if !isThere { try make(path, options, fileSystem) }
    // The log lies beside the file itself, and not beside a link to it.
    let name = fileSystem.resolved(path)
    switch options.access {
    case .readWrite: return try openForWriting(name, options, fileSystem)
    case .readOnly: return try openForReading(name, options, fileSystem)
    }
  }

  private static func make(_ path: String, _ options: FileOptions, _ fileSystem: any FileSystem) throws(StorageError) {
    let log = FileFormat.logPath(path)
    if try onFile({ () throws(FileError) in try fileSystem.exists(log) }) {
      throw .file(
        FileFault(
          .logForeign, log, "there is a log but no database `\(path)`", hint: "put the database back beside it, or move the log away"))
    }
    guard options.creates, options.access == .readWrite else {
      throw .file(FileFault(.notFound, path, "there is no such database", hint: "check the path"))
    }
    do throws(StorageError) { try writeCopy(of: GraphSnapshot(version: 0), to: path, sequence: 0, fileSystem) } catch {
      // Another process may have made it meanwhile; then it is opened like any other.
      guard case .file(let fault) = error, fault.code == .alreadyExists else { throw error }
    }
  }

  /// Writes a graph as a closed database of its own, which is there wholly or not at all.
  /// - Parameter health: of the file that the graph comes from, if it comes from one: what cannot be read must not be left out.
  /// - Throws: `file`: `alreadyExists` where the name is taken and is not to be replaced.
  package static func writeCopy(
    of graph: GraphSnapshot, to path: String, sequence: UInt64 = 0, _ fileSystem: any FileSystem = POSIXFileSystem(),
    health: StoreHealth? = nil, replacing: Bool = false
  ) throws(StorageError) {
    if !replacing, try onFile({ () throws(FileError) in try fileSystem.exists(path) }) {
      throw .file(FileFault(.alreadyExists, path, "there is already something of this name", hint: "choose another name"))
    }
    let draft = FileFormat.draftPath(path)
    let file = try lockedDraft(draft, for: path, fileSystem)
    do throws(StorageError) {
      _ = try Checkpoint.writeNew(graph, to: file, sequence: sequence)
      try health?.requireSound()
      try onFile { () throws(FileError) in
        try fileSystem.rename(draft, to: path, replacing: replacing)
        try fileSystem.syncDirectory(of: path)
      }
    } catch {
      try? fileSystem.remove(draft)
      throw error
    }
  }

  /// An empty draft that nobody else is writing. What a crash left behind under its name is never written to, only taken away: it may be
  /// a finished database that has another name as well.
  private static func lockedDraft(
    _ draft: String, for path: String, _ fileSystem: any FileSystem
  ) throws(StorageError) -> any StorageFile {
    try onFile { () throws(FileError) in
      let taken = FileError(operation: "create", path: path, number: FileErrorNumber.exists, reason: "another process is making it")
      if let left = try fileSystem.identity(of: draft) {
        let file = try fileSystem.open(draft, .write)
        // A writer may hold the finished file, if this is another name of it; who makes a draft holds that draft.
        var isFree = try fileSystem.identity(of: path) == left
        if !isFree { isFree = try file.lock(.exclusive, byte: FileFormat.writerByte) }
        guard isFree, try file.identity() == left, try fileSystem.identity(of: draft) == left else { throw taken }
        try fileSystem.remove(draft)
      }
      let file = try fileSystem.open(draft, .create)
      let isOurs = try file.lock(.exclusive, byte: FileFormat.writerByte)
      // Who held it before may have finished and given it its name.
      guard isOurs, try fileSystem.identity(of: draft) == file.identity(), try file.size() == 0 else { throw taken }
      return file
    }
  }
}

// For writing.
extension DatabaseFile {
  private static func openForWriting(
    _ path: String, _ options: FileOptions, _ fileSystem: any FileSystem
  ) throws(StorageError) -> GraphStore {
    let file = try lockedFile(path, options, fileSystem)
    let state = try read(path, file)
    let logPath = FileFormat.logPath(path)
    let found = try LogState(logPath, state.slot, fileSystem)
    let base = try GraphSnapshot(restoring: state.directory, state.reader)
    let graph = try found.replayed(on: base, logPath, state.reader.health)
    var log: LogFile?
    if !state.slot.isClosed {
      // What was read may only be in the memory of the operating system; it must last before anything builds on it.
      try onFile { () throws(FileError) in try file.sync() }
      log = try found.continued(
        try onFile { () throws(FileError) in try fileSystem.open(logPath, .write) }, logPath, state.slot, options.durability,
        state.reader.health)
    }
    leaveNote(file)
    let database = DatabaseFile(path: path, options: options, fileSystem: fileSystem, file: file, state: state, log: log)
    return GraphStore(file: database, snapshot: graph)
  }

  private static func lockedFile(
    _ path: String, _ options: FileOptions, _ fileSystem: any FileSystem
  ) throws(StorageError) -> any StorageFile {
    let deadline = MonotonicTime.nanoseconds &+ UInt64(max(0, options.lockWaitMilliseconds)) &* 1_000_000
    while true {
      let file = try onFile { () throws(FileError) in try fileSystem.open(path, .write) }
      if try onFile({ () throws(FileError) in try file.lock(.exclusive, byte: FileFormat.writerByte) }) {
        // The name may have been given to another file between opening and locking.
        let present = try onFile { () throws(FileError) in try fileSystem.identity(of: path) }
        if try onFile({ () throws(FileError) in try file.identity() }) == present { return file }
      } else if MonotonicTime.nanoseconds >= deadline {
        throw .file(
          FileFault(
            .locked, path, "it is open for writing \(holder(of: file))", hint: "close it there, or open it here for reading only"))
      }
      usleep(10_000)
    }
  }

  /// Leaves a note for others who want to write. It is only for people: the lock is the kernel's, and goes with the process.
  private static func leaveNote(_ file: any StorageFile) {
    var note = Array("held by process \(getpid())\n".utf8)
    while note.count < 64 { note.append(0) }
    try? file.write(note, at: FileFormat.holderOffset)
  }

  private static func holder(of file: any StorageFile) -> String {
    let block = ByteBlock(count: 64)
    guard let count = try? file.read(64, at: FileFormat.holderOffset, into: block.start), count > 0 else { return "elsewhere" }
    let text = String(decoding: block.bytes(0..<count).prefix { $0 != 0 && $0 != 0x0A }, as: UTF8.self)
    let prefix = "held by process "
    guard text.hasPrefix(prefix), let process = Int32(text.dropFirst(prefix.count)) else { return "in another process" }
    return process == getpid() ? "in this process (\(process))" : "in process \(process)"
  }
}

// For reading.
extension DatabaseFile {
  /// A checkpoint of a writer may come between reading the slot and reading the log; then all is read again.
  private static let attemptsMax = 20

  private static func openForReading(
    _ path: String, _ options: FileOptions, _ fileSystem: any FileSystem
  ) throws(StorageError) -> GraphStore {
    let file = try onFile { () throws(FileError) in try fileSystem.open(path, .read) }
    try holdOldPages(file, path, waitMilliseconds: options.lockWaitMilliseconds)
    let logPath = FileFormat.logPath(path)
    for attempt in 1...attemptsMax {
      do throws(StorageError) {
        let state = try read(path, file)
        let found = try LogState(logPath, state.slot, fileSystem)
        guard try read(path, file).slot == state.slot else {
          usleep(10_000)
          continue
        }
        let base = try GraphSnapshot(restoring: state.directory, state.reader)
        let graph = try found.replayed(on: base, logPath, state.reader.health)
        let database = DatabaseFile(path: path, options: options, fileSystem: fileSystem, file: file, state: state, log: nil)
        return GraphStore(file: database, snapshot: graph)
      } catch {
        // A writer at work may show a slot or a record half written; what stays wrong is wrong.
        if attempt == attemptsMax || !isHeld(file) { throw error }
        usleep(10_000)
      }
    }
    throw .file(FileFault(.locked, path, "the writer's checkpoints came too fast to read beside them", hint: "try again"))
  }

  /// Keeps a writer from using old pages again for as long as the file is open here. The other side holds this lock for a moment, when it
  /// looks whether it is alone, and for long only while it compacts.
  static func holdOldPages(_ file: any StorageFile, _ path: String, waitMilliseconds: Int) throws(StorageError) {
    let deadline = MonotonicTime.nanoseconds &+ UInt64(max(0, waitMilliseconds)) &* 1_000_000
    while !(try onFile { () throws(FileError) in try file.lock(.shared, byte: FileFormat.readerByte) }) {
      guard MonotonicTime.nanoseconds < deadline else {
        throw .file(FileFault(.locked, path, "the file is being compacted \(holder(of: file))", hint: "try again"))
      }
      usleep(1_000)
    }
  }

  private static func isHeld(_ file: any StorageFile) -> Bool {
    guard (try? file.lock(.shared, byte: FileFormat.writerByte)) == true else { return true }
    _ = try? file.lock(.none, byte: FileFormat.writerByte)
    return false
  }

  /// The present state of a file.
  static func read(_ path: String, _ file: any StorageFile) throws(StorageError) -> OpenedState {
    let slot = try HeaderReading(path, file).newest()
    let size = try onFile { () throws(FileError) in try file.size() }
    let reader = ExtentReader(file: file, path: path, identity: slot.identity, health: StoreHealth(path: path))
    guard size >= slot.pageCount * FileFormat.pageBytes else {
      throw reader.damaged(at: size, "the file ends here and should have \(slot.pageCount * FileFormat.pageBytes) bytes")
    }
    let block = try reader.read(slot.directory, what: "the directory")
    var bytes = ByteReader(block.bytes)
    let directory: FileDirectory
    do throws(DamagedBytes) { directory = try FileDirectory(from: &bytes, pageCount: slot.pageCount, format: slot.format) } catch {
      throw reader.damaged(at: slot.directory.offset + error.offset, "the directory: \(error.message)")
    }
    return OpenedState(slot: slot, directory: directory, reader: reader)
  }
}

/// The two header slots of a file.
struct HeaderReading {
  let path: String
  let slots: [HeaderSlot.Reading]
  private let isOurs: Bool
  private let isBlank: [Bool]

  /// What is wrong with a slot that does not count: nothing rests on it.
  var remarks: [FileFault] {
    slots.enumerated().compactMap { place, slot in
      guard case .invalid = slot, !isBlank[place] else { return nil }
      return FileFault(
        .damaged, path, at: place * FileFormat.pageBytes, "the older of the two headers is not whole",
        hint: "nothing rests on it; the next checkpoint writes it anew")
    }
  }

  init(_ path: String, _ file: any StorageFile) throws(StorageError) {
    self.path = path
    var slots: [HeaderSlot.Reading] = []
    var isOurs = false
    var isBlank: [Bool] = []
    for offset in [0, FileFormat.pageBytes] {
      let block = ByteBlock(count: FileFormat.pageBytes)
      let count = try onFile { () throws(FileError) in try file.read(FileFormat.pageBytes, at: offset, into: block.start) }
      isBlank.append(block.bytes(0..<count).allSatisfy { $0 == 0 })
      guard count == FileFormat.pageBytes else {
        slots.append(.invalid)
        continue
      }
      slots.append(HeaderSlot.read(block, offset: offset))
      if Array(block.bytes(0..<8)) == FileFormat.fileMagic { isOurs = true }
    }
    self.slots = slots
    self.isOurs = isOurs
    self.isBlank = isBlank
  }

  /// The slot that counts.
  func newest() throws(StorageError) -> HeaderSlot {
    var newest: HeaderSlot?
    for slot in slots {
      switch slot {
      case .invalid: continue
      case .unknown(let version, let flags):
        throw .file(
          FileFault(
            .formatUnknown, path, at: 8,
            "the file has format \(version) with flags \(flags), and this program knows formats up to \(FileFormat.version)",
            hint: "use the program that wrote it, or a newer one"))
      case .slot(let found): if newest.map({ $0.generation < found.generation }) ?? true { newest = found }
      }
    }
    if let newest { return newest }
    guard isOurs else { throw .file(FileFault(.notADatabase, path, "the file is no innograph database", hint: "check the path")) }
    throw .file(FileFault(.damaged, path, at: 0, "neither of the two headers is whole", hint: "restore a backup"))
  }
}
