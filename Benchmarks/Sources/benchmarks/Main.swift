// The benchmarks as a program: list, run, worker (what `compare` starts twice) and compare.

import Foundation

/// The entry.
@main
struct Main {
  private static let usage = """
    usage: benchmarks list
           benchmarks run [--only PART] [--threads N] [--seconds S]
           benchmarks compare BASE [HEAD] [--only PART] [--rounds N] [--folder DIR]

    `run` measures this build. `compare` builds two commits with these benchmarks (HEAD left out: the files as they are), measures
    them in turns in one run, and fails where one is more than 10 % slower beyond noise.
    """

  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let options = Options(taking: &arguments)
    switch arguments.first {
    case "list": for benchmark in Workload.all { print("\(benchmark.name)\t\(benchmark.query)") }
    case "run": try run(options)
    case "worker": try Worker(threads: options.threads).serve()
    case "compare" where arguments.count == 2 || arguments.count == 3:
      let comparison = Comparison(base: arguments[1], head: arguments.count == 3 ? arguments[2] : nil, options: options)
      exit(try comparison.run() ? 0 : 1)
    default:
      print(usage)
      exit(2)
    }
  }

  private static func run(_ options: Options) throws {
    let worker = Worker(threads: options.threads)
    for benchmark in Workload.all where options.admits(benchmark) {
      let sample = try worker.measure(benchmark, seconds: options.seconds)
      let name = benchmark.name.padding(toLength: 28, withPad: " ", startingAt: 0)
      print("\(name) median \(Text.microseconds(sample.median))  least \(Text.microseconds(sample.least))  runs \(sample.runs)")
    }
  }
}

/// What follows the command.
struct Options {
  /// A part of the names of the benchmarks that are wanted.
  var only = ""
  /// The threads that a query may use.
  var threads = 1
  /// How long each benchmark is measured.
  var seconds = 1.0
  /// How many times a comparison goes through the benchmarks.
  var rounds = 12
  /// Where commits are checked out and built.
  var folder = FileManager.default.temporaryDirectory.appendingPathComponent("innograph-comparison").path

  /// Takes the options out of the arguments.
  init(taking arguments: inout [String]) {
    var rest: [String] = []
    var place = 0
    while place < arguments.count {
      let next = place + 1 < arguments.count ? arguments[place + 1] : ""
      switch arguments[place] {
      case "--only": only = next
      case "--threads": threads = Int(next) ?? threads
      case "--seconds": seconds = Double(next) ?? seconds
      case "--rounds": rounds = Int(next) ?? rounds
      case "--folder": folder = next
      default:
        rest.append(arguments[place])
        place -= 1
      }
      place += 2
    }
    arguments = rest
  }

  /// Whether a benchmark is wanted.
  func admits(_ benchmark: Workload) -> Bool { only.isEmpty || benchmark.name.contains(only) }
}

/// Figures as text.
enum Text {
  /// Nanoseconds as microseconds.
  static func microseconds(_ nanoseconds: Double) -> String { String(format: "%10.2f µs", nanoseconds / 1000) }

  /// A ratio with two decimals.
  static func ratio(_ ratio: Double) -> String { String(format: "%.2f", ratio) }
}
