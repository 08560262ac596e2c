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
          innograph load eco-dump/ --database eco.graph

        \(ExitStatus.help)
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The directory of the dump and the file to make.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      let told = try database.paths(paths, names: ["directory", "target"], place: 1)
      let (directory, target) = (told[0], told[1])
      let summary = try DataSource.load([directory + "/graph.jsonl", directory + "/schema.cypher"], into: target, rows: RejectedRows())
      StandardStreams.say(
        SchemaText.counted(summary.nodes, "node") + ", " + SchemaText.counted(summary.relationships, "relationship") + " in \(target)")
    }
  }
#endif
