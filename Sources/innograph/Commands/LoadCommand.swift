// `innograph load`: a database from the text that `innograph dump` wrote.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase

  /// Makes a database from a dump.
  struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Make a database from a dump.",
      discussion: """
        The database is there with all of the dump or not at all.

          innograph load eco-dump/ eco.graph

        \(ExitStatus.help)
        """)

    @Argument(help: ArgumentHelp("The directory of the dump.", valueName: "directory"), completion: .directory)
    var directory: String

    @Argument(help: ArgumentHelp("The file to make.", valueName: "target"), completion: .file(extensions: ["graph"]))
    var target: String

    func run() throws {
      let summary = try DataSource.load([directory + "/graph.jsonl", directory + "/schema.cypher"], into: target, rows: RejectedRows())
      StandardStreams.say(
        SchemaText.counted(summary.nodes, "node") + ", " + SchemaText.counted(summary.relationships, "relationship") + " in \(target)")
    }
  }
#endif
