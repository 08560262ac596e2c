// `innograph export`: a graph, whole or what a query finds, in the formats of other tools.

#if CommandLine
  internal import ArgumentParser
  internal import Ecosystem
  internal import GraphDatabase
  internal import GraphFormats
  internal import GraphModel

  /// Writes a graph.
  struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a graph, or the part that a query finds, in a format of other tools.",
      discussion: """
          innograph export --format graphml --output ecosystem.graphml
          innograph export --format csv --output ecosystem/
          innograph export --query parks.cypher --cluster-by city -o parks.svg
          innograph export --format cypher > ecosystem.cypher

        --query takes a file or a text; its nodes, relationships and paths are written. csv writes a directory of files. Without \
        --format the extension of --output decides. svg needs Graphviz, unless the style sheet says 'graph layout=boxes': then what \
        lies in what is drawn as boxes within boxes. Pictures heed --style, --cluster-by, --legend and --title.

        \(ExitStatus.help)
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var limits: LimitOptions

    @Option(name: .long, help: ArgumentHelp("dot, svg, graphml, gexf, json, jsonl, csv, cypher or mermaid.", valueName: "format"))
    var format: ExportFormat?

    @Option(
      name: .long, help: ArgumentHelp("A query, as a file or as text, whose nodes and relationships are written.", valueName: "text|file"),
      completion: .file())
    var query: String?

    @Option(
      name: .shortAndLong, help: ArgumentHelp("The file or, for csv, the directory to write.", valueName: "path"), completion: .file())
    var output: String?

    @Option(name: .long, help: ArgumentHelp("A style sheet for pictures.", valueName: "file"), completion: .file())
    var style: String?

    @Option(name: .long, help: ArgumentHelp("What stands together in a picture: containment, none, or a property.", valueName: "what"))
    var clusterBy: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Explain labels and types beside a picture.")
    var legend = true

    @Option(name: .long, help: ArgumentHelp("A title.", valueName: "text"))
    var title: String?

    func run() throws {
      let format = try chosenFormat()
      let options = try writeOptions()
      if format == .svg, !(try Exporter(format: format, path: output, options: options).drawsBoxes) { try Graphviz.require() }
      if let query { return try export(query: query, format, options) }
      let database = try data.open()
      try Exporter(format: format, path: output, options: options).write(database)
    }

    private func export(query: String, _ format: ExportFormat, _ options: GraphWriteOptions) throws {
      let (text, name) = try Self.text(of: query)
      let values = try parameters.values(for: text, name: name.isEmpty ? "--query" : name)
      var runner = StatementRunner(database: try data.open())
      runner.parameters = values
      runner.options = limits.options
      let sink = ResultSink.collecting()
      for statement in CypherScript.statements(of: text) {
        _ = try runner.run(statement, in: QueryOrigin(name: name, text: text), to: sink)
      }
      var graph = sink.graph
      graph.addMissingNodes(from: runner.database)
      try Exporter(format: format, path: output, options: options).write(graph)
    }

    /// A query given as the name of a file that exists, or as text.
    private static func text(of query: String) throws -> (text: String, name: String) {
      if FileNames.exists(query) { return (try InputText.read(query), query) }
      guard query.contains(where: \.isWhitespace) else {
        throw ToolFailure.usage("there is no file '\(query)', and it is no query", hint: "--query 'MATCH (n) RETURN n'")
      }
      return (query, "")
    }

    private func chosenFormat() throws -> ExportFormat {
      if let format { return format }
      if let output, let format = ExportFormat(path: output) { return format }
      let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ToolFailure.usage(
        output == nil ? "a format is missing" : "the extension of '\(output ?? "")' tells no format", hint: "--format: " + names)
    }

    private func writeOptions() throws -> GraphWriteOptions {
      var picture = PictureOptions()
      picture.legend = legend
      switch clusterBy {
      case nil, "none": picture.clusters = .none
      case "containment": picture.clusters = .containment
      case let property?: picture.clusters = .property(property)
      }
      if let style { picture.styleSheet = try InputText.read(style) }
      return GraphWriteOptions(title: title, picture: picture) { notice in
        StandardStreams.say(ErrorText.of(notice: notice, colour: Terminal.errorStream.usesColour))
      }
    }
  }

  extension ExportFormat: ExpressibleByArgument {}
#endif
