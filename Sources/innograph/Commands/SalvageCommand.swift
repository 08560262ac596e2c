// `innograph salvage`: what is whole in a damaged database, in a new one.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Saves what is whole.
  struct SalvageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "salvage",
      abstract: "Write what is whole in a damaged database to a new one.",
      discussion: """
        Takes the nodes, properties and relationships that can be read, and the commits of the log up to the first that cannot. \
        What is left out is told, chunk by chunk. Identifiers are given anew. The damaged file stays as it is.

          innograph salvage eco.graph saved.graph
          innograph salvage --database eco.graph saved.graph

        EXIT STATUS
          0  nothing had to be left out
          1  something was left out
          2  nothing could be read, or the new file could not be written
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The damaged file and the file to make.", valueName: "path"), completion: .file())
    var paths: [String] = []

    func run() throws {
      let told = try database.paths(paths, names: ["file", "target"])
      let (source, path) = (told[0], told[1])
      let losses = try ToolFailure.onStorage { () throws(StorageError) in try Database.salvage(path: source, to: path) }
      for loss in losses { StandardStreams.say("left out: " + loss) }
      if !losses.isEmpty { throw ToolFailure(.queryFailed, "") }
    }
  }
#endif
