// `query`, `explain`, `schema` and `export` as programs: what goes to which stream, in which form, with which exit code.

#if CommandLine
  import Foundation
  import Testing

  @testable import innograph

  @Suite struct QueryRunTests {
    /// A graph of two nodes in a folder, for `--data`.
    private func graph() throws -> (folder: TemporaryFolder, path: String) {
      let folder = try TemporaryFolder()
      let path = try folder.write(
        "graph.cypher",
        """
        // A park and a firm.
        CREATE (f:Firm {id: 1, name: '联影医疗; 上海'});
        CREATE (p:Park {id: 2, name: "张江"});
        MATCH (f:Firm), (p:Park) CREATE (f)-[:LOCATED_IN {since: 2011}]->(p);
        """)
      return (folder, path)
    }

    /// Pictures write types in small letters without underscores.
    private static func plain(_ text: String) -> String { text.lowercased().replacing("_", with: " ") }

    @Test(arguments: [
      ("csv", "x,y\n1,a\n2,\"b,c\"\n"), ("jsonl", "{\"x\":1,\"y\":\"a\"}\n{\"x\":2,\"y\":\"b,c\"}\n"),
      ("markdown", "| x | y |\n| ---: | --- |\n| 1 | a |\n| 2 | b,c |\n"),
    ])
    func `rows go to standard output in the format asked for`(format: String, expected: String) throws {
      let outcome = try ToolProcess.runEmpty([
        "query", "-e", "UNWIND [[1, 'a'], [2, 'b,c']] AS r RETURN r[0] AS x, r[1] AS y", "--format", format,
      ])
      #expect(outcome.status == 0)
      #expect(outcome.output == expected)
      #expect(outcome.errors == "")
    }

    @Test func `a table is the default, and as wide as it needs in a pipe`() throws {
      let long = String(repeating: "研", count: 300)
      let outcome = try ToolProcess.runEmpty(["query", "-e", "RETURN 1 AS x, '\(long)' AS y"])
      #expect(outcome.output.contains(long))
      let narrow = try ToolProcess.runEmpty(["query", "-e", "RETURN 1 AS x, '\(long)' AS y"], environment: ["COLUMNS": "40"])
      #expect(!narrow.output.contains(long))
      #expect(narrow.output.contains("…"))
    }

    @Test func `an error of the query has status 1, its place and a caret, and nothing on standard output`() throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("q.cypher", "RETURN 1 AS one;\nMATCH (n)\nRETURN m")
      let outcome = try ToolProcess.runEmpty(["query", path, "--format", "csv"])
      #expect(outcome.status == 1)
      #expect(outcome.output == "one\n1\n")
      #expect(outcome.errors.contains("at \(path):3:8"))
      #expect(outcome.errors.contains("  3 | RETURN m\n    |        ^"))
    }

    @Test func `parameters come typed from the arguments, a file and the query's head`() throws {
      let folder = try TemporaryFolder()
      let query = try folder.write(
        "q.cypher",
        "// title: T\n// param: code STRING\n// param: n INTEGER = 3\n// param: more LIST<STRING> = []\nRETURN $code AS code, $n AS n, $more AS more"
      )
      let values = try folder.write("p.json", "{\"more\": [\"二\"]}")
      let outcome = try ToolProcess.runEmpty(["query", query, "--params-file", values, "--param", "code=007", "--format", "jsonl"])
      #expect(outcome.errors == "")
      #expect(outcome.output == "{\"code\":\"007\",\"n\":3,\"more\":[\"二\"]}\n")
      let missing = try ToolProcess.run("query", query)
      #expect(missing.status == 2)
      #expect(missing.errors.contains("code STRING"))
      let plain = try ToolProcess.runEmpty(
        ["query", "-e", "RETURN $a AS a, $b AS b", "--param", "a=1.5", "--param", "b:={\"k\": [true]}", "--format", "jsonl"])
      #expect(plain.output == "{\"a\":1.5,\"b\":{\"k\":[true]}}\n")
    }

    @Test func `statements come from standard input too`() throws {
      let outcome = try ToolProcess.runEmpty(["query", "-", "--format", "csv"], input: "\u{FEFF}RETURN 1 AS a; RETURN 2 AS b")
      #expect(outcome.output == "a\n1\nb\n2\n")
      #expect(outcome.status == 0)
    }

    @Test func `files and scripts are loaded, answers written to a file, statistics told apart`() throws {
      let (folder, path) = try graph()
      let out = folder.path + "/answer.md"
      let outcome = try ToolProcess.run(
        "query", "-e", "MATCH (f)-[r:LOCATED_IN]->(p) SET f.seen = true RETURN f.name AS f, r.since AS since, p.name AS p", "--data", path,
        "--output",
        out, "--stats")
      #expect(outcome.status == 0)
      #expect(outcome.output == "")
      #expect(folder.read("answer.md")?.contains("| 联影医疗; 上海 | 2011 | 张江 |") == true)
      #expect(outcome.errors.contains("1 row, 1 properties set; "))
    }

    @Test func `an unknown label is a warning, or an error when asked`() throws {
      let (_, path) = try graph()
      let lenient = try ToolProcess.run("query", "-e", "MATCH (n:Frim) RETURN n", "--data", path, "--format", "csv")
      #expect(lenient.status == 0)
      #expect(lenient.output == "n\n")
      #expect(lenient.errors.contains("did you mean"))
      let strict = try ToolProcess.run("query", "-e", "MATCH (n:Frim) RETURN n", "--data", path, "--strict")
      #expect(strict.status == 1)
    }

    @Test(arguments: ["dot", "mermaid", "graphml", "gexf", "cypher"]) func `a result is a graph when it holds one`(format: String) throws {
      let (_, path) = try graph()
      let outcome = try ToolProcess.run("query", "-e", "MATCH p = (:Firm)-->(:Park) RETURN p", "--data", path, "--format", format)
      #expect(outcome.errors == "")
      #expect(outcome.status == 0)
      for word in ["联影医疗", "张江", "located in"] { #expect(Self.plain(outcome.output).contains(word)) }
    }

    @Test func `svg is drawn by Graphviz, and its absence is told`() throws {
      let (folder, path) = try graph()
      let arguments = ["query", "-e", "MATCH p = (:Firm)-->(:Park) RETURN p", "--data", path, "--format", "svg"]
      let missing = try ToolProcess.run(arguments, environment: ["PATH": folder.path])
      #expect(missing.status == 2)
      #expect(missing.output == "")
      #expect(missing.errors.contains("Graphviz"))
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/dot") }) else { return }
      let drawn = try ToolProcess.run(arguments)
      #expect(drawn.status == 0)
      #expect(drawn.output.contains("<svg"))
      #expect(drawn.output.contains("张江"))
    }

    @Test func `a plan is shown instead of rows`() throws {
      for arguments in [["query", "--explain"], ["query", "--profile"], ["explain"], ["explain", "--profile"]] {
        let outcome = try ToolProcess.runEmpty(arguments + ["-e", "UNWIND [1, 2] AS x RETURN x AS 列"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("Produce"))
        #expect(!outcome.output.contains("│"))
      }
      let typed = try ToolProcess.runEmpty(["query", "-e", "EXPLAIN CREATE (n:X) RETURN n"])
      #expect(typed.status == 0)
      #expect(!typed.output.isEmpty)
      let wrong = try ToolProcess.runEmpty(["explain", "--profile", "-e", "RETURN m"])
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("at line 1:8"))
    }

    @Test func `a limit of time ends a query with status 1`() throws {
      let endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b = 0 RETURN count(*)"
      let outcome = try ToolProcess.runEmpty(["query", "-e", endless, "--timeout", "0.05"])
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("Timeout"))
    }

    @Test func `a reader that went away ends it quietly`() throws {
      let command = "set -o pipefail; \"$0\" query -e 'UNWIND range(1, 10000000) AS x RETURN x' --format csv | head -n 2"
      let folder = try TemporaryFolder()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", command, ToolProcess.path]
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder.write("out", "")))
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder.write("err", "")))
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(folder.read("out") == "x\n1\n")
      #expect(folder.read("err") == "")
    }

    @Test func `Ctrl-C ends a running query with status 130`() throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: ToolProcess.path)
      process.arguments = ["query", "-e", "UNWIND range(1, 1000000000) AS x RETURN x", "--format", "csv"]
      let (output, errors) = (Pipe(), Pipe())
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      _ = try output.fileHandleForReading.read(upToCount: 10)
      process.interrupt()
      while try output.fileHandleForReading.read(upToCount: 1 << 16)?.isEmpty == false {}
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 130)
      let said = try errors.fileHandleForReading.readToEnd() ?? Data()
      #expect(String(decoding: said, as: UTF8.self) == "interrupted\n")
    }

    @Test(arguments: ["text", "json", "cypher", "dot", "mermaid"]) func `a schema is listed in every form`(format: String) throws {
      let folder = try TemporaryFolder()
      let path = try folder.write(
        "g.cypher", "CREATE (:Firm {id: 1})-[:LOCATED_IN]->(:Park); CREATE CONSTRAINT firm_id FOR (n:Firm) REQUIRE n.id IS UNIQUE;")
      let outcome = try ToolProcess.run("schema", "--data", path, "--format", format)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("Firm"))
      if format != "cypher" { #expect(Self.plain(outcome.output).contains("located in")) }
    }

    @Test(arguments: ["dot", "graphml", "gexf", "json", "jsonl", "cypher", "mermaid"]) func `a whole graph is exported`(
      format: String
    ) throws {
      let (_, path) = try graph()
      let outcome = try ToolProcess.run("export", "--data", path, "--format", format)
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      for word in ["联影医疗", "张江", "located in"] { #expect(Self.plain(outcome.output).contains(word)) }
    }

    @Test(arguments: ["graphml", "gexf", "json", "jsonl", "csv", "cypher"]) func `what is exported can be loaded again`(
      format: String
    ) throws {
      let (folder, path) = try graph()
      let out = folder.path + "/copy" + (format == "csv" ? "" : "." + format)
      let exported = try ToolProcess.run("export", "--data", path, "--format", format, "--output", out)
      #expect(exported.status == 0)
      #expect(exported.errors == "")
      let query = "MATCH (f:Firm)-[r:LOCATED_IN]->(p:Park) RETURN f.id AS a, f.name AS b, r.since AS c, p.name AS d"
      let again = try ToolProcess.run("query", "-e", query, "--data", out, "--format", "csv")
      #expect(again.errors == "")
      #expect(again.output == "a,b,c,d\n1,联影医疗; 上海,2011,张江\n")
    }

    @Test func `a query's part of the graph is exported`() throws {
      let (_, path) = try graph()
      let outcome = try ToolProcess.run(
        "export", "--data", path, "--query", "MATCH (p:Park {name: $name}) RETURN p", "--param", "name=张江", "--format", "dot", "--no-legend"
      )
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("张江"))
      #expect(!outcome.output.contains("联影医疗"))
    }

    @Test func `data that cannot be read has status 2 and its place`() throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("g.json", "{\"nodes\": [{\"id\": 1,}]}")
      for arguments in [["query", "-e", "RETURN 1"], ["schema"], ["export", "--format", "dot"], ["session"]] {
        let outcome = try ToolProcess.run(arguments + ["--data", path])
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("g.json:1:"))
      }
      let missing = try ToolProcess.run("query", "-e", "RETURN 1", "--data", folder.path + "/none.csv")
      #expect(missing.status == 2)
    }
  }
#endif
