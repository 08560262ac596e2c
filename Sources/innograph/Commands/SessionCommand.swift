// `innograph session`: the database over JSON lines, for other programs.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase

  /// Serves requests on standard input.
  struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "session",
      abstract: "Answer JSON requests, one a line, for other programs.",
      discussion: """
        Each line of standard input is a JSON object, each answer a line on standard output, in order. Values are typed as in \
        Neo4j's Query API. An error is an answer too: the session ends with its input, with status 0.

          printf '{"query": "RETURN 1 AS x"}\\n' | innograph session --fresh

        REQUESTS
          Run a statement as a transaction of its own; parameters may be left out:
            {"query": "…", "parameters": {"x": {"$type": "Integer", "_value": "7"}}}
          Parse, check and plan it, but do not run it:
            {"query": "…", "explain": true}
          Drop everything (with --fresh only):
            {"reset": true}
        """)

    @Flag(name: .long, help: "Start with an empty database that lives in memory.")
    var fresh = false

    @Flag(name: .long, help: ArgumentHelp("Offer the procedure tck.register, which conformance tests need.", visibility: .hidden))
    var testProcedures = false

    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if fresh, data.subject != nil {
        throw ValidationError("--fresh starts empty, --data and --database with a graph: give one of them.")
      }
    }

    func run() throws {
      let database = fresh ? Database() : try data.open(writes: true)
      if testProcedures { database.offerTableProcedures() }
      SessionLoop(database: database, isFresh: fresh, options: limits.options).run(SessionStream())
    }
  }
#endif
