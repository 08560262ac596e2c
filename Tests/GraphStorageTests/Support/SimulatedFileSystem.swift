// A file system in memory that remembers what a real one may forget. Every call is counted; a call can be refused, and everything can
// stop at one, which stands for the death of the process. What survives a loss of power is told apart from what was merely written: a sync
// of a file makes its content last, a sync of a directory its names. From what has not been synced, images of a disk after a loss of power
// are made: any selection of the writes, whole or cut at a sector.

import GraphStorage
import Synchronization

/// The file system of a test.
final class SimulatedFileSystem: FileSystem, Sendable {
  /// What happens at a call that is chosen.
  enum Fault: Sendable, Equatable {
    /// The call and all after it do nothing and fail: the process is gone.
    case stop
    /// The call does half of its work, if it can be halved, and everything stops.
    case tear
    /// The call fails with a number, once.
    case once(Int32)
    /// The call and every later one of its kind fail with a number.
    case always(Int32)
  }

  /// A change that no sync has made last.
  enum Change: Sendable {
    case write(offset: Int, bytes: [UInt8])
    case truncate(Int)
  }

  /// A file: what lasts, and what was done since.
  struct Content: Sendable {
    var durable: [UInt8] = []
    var changes: [Change] = []
    var current: [UInt8] = []
    var locks: [Int: [ObjectIdentifier: FileLock]] = [:]
  }

  struct State {
    var files: [Int: Content] = [:]
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    var nextFile = 1
    var calls = 0
    var writes = 0
    var faultAt: Int?
    var fault = Fault.stop
    var persistent: (operation: String, number: Int32)?
    var isStopped = false
    /// How often each operation was called.
    var counts: [String: Int] = [:]
    /// Counts only calls of these operations, where it is not empty.
    var counted: Set<String> = []
  }

  let state = Mutex(State())

  /// Counts calls of some operations from here on (of all, where none is named), and lets a fault happen at one of them.
  func arm(_ fault: Fault, at call: Int, of operations: Set<String> = []) {
    state.withLock {
      $0.calls = 0
      $0.counted = operations
      $0.fault = fault
      $0.faultAt = call
      $0.persistent = nil
    }
  }

  /// No more faults.
  func disarm() {
    state.withLock {
      $0.faultAt = nil
      $0.persistent = nil
      $0.counted = []
    }
  }

  /// The calls counted since the last `arm`.
  var calls: Int { state.withLock { $0.calls } }
  /// Whether everything has stopped.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  /// The files as they are for a process that starts after the death of this one: everything written is there, no lock is held.
  func afterDeath() -> SimulatedFileSystem {
    let copy = SimulatedFileSystem()
    let old = state.withLock { $0 }
    copy.state.withLock { fresh in
      fresh.names = old.names
      fresh.durableNames = old.durableNames
      fresh.nextFile = old.nextFile
      fresh.files = old.files.mapValues { file in
        var file = file
        file.locks = [:]
        return file
      }
    }
    return copy
  }

  /// A disk after a loss of power: what was synced, and of the rest what the choice says.
  func afterPowerCut(_ choice: inout some RandomNumberGenerator) -> SimulatedFileSystem {
    let copy = SimulatedFileSystem()
    let old = state.withLock { $0 }
    var names = old.durableNames
    for (name, file) in old.names.sorted(by: { $0.key < $1.key }) where names[name] != file && Bool.random(using: &choice) {
      names[name] = file
    }
    for name in names.keys.sorted() where old.names[name] == nil && Bool.random(using: &choice) { names[name] = nil }
    var files: [Int: Content] = [:]
    for (number, file) in old.files.sorted(by: { $0.key < $1.key }) {
      let bytes = Self.image(file, &choice)
      files[number] = Content(durable: bytes, current: bytes)
    }
    copy.state.withLock { fresh in
      fresh.files = files
      fresh.names = names
      fresh.durableNames = names
      fresh.nextFile = old.nextFile
    }
    return copy
  }

