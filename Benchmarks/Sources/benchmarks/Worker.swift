// One build under measurement. As a program of its own it takes a line per request, `NAME SECONDS`, and answers with a line: the median
// and the least nanoseconds of an execution, how many there were, and a checksum of the answers.

import Foundation
import GraphDatabase
import GraphModel

/// What a benchmark took.
struct Sample {
  let median: Double
  let least: Double
  let runs: Int
  /// Tells answers apart.
  let checksum: UInt64
}

/// Measures benchmarks over one graph.
final class Worker {
  private let threads: Int
  private var database: Database?
  private var prepared: [String: (query: PreparedQuery, checksum: UInt64)] = [:]

  /// A worker whose queries may use so many threads.
  init(threads: Int) { self.threads = threads }

  /// Measures a benchmark for so long; the first time its answers are computed once beforehand.
  func measure(_ benchmark: Workload, seconds: Double) throws -> Sample {
    let sets = WorkloadGraph.parameters(benchmark.parameters)
    let (query, checksum) = try prepare(benchmark, sets)
    var times: [Double] = []
    let begun = ContinuousClock.now
    repeat {
      for set in sets {
        let start = ContinuousClock.now
        _ = try query.run(parameters: set)
        times.append(Double((ContinuousClock.now - start).nanoseconds))
      }
    } while Double((ContinuousClock.now - begun).nanoseconds) < seconds * 1e9
    times.sort()
    return Sample(median: times[times.count / 2], least: times[0], runs: times.count, checksum: checksum)
  }

  /// Answers requests until there are no more.
  func serve() throws {
    while let line = readLine() {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let seconds = Double(parts[1]), let benchmark = Workload.all.first(where: { $0.name == parts[0] }) else {
        print("error unknown request")
        continue
      }
      do {
        let sample = try measure(benchmark, seconds: seconds)
        print("ok \(sample.median) \(sample.least) \(sample.runs) \(sample.checksum)")
      } catch { print("error \("\(error)".replacingOccurrences(of: "\n", with: " "))") }
      fflush(nil)
    }
  }

  private func prepare(_ benchmark: Workload, _ sets: [[String: Value]]) throws -> (PreparedQuery, UInt64) {
    if let known = prepared[benchmark.name] { return known }
    let graph = try database ?? WorkloadGraph.make()
    database = graph
    var options = QueryOptions()
    options.threads = threads
    let query = try graph.prepare(benchmark.query, options: options)
    var checksum: UInt64 = 14_695_981_039_346_656_037
    for set in sets {
      let rows = try query.run(parameters: set).rows.map { "\($0)" }
      for byte in (benchmark.query.contains("ORDER BY") ? rows : rows.sorted()).joined(separator: "\n").utf8 {
        checksum = (checksum ^ UInt64(byte)) &* 1_099_511_628_211
      }
    }
    prepared[benchmark.name] = (query, checksum)
    return (query, checksum)
  }
}

extension Duration {
  /// In whole nanoseconds.
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
