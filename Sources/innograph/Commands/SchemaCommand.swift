// `innograph schema`: what is in a graph, by name.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats
  internal import GraphModel

  /// Lists labels, relationship types, properties and rules.
  struct SchemaCommand: ParsableCommand {
    /// The forms of the listing.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, cypher, dot, mermaid }

    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "List labels, relationship types, properties, constraints and indexes.",
      discussion: """
          innograph schema
          innograph schema --data my-graph/ --format json
          innograph schema --format dot | dot -Tsvg > schema.svg

        cypher writes the commands that create the constraints and indexes.

        \(ExitStatus.help)
        """)

    @OptionGroup var data: DataOptions

    @Option(name: .long, help: ArgumentHelp("The form of the listing.", valueName: "format"))
    var format = Format.text

    func run() throws {
      let database = try data.open()
      let schema = database.schema()
      try ToolFailure.onStorage { () throws(StorageError) in try database.requireSound() }
      switch format {
      case .text: try StandardStreams.print(SchemaText.text(of: schema))
      case .json: try StandardStreams.print(SchemaJSON.text(of: schema))
      case .cypher: try StandardStreams.print(SchemaCypher.text(of: schema))
      case .dot: try draw(schema, .dot)
      case .mermaid: try draw(schema, .mermaid)
      }
    }

    private func draw(_ schema: GraphSchema, _ format: GraphFormat) throws {
      try StandardStreams.rethrowing { () throws(FormatError) in
        let output = StandardStreams.output()
        try SchemaGraph.write(schema, to: try format.writer(to: output))
        try output.flush()
      }
    }
  }
#endif
