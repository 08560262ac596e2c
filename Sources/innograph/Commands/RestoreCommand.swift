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

        \(ExitStatus.help)
        """)

    @Argument(help: ArgumentHelp("The backup.", valueName: "backup"), completion: .file(extensions: ["graph"]))
    var backup: String

    @Argument(help: ArgumentHelp("The file to make.", valueName: "target"), completion: .file(extensions: ["graph"]))
    var target: String

    func run() throws {
      let (source, path) = (backup, target)
      try ToolFailure.onStorage { () throws(StorageError) in try Database.restore(path: source, to: path) }
    }
  }
#endif
