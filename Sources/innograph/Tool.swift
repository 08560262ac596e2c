// The command `innograph`: its subcommands, and the only place that ends the process. Commands throw; here the exit code is chosen
// and the message printed. Without the trait `CommandLine` there is no parser of arguments and so no tool, only a program that
// says so.

#if CommandLine
  internal import ArgumentParser
  internal import Glibc

  /// The root command.
  struct Tool: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "innograph",
      abstract: "An embedded graph database for innovation ecosystems.",
      discussion: """
        Runs openCypher over the ecosystem graph that comes with the tool, or over your own files with --data.

          innograph query -e 'MATCH (n) RETURN labels(n), count(*)'
          innograph query chain.cypher --param city=上海 --output chain.svg
          innograph shell

        \(ExitStatus.help)
        """,
      version: ToolVersion.text,
      subcommands: [
        QueryCommand.self, ShellCommand.self, SessionCommand.self, SchemaCommand.self, ExplainCommand.self, ExportCommand.self,
        QueriesCommand.self, AuditCommand.self, ImportCommand.self, StatusCommand.self, CheckCommand.self, BackupCommand.self,
        RestoreCommand.self, CompactCommand.self, DumpCommand.self, LoadCommand.self, SalvageCommand.self, CompletionsCommand.self,
        BenchCommand.self,
      ])
  }

  @main
  enum Main {
    static func main() {
      Interrupts.shared.watch()
      LargeStack.run { exit(run()) }
    }

    /// Runs the command of the arguments; its exit code.
    private static func run() -> Int32 {
      do {
        let arguments = try SystemText.arguments()
        var command = try Tool.parseAsRoot(arguments)
        try command.run()
        return ExitStatus.success.rawValue
      } catch let failure as ToolFailure {
        if !failure.text.isEmpty { StandardStreams.say(failure.text) }
        return failure.status.rawValue
      } catch is OutputClosed {
        return ExitStatus.success.rawValue
      } catch {
        return finish(error)
      }
    }

    /// What the parser of arguments has to say: help and version to standard output, mistakes to standard error.
    private static func finish(_ error: any Error) -> Int32 {
      let text = Tool.fullMessage(for: error)
      guard Tool.exitCode(for: error) == .success else {
        let palette = Palette(isOn: Terminal.errorStream.usesColour)
        StandardStreams.say(text.hasPrefix("Error: ") ? palette.error("error") + ": " + text.dropFirst(7) : text)
        return ExitStatus.usage.rawValue
      }
      let failure = StandardStreams.write(Array((text + "\n").utf8), to: STDOUT_FILENO)
      return failure == 0 || failure == EPIPE ? ExitStatus.success.rawValue : ExitStatus.usage.rawValue
    }
  }
#else
  internal import Glibc

  @main
  enum Main {
    static func main() {
      StandardStreams.say("innograph was built without its command line: build the package with the trait CommandLine")
      exit(ExitStatus.usage.rawValue)
    }
  }
#endif

/// The version that the tool tells.
enum ToolVersion {
  static let text = "0.1.0"
}
