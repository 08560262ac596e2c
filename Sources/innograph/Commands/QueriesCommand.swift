// `innograph queries`: the saved queries and audits, what they answer and which parameters they take.

#if CommandLine
  internal import ArgumentParser
  internal import Ecosystem
  internal import GraphFormats
  internal import GraphModel

  /// Lists saved queries.
  struct QueriesCommand: ParsableCommand {
    /// The forms of the listing.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
      commandName: "queries",
      abstract: "List the saved queries and audits with their parameters.",
      discussion: """
          innograph queries
          innograph queries platforms-serving-cluster
          innograph queries --audits
          innograph queries my-queries/ --format json

        Run one with 'innograph query FILE'; the file's path stands in the listing of a single query.

        \(ExitStatus.help)
        """)

    @Argument(help: ArgumentHelp("The id of a query, or files and folders of queries.", valueName: "id or path"), completion: .file())
    var names: [String] = []

    @Flag(name: .long, help: "List the audits instead of the saved queries.")
    var audits = false

    @Option(name: .long, help: ArgumentHelp("The form of the listing.", valueName: "format"))
    var format = Format.text

    func run() throws {
      let (queries, inDetail) = try selected()
      switch format {
      case .text: try StandardStreams.print(inDetail ? queries.map(detail).joined(separator: "\n") : list(queries))
      case .json: try StandardStreams.print(json(queries))
      }
    }

    /// The queries asked for, and whether they were asked for by id.
    private func selected() throws -> ([SavedQuery], Bool) {
      do throws(FormatError) {
        let folder = audits ? try EcosystemGraph.auditsFolder() : try EcosystemGraph.savedQueriesFolder()
        guard !names.isEmpty else { return (try QueryCatalogue(folder: folder).queries, false) }
        let everything = try QueryCatalogue(paths: [try EcosystemGraph.savedQueriesFolder(), try EcosystemGraph.auditsFolder()])
        let known = names.compactMap(everything.query)
        if known.count == names.count { return (known, true) }
        guard FileListing.exists(names[0]) else {
          let nearest = Spelling.nearest(to: names[0], among: everything.queries.map(\.header.id))
          throw FormatError(
            file: names[0], line: 0, code: "unknownQuery", message: "there is no saved query or file '\(names[0])'",
            hint: nearest.map { "did you mean '\($0)'?" } ?? "'innograph queries' lists them")
        }
        return (try QueryCatalogue(paths: names).queries, false)
      } catch { throw ToolFailure.data(error) }
    }

    private func list(_ queries: [SavedQuery]) -> String {
      let width = queries.map(\.header.id.count).max() ?? 0
      return queries.map { query in
        let header = query.header
        let padding = String(repeating: " ", count: width - header.id.count)
        let parameters = header.parameters.map { "$\($0.name)" }.joined(separator: " ")
        return "\(header.id)\(padding)  \(header.title)（\(header.chineseTitle)）\(parameters.isEmpty ? "" : "  \(parameters)")\n"
      }.joined()
    }

    private func detail(_ query: SavedQuery) -> String {
      let header = query.header
      var lines = [header.id, "  \(header.title)（\(header.chineseTitle)）"]
      for (name, text) in [
        ("", header.summary), ("severity: ", header.severity?.rawValue ?? ""), ("why: ", header.why), ("mend: ", header.mend),
      ]
      where !text.isEmpty {
        lines.append("  \(name)\(text)")
      }
      for parameter in header.parameters {
        let fallback = parameter.defaultValue.map { " = \(ValueText.string(of: $0))" } ?? ""
        lines.append(
          "  $\(parameter.name) \(parameter.type.rawValue)\(fallback)\(parameter.summary.isEmpty ? "" : " — \(parameter.summary)")")
      }
      return lines.joined(separator: "\n") + "\n  \(query.file)\n"
    }

    private func json(_ queries: [SavedQuery]) -> String {
      PlainJSON.string(of: .list(queries.map(entry))) + "\n"
    }

    private func entry(_ query: SavedQuery) -> Value {
      let header = query.header
      return .map([
        "id": .string(header.id), "title": .string(header.title), "title_zh": .string(header.chineseTitle),
        "description": .string(header.summary), "severity": header.severity.map { .string($0.rawValue) } ?? .null,
        "file": .string(query.file),
        "parameters": .list(
          header.parameters.map {
            .map([
              "name": .string($0.name), "type": .string($0.type.rawValue), "default": $0.defaultValue ?? .null,
              "description": .string($0.summary),
            ])
          }),
      ])
    }
  }
#endif
