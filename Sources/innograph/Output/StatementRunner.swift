// Runs one statement for people: rows to a sink, remarks and counts to standard error, errors with their place. Ctrl-C cancels
// it, a second of silence shows a progress line.

internal import GraphDatabase
internal import GraphModel

/// Runs statements against a database.
struct StatementRunner {
  /// How far a statement is run.
  enum Manner {
    /// To its rows.
    case run
    /// To its plan, without running it.
    case explain
    /// To its plan with what each operator cost.
    case profile
  }

  /// The database.
  let database: Database
  /// The transaction in which statements run, if one is open.
  var transaction: Transaction?
  /// The parameters.
  var parameters: [String: Value] = [:]
  /// Limits and manners.
  var options = QueryOptions()
  /// How far to run.
  var manner = Manner.run
  /// Whether what a statement changed and how long it took is told.
  var tellsStatistics = false

  /// Runs a statement.
  /// - Throws: `ToolFailure` for an error of the query, what the sink throws.
  func run(_ statement: ScriptStatement, in origin: QueryOrigin, to sink: ResultSink) throws -> QueryResult {
    var origin = origin
    origin.line = statement.line
    origin.column = statement.column
    let manner = manner(of: statement.text)
    let begun = MonotonicClock.nanoseconds
    var rowCount = 0
    let cancellation = QueryCancellation()
    let progress = manner == .run ? ProgressLine("running (Ctrl-C stops)") : nil
    let result: QueryResult
    do throws(QueryError) {
      result = try Interrupts.shared.during(cancellation) { () throws(QueryError) in
        try answer(statement.text, manner, cancellation, &origin) { columns in
          sink.begin(columns: columns)
        } row: { values in
          if rowCount == 0 { progress?.finish() }
          rowCount += 1
          return sink.row(values)
        }
      }
      progress?.finish()
    } catch {
      progress?.finish()
      throw Self.failure(error, in: origin)
    }
    try sink.endResult()
    if let plan = result.plan { try StandardStreams.print(plan.hasSuffix("\n") ? plan : plan + "\n") }
    tell(result, manner == .run ? rowCount : nil, MonotonicClock.nanoseconds - begun, origin)
    return result
  }

  /// How far a text asks to be run: as the command says, unless the text itself begins with EXPLAIN or PROFILE.
  private func manner(of text: String) -> Manner {
    switch text.prefix(while: \.isLetter).uppercased() {
    case "EXPLAIN": .explain
    case "PROFILE": .profile
    default: manner
    }
  }

  private func answer(
    _ text: String, _ manner: Manner, _ cancellation: QueryCancellation, _ origin: inout QueryOrigin, columns: ([String]) -> Void, row: ([Value]) -> Bool
  ) throws(QueryError) -> QueryResult {
    var options = options
    options.cancellation = cancellation
    options.explainsOnly = manner == .explain
    guard manner == .run else {
      var text = text
      if manner == .profile, self.manner == .profile, !text.uppercased().hasPrefix("PROFILE") {
        text = "PROFILE " + text
        origin.column -= 8
      }
      guard let transaction else { return try database.query(text, parameters: parameters, options: options) }
      return try transaction.query(text, parameters: parameters, options: options)
    }
    guard let transaction else { return try database.stream(text, parameters: parameters, options: options, columns: columns, row: row) }
    let result = try transaction.query(text, parameters: parameters, options: options)
    columns(result.columns)
    for values in result.rows where !row(values) { break }
    return result
  }

  private static func failure(_ error: QueryError, in origin: QueryOrigin) -> ToolFailure {
    if error.kind == .cancelled, Interrupts.shared.wasAskedToStop { return ToolFailure(.interrupted, "interrupted") }
    return ToolFailure(.queryFailed, ErrorText.of(error, in: origin, colour: Terminal.errorStream.usesColour))
  }

  private func tell(_ result: QueryResult, _ rows: Int?, _ nanoseconds: UInt64, _ origin: QueryOrigin) {
    for notification in result.notifications {
      StandardStreams.say(ErrorText.of(notification, in: origin, colour: Terminal.errorStream.usesColour))
    }
    guard tellsStatistics else { return }
    var parts = result.statistics.nonZero.map { "\(ProgressLine.grouped($0.count)) \(Self.words($0.name))" }
    if let rows, !result.columns.isEmpty { parts.insert("\(ProgressLine.grouped(rows)) row\(rows == 1 ? "" : "s")", at: 0) }
    if parts.isEmpty { parts = ["no changes"] }
    StandardStreams.say(Palette(isOn: Terminal.errorStream.usesColour).faint(parts.joined(separator: ", ") + "; " + Self.duration(nanoseconds)))
  }

  /// `nodesCreated` as `nodes created`.
  static func words(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase { result += " " + character.lowercased() } else { result.append(character) }
    }
    return result
  }

  /// A time with three digits.
  static func duration(_ nanoseconds: UInt64) -> String {
    switch nanoseconds {
    case ..<1_000_000: "\(nanoseconds / 1_000) µs"
    case ..<10_000_000: "\(nanoseconds / 1_000_000).\(nanoseconds / 10_000 % 100 < 10 ? "0" : "")\(nanoseconds / 10_000 % 100) ms"
    case ..<1_000_000_000: "\(nanoseconds / 1_000_000) ms"
    default: "\(nanoseconds / 1_000_000_000).\(nanoseconds / 100_000_000 % 10) s"
    }
  }
}
