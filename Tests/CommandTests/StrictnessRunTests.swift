// A name that the graph does not have: told with the nearest one, and with --strict an error, whichever command meets it.

import Foundation
import Testing

@Suite struct StrictnessRunTests {
  private static let graph = "CREATE (:Firm {name: 'a'})-[:SUPPLIES]->(:Firm {name: 'b'});\n"
  private static let query = "MATCH (f:Frim) RETURN f.name AS name"

  private static let audit = """
    // id: audit
    // title: Firms that nobody knows
    // title_zh: 无人知晓的企业
    // severity: warning
    // why: It shows what strictness does.
    // mend: Correct the name.
    // expect: no rows

    MATCH (f:Frim) RETURN f.name AS subject, 'x' AS message
    """

  private func run(_ command: [String], isStrict: Bool, input: String = "") throws -> ToolProcess.Outcome {
    let folder = try TemporaryFolder()
    let data = try folder.write("graph.cypher", Self.graph)
    let audit = try folder.write("audit.cypher", Self.audit)
    let arguments = command.map { $0 == "AUDIT" ? audit : $0 } + ["--data", data] + (isStrict ? ["--strict"] : [])
    return try ToolProcess.run(arguments, input: Array(input.utf8))
  }

  @Test(arguments: [["query", "-e", query], ["explain", "-e", query]]) func aQueryIsWarnedOfOrFails(command: [String]) throws {
    let lenient = try run(command, isStrict: false)
    #expect(lenient.status == 0, "\(lenient.errors)")
    #expect(lenient.errors.contains("warning: the graph has no label `Frim`") && lenient.errors.contains("did you mean `Firm`?"))
    #expect(lenient.errors.contains("1:10"))
    let strict = try run(command, isStrict: true)
    #expect(strict.status != 0)
    #expect(
      strict.errors.contains("error: the graph has no label `Frim`") && strict.errors.contains("did you mean `Firm`?"), "\(strict.errors)")
  }

  @Test func anAuditThatSpeaksOfNothingCouldNotRun() throws {
    let lenient = try run(["audit", "AUDIT"], isStrict: false)
    #expect(lenient.status == 0, "\(lenient.errors)")
    let strict = try run(["audit", "AUDIT"], isStrict: true)
    #expect(strict.status == 2, "\(strict.status) \(strict.output)")
    #expect((strict.output + strict.errors).contains("Frim"))
  }

  @Test func aSessionAnswersWithAWarningOrAnError() throws {
    let line = #"{"query": "MATCH (f:Frim) RETURN f.name AS name"}"# + "\n"
    let lenient = try run(["session"], isStrict: false, input: line)
    #expect(lenient.output.contains(#""code": "Neo.ClientNotification.Statement.UnknownLabelWarning", "severity": "WARNING""#))
    let strict = try run(["session"], isStrict: true, input: line)
    #expect(strict.output.contains(#""detail": "UnknownName""#) && strict.output.contains("did you mean `Firm`?"), "\(strict.output)")
  }

  @Test func aShellTellsTheSame() throws {
    let strict = try run(["shell"], isStrict: true, input: Self.query + ";\n")
    #expect((strict.output + strict.errors).contains("error: the graph has no label `Frim`"), "\(strict.errors)")
  }

  @Test func remarksThatAreNotAboutNamesFailNoStrictQuery() throws {
    let found = try run(["query", "-e", "MATCH (a:Firm), (b:Firm) RETURN count(*) AS n"], isStrict: true)
    #expect(found.status == 0)
    #expect(found.errors.contains("note: patterns that nothing connects multiply each other: (a) × (b)"), "\(found.errors)")
  }

  @Test func filesAreReadFromTheFolderThatIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("people.csv", "id,name\n1,Ann\n")
    let text = "LOAD CSV WITH HEADERS FROM 'people.csv' AS row RETURN row.name AS name"
    let found = try ToolProcess.runEmpty(["query", "--format", "csv", "--import-dir", folder.path, "-e", text])
    #expect(found.output == "name\nAnn\n", "\(found.errors)")
    let refused = try ToolProcess.runEmpty(["query", "-e", text])
    #expect(refused.status != 0 && refused.errors.contains("--import-dir"))
  }

  @Test func manyRowsStreamWithinLittleMemory() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("empty.cypher", "// nothing")
    let text = "UNWIND range(1, 300000) AS x RETURN x, 'a text that is longer than fifteen bytes ' + x AS t"
    let found = try ToolProcess.run(
      ["query", "--data", empty, "--memory", "4", "--format", "csv", "-e", text])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.output.utf8.count(where: { $0 == UInt8(ascii: "\n") }) == 300_001)
  }

  @Test func severalProcessesPrintTheSame() throws {
    let query =
      "MATCH (n)-[r]->(m) WITH n, collect(m.name) AS names, count(*) AS c RETURN n.name, names, c, {b: 1, a: 2} AS m UNION ALL UNWIND ['x', 'y', 'x'] AS w RETURN w AS `n.name`, [] AS names, count(*) AS c, {} AS m"
    let first = try run(["query", "--format", "jsonl", "-e", query], isStrict: false)
    #expect(first.status == 0, "\(first.errors)")
    for _ in 0..<4 { #expect(try run(["query", "--format", "jsonl", "-e", query], isStrict: false).output == first.output) }
  }
}
