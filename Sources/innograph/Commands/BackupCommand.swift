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

        \(ExitStatus.help)
        """)

    @Argument(help: ArgumentHelp("The database file.", valueName: "file"), completion: .file(extensions: ["graph"]))
    var file: String

    @Argument(help: ArgumentHelp("The file to make.", valueName: "target"), completion: .file(extensions: ["graph"]))
    var target: String

    func run() throws {
      var options = DatabaseOptions()
      options.isReadOnly = true
      let database = try DataSource.open(file: file, options)
      let path = target
      try ToolFailure.onStorage { () throws(StorageError) in try database.backup(to: path) }
    }
  }
#endif
