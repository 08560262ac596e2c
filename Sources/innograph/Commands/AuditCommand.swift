// `innograph audit`: runs audits over a graph and reports what they find, with an exit code for scripts.

#if CommandLine
  internal import ArgumentParser
  internal import Ecosystem
  internal import GraphDatabase
  internal import GraphFormats
  internal import GraphModel

  /// Runs audits.
  struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "audit",
      abstract: "Run audits over a graph and report their findings.",
      discussion: """
        An audit is a query in a file whose rows are findings; its header says how grave they are, why they matter and how to \
        mend them. Without a path the audits that come with the tool are run.

          innograph audit
          innograph audit --fail-on error --format junit --output audit.xml
          innograph audit my-rules/ --data my-graph/ --baseline accepted.txt
          innograph audit --format html --output audit.html

        A baseline is a text file of accepted findings, one a line: 'audit-id | subject | reason'. A file 'audit-baseline.txt' \
        beside the data is used without being asked for; --no-baseline leaves it out. Entries that no finding needs any more are \
        told at the end. --write-baseline writes the present findings as one, with the reasons left to be filled in.

        EXIT STATUS
          0    no finding as grave as --fail-on
          1    findings
          2    wrong usage, data that could not be read, or an audit that could not run
          130  interrupted by Ctrl-C
        """)

    @Argument(help: ArgumentHelp("Files or folders of audits.", valueName: "path"), completion: .file())
    var paths: [String] = []

    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    @Option(
      name: .long, help: ArgumentHelp("The form of the report: text, json, junit, sarif, markdown, html.", valueName: "format"),
      completion: .list(AuditReportFormat.allCases.map(\.rawValue)), transform: Choice.of)
    var format: AuditReportFormat?

    @Option(
      name: .long, help: ArgumentHelp("The least severity that makes the exit code 1: error, warning, info.", valueName: "severity"),
      completion: .list(Severity.allCases.map(\.rawValue)), transform: Choice.of)
    var failOn = Severity.warning

    @Option(
      name: .long, help: ArgumentHelp("A file of accepted findings, instead of 'audit-baseline.txt' beside the data.", valueName: "file"),
      completion: .file())
    var baseline: String?

    @Flag(name: .long, help: "Accept no finding, whatever baseline lies beside the data.")
    var noBaseline = false

    @Option(name: .long, help: ArgumentHelp("Write the present findings to a baseline file.", valueName: "file"), completion: .file())
    var writeBaseline: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("A file to write the report to.", valueName: "file"), completion: .file())
    var output: String?

    @Option(
      name: .customLong("param"),
      help: ArgumentHelp("A parameter for the audits that declare it; repeat it for several.", valueName: "name=value"))
    var assignments: [String] = []

    func validate() throws {
      if noBaseline, baseline != nil { throw ValidationError("Give either --baseline or --no-baseline, not both.") }
    }

    func run() throws {
      let audits = try selectedAudits()
      let accepted = try readBaseline()
      let parameters = try ParameterSet.gather(declarations: [], file: nil, assignments: assignments).values
      let database = try data.open()
      let line = ProgressLine("auditing")
      let report = AuditReport(
        audits: audits, database: database, baseline: accepted, parameters: parameters,
        subject: data.subject ?? EcosystemGraph.title, options: limits.options
      ) { line.update("auditing: \($0.header.id)") }
      line.finish()
      try write(report.render(as: form, database: database), to: output)
      if let writeBaseline { try write(AuditBaseline.text(accepting: report.openFindings + report.acceptedFindings), to: writeBaseline) }
      let status = report.exitCode(failOn: failOn)
      if status != 0 { throw ToolFailure(status == 1 ? .queryFailed : .usage, "") }
    }

    /// The form asked for, else that of the output's extension.
    private var form: AuditReportFormat {
      if let format { return format }
      switch output?.split(separator: ".").last {
      case "json": return .json
      case "xml": return .junit
      case "sarif": return .sarif
      case "md": return .markdown
      case "html": return .html
      default: return .text
      }
    }

    private func selectedAudits() throws -> [SavedQuery] {
      do throws(FormatError) {
        let catalogue = try QueryCatalogue(paths: paths.isEmpty ? [try EcosystemGraph.auditsFolder()] : paths)
        guard !catalogue.queries.isEmpty else {
          throw FormatError(file: paths.first ?? "", line: 0, code: "noAudits", message: "there is no audit")
        }
        return catalogue.queries
      } catch { throw ToolFailure.data(error) }
    }

    private func readBaseline() throws -> AuditBaseline {
      do throws(FormatError) {
        if let baseline { return try AuditBaseline(file: baseline) }
        if noBaseline { return AuditBaseline() }
        for path in data.subject == nil ? [try EcosystemGraph.dataFolder()] : data.data {
          if let found = try AuditBaseline.beside(path) { return found }
        }
        return AuditBaseline()
      } catch { throw ToolFailure.data(error) }
    }

    private func write(_ text: String, to path: String?) throws {
      guard let path else { return try StandardStreams.print(text) }
      try StandardStreams.rethrowing { () throws(FormatError) in
        let file = try TextOutput(path: path)
        try file.write(text)
        try file.flush()
      }
    }
  }

  extension AuditReport {
    /// The report in a form.
    fileprivate func render(as form: AuditReportFormat, database: Database) -> String { form.render(self, database: database) }
  }
#endif
