// The console blocks of a document: commands after `$ `, and what they print. A line `…` stands for any lines.
import Foundation

/// One command of a document and the output it promises.
struct ConsoleCommand: Sendable, CustomStringConvertible {
  let document: String
  let command: String
  let output: [String]

  var description: String { "\(document): \(command)" }

  /// The commands of the ```console blocks of a document, in order; a backslash at the end of a line continues it.
  static func commands(in document: Checkout.File) -> [ConsoleCommand] {
    var commands: [ConsoleCommand] = []
    var block: [String]?
    for line in document.lines.map(String.init) {
      if line == "```console" {
        block = []
      } else if line == "```" {
        commands += block.map { ConsoleCommand.commands(inBlock: $0, of: document.path) } ?? []
        block = nil
      } else {
        block?.append(line)
      }
    }
    return commands
  }

  private static func commands(inBlock lines: [String], of document: String) -> [ConsoleCommand] {
    var commands: [ConsoleCommand] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      guard line.hasPrefix("$ ") else { continue }
      var command = String(line.dropFirst(2))
      while command.hasSuffix("\\"), let next = rest.popFirst() { command = String(command.dropLast()) + String(next.drop { $0 == " " }) }
      let output = rest.prefix { !$0.hasPrefix("$ ") }
      rest = rest.dropFirst(output.count)
      commands.append(ConsoleCommand(document: document, command: command, output: Array(output)))
    }
    return commands
  }

  /// A document whose outputs are what the commands print now. An output with one `…` keeps as many lines before and after it as it had; a
  /// command that was not run keeps its output.
  static func rewritten(_ document: Checkout.File, run: (ConsoleCommand) throws -> [String]?) rethrows -> String {
    var result: [String] = []
    var rest = document.lines.map(String.init)[...]
    var isInside = false
    while let line = rest.popFirst() {
      result.append(line)
      if line == "```console" { isInside = true } else if line.hasPrefix("```") { isInside = false }
      guard isInside, line.hasPrefix("$ ") else { continue }
      var command = String(line.dropFirst(2))
      while command.hasSuffix("\\"), let next = rest.popFirst() {
        result.append(next)
        command = String(command.dropLast()) + String(next.drop { $0 == " " })
      }
      let old = rest.prefix { !$0.hasPrefix("$ ") && $0 != "```" }
      rest = rest.dropFirst(old.count)
      let printed = try run(ConsoleCommand(document: document.path, command: command, output: Array(old)))
      result += printed.map { shortened($0, as: Array(old)) } ?? Array(old)
    }
    return result.joined(separator: "\n")
  }

  private static func shortened(_ printed: [String], as old: [String]) -> [String] {
    guard let gap = old.firstIndex(of: "…"), old.filter({ $0 == "…" }).count == 1, printed.count >= old.count else { return printed }
    return printed.prefix(gap) + ["…"] + printed.suffix(old.count - gap - 1)
  }

  /// Whether lines are what was promised: `…` matches any number of lines.
  static func matches(_ actual: ArraySlice<String>, _ promised: ArraySlice<String>) -> Bool {
    guard let first = promised.first else { return actual.isEmpty }
    if first == "…" { return (0...actual.count).contains { matches(actual.dropFirst($0), promised.dropFirst()) } }
    return actual.first == first && matches(actual.dropFirst(), promised.dropFirst())
  }
}

/// The tool as it was built beside the tests.
enum BuiltTool {
  /// What a command printed and how it ended.
  struct Outcome {
    let output: String
    let errors: String
    let status: Int32
  }

  /// The folder of the built products.
  static var folder: URL {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent()
  }

  /// Runs a shell command in the checkout with the built tool first on the path.
  static func run(_ command: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = Checkout.root
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = folder.path + ":" + (environment["PATH"] ?? "")
    environment["COLUMNS"] = nil
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      output: String(decoding: text, as: UTF8.self), errors: String(decoding: errorText, as: UTF8.self), status: process.terminationStatus)
  }
}
