// A disk that is full or fails, at every call in turn: the call that needed it fails with a code, what was acknowledged stays, reading goes
// on, and once there is room writing does too. After a sync that failed nothing is written any more.

import GraphModel
import Testing

@testable import GraphStorage

@Suite struct FaultTests {
  private static let full: Int32 = 28
  private static let broken: Int32 = 5

  private func callCount(_ operation: String, beside: Bool = false) throws -> Int {
    let fileSystem = SimulatedFileSystem()
    fileSystem.arm(.stop, at: .max, of: [operation])
    var workload = FileWorkload()
    try workload.run(fileSystem, beside: beside)
    return fileSystem.calls
  }

  @Test(
    arguments: ["write", "truncate", "read", "open", "size", "lock", "exists", "identity", "rename", "remove", "syncDirectory", "sync"],
    [false, true])
  func everyCallFailsOnce(operation: String, beside: Bool) throws {
    let count = try callCount(operation, beside: beside)
    #expect(count > 0)
    for call in 1...count {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(.once(Self.broken), at: call, of: [operation])
      var workload = FileWorkload()
      _ = try? workload.run(fileSystem, beside: beside)
      fileSystem.disarm()
      try workload.verify(fileSystem.afterDeath(), "\(operation) number \(call) fails")
      var choice = SeededGenerator(seed: UInt64(call))
      if operation != "sync", operation != "syncDirectory" {
        try workload.verify(fileSystem.afterPowerCut(&choice), "\(operation) number \(call) fails, then no power")
      }
    }
  }

  @Test func fullDiskRefusesAndRecovers() throws {
    let count = try callCount("write")
    for call in 6...count {
      let fileSystem = SimulatedFileSystem()
      var workload = FileWorkload()
      fileSystem.arm(.always(Self.full), at: call, of: ["write"])
      _ = try? workload.run(fileSystem, commits: 30, checkpointEvery: 100, closes: false)
      fileSystem.disarm()
      try workload.verify(fileSystem.afterDeath(), "full at write \(call)")
    }
  }

  @Test func writingGoesOnWhenThereIsRoomAgain() throws {
    let fileSystem = SimulatedFileSystem()
    let store = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem)
    try commit(0, store)
    let before = ModelGraph(reading: store.snapshot())
    fileSystem.arm(.always(Self.full), at: 1, of: ["write"])
    let failure = #expect(throws: StorageError.self) { try commit(1, store) }
    guard case .file(let fault)? = failure else { return #expect(Bool(false), "\(String(describing: failure))") }
    #expect(fault.code == .diskFull && fault.hint != nil)
    #expect(ModelGraph(reading: store.snapshot()) == before)
    fileSystem.disarm()
    try commit(1, store)
    store.close()
    let reopened = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem.afterDeath())
    #expect(reopened.snapshot().nodeCount == 6)
  }

  @Test func failedSyncMakesTheDatabaseReadOnly() throws {
    let fileSystem = SimulatedFileSystem()
    let store = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem)
    try commit(0, store)
    fileSystem.arm(.once(Self.broken), at: 1, of: ["sync"])
    #expect(code(1, store) == .outcomeUnknown)
    fileSystem.disarm()
    #expect(code(1, store) == .readOnly)
    #expect(store.snapshot().nodeCount == 3, "what may not last must not be seen")
    store.close()
    let counts = [3, 6]
    let reopened = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem.afterDeath())
    #expect(counts.contains(reopened.snapshot().nodeCount))
    try commit(2, reopened)
  }

  @Test(arguments: ["sync", "syncDirectory"]) func aSyncThatFailedIsNeverMadeAgain(operation: String) throws {
    let count = try callCount(operation)
    for call in 1...count {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(.once(Self.broken), at: call, of: [operation])
      guard let store = try? DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem) else { continue }
      var codes: [FileFault.Code] = []
      for number in 0..<6 {
        let failure = code(number, store)
        if let first = codes.first {
          #expect(
            failure == .readOnly,
            "\(operation) \(call): \(first), and then a commit was acknowledged or failed with \(String(describing: failure))")
        }
        if let failure { codes.append(failure) }
        if number % 2 == 1 { try? store.checkpoint() }
      }
      store.close()
    }
  }

  @Test func aFullDiskAtTheFirstCommitIsOvercome() throws {
    for call in 1...6 {
      let fileSystem = SimulatedFileSystem()
      try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem).close()
      let store = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem)
      fileSystem.arm(.always(Self.full), at: call, of: ["write"])
      let refusal = code(0, store)
      #expect(refusal == nil || refusal == .diskFull, "write \(call)")
      fileSystem.disarm()
      #expect(code(1, store) == nil, "write \(call)")
      store.close()
      #expect(
        try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem.afterDeath()).snapshot().nodeCount == (refusal == nil ? 6 : 3))
    }
  }

  private func commit(_ number: Int, _ store: GraphStore) throws(StorageError) {
    let transaction = try store.beginWrite(waitMilliseconds: 0)
    do throws(StorageError) {
      try FileWorkload.perform(number, transaction)
      _ = try transaction.commit()
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func code(_ number: Int, _ store: GraphStore) -> FileFault.Code? {
    do throws(StorageError) {
      try commit(number, store)
      return nil
    } catch {
      if case .file(let fault) = error { return fault.code }
      return nil
    }
  }
}
