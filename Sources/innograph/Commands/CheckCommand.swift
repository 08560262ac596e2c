// `innograph check`: proves that a database file is sound, or tells all that is wrong with it.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphModel

  /// Checks a database file.
  struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Prove that a database file is sound.",
      discussion: """
        Verifies the headers, the directory, every checksum, every value, the log, and that adjacency, indexes, counts and \
        constraints agree. Reads everything and writes nothing; a writer may be at work.

          innograph check eco.graph
          innograph check --database eco.graph --json

        EXIT STATUS
          0  the file is sound
          1  it is damaged; each finding tells file, byte and mend
          2  it could not be checked
        """)

    @OptionGroup var database: DatabaseFileOptions

    @Argument(help: ArgumentHelp("The database file.", valueName: "file"), completion: .file(extensions: ["graph"]))
    var files: [String] = []

    @Flag(name: .long, help: "Write the report as JSON.")
    var json = false

    func run() throws {
      let path = try database.paths(files, names: ["file"])[0]
      let report = try ToolFailure.onStorage { () throws(StorageError) in try Database.inspect(path: path, isDeep: true) }
      try StandardStreams.print(json ? DatabaseReportText.json(report) : DatabaseReportText.text(report))
      if !report.findings.isEmpty { throw ToolFailure(.queryFailed, "") }
    }
  }
#endif
