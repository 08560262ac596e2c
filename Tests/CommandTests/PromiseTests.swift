// The promise of the README, word by word, on the tool and a real file.

#if CommandLine
  import Foundation
  import GraphDatabase
  import GraphModel
  import Testing

  @Suite struct PromiseTests {
    private static let promise =
      "When a commit returns, its data survives; a damaged file is reported, never silently shortened; no input can crash the process."
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/eco.graph" }

    init() throws { folder = try TemporaryFolder() }

    @Test func `the README makes the promise`() throws {
      let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../README.md").standardizedFileURL
      #expect(try String(contentsOf: readme, encoding: .utf8).contains(Self.promise))
    }

    @Test func `when a commit returns, its data survives`() throws {
      for round in 1...3 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ToolProcess.path)
        process.arguments = ["session", "--database", path]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 1...5 {
          try input.fileHandleForWriting.write(contentsOf: Data(#"{"query": "CREATE (:Firm)"}"#.utf8 + [10]))
          var line: [UInt8] = []
          while line.last != 10 { line += [UInt8](try #require(try output.fileHandleForReading.read(upToCount: 1))) }
          #expect(String(decoding: line, as: UTF8.self).contains("columns"))
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        let database = try Database(path: path)
        #expect(try database.query("MATCH (f:Firm) RETURN count(f)").rows == [[.integer(Int64(5 * round))]])
        try database.checkInvariants()
        database.close()
      }
    }

    @Test func `a damaged file is reported, never silently shortened`() throws {
      let database = try Database(path: path)
      try database.query("UNWIND range(1, 100) AS i CREATE (:Firm {id: i, name: 'firm ' + toString(i)})")
      database.close()
      let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let ask = [
        "query", "--database", path, "-e", "MATCH (f:Firm) RETURN count(f) AS n, sum(f.id) AS ids, max(f.name) AS name", "--format", "csv",
      ]
      let right = try ToolProcess.run(ask).output
      #expect(right == "n,ids,name\n100,5050,firm 99\n")
      var reported = 0
      for place in stride(from: 1, to: whole.count, by: whole.count / 24) {
        var (flipped, cut) = (whole, whole)
        flipped[place] ^= 0xFF
        cut.removeSubrange(place...)
        for bytes in [flipped, cut] {
          try folder.write("eco.graph", bytes)
          let outcome = try ToolProcess.run(ask)
          if outcome.status == 0 {
            #expect(outcome.output == right, "another answer with byte \(place) changed")
            continue
          }
          reported += 1
          #expect([1, 2].contains(outcome.status) && outcome.output == "" && outcome.errors.contains(path), "\(outcome)")
          #expect(outcome.errors.contains("hint: "), "no mend: \(outcome.errors)")
          #expect(try ToolProcess.run("check", path).status == 1 || bytes.count < whole.count)
        }
      }
      #expect(reported > 24)
    }

    @Test func `no input can crash the process`() throws {
      var state: UInt64 = 20_261_127
      func chance(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let words = [
        "MATCH", "RETURN", "(", ")", "[", "]", "{", "}", "*", "..", "n", "`", "'", "\"", "\\u", "-9223372036854775808", "/", "%", "1e999",
        "CREATE", "reduce(", "|", "WHERE", "=~", "'(a+)+$'", "UNION", "CALL", "\u{0}", "研究", "$p", "range(0, 9223372036854775807)", ";",
      ]
      var lines: [String] = []
      for _ in 0..<400 {
        let text = (0..<(1 + chance(14))).map { _ in words[chance(words.count)] }.joined(separator: " ")
        let escaped = String(decoding: try JSONSerialization.data(withJSONObject: [text]).dropFirst().dropLast(), as: UTF8.self)
        lines.append(chance(10) == 0 ? text : #"{"query": \#(escaped)}"#)
      }
      let outcome = try ToolProcess.run(
        ["session", "--fresh", "--timeout", "2", "--memory", "64"], input: Array((lines.joined(separator: "\n") + "\n").utf8))
      #expect(outcome.status == 0, "the session ended with \(outcome.status): \(outcome.errors)")
      #expect(outcome.output.split(separator: "\n").count >= 400)
      for _ in 0..<40 {
        let bytes = (0..<(1 + chance(9_000))).map { _ in UInt8(chance(256)) }
        let file = try folder.write("noise.graph", Array((chance(2) == 0 ? "INNOGRPH" : "").utf8) + bytes)
        for command in [
          ["check", file], ["query", "--database", file, "-e", "RETURN 1"], ["query", file], ["query", "--data", file, "-e", "RETURN 1"],
        ] {
          let outcome = try ToolProcess.run(command)
          #expect([1, 2].contains(outcome.status) && outcome.errors.count + outcome.output.count > 0, "\(command): \(outcome)")
        }
      }
    }
  }
#endif
