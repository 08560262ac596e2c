// The process or the machine stops at every call to the file system, in turn: while a database is made, at commits, checkpoints and closing,
// and while what that left is opened again. Every commit that returned must be there, and each other one wholly or not at all.

import GraphModel
import Testing

@testable import GraphStorage

@Suite struct CrashTests {
  /// How many calls the whole workload makes.
  private func callCount(beside: Bool = false) throws -> Int {
    let fileSystem = SimulatedFileSystem()
    fileSystem.arm(.stop, at: .max)
    var workload = FileWorkload()
    try workload.run(fileSystem, beside: beside)
    let calls = fileSystem.calls
    try workload.verify(fileSystem, "without a fault")
    return calls
  }

  @Test(arguments: [SimulatedFileSystem.Fault.stop, .tear], [false, true])
  func processStopsAtEveryCall(fault: SimulatedFileSystem.Fault, beside: Bool) throws {
    let count = try callCount(beside: beside)
    #expect(count > 60)
    for call in 1...count {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(fault, at: call)
      var workload = FileWorkload()
      _ = try? workload.run(fileSystem, beside: beside)
      #expect(fileSystem.isStopped)
      try workload.verify(fileSystem.afterDeath(), "\(fault) at call \(call)")
    }
  }

  @Test(arguments: [false, true]) func powerGoesAtEveryCall(beside: Bool) throws {
    let count = try callCount(beside: beside)
    for call in 1...count {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(call % 2 == 0 ? .stop : .tear, at: call)
      var workload = FileWorkload()
      _ = try? workload.run(fileSystem, beside: beside)
      for image in 0..<12 {
        var choice = SeededGenerator(seed: UInt64(call * 1_000 + image))
        try workload.verify(fileSystem.afterPowerCut(&choice), "no power at call \(call), image \(image)")
      }
    }
  }

  @Test(arguments: [false, true]) func openingStopsAtEveryCall(beside: Bool) throws {
    for first in stride(from: 5, through: try callCount(beside: beside), by: beside ? 13 : 11) {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(.tear, at: first)
      var workload = FileWorkload()
      _ = try? workload.run(fileSystem, beside: beside)
      for second in 1...40 {
        let reopened = fileSystem.afterDeath()
        reopened.arm(.tear, at: second)
        var rest = workload
        _ = try? rest.run(reopened, commits: 1, checkpointEvery: 1)
        for third in [4, 9] {
          let again = reopened.afterDeath()
          again.arm(.stop, at: third)
          _ = try? DatabaseFile.open(FileWorkload.path, fileSystem: again).close()
          var choice = SeededGenerator(seed: UInt64(first * 10_000 + second * 10 + third))
          try rest.verify(again.afterDeath(), "stops at \(first), \(second), \(third)")
          try rest.verify(again.afterPowerCut(&choice), "stops at \(first), \(second), \(third), then no power")
        }
        if !reopened.isStopped { break }
      }
    }
  }

  @Test(arguments: [Durability.normal, .off]) func withoutSyncOnlyATailIsLost(durability: Durability) throws {
    for call in stride(from: 20, through: try callCount(), by: 3) {
      let fileSystem = SimulatedFileSystem()
      fileSystem.arm(.stop, at: call)
      var workload = FileWorkload()
      _ = try? workload.run(fileSystem, checkpointEvery: call % 2 == 0 ? 100 : 3, beside: true, durability: durability)
      for image in 0..<6 {
        var choice = SeededGenerator(seed: UInt64(call * 100 + image))
        let store = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem.afterPowerCut(&choice))
        let graph = store.snapshot()
        try graph.checkInvariants()
        #expect(workload.states.contains(ModelGraph(reading: graph)), "\(durability), call \(call), image \(image)")
      }
    }
  }
}
