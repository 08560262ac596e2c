// Where a command's graph comes from: the one place that knows. Without `--data` it is the ecosystem that the tool brings along;
// otherwise files and directories of graph formats are loaded first, then Cypher scripts are run over them.

internal import Ecosystem
internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Opens databases for commands.
enum DataSource {
  /// A database with the content of these files and directories, or of the embedded graph where none is named.
  static func open(_ paths: [String]) throws(ToolFailure) -> Database {
    guard !paths.isEmpty else { return try embedded() }
    let database = Database()
    let scripts = paths.filter { GraphFormat.forPath($0) == .cypher }
    let files = paths.filter { GraphFormat.forPath($0) != .cypher }
    if !files.isEmpty { try load(files, into: database) }
    for script in scripts { try run(script, in: database) }
    return database
  }

  /// The ecosystem that the tool brings along.
  private static func embedded() throws(ToolFailure) -> Database {
    try loading("the ecosystem graph") { options throws(FormatError) in try EcosystemGraph.database(options: options) }
  }

  private static func load(_ files: [String], into database: Database) throws(ToolFailure) {
    let summary = try loading(files.joined(separator: ", ")) { options throws(FormatError) in try database.load(files, options: options) }
    for notice in summary.notices { StandardStreams.say(ErrorText.of(notice: notice, colour: Terminal.errorStream.usesColour)) }
  }

  /// Loads while Ctrl-C stops it and a progress line tells how far it is.
  private static func loading<Result>(
    _ what: String, _ body: (ImportOptions) throws(FormatError) -> Result
  ) throws(ToolFailure) -> Result {
    let line = ProgressLine("loading " + what)
    defer { line.finish() }
    let begun = MonotonicClock.nanoseconds
    let cancellation = QueryCancellation()
    var options = ImportOptions()
    options.cancellation = cancellation
    options.progress = { nodes, relationships in
      let seconds = max(0.001, Double(MonotonicClock.nanoseconds - begun) / 1e9)
      let rate = ProgressLine.grouped(Int(Double(nodes + relationships) / seconds))
      let counts = "\(ProgressLine.grouped(nodes)) nodes, \(ProgressLine.grouped(relationships)) relationships"
      line.update("loading \(what): \(counts), \(rate)/s")
    }
    do throws(FormatError) {
      return try Interrupts.shared.during(cancellation) { () throws(FormatError) in try body(options) }
    } catch {
      if Interrupts.shared.wasAskedToStop { throw ToolFailure(.interrupted, "interrupted") }
      throw .data(error)
    }
  }

  /// Runs the statements of a script, each as a transaction of its own.
  private static func run(_ path: String, in database: Database) throws(ToolFailure) {
    let text = try InputText.read(path)
    let line = ProgressLine("running " + path)
    defer { line.finish() }
    for statement in CypherScript.statements(of: text) {
      do throws(QueryError) { try database.query(statement.text) } catch {
        let origin = QueryOrigin(name: path, text: text, line: statement.line, column: statement.column)
        throw ToolFailure(.usage, ErrorText.of(error, in: origin, colour: Terminal.errorStream.usesColour))
      }
    }
  }
}
