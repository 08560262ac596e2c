// A workload from several threads at once, as an embedder's threads would ask: each prepares the statement for itself and runs its share
// of the parameter sets. For each statement one line tells how many executions there were in how many seconds, and the spread of their times.
// Meanwhile a thread of its own can run another workload over and over, such as a steady writer beside readers.

internal import Glibc
internal import GraphDatabase
internal import GraphFormats
internal import GraphModel
internal import Synchronization

/// Measures statements from several threads.
struct ClientRun {
  /// The database that is measured.
  let database: Database
  /// Limits of each execution.
  let options: QueryOptions
  /// The threads.
  let clients: Int
  /// Statements that run over and over meanwhile.
  let beside: [BenchRequest]

  /// What one thread measured.
  private struct Share: Sendable {
    var nanoseconds: [UInt64] = []
    var failure: String?
  }

  /// Runs all passes of a statement.
  /// - Returns: the line.
  func run(_ request: BenchRequest) -> [UInt8] {
    let isOver = Atomic(false)
    let shares = Mutex([Share]())
    let besides = Mutex(Share())
    let seconds = Mutex(0.0)
    let begun = MonotonicClock.nanoseconds
    BenchThreads.run(clients + (beside.isEmpty ? 0 : 1)) { number in
      if number == clients {
        let share = steady(until: isOver)
        besides.withLock { $0 = share }
        return
      }
      let share = measure(request, client: number, begun: begun)
      shares.withLock {
        $0.append(share)
        guard $0.count == clients else { return }
        isOver.store(true, ordering: .releasing)
        seconds.withLock { $0 = Double(MonotonicClock.nanoseconds - begun) / 1e9 }
      }
    }
    let all = shares.withLock { $0 }
    return Self.line(
      request.id, clients, all.flatMap(\.nanoseconds), seconds.withLock { $0 }, all.compactMap(\.failure).first, besides.withLock { $0 })
  }

  private func measure(_ request: BenchRequest, client: Int, begun: UInt64) -> Share {
    var share = Share()
    do throws(QueryError) {
      let prepared = try database.prepare(request.query, options: options)
      for pass in 0...max(0, request.passes) {
        for set in stride(from: client, to: request.parameterSets.count, by: clients) {
          let start = MonotonicClock.nanoseconds
          if pass + set > client, Double(start - begun) / 1e9 > request.budgetSeconds { return share }
          try prepared.run(parameters: request.parameterSets[set])
          share.nanoseconds.append(MonotonicClock.nanoseconds - start)
        }
      }
    } catch { share.failure = error.message }
    return share
  }

  private func steady(until isOver: borrowing Atomic<Bool>) -> Share {
    var share = Share()
    do throws(QueryError) {
      let prepared = try beside.map { request throws(QueryError) in try database.prepare(request.query, options: options) }
      while true {
        for (statement, request) in zip(prepared, beside) {
          for parameters in request.parameterSets {
            if isOver.load(ordering: .acquiring) { return share }
            let start = MonotonicClock.nanoseconds
            try statement.run(parameters: parameters)
            share.nanoseconds.append(MonotonicClock.nanoseconds - start)
          }
        }
      }
    } catch { share.failure = error.message }
    return share
  }

  private static func line(
    _ id: String, _ clients: Int, _ times: [UInt64], _ seconds: Double, _ failure: String?, _ beside: Share
  ) -> [UInt8] {
    let sorted = times.sorted()
    func microseconds(_ share: Double) -> Value {
      sorted.isEmpty ? .null : .float(Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e3)
    }
    var entries: [(key: String, value: Value)] = [
      ("id", .string(id)), ("clients", .integer(Int64(clients))), ("executions", .integer(Int64(sorted.count))),
      ("seconds", .float(seconds)),
      ("per_s", .float(seconds > 0 ? Double(sorted.count) / seconds : 0)), ("median_us", microseconds(0.5)), ("p95_us", microseconds(0.95)),
      ("p99_us", microseconds(0.99)),
    ]
    if !beside.nanoseconds.isEmpty { entries.append(("beside_executions", .integer(Int64(beside.nanoseconds.count)))) }
    if let failure = failure ?? beside.failure { entries.append(("error", .string(failure))) }
    var line: [UInt8] = []
    PlainJSON.append(.map(ValueMap(entries)), to: &line)
    return line + [UInt8(ascii: "\n")]
  }
}

/// Threads that are waited for.
private enum BenchThreads {
  private final class Work: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void

    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }
  }

  /// Runs the body on so many threads, each with its number, and returns when all have ended. What no thread can be had for is left out.
  static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var threads: [pthread_t] = []
      for number in 0..<count {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Work(number, body)).toOpaque()
        let code = pthread_create(
          &thread, nil,
          { context in
            if let context {
              let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
              work.body(work.number)
            }
            return nil
          }, context)
        if code == 0 { threads.append(thread) } else { Unmanaged<Work>.fromOpaque(context).release() }
      }
      for thread in threads { pthread_join(thread, nil) }
    }
  }
}
