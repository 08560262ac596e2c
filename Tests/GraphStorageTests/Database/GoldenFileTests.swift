// Files of every format that was ever written stay readable: a database that was closed, and one that a crash left open with its log. They
// are kept for ever; `GOLDEN_UPDATE=1` makes those of the present format, and only a new format is a reason to.

import Foundation
import GraphModel
import Testing

@testable import GraphStorage

@Suite struct GoldenFileTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  @Test(arguments: [1, 2]) func oldFilesOpen(format: Int) throws {
    if ProcessInfo.processInfo.environment["GOLDEN_UPDATE"] != nil, format == Int(FileFormat.version) { try Self.update(format) }
    var workload = FileWorkload()
    try workload.run(SimulatedFileSystem())
    let right = try #require(workload.states.last)
    for name in ["closed", "open"] {
      let fileSystem = SimulatedFileSystem()
      let file = Self.folder.appendingPathComponent("format-\(format)-\(name).graph")
      fileSystem.put(Array(try Data(contentsOf: file)), FileWorkload.path)
      if name == "open" {
        fileSystem.put(Array(try Data(contentsOf: URL(fileURLWithPath: file.path + "-log"))), FileWorkload.path + "-log")
      }
      let report = try FileCheck.run(FileWorkload.path, isDeep: true, fileSystem: fileSystem)
      #expect(report.findings.isEmpty && report.isClosed == (name == "closed"))
      let store = try DatabaseFile.open(FileWorkload.path, fileSystem: fileSystem)
      let difference = ModelGraph(reading: store.snapshot()).difference(to: right)
      #expect(difference == nil)
    }
  }

  private static func update(_ format: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["closed", "open"] {
      let fileSystem = SimulatedFileSystem()
      var workload = FileWorkload()
      let store = try workload.run(fileSystem, checkpointEvery: 5, closes: name == "closed")
      let file = folder.appendingPathComponent("format-\(format)-\(name).graph")
      try Data(fileSystem.bytes(FileWorkload.path) ?? []).write(to: file)
      if let log = fileSystem.bytes(FileWorkload.path + "-log") { try Data(log).write(to: URL(fileURLWithPath: file.path + "-log")) }
      withExtendedLifetime(store) {}
    }
  }
}
