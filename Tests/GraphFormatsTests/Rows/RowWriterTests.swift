// Results as text: tables that fit, Markdown, CSV and JSON.

import GraphFormats
import GraphModel
import Testing

@Suite struct RowWriterTests {
  private func text(_ format: RowFormat, _ columns: [String], _ rows: [[Value]], width: Int? = nil, guards: Bool = false) throws -> String {
    let output = TextOutput()
    let writer = format.writer(to: output, options: RowWriteOptions(width: width, guardsFormulas: guards))
    try writer.begin(columns: columns)
    for row in rows { try writer.row(row) }
    try writer.end()
    return output.text
  }

  private let rows: [[Value]] = [
    ["联影医疗", 12, nil], ["a|b\nc", -3.5, "null"], ["", nil, true], [["x", 1], 1_000_000, .map(["k": "v"])],
  ]

  @Test func table() throws {
    #expect(
      try text(.table, ["name", "n", "other"], rows) == """
         name     │       n │ other
        ──────────┼─────────┼──────────
         联影医疗 │      12 │ null
         a|b\\nc   │    -3.5 │ 'null'
         ''       │ null    │ true
         ['x', 1] │ 1000000 │ {k: 'v'}

        """)
  }

  @Test func tableFits() throws {
    let long = String(repeating: "上海集成电路材料研究院", count: 5)
    let wide: [[Value]] = [[.string(long), 7, .string(long)], ["short", 12345, "x"]]
    for width in 10...130 {
      let table = try text(.table, ["first", "n", "third"], wide, width: width)
      for line in table.split(separator: "\n") where !line.hasPrefix("…") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
      }
    }
    #expect(try text(.table, ["first", "n", "third"], wide, width: 40).contains("12345"))
  }

  @Test func entities() throws {
    let platform = Node(id: NodeID(rawValue: 1), labels: ["Platform"], properties: ["id": "g60", "name": "G60科创云", "level": "市级"])
    let cluster = Node(id: NodeID(rawValue: 2), labels: ["IndustryCluster"], properties: ["name": "集成电路"])
    let serves = Relationship(
      id: RelationshipID(rawValue: 1), type: "SERVES", start: platform.id, end: cluster.id, properties: ["since": 2020])
    let table = try text(
      .table, ["x"], [[.node(platform)], [.relationship(serves)], [.path(Path(nodes: [platform, cluster], relationships: [serves]))]],
      width: 60)
    #expect(
      table == """
         x
        ────────────────────────────────────────────────────────────
         (:Platform {name: 'G60科创云', id: 'g60', level: '市级'})
         [:SERVES {since: 2020}]
         (:Platform {name: 'G60科创云', id: 'g60', level: '市级'})…

        """)
  }

  @Test func tooManyColumnsAreNamed() throws {
    let columns = (1...40).map { "column\($0)" }
    let table = try text(.table, columns, [Array(repeating: 1, count: 40)], width: 60)
    #expect(table.contains("more columns: column"))
    #expect(table.contains("column40"))
  }

  @Test func longResultsStream() throws {
    let output = TextOutput()
    let writer = RowFormat.table.writer(to: output)
    try writer.begin(columns: ["x"])
    for number in 0..<5_000 { try writer.row([.integer(Int64(number))]) }
    try writer.end()
    #expect(output.text.split(separator: "\n").count == 5_002)
  }

  @Test func hiddenCharactersAreShown() throws {
    let table = try text(.table, ["x"], [["\u{1b}[31m\u{202e}abc\u{7}"]])
    #expect(table.contains("\\u001b[31m\\u202eabc\\u0007"))
  }

  @Test func markdown() throws {
    #expect(
      try text(.markdown, ["name", "n", "o_t"], [["a|b\nc*", 1, "<i>_x_ y_z"], ["研", nil, nil]]) == """
        | name | n | o_t |
        | --- | ---: | --- |
        | a\\|b\\\\nc\\* | 1 | \\<i>\\_x\\_ y_z |
        | 研 | null | null |

        """)
  }

  @Test func csv() throws {
    #expect(
      try text(.csv, ["name", "a,b", "c"], [["联\"影", 12, nil], ["", 1.0, "x\r\ny"], [" s", true, ["a", 1]]])
        == "name,\"a,b\",c\n\"联\"\"影\",12,\n\"\",1.0,\"x\r\ny\"\n\" s\",true,\"[\"\"a\"\",1]\"\n")
    #expect(try text(.csv, ["x"], [["=1+1"], ["-3"], [-3], ["@a"], ["ok"]], guards: true) == "x\n'=1+1\n'-3\n-3\n'@a\nok\n")
  }

  @Test func json() throws {
    #expect(
      try text(.json, ["a", "b\""], [[1, nil], ["x", 2.0]]) == "[\n  {\"a\":1,\"b\\\"\":null},\n  {\"a\":\"x\",\"b\\\"\":2.0}\n]\n")
    #expect(try text(.json, ["a"], []) == "[]\n")
    #expect(try text(.jsonl, ["a"], [[1], [2]]) == "{\"a\":1}\n{\"a\":2}\n")
  }

  @Test func wrongRowsAreRefused() throws {
    let writer = RowFormat.table.writer(to: TextOutput())
    try writer.begin(columns: ["a", "b"])
    #expect(throws: FormatError.self) { try writer.row([1]) }
  }
}