  private static func image(_ file: Content, _ choice: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes = file.durable
    // Everything, nothing, a prefix, or any selection with torn writes.
    let manner = Int.random(in: 0..<4, using: &choice)
    let prefix = Int.random(in: 0...file.changes.count, using: &choice)
    for (place, change) in file.changes.enumerated() {
      switch manner {
      case 0: apply(change, &bytes)
      case 1: break
      case 2: if place < prefix { apply(change, &bytes) }
      default:
        guard Bool.random(using: &choice) else { continue }
        if case .write(let offset, let data) = change, Bool.random(using: &choice) {
          for start in stride(from: 0, to: data.count, by: 512) where Bool.random(using: &choice) {
            apply(.write(offset: offset + start, bytes: Array(data[start..<min(start + 512, data.count)])), &bytes)
          }
        } else {
          apply(change, &bytes)
        }
      }
    }
    return bytes
  }

  static func apply(_ change: Change, _ bytes: inout [UInt8]) {
    switch change {
    case .write(let offset, let data):
      if bytes.count < offset + data.count { bytes.append(contentsOf: repeatElement(0, count: offset + data.count - bytes.count)) }
      bytes.replaceSubrange(offset..<offset + data.count, with: data)
    case .truncate(let size):
      if size < bytes.count { bytes.removeSubrange(size...) } else { bytes.append(contentsOf: repeatElement(0, count: size - bytes.count)) }
    }
  }

  /// The content of a file by its name.
  func bytes(_ path: String) -> [UInt8]? { state.withLock { state in state.names[path].flatMap { state.files[$0]?.current } } }

  /// Puts a file in its place, as it lasts; `nil` takes it away.
  func put(_ bytes: [UInt8]?, _ path: String) {
    state.withLock { state in
      guard let bytes else {
        state.names[path] = nil
        state.durableNames[path] = nil
        return
      }
      let number = state.nextFile
      state.nextFile += 1
      state.files[number] = Content(durable: bytes, current: bytes)
      state.names[path] = number
      state.durableNames[path] = number
    }
  }
}

extension SimulatedFileSystem {
  static let stopped = FileError(operation: "any", path: "", number: 5, reason: "the process is gone")

  /// What a call has to do.
  enum Verdict { case go, half }

  /// Counts a call, and lets the fault happen. Syncs of files and of directories are counted apart and fail under one name.
  static func enter(
    _ operation: String, _ path: String, _ state: inout State, as reported: String? = nil
  ) throws(FileError) -> Verdict {
    if state.isStopped { throw stopped }
    state.counts[operation, default: 0] += 1
    if let persistent = state.persistent, persistent.operation == operation {
      throw FileError(operation: reported ?? operation, path: path, number: persistent.number, reason: "injected")
    }
    guard state.counted.isEmpty || state.counted.contains(operation) else { return .go }
    state.calls += 1
    guard state.calls == state.faultAt else { return .go }
    switch state.fault {
    case .stop:
      state.isStopped = true
      throw stopped
    case .tear:
      state.isStopped = true
      return .half
    case .once(let number): throw FileError(operation: reported ?? operation, path: path, number: number, reason: "injected")
    case .always(let number):
      state.persistent = (operation, number)
      throw FileError(operation: reported ?? operation, path: path, number: number, reason: "injected")
    }
  }

