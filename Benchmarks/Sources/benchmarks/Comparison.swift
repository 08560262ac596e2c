// Two commits side by side. Both are built with the benchmarks of this checkout; three programs then run at once, the base twice and
// the head once, and take turns benchmark by benchmark, so that whatever else the machine does hits them alike. The ratio of a
// round is head over base; the ratio of the base to its twin, which should be one, is the noise.

import Foundation

/// A comparison.
struct Comparison {
  /// The commit that is compared with.
  let base: String
  /// The commit that is compared; nil for the files as they are.
  let head: String?
  let options: Options
  /// The loss that is a failure.
  private static let lossMax = 0.10
  /// How long a turn takes, in seconds.
  private static let turn = 0.05

  /// Compares; whether no benchmark has lost.
  func run() throws -> Bool {
    let folder = URL(fileURLWithPath: options.folder)
    let baseProgram = try CommitBuild(commit: base, folder: folder.appendingPathComponent("base")).build()
    let headProgram = try CommitBuild(commit: head, folder: folder.appendingPathComponent("head")).build()
    let (first, second, third) = (
      try Turn(baseProgram, options.threads), try Turn(headProgram, options.threads), try Turn(baseProgram, options.threads)
    )
    var isSound = true
    print("benchmark                    base µs     head µs    ratio  noise")
    for benchmark in Workload.all where options.admits(benchmark) {
      var rounds: [Round] = []
      for round in 0..<options.rounds + 1 {
        // Whoever goes first finds a colder machine: the order changes from round to round.
        let order = round % 2 == 0 ? [0, 1, 2] : [2, 1, 0]
        var samples: [Sample?] = [nil, nil, nil]
        for place in order { samples[place] = try [first, second, third][place].take(benchmark.name, Self.turn) }
        guard let a = samples[0], let b = samples[1], let twin = samples[2] else { continue }
        if a.checksum != b.checksum { throw Failure(text: "\(benchmark.name): the two commits give different answers") }
        if round > 0 { rounds.append(Round(base: a, head: b, twin: twin)) }  // the first round warms up
      }
      let verdict = Verdict(rounds)
      let isLoss = verdict.ratio > 1 + Self.lossMax + verdict.noise
      if isLoss { isSound = false }
      let name = benchmark.name.padding(toLength: 26, withPad: " ", startingAt: 0)
      print(
        name, Text.microseconds(verdict.base), Text.microseconds(verdict.head), "  ", Text.ratio(verdict.ratio),
        "  ±" + Text.ratio(verdict.noise),
        isLoss ? "  LOSS" : "")
    }
    return isSound
  }

  /// One turn of all three.
  private struct Round {
    let base: Sample
    let head: Sample
    let twin: Sample
  }

  /// What the rounds say.
  private struct Verdict {
    let base: Double
    let head: Double
    let ratio: Double
    /// How far the base is from its twin in three rounds of four.
    let noise: Double

    init(_ rounds: [Round]) {
      func middle(_ values: [Double], _ share: Double = 0.5) -> Double {
        values.isEmpty ? .nan : values.sorted()[Int(Double(values.count - 1) * share)]
      }
      base = middle(rounds.map { $0.base.median })
      head = middle(rounds.map { $0.head.median })
      ratio = middle(rounds.map { $0.head.median / (($0.base.median + $0.twin.median) / 2) })
      noise = middle(rounds.map { abs($0.twin.median / $0.base.median - 1) }, 0.75)
    }
  }
}

/// What went wrong in a comparison.
struct Failure: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// A worker in a process of its own.
final class Turn {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private var pending = Data()

  /// Starts a program.
  init(_ program: URL, _ threads: Int) throws {
    process.executableURL = program
    process.arguments = ["worker", "--threads", "\(threads)"]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  deinit { process.terminate() }

  /// Lets it measure one benchmark.
  func take(_ name: String, _ seconds: Double) throws -> Sample {
    try requests.fileHandleForWriting.write(contentsOf: Data("\(name) \(seconds)\n".utf8))
    let parts = try line().split(separator: " ")
    guard parts.count == 5, parts[0] == "ok", let median = Double(parts[1]), let least = Double(parts[2]), let runs = Int(parts[3]),
      let checksum = UInt64(parts[4])
    else { throw Failure(text: "\(name): \(parts.dropFirst().joined(separator: " "))") }
    return Sample(median: median, least: least, runs: runs, checksum: checksum)
  }

  private func line() throws -> String {
    while true {
      if let end = pending.firstIndex(of: 10) {
        defer { pending.removeSubrange(...end) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { throw Failure(text: "a worker has ended before its time") }
      pending.append(more)
    }
  }
}
