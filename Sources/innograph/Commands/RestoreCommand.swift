// `innograph restore`: a database from a backup, proved to be sound first.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Makes a database from a backup.
  struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Make a database from a backup.",
      discussion: """
        The backup is checked whole before anything is written. A file that is there is never replaced: move it away first.

          innograph restore backups/eco-2026-11-27.graph eco.graph
          innograph restore backups/eco.graph --database eco.graph

        \(ExitStatus.help)
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The backup and the file to make.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      let told = try database.paths(paths, names: ["backup", "target"], place: 1)
      let (source, path) = (told[0], told[1])
      try ToolFailure.onStorage { () throws(StorageError) in try Database.restore(path: source, to: path) }
    }
  }
#endif
