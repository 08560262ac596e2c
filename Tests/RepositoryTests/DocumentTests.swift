// Documents tell the truth: every command of a console block runs and prints what stands below it.
import Foundation
import Testing

@Suite struct DocumentTests {
  private static func commands() throws -> [ConsoleCommand] {
    let documents = try [Checkout.file("README.md")] + Checkout.files(below: "Documentation", ending: ".md")
    return documents.flatMap(ConsoleCommand.commands)
  }

  @Test func everyCommandOfTheDocumentsPrintsWhatTheySay() throws {
    let commands = try DocumentTests.commands()
    #expect(commands.contains { $0.document == "README.md" })
    for command in commands {
      // Building and testing from within a test would wait for itself; the built tool stands for `swift run`.
      let text = command.command.replacingOccurrences(of: "swift run -c release innograph", with: "innograph")
      if text.hasPrefix("swift ") || text.hasPrefix("git ") || text.hasPrefix(".ci/") { continue }
      if text.contains(" dot ") || text.contains("svg"), try BuiltTool.run("command -v dot").status != 0 {
        print("notice: Graphviz is not installed; not run: \(command)")
        continue
      }
      let outcome = try BuiltTool.run(text)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let actual = lines.last == "" ? lines.dropLast() : lines[...]
      var promised = command.output[...]
      while promised.last == "" { promised = promised.dropLast() }
      let agrees = ConsoleCommand.matches(actual, promised)
      #expect(agrees, "\(command)\nprinted:\n\(outcome.output)\(outcome.errors)")
    }
  }
}
