// Runs the tool that was built beside the tests, as a person or a script would: arguments and input in, exit code and two streams out.

import Foundation
import Testing

/// The built tool.
enum ToolProcess {
  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Where the tool is: beside the test bundle, unless INNOGRAPH_TOOL names another.
  static let path: String = {
    if let told = ProcessInfo.processInfo.environment["INNOGRAPH_TOOL"] { return told }
    let folders = [Bundle.main.bundlePath, (CommandLine.arguments.first ?? "") + "/..", "/proc/self/exe/.."]
    for folder in folders {
      for place in [folder, folder + "/.."] {
        let candidate = URL(fileURLWithPath: place + "/innograph").standardizedFileURL.path
        if FileManager.default.isExecutableFile(atPath: candidate), !isFolder(candidate) { return candidate }
      }
    }
    return "innograph"
  }()

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Runs the tool to its end. Input and outputs are files, so that no amount of either can block.
  static func run(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], folder: String? = nil) throws -> Outcome
  {
    let work = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": work.path]
      .merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: try work.write("input", input)))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: try work.write("output", "")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: try work.write("errors", "")))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Outcome(status: status, output: work.read("output") ?? "", errors: work.read("errors") ?? "")
  }

  /// Runs the tool with text as its input.
  static func run(_ arguments: String..., input: String = "") throws -> Outcome { try run(arguments, input: Array(input.utf8)) }

  /// Runs a subcommand on an empty graph, which spares the time to load the embedded one.
  static func runEmpty(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    let folder = try TemporaryFolder()
    let empty = try folder.write("empty.cypher", "// nothing")
    return try run(arguments + ["--data", empty], input: Array(input.utf8), environment: environment)
  }

  /// Runs a session over these lines; its answers.
  static func session(_ lines: [String], options: [String] = ["--fresh"]) throws -> [String] {
    let outcome = try run(["session"] + options, input: Array(lines.joined(separator: "\n").utf8))
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    return outcome.output.split(separator: "\n").map(String.init)
  }
}
