// Documents tell the truth: every command of a console block runs and prints what stands below it. `DOCUMENTS_UPDATE=1` writes what the
// commands print now into the documents instead; the difference is then there to be read before it is committed.
import Foundation
import Testing

@Suite struct DocumentTests {
  private static func documents() throws -> [Checkout.File] {
    try [Checkout.file("README.md")] + Checkout.files(below: "Documentation", ending: ".md")
  }

  @Test func everyCommandOfTheDocumentsPrintsWhatTheySay() throws {
    if ProcessInfo.processInfo.environment["DOCUMENTS_UPDATE"] != nil { return try DocumentTests.update() }
    let commands = try DocumentTests.documents().flatMap(ConsoleCommand.commands)
    #expect(commands.contains { $0.document == "README.md" })
    for command in commands {
      guard let outcome = try DocumentTests.run(command) else { continue }
      var promised = command.output[...]
      while promised.last == "" { promised = promised.dropLast() }
      let agrees = ConsoleCommand.matches(DocumentTests.lines(of: outcome)[...], promised)
      #expect(agrees, "\(command)\nprinted:\n\(outcome.output)\(outcome.errors)")
    }
  }

  private static func update() throws {
    for document in try documents() {
      let text = try ConsoleCommand.rewritten(document) { command in try run(command).map(lines) }
      try text.write(to: Checkout.root.appendingPathComponent(document.path), atomically: true, encoding: .utf8)
    }
  }

  private static func lines(of outcome: BuiltTool.Outcome) -> [String] {
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }

  /// What a command does; nil for one that is not run from here.
  private static func run(_ command: ConsoleCommand) throws -> BuiltTool.Outcome? {
    // Building and testing from within a test would wait for itself; the built tool stands for `swift run`.
    let text = command.command.replacingOccurrences(of: "swift run -c release innograph", with: "innograph")
    if text.hasPrefix("swift ") || text.hasPrefix("git ") || text.hasPrefix(".ci/") { return nil }
    if text.contains(" dot ") || text.contains("svg"), try BuiltTool.run("command -v dot").status != 0 {
      print("notice: Graphviz is not installed; not run: \(command)")
      return nil
    }
    return try BuiltTool.run(text)
  }
}
