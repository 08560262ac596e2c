// `innograph query`: runs the statements of a file or a text and writes their answers.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats

  /// Runs a query.
  struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "query",
      abstract: "Run a query and write its answer.",
      discussion: """
        The statements of FILE, separated by semicolons, run one after the other, each as a transaction of its own; the first \
        that fails ends the run. Answers go to standard output, everything else to standard error.

          innograph query -e 'MATCH (p:Park) RETURN p.name LIMIT 5'
          innograph query gaps.cypher --param city=上海 --output gaps.csv
          echo 'RETURN 1 AS x' | innograph query - --format json
          innograph query -e 'MATCH p = (:Park)--() RETURN p' -o parks.svg

        A file can declare its parameters in comments at its head; their types decide how values are read:

          // title: Platforms of a city
          // param: city STRING = '上海' — the city's name
          // param: since INTEGER — the first year

        table, json, jsonl, csv and markdown write rows; dot, svg, mermaid, graphml, gexf and cypher write the nodes and \
        relationships in them. Without --format the extension of --output decides. A table fits the terminal; in a pipe it is as \
        wide as it needs to be.

        \(ExitStatus.help)
        """)

    @OptionGroup var query: QueryTextOptions
    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    @Option(name: .long, help: ArgumentHelp("The format of the answer.", valueName: "format"))
    var format: OutputFormat?

    @Option(name: .shortAndLong, help: ArgumentHelp("A file to write the answer to.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(name: .long, help: "Show the plan instead of running the query.")
    var explain = false

    @Flag(name: .long, help: "Run the query and show its plan with what each operator cost.")
    var profile = false

    @Flag(name: .long, help: "Tell on standard error how many rows came, what changed and how long it took.")
    var stats = false

    func validate() throws {
      if explain, profile { throw ValidationError("Give either --explain or --profile, not both.") }
    }

    func run() throws {
      let (text, name) = try query.read()
      let values = try parameters.values(for: text, name: name.isEmpty ? "-e" : name)
      let statements = CypherScript.statements(of: text)
      guard !statements.isEmpty else { throw ToolFailure.usage("there is no statement in \(name.isEmpty ? "the text" : name)") }
      let sink = try ResultSink(format: format ?? output.flatMap { OutputFormat(path: $0) } ?? .rows(.table), path: output)
      var runner = StatementRunner(database: try data.open(writes: true))
      runner.parameters = values
      runner.options = limits.options
      runner.manner = explain ? .explain : (profile ? .profile : .run)
      runner.tellsStatistics = stats
      for statement in statements { _ = try runner.run(statement, in: QueryOrigin(name: name, text: text), to: sink) }
      if runner.manner == .run { try sink.finish(from: runner.database) }
    }
  }
#endif