  func change<Result>(_ body: (inout State) throws(FileError) -> Result) throws(FileError) -> Result {
    let outcome = state.withLock { state -> Swift.Result<Result, FileError> in
      do throws(FileError) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any StorageFile {
    let number = try change { state throws(FileError) -> Int in
      guard try Self.enter("open", path, &state) == .go else { throw Self.stopped }
      if let number = state.names[path] { return number }
      guard mode == .create else { throw FileError(operation: "open", path: path, number: 2, reason: "No such file or directory") }
      let number = state.nextFile
      state.nextFile += 1
      state.files[number] = Content()
      state.names[path] = number
      return number
    }
    return SimulatedFile(system: self, number: number, path: path)
  }

  func exists(_ path: String) throws(FileError) -> Bool {
    try change { state throws(FileError) in
      _ = try Self.enter("exists", path, &state)
      return state.names[path] != nil
    }
  }

  func identity(of path: String) throws(FileError) -> FileIdentity? {
    try change { state throws(FileError) in
      _ = try Self.enter("identity", path, &state)
      return state.names[path].map { FileIdentity(device: 1, number: UInt64($0)) }
    }
  }

  func resolved(_ path: String) -> String { path }

  func rename(_ path: String, to target: String, replacing: Bool) throws(FileError) {
    try change { state throws(FileError) in
      let verdict = try Self.enter("rename", path, &state)
      if !replacing, state.names[target] != nil { throw FileError(operation: "rename", path: target, number: 17, reason: "File exists") }
      guard verdict == .go, let number = state.names[path] else { throw Self.stopped }
      state.names[path] = nil
      state.names[target] = number
    }
  }

  func remove(_ path: String) throws(FileError) {
    try change { state throws(FileError) in
      guard try Self.enter("remove", path, &state) == .go else { throw Self.stopped }
      state.names[path] = nil
    }
  }

  func syncDirectory(of path: String) throws(FileError) {
    try change { state throws(FileError) in
      guard try Self.enter("syncDirectory", path, &state, as: FileError.syncOperation) == .go else { throw Self.stopped }
      state.durableNames = state.names
    }
  }
}

/// An open file of the simulation.
final class SimulatedFile: StorageFile {
  private let system: SimulatedFileSystem
  private let number: Int
  private let path: String

  init(system: SimulatedFileSystem, number: Int, path: String) {
    self.system = system
    self.number = number
    self.path = path
  }

  deinit {
    let holder = ObjectIdentifier(self)
    system.state.withLock { state in
      for byte in state.files[number]?.locks.keys.map({ $0 }) ?? [] { state.files[number]?.locks[byte]?[holder] = nil }
    }
  }

  func read(_ count: Int, at offset: Int, into target: UnsafeMutableRawPointer) throws(FileError) -> Int {
    let bytes = try system.change { state throws(FileError) -> ArraySlice<UInt8> in
      _ = try SimulatedFileSystem.enter("read", self.path, &state)
      let content = state.files[self.number]?.current ?? []
      return content[min(offset, content.count)..<min(offset + count, content.count)]
    }
    bytes.withUnsafeBytes { if let base = $0.baseAddress { target.copyMemory(from: base, byteCount: $0.count) } }
    return bytes.count
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    try system.change { state throws(FileError) in
      let verdict = try SimulatedFileSystem.enter("write", self.path, &state)
      let part = verdict == .go ? bytes : Array(bytes.prefix(bytes.count / 2))
      self.apply(.write(offset: offset, bytes: part), &state)
      if verdict == .half { throw SimulatedFileSystem.stopped }
    }
  }

  func truncate(to size: Int) throws(FileError) {
    try system.change { state throws(FileError) in
      guard try SimulatedFileSystem.enter("truncate", self.path, &state) == .go else { throw SimulatedFileSystem.stopped }
      self.apply(.truncate(size), &state)
    }
  }

  private func apply(_ change: SimulatedFileSystem.Change, _ state: inout SimulatedFileSystem.State) {
    guard var file = state.files.removeValue(forKey: number) else { return }
    file.changes.append(change)
    SimulatedFileSystem.apply(change, &file.current)
    state.files[number] = file
  }

  func sync() throws(FileError) {
    try system.change { state throws(FileError) in
      guard try SimulatedFileSystem.enter("sync", self.path, &state) == .go else { throw SimulatedFileSystem.stopped }
      let current = state.files[self.number]?.current ?? []
      state.files[self.number]?.durable = current
      state.files[self.number]?.changes = []
    }
  }

  func size() throws(FileError) -> Int {
    try system.change { state throws(FileError) in
      _ = try SimulatedFileSystem.enter("size", self.path, &state)
      return state.files[self.number]?.current.count ?? 0
    }
  }

  func identity() throws(FileError) -> FileIdentity { FileIdentity(device: 1, number: UInt64(number)) }

  func lock(_ lock: FileLock, byte: Int) throws(FileError) -> Bool {
    let holder = ObjectIdentifier(self)
    return try system.change { state throws(FileError) in
      _ = try SimulatedFileSystem.enter("lock", self.path, &state)
      let others = (state.files[self.number]?.locks[byte] ?? [:]).filter { $0.key != holder }.values
      switch lock {
      case .none: state.files[self.number]?.locks[byte]?[holder] = nil
      case .shared:
        if others.contains(where: { if case .exclusive = $0 { true } else { false } }) { return false }
        state.files[self.number]?.locks[byte, default: [:]][holder] = .shared
      case .exclusive:
        if !others.isEmpty { return false }
        state.files[self.number]?.locks[byte, default: [:]][holder] = .exclusive
      }
      return true
    }
  }
}
