// Runs a workload in process and writes one JSON object per execution. A statement is prepared once: its first execution carries
// what that took as `compile_us`, the others carry 0, because they neither parse nor plan. `wall_us` and `exec_us` run from the call
// to the last row as values; writing them is not counted. `cpu_us` counts all threads of the process.

internal import GraphDatabase
internal import GraphFormats
internal import GraphModel

/// Measures statements.
struct BenchRunner {
  /// The database that is measured.
  let database: Database
  /// Limits of each execution; the timeout comes from the request.
  let options: QueryOptions
  /// Takes the lines.
  let output: TextOutput
  /// Executions that are run at least, whatever the budget.
  private static let executionsMin = 3
  /// The share of the budget that the first pass may take beyond it.
  private static let firstPassBudgets = 3.0

  /// Runs all passes of a statement; an execution that fails ends it, after its line.
  /// - Returns: the number of executions that were measured.
  func run(_ request: BenchRequest) throws(FormatError) -> Int {
    let prepared: PreparedQuery
    var compileMicroseconds: Double
    do throws(QueryError) {
      prepared = try database.prepare(request.query, options: options)
      compileMicroseconds = prepared.compileMicroseconds
    } catch {
      try write(Execution(id: request.id, set: 0, pass: 0), error: error)
      return 0
    }
    let begun = MonotonicClock.nanoseconds
    var (cold, warm) = (0, 0)
    for pass in 0...max(0, request.passes) {
      let budget = pass == 0 ? request.budgetSeconds * Self.firstPassBudgets : request.budgetSeconds
      if pass > 0, Self.seconds(since: begun) >= budget { break }
      for (set, parameters) in request.parameterSets.enumerated() {
        let execution = Execution(id: request.id, set: set, pass: pass)
        guard try measure(execution, prepared, parameters, request, compileMicroseconds) else { return cold + warm }
        compileMicroseconds = 0
        if pass == 0 { cold += 1 } else { warm += 1 }
        let isEnough = (pass == 0 ? cold : warm) >= Self.executionsMin
        if isEnough, Self.seconds(since: begun) > budget { return cold + warm }
      }
    }
    return cold + warm
  }

  private static func seconds(since begun: UInt64) -> Double { Double(MonotonicClock.nanoseconds - begun) / 1e9 }

  /// Runs once and writes the line; whether it went well.
  private func measure(
    _ execution: Execution, _ prepared: PreparedQuery, _ parameters: [String: Value], _ request: BenchRequest, _ compileMicroseconds: Double
  ) throws(FormatError) -> Bool {
    var options = options
    if request.timeoutSeconds.isFinite { options.timeout = .seconds(max(0, request.timeoutSeconds)) }
    let (wall, processor) = (MonotonicClock.nanoseconds, MonotonicClock.processorNanoseconds)
    let result: QueryResult
    do throws(QueryError) { result = try prepared.run(parameters: parameters, options: options) } catch {
      try write(execution, error: error)
      return false
    }
    let times = Times(
      wall: Double(MonotonicClock.nanoseconds - wall) / 1e3, processor: Double(MonotonicClock.processorNanoseconds - processor) / 1e3,
      compile: compileMicroseconds)
    try write(execution, times, rows: execution.pass == 0 ? result.rows : nil)
    return true
  }
}

extension BenchRunner {
  /// Which execution a line speaks of.
  struct Execution {
    let id: String
    let set: Int
    let pass: Int
  }

  /// What an execution took, in microseconds.
  struct Times {
    let wall: Double
    let processor: Double
    let compile: Double
  }

  private func write(_ execution: Execution, _ times: Times, rows: [[Value]]?) throws(FormatError) {
    var line = Self.head(execution)
    Self.put(", \"wall_us\": \(Self.rounded(times.wall)), \"cpu_us\": \(Self.rounded(times.processor))", &line)
    Self.put(", \"compile_us\": \(Self.rounded(times.compile)), \"exec_us\": \(Self.rounded(times.wall))", &line)
    if let rows {
      Self.put(", \"rows\": [", &line)
      for (place, row) in rows.enumerated() {
        if place > 0 { Self.put(", ", &line) }
        PlainJSON.append(.list(row), to: &line)
      }
      Self.put("]", &line)
    }
    Self.put("}\n", &line)
    try output.write(line)
  }

  private func write(_ execution: Execution, error: QueryError) throws(FormatError) {
    var line = Self.head(execution)
    Self.put(", \"wall_us\": 0, \"error\": ", &line)
    let isTimeout = error.kind == .resourceExhausted && error.detail == "Timeout"
    JSONText.append((isTimeout ? "timeout: " : "\(error.kind.rawValue) \(error.detail): ") + error.message, to: &line)
    Self.put("}\n", &line)
    try output.write(line)
  }

  private static func head(_ execution: Execution) -> [UInt8] {
    var line: [UInt8] = []
    put("{\"id\": ", &line)
    JSONText.append(execution.id, to: &line)
    put(", \"param\": \(execution.set), \"pass\": \(execution.pass)", &line)
    return line
  }

  private static func put(_ text: String, _ bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

  /// Microseconds to the nanosecond.
  private static func rounded(_ microseconds: Double) -> Double { (microseconds * 1000).rounded() / 1000 }
}
