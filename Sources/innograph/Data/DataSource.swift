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
    do throws(FormatError) { return try EcosystemGraph.database() } catch { throw .data(error) }
  }

  private static func load(_ files: [String], into database: Database) throws(ToolFailure) {
    let what = "loading " + files.joined(separator: ", ")
    let line = ProgressLine(what)
    defer { line.finish() }
    let begun = MonotonicClock.nanoseconds
    var options = ImportOptions()
    options.progress = { nodes, relationships in
      let seconds = max(0.001, Double(MonotonicClock.nanoseconds - begun) / 1e9)
      let rate = ProgressLine.grouped(Int(Double(nodes + relationships) / seconds))
      let counts = "\(ProgressLine.grouped(nodes)) nodes, \(ProgressLine.grouped(relationships)) relationships"
      line.update("\(what): \(counts), \(rate)/s")
    }
    do { try database.load(files, options: options) } catch { throw .data(error) }
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
