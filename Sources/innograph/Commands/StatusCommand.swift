// `innograph status`: what a database file holds, told from its directory alone.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Tells about a database file.
  struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Tell what a database file holds.",
      discussion: """
        Reads the headers, the directory and the log, whatever the size of the file.

          innograph status eco.graph
          innograph status --database eco.graph --json

        EXIT STATUS
          0  all went well
          1  something is wrong with the file
          2  it could not be read
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The database file.", valueName: "file"), completion: .file(extensions: ["graph"]))
    var files: [String] = []

    @Flag(name: .long, help: "Write it as JSON.")
    var json = false

    func run() throws {
      let path = try database.paths(files, names: ["file"])[0]
      let report = try ToolFailure.onStorage { () throws(StorageError) in try Database.inspect(path: path, isDeep: false) }
      try StandardStreams.print(json ? DatabaseReportText.json(report) : DatabaseReportText.text(report, tellsSound: false))
      if !report.findings.isEmpty { throw ToolFailure(.queryFailed, "") }
    }
  }
#endif
