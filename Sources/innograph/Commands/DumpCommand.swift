// `innograph dump`: a database as text that any other tool reads and `innograph load` takes back.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats
  internal import GraphModel

  /// Writes a database as text.
  struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dump",
      abstract: "Write a database as text.",
      discussion: """
        Makes a directory with graph.jsonl, a line per node and relationship, and schema.cypher with the constraints and indexes. \
        'innograph load' makes a database of it again, with new identifiers.

          innograph dump eco.graph eco-dump/
          innograph dump --database eco.graph eco-dump/

        \(ExitStatus.help)
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(
      help: ArgumentHelp("The database file, unless --database names it, and the directory to make.", valueName: "file-and-directory"),
      completion: .file())
    var paths: [String] = []

    func run() throws {
      var options = DatabaseOptions()
      options.isReadOnly = true
      let told = try self.database.paths(paths, names: ["file", "directory"])
      let folder = told[1]
      let database = try DataSource.open(file: told[0], options)
      try StandardStreams.rethrowing { () throws(FormatError) in try FileListing.createDirectory(folder) }
      try Exporter(format: .jsonl, path: folder + "/graph.jsonl", options: GraphWriteOptions()).write(database)
      let schema = SchemaCypher.text(of: database.schema())
      try StandardStreams.rethrowing { () throws(FormatError) in
        let output = try TextOutput(path: folder + "/schema.cypher")
        try output.write(schema)
        try output.flush()
      }
      try ToolFailure.onStorage { () throws(StorageError) in try database.requireSound() }
    }
  }
#endif
