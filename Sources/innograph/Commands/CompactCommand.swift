// `innograph compact`: a database file without free space.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Compacts a database file.
  struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compact",
      abstract: "Rewrite a database file without free space.",
      discussion: """
        Writes a copy beside the file and puts it in its place at the end, so that a crash leaves one or the other. Nobody else may \
        have the file open. 'innograph status' tells how much is free.

          innograph compact eco.graph
          innograph compact --database eco.graph

        \(ExitStatus.help)
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The database file.", valueName: "file"), completion: .file(extensions: ["graph"]))
    var files: [String] = []

    func run() throws {
      let path = try database.paths(files, names: ["file"])[0]
      try ToolFailure.onStorage { () throws(StorageError) in try Database.compact(path: path) }
    }
  }
#endif
