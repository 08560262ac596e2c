// `bench` over files as a harness uses it.

#if CommandLine
  import Foundation
  import Testing

  @testable import innograph

  @Suite struct BenchRunTests {
    private func run(_ requests: String, _ more: [String] = []) throws -> (outcome: ToolProcess.Outcome, answers: [[String: Any]]) {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
      try folder.write("data/Firm.csv", "id:ID(Firm),name,size:INT\n1,联影,10\n2,\"a,b\",20\n3,c,30\n")
      try folder.write("data/SUPPLIES__Firm__Firm.csv", ":START_ID(Firm),:END_ID(Firm),since:INT\n1,2,2000\n2,3,2001\n")
      let file = try folder.write("requests.jsonl", requests)
      let outcome = try ToolProcess.run(
        ["bench", "--data", folder.path + "/data", "--requests", file, "--responses", folder.path + "/responses.jsonl"] + more)
      let lines = (folder.read("responses.jsonl") ?? "").split(separator: "\n")
      let answers = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
      return (outcome, answers)
    }

    @Test func `every execution is one line, rows stand in the first pass only`() throws {
      let query = "MATCH (f:Firm {id: $id})-[:SUPPLIES]->(g) RETURN g.id, g.name, g.size * 0.5 AS half"
      let (outcome, answers) = try run(
        #"{"id": "q1", "query": "\#(query)", "params": [{"id": 1}, {"id": 2}, {"id": 3}], "budget_s": 30, "timeout_s": 30, "passes": 2}"#,
        ["--create-indexes", "--threads", "2"])
      #expect(outcome.errors == "")
      #expect(outcome.status == 0)
      #expect(outcome.output == "")
      try #require(answers.count == 9)
      #expect(answers.map { $0["pass"] as? Int } == [0, 0, 0, 1, 1, 1, 2, 2, 2])
      #expect(answers.map { $0["param"] as? Int } == [0, 1, 2, 0, 1, 2, 0, 1, 2])
      for answer in answers {
        #expect(answer["id"] as? String == "q1")
        for time in ["wall_us", "exec_us"] { #expect((answer[time] as? Double).map { $0 > 0 } == true) }
        #expect(answer["cpu_us"] is Double)
        #expect((answer["rows"] != nil) == (answer["pass"] as? Int == 0))
      }
      #expect((answers[0]["compile_us"] as? Double).map { $0 > 0 } == true)
      #expect(answers.dropFirst().allSatisfy { $0["compile_us"] as? Double == 0 })
      let rows = answers.prefix(3).map { ($0["rows"] as? [[Any]])?.map { $0.map { "\($0)" } } }
      #expect(rows == [[["2", "a,b", "10.0"]], [["3", "c", "15.0"]], []])
    }

    @Test func `a statement that fails says so, and the next one runs`() throws {
      let (outcome, answers) = try run(
        """
        {"id": "bad", "query": "RETURN m"}

        {"id": "slow", "query": "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b = 0 RETURN count(*)", "timeout_s": 0.05, "passes": 3}
        {"id": "late", "query": "RETURN 1 / $x AS x", "params": [{"x": 1}, {"x": 0}, {"x": 1}], "passes": 3}
        {"id": "good", "query": "RETURN 1 AS x"}
        """)
      #expect(outcome.status == 0)
      try #require(answers.map { $0["id"] as? String } == ["bad", "slow", "late", "late", "good"])
      #expect((answers[0]["error"] as? String)?.contains("UndefinedVariable") == true)
      #expect((answers[1]["error"] as? String)?.contains("timeout") == true)
      #expect(answers[2]["error"] == nil && answers[3]["error"] != nil)
      #expect((answers[4]["rows"] as? [[Int]]) == [[1]])
    }

    @Test func `a workload that cannot be read is told with its line`() throws {
      let (outcome, answers) = try run("{\"id\": \"a\", \"query\": \"RETURN 1\"}\n{\"id\": 2}\n")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("requests.jsonl:2"))
      #expect(answers.isEmpty)
    }
  }
#endif
