// `innograph backup`: a copy of a database, also while it is written.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Copies a database.
  struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy a database to a new file, also while others write it.",
      discussion: """
        The copy holds what was committed when the command began. It is a database like any other, there wholly or not at all, and \
        never takes the place of a file.

          innograph backup eco.graph backups/eco-2026-11-27.graph
          innograph backup --database eco.graph backups/eco.graph

        \(ExitStatus.help)
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The database file and the file to make.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      var options = DatabaseOptions()
      options.isReadOnly = true
      let told = try self.database.paths(paths, names: ["file", "target"])
      let database = try DataSource.open(file: told[0], options)
      let path = told[1]
      try ToolFailure.onStorage { () throws(StorageError) in try database.backup(to: path) }
    }
  }
#endif
