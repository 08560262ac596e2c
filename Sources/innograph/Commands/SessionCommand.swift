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
        Each line of standard input is a JSON object, each answer a line on standard output, in order. Values are typed as in Neo4j's
        Query API. An error is an answer too: the session ends with its input, with status 0.

          printf '{"query": "RETURN 1 AS x"}\\n' | innograph session --fresh

        REQUESTS
          {"query": "…", "parameters": {"name": {"$type": "String", "_value": "研"}}}   run a statement as a transaction
          {"query": "…", "explain": true}                                              parse, check and plan it only
          {"reset": true}                                                              drop everything (with --fresh)
        """)

    @Flag(name: .long, help: "Start with an empty database that lives in memory.")
    var fresh = false

    @Flag(name: .long, help: ArgumentHelp("Offer the procedure tck.register, which conformance tests need.", visibility: .hidden))
    var testProcedures = false

    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if fresh, !data.data.isEmpty { throw ValidationError("--fresh starts empty, --data with a graph: give one of them.") }
    }

    func run() throws {
      let database = fresh ? Database() : try data.open()
      SessionLoop(database: database, isFresh: fresh, options: limits.options).run(SessionStream())
    }
  }
#endif
