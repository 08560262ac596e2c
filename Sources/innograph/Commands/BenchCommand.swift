// `innograph bench`: measures a workload in process, without a client.

#if CommandLine
  internal import ArgumentParser
  internal import GraphDatabase
  internal import GraphFormats
  internal import GraphModel

  /// Measures the statements of a file.
  struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "bench",
      abstract: "Measure the statements of a workload file, in process.",
      discussion: """
        REQUESTS holds a JSON object per line:
          {"id": "q1", "query": "…", "params": [{"id": 7}, {"id": 8}],
           "passes": 10, "budget_s": 4, "timeout_s": 30}

        A statement is prepared once. One pass over its parameter sets is followed by up to `passes` more within the budget.

        RESPONSES gets a JSON object per line and execution, times in microseconds:
          {"id": "q1", "param": 0, "pass": 0, "wall_us": 9.5, "cpu_us": 9.1,
           "compile_us": 80, "exec_us": 9.5, "rows": [[1, "a"]]}
        `rows` stands in pass 0 only. `compile_us` tells, at the first execution, what preparing took; it is no part of `wall_us`. \
        An execution that fails has `error` instead and ends its statement.

          innograph bench --data data/S --create-indexes \\
            --requests requests.jsonl --responses responses.jsonl

        \(ExitStatus.help)
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var limits: LimitOptions

    @Option(name: .long, help: ArgumentHelp("The workload.", valueName: "file"), completion: .file())
    var requests: String

    @Option(name: .long, help: ArgumentHelp("Where the times go; - for standard output.", valueName: "file"), completion: .file())
    var responses: String

    @Option(name: .long, help: ArgumentHelp("The threads that one query may use.", valueName: "n"))
    var threads = 1

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The threads that divide the parameter sets of a statement among them; a line per statement then tells rate and times.",
        valueName: "n"))
    var clients: Int?

    @Option(
      name: .long,
      help: ArgumentHelp("A workload that another thread runs over and over meanwhile; needs --clients.", valueName: "file"),
      completion: .file())
    var beside: String?

    @Flag(name: .long, help: "Make the property 'id' of every label unique, and so indexed, and index 'name', before measuring.")
    var createIndexes = false

    func validate() throws {
      guard threads > 0, threads <= 1_024 else { throw ValidationError("--threads takes a number from 1.") }
      guard (1...1_024).contains(clients ?? 1) else { throw ValidationError("--clients takes a number from 1.") }
      if beside != nil, clients == nil { throw ValidationError("--beside needs --clients.") }
    }

    func run() throws {
      let workload = try readRequests(requests)
      let steady = try beside.map { try readRequests($0) } ?? []
      let database = try data.open(writes: true)
      if createIndexes { try BenchIndexes.create(in: database) }
      var options = limits.options
      options.threads = threads
      let path = responses
      try StandardStreams.rethrowing { () throws(FormatError) in
        let output = path == "-" ? StandardStreams.output() : try TextOutput(path: path)
        let runner = BenchRunner(database: database, options: options, output: output)
        let line = ProgressLine("measuring")
        defer { line.finish() }
        for (place, request) in workload.enumerated() {
          line.update("measuring \(request.id) (\(place + 1) of \(workload.count))")
          if let clients {
            try output.write(ClientRun(database: database, options: options, clients: clients, beside: steady).run(request))
          } else {
            _ = try runner.run(request)
          }
          try output.flush()
        }
      }
    }

    private func readRequests(_ path: String) throws -> [BenchRequest] {
      let lines = try InputText.read(path).utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      var result: [BenchRequest] = []
      for (place, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        do { result.append(try BenchRequest(Array(line), file: path, lineNumber: place + 1)) } catch { throw ToolFailure.data(error) }
      }
      return result
    }
  }
#endif
