// `innograph shell`: a conversation on a terminal, or the statements of standard input.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats

  /// Talks with a database.
  struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "shell",
      abstract: "Ask questions one after the other.",
      discussion: """
        On a terminal: edit statements over several lines, end them with a semicolon, complete names with Tab, and see :help \
        for more. Otherwise the statements and :commands of standard input run, and the exit status tells whether all went well.

          innograph shell
          innograph shell --data my-graph/ --data more.cypher
          innograph shell --format csv < questions.cypher > answers.csv

        What was entered is kept in $XDG_STATE_HOME/innograph/history, by default ~/.local/state/innograph/history.

        \(ExitStatus.help)
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    @Option(name: .long, help: ArgumentHelp("The format of answers.", valueName: "format"))
    var format = OutputFormat.rows(.table)

    func run() throws {
      let isInteractive = Terminal.input.isTerminal && Terminal.output.isTerminal
      let database = try data.open(writes: true)
      let shell = Shell(database: database, options: limits.options, format: format, isInteractive: isInteractive)
      if isInteractive {
        let schema = database.schema()
        let counts = SchemaText.counted(schema.nodeCount, "node") + ", " + SchemaText.counted(schema.relationshipCount, "relationship")
        try StandardStreams.print("innograph \(ToolVersion.text), \(counts). :help helps, :quit leaves.\n")
        try shell.converse()
      } else {
        try shell.run(TextLines(), name: "standard input")
        if shell.hasFailed { throw ToolFailure(.queryFailed, "") }
      }
    }
  }
#endif
