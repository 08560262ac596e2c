// Conversations over the session protocol, answers letter for letter where the protocol fixes them, and inputs that mean harm.

#if CommandLine
  import Testing

  @testable import innograph

  @Suite struct SessionRunTests {
    private func query(_ text: String, _ more: String = "") -> String {
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "{\"query\": \"\(escaped)\"\(more)}"
    }

    @Test func `the protocol's own conversation`() throws {
      let answers = try ToolProcess.session([
        query("RETURN 1 AS x"),
        query("CREATE (n:Firm {name: $name}) RETURN n", #", "parameters": {"name": {"$type": "String", "_value": "研"}}"#),
        "",
        query("MATCH (n:Firm) RETURN n.name", #", "explain": true"#),
        query("MATCH (n:Firm) DELETE n"),
        query("MATCH (n) RETURN count(*) AS c"),
        #"{"reset": true}"#,
      ])
      #expect(
        answers
          == [
            #"{"columns": ["x"], "rows": [[{"$type":"Integer","_value":"1"}]], "stats": {}, "warnings": []}"#,
            #"{"columns": ["n"], "rows": [[{"$type":"Node","_value":{"_element_id":"4:g:0","_labels":["Firm"],"_properties":{"name":{"$type":"String","_value":"研"}}}}]], "#
              + #""stats": {"nodesCreated": 1, "propertiesSet": 1, "labelsAdded": 1}, "warnings": []}"#,
            #"{"columns": ["n.name"], "rows": [], "stats": {}, "warnings": []"#,
            #"{"columns": [], "rows": [], "stats": {"nodesDeleted": 1}, "warnings": []}"#,
            #"{"columns": ["c"], "rows": [[{"$type":"Integer","_value":"0"}]], "stats": {}, "warnings": []}"#,
            #"{"ok": true}"#,
          ].enumerated().map { place, line in
            // An answer to `explain` may carry the plan behind what the protocol asks for.
            place == 2 && answers.count > 2 && answers[2].hasPrefix(line) ? answers[2] : line
          })
    }

    @Test func `errors name kind, phase and detail, and leave no trace`() throws {
      let answers = try ToolProcess.session([
        query("MATCH (n) RETURN m"), query("MATCH (n) RETURN m", #", "explain": true"#), query("RETURN $p"),
        query("CREATE (:A) WITH 1 AS x RETURN x / 0"),
        query("MATCH (n) RETURN count(*) AS c"), query("RETURN"), query(""), query("RETURN 1; RETURN 2"),
        query("MATCH (n) RETURN n LIMIT $n", #", "parameters": {"n": {"$type": "Integer", "_value": "-1"}}"#),
      ])
      try #require(answers.count == 9)
      for place in [0, 1] {
        #expect(
          answers[place].contains(
            #""code": "Neo.ClientError.Statement.SyntaxError", "kind": "SyntaxError", "phase": "compile time", "detail": "UndefinedVariable""#
          ))
        #expect(answers[place].contains(#""line": 1, "column": 18"#))
      }
      #expect(answers[2].contains(#""kind": "ParameterMissing", "phase": "compile time""#))
      #expect(answers[3].contains(#""kind": "ArithmeticError", "phase": "runtime""#))
      #expect(answers[4].contains(#""_value":"0""#))
      for place in [5, 6, 7] { #expect(answers[place].contains(#""kind": "SyntaxError", "phase": "compile time""#)) }
      #expect(answers[8].contains(#""phase": "runtime""#))
    }

    @Test func `an unknown label warns with its place`() throws {
      let answers = try ToolProcess.session([query("CREATE (:Firm)"), query("MATCH (n:Frim) RETURN n")])
      #expect(answers.last?.contains(#""code": "Neo.ClientNotification.Statement.UnknownLabelWarning""#) == true)
      #expect(answers.last?.contains(#""line": 1, "column": 10"#) == true)
      #expect(answers.last?.contains("Firm") == true)
    }

    @Test func `values of every type come as they went`() throws {
      let values = [
        #"{"$type":"Null","_value":null}"#, #"{"$type":"Boolean","_value":true}"#, #"{"$type":"Integer","_value":"-9223372036854775808"}"#,
        #"{"$type":"Float","_value":"1.5"}"#, #"{"$type":"Float","_value":"NaN"}"#, #"{"$type":"Float","_value":"-Infinity"}"#,
        #"{"$type":"Float","_value":"-0.0"}"#, #"{"$type":"String","_value":"Zürich 研 \n \"q\" 😀"}"#,
        #"{"$type":"List","_value":[{"$type":"Integer","_value":"1"},{"$type":"Null","_value":null}]}"#,
        #"{"$type":"Map","_value":{"a":{"$type":"Boolean","_value":false}}}"#,
      ]
      let answers = try ToolProcess.session(values.map { query("RETURN $v AS v", #", "parameters": {"v": \#($0)}"#) })
      #expect(answers == values.map { #"{"columns": ["v"], "rows": [[\#($0)]], "stats": {}, "warnings": []}"# })
    }

    @Test func `relationships and paths carry their ends`() throws {
      let answers = try ToolProcess.session([
        query("CREATE (a:Firm)-[r:SERVES {since: 1}]->(b:Park)"), query("MATCH p = (b:Park)<-[r]-(a) RETURN r, p"),
      ])
      #expect(
        answers.last?.contains(
          #"{"$type":"Relationship","_value":{"_element_id":"5:g:0","_start_node_element_id":"4:g:0","_end_node_element_id":"4:g:1","_type":"SERVES","_properties":{"since":{"$type":"Integer","_value":"1"}}}}"#
        ) == true)
      #expect(answers.last?.contains(#"{"$type":"Path","_value":[{"$type":"Node","_value":{"_element_id":"4:g:1","#) == true)
    }

    @Test func `a reset is refused where the graph is not the session's own`() throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("g.cypher", "CREATE (:Firm);")
      let answers = try ToolProcess.session([#"{"reset": true}"#, query("MATCH (n) RETURN count(*) AS c")], options: ["--data", path])
      #expect(answers.first?.contains("Neo.ClientError.Request.Invalid") == true)
      #expect(answers.last?.contains(#""_value":"1""#) == true)
    }

    // MARK: Harm

    @Test(arguments: [
      "RETURN " + String(repeating: "[", count: 10_000),
      "RETURN " + String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
      "RETURN " + String(repeating: "NOT ", count: 10_000) + "true", "RETURN " + String(repeating: "-", count: 10_001) + "1",
      "RETURN " + String(repeating: "{a: ", count: 10_000), "RETURN 1" + String(repeating: " + 1", count: 50_000),
      "MATCH " + String(repeating: "(", count: 10_000), "RETURN " + String(repeating: "CASE WHEN true THEN ", count: 10_000),
      String(repeating: "CALL { ", count: 10_000), "RETURN size([x IN " + String(repeating: "[x IN ", count: 5_000),
      "MATCH (a)" + String(repeating: "-->()", count: 5_000) + " RETURN a", String(repeating: "WITH 1 AS x ", count: 5_000) + "RETURN x",
      "RETURN '" + String(repeating: "\u{7814}", count: 100_000) + "' AS x",
    ])
    func `a hostile text is answered, and the session goes on`(text: String) throws {
      let answers = try ToolProcess.session([query(text), query("RETURN 1 AS x")])
      try #require(answers.count == 2)
      #expect(!answers[0].contains("DatabaseError"))
      #expect(answers.last == #"{"columns": ["x"], "rows": [[{"$type":"Integer","_value":"1"}]], "stats": {}, "warnings": []}"#)
    }

    @Test func `paths without end are stopped by time and by memory`() throws {
      let clique = query(
        "UNWIND range(1, 14) AS i CREATE (:N {i: i}) WITH count(*) AS c MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)")
      let timed = try ToolProcess.session(
        [clique, query("MATCH p = (a)-[*]-(b) RETURN count(p)"), query("RETURN 1 AS x")], options: ["--fresh", "--timeout", "0.5"])
      try #require(timed.count == 3)
      #expect(timed[1].contains("Neo.ClientError.Transaction.TransactionTimedOut"))
      let bounded = try ToolProcess.session(
        [clique, query("MATCH p = (a)-[*]-(b) RETURN collect(p)"), query("RETURN 1 AS x")], options: ["--fresh", "--memory", "16"])
      try #require(bounded.count == 3)
      #expect(bounded[1].contains("Neo.TransientError.General.MemoryPoolOutOfMemoryError"))
    }

    @Test func `a line beyond the limit is answered and passed over`() throws {
      let long = query("RETURN '" + String(repeating: "x", count: SessionLimits.requestBytesMax) + "' AS x")
      let answers = try ToolProcess.session([long, query("RETURN 1 AS x")])
      try #require(answers.count == 2)
      #expect(answers[0].contains("Neo.ClientError.Request.Invalid"))
      #expect(answers[1].hasPrefix(#"{"columns": ["x"]"#))
    }

    @Test func `bytes that are no text, and text that is no JSON, are answered`() throws {
      let lines: [[UInt8]] = [
        [0xFF, 0xFE], [0], Array("nonsense".utf8), Array("\u{FEFF}{}".utf8), Array(#"{"query": "RETURN '\ud800'"}"#.utf8),
        Array("  \t\r".utf8),
        Array("{\"query\": \"RETURN '\u{2028}' AS x\"}".utf8),
      ]
      let outcome = try ToolProcess.run(["session", "--fresh"], input: Array(lines.joined(separator: [0x0A])))
      #expect(outcome.status == 0)
      let answers = outcome.output.split(separator: "\n")
      #expect(answers.count == 6)
      for answer in answers.dropLast() { #expect(answer.contains("Neo.ClientError.Request.Invalid")) }
      #expect(answers.last?.hasPrefix(#"{"columns": ["x"]"#) == true)
    }

    @Test func `thousands of requests in one go are answered in order`() throws {
      let answers = try ToolProcess.session((0..<5_000).map { query("RETURN \($0) AS x") })
      #expect(answers.count == 5_000)
      for (place, answer) in answers.enumerated() where !answer.contains("\"_value\":\"\(place)\"") {
        Issue.record("answer \(place) is \(answer)")
        break
      }
    }
  }
#endif
