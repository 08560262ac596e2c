// `innograph explain`: the plan of a query, with or without what it cost.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats

  /// Shows the plan of a query.
  struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Show how a query would be run.",
      discussion: """
        The plan is a tree of operators, the last one first. With --profile the query runs, and each operator tells its rows \
        and its time.

          innograph explain -e 'MATCH (f:Firm)-[:SUPPLIES*1..3]->(g) RETURN g'
          innograph explain gaps.cypher --profile --param city=上海

        \(ExitStatus.help)
        """)

    @OptionGroup var query: QueryTextOptions
    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    @Flag(name: .long, help: "Run the query and tell what each operator cost.")
    var profile = false

    func run() throws {
      let (text, name) = try query.read()
      // A plan needs names, not values: what a file declares may be missing.
      let values = try parameters.values(for: text, name: name.isEmpty ? "-e" : name, allowsMissing: !profile)
      let statements = CypherScript.statements(of: text)
      guard !statements.isEmpty else { throw ToolFailure.usage("there is no statement in \(name.isEmpty ? "the text" : name)") }
      var runner = StatementRunner(database: try data.open(writes: profile))
      runner.parameters = values
      runner.options = limits.options
      runner.manner = profile ? .profile : .explain
      let sink = try ResultSink(format: .rows(.table), path: nil)
      for statement in statements { _ = try runner.run(statement, in: QueryOrigin(name: name, text: text), to: sink) }
    }
  }
#endif
