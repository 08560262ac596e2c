// Where a command's graph comes from: the one place that knows. Without `--data` it is the ecosystem that the tool brings along;
// otherwise files and directories are loaded, with a progress line if it takes long.

internal import Ecosystem
internal import GraphDatabase
internal import GraphModel

/// Opens databases for commands.
enum DataSource {
  /// A database with the content of these files and directories, or of the embedded graph where none is named.
  static func open(_ paths: [String], rows: RejectedRows = RejectedRows()) throws(ToolFailure) -> Database {
    guard !paths.isEmpty else { return try embedded() }
    let database = Database()
    let summary = try loading(paths.joined(separator: ", ")) { given throws(FormatError) in
      var options = given
      options.onError = rows.policy
      options.rejected = { rows.take($0) }
      let summary = try database.load(paths, options: options)
      try rows.finish(summary)
      return summary
    }
    for notice in summary.notices { StandardStreams.say(ErrorText.of(notice: notice, colour: Terminal.errorStream.usesColour)) }
    return database
  }

  /// The database of a file.
  static func open(file path: String, _ options: DatabaseOptions) throws(ToolFailure) -> Database {
    do throws(StorageError) {
      let database = try Database(path: path, options: options)
      let palette = Palette(isOn: Terminal.errorStream.usesColour)
      for notice in database.notices { StandardStreams.say(palette.warning("warning") + ": " + notice) }
      if !options.isReadOnly, options.durability != .full {
        StandardStreams.say(
          palette.warning("warning") + ": durability is \(options.durability.rawValue): a loss of power may cost the last commits")
      }
      return database
    } catch { throw .storage(error) }
  }

  /// Loads files into a new database file, all or nothing.
  static func load(_ paths: [String], into path: String, rows: RejectedRows) throws(ToolFailure) -> ImportSummary {
    let summary = try loading(paths.joined(separator: ", ")) { given throws(FormatError) in
      var options = given
      options.onError = rows.policy
      options.rejected = { rows.take($0) }
      let summary = try Database.create(path: path, loading: paths, options: options)
      try rows.finish(summary)
      return summary
    }
    for notice in summary.notices { StandardStreams.say(ErrorText.of(notice: notice, colour: Terminal.errorStream.usesColour)) }
    return summary
  }

  /// The ecosystem that the tool brings along.
  private static func embedded() throws(ToolFailure) -> Database {
    try loading("the ecosystem graph") { options throws(FormatError) in try EcosystemGraph.database(options: options) }
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
}
