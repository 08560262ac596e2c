// `innograph import`: files into a new database file.

#if CommandLine
  internal import ArgumentParser
  internal import Ecosystem
  internal import GraphDatabase

  /// Loads files into a database file.
  struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Load files into a new database file.",
      discussion: """
        Takes what --data takes: graph files, directories of CSV files with a schema.cypher, Cypher scripts. The database is there \
        with all of it or not at all, whatever happens on the way.

        Nodes that files give keys (an :ID column, or ids in other formats) are found by them: the property that holds the key gets \
        a unique constraint per label, named Label_property, or an index where a value stands twice. A schema.cypher or script \
        among the files says itself what there is to be.

          innograph import my-graph/ --database my.graph
          innograph import nodes.csv edges.csv --database my.graph --rejects left-out.csv

        \(ExitStatus.help)
        """)

    @Argument(help: ArgumentHelp("Files and directories.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(name: .long, help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file(extensions: ["graph"]))
    var database: String

    @Option(
      name: .long, help: ArgumentHelp("What to do with a row that cannot be taken: fail, skip it, or report it.", valueName: "policy"),
      completion: .list(ImportOptions.ErrorPolicy.allCases.map(\.rawValue)), transform: Choice.of)
    var onError = ImportOptions.ErrorPolicy.fail

    @Option(
      name: .long, help: ArgumentHelp("A CSV file for the rows left out. Implies --on-error report.", valueName: "file"),
      completion: .file(extensions: ["csv"]))
    var rejects: String?

    func run() throws {
      let summary = try DataSource.load(paths, into: database, rows: RejectedRows(policy: onError, path: rejects))
      StandardStreams.say(
        SchemaText.counted(summary.nodes, "node") + ", " + SchemaText.counted(summary.relationships, "relationship") + " in \(database)")
    }
  }
#endif
